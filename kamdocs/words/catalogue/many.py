"""What is said of many findings of one cause at once.

``where`` is the column, ``count`` how many there are, ``shown`` the commonest of what stands
there; the facts that all findings share may be cited too. Codes that are not here are said by
the sentences of their findings.
"""

from typing import NamedTuple

from kamdocs.model import Text

VALUE = Text("「{value}」（{cells}）", "“{value}” ({cells})")


class Many(NamedTuple):
    """One sentence for many; ``item`` is how each kind of case is shown in it, None where all
    are alike. ``cells`` says where a case stands, or how often it does."""

    what: Text
    item: Text | None = VALUE


MANY: dict[str, Many] = {
    # Headings
    "KD104": Many(
        Text(
            "{count}个表头不是本表的栏目，这些列未读取：{shown}",
            "{count} headings are not ours; the columns were not read: {shown}",
        ),
        Text("「{heading}」（{cells}{near}）", "“{heading}” ({cells}{near})"),
    ),
    "KD159": Many(
        Text(
            "「{field}」一年一列，{count}列各读作一年的一项：{shown}",
            "“{field}” has a column for each year; {count} were read so: {shown}",
        ),
        Text("「{heading}」（{cells}）", "“{heading}” ({cells})"),
    ),
    "KD619": Many(
        Text(
            "{where}：{count}行不作数，没有读取：{shown}",
            "{where}: {count} rows do not stand and were not read: {shown}",
        ),
    ),
    "KD198": Many(
        Text(
            "{count}格没有控件（删去了，或是另加的行），按位置读取：{shown}",
            "{count} cells have no control (deleted, or in an added row), and were read by their "
            "place: {shown}",
        ),
    ),
    "KD188": Many(
        Text(
            "{count}列的表头不是文字，看不出是哪一栏，未读取：{shown}",
            "{count} columns have no words for a heading and were not read: {shown}",
        ),
        Text("「{value}」（{cells}，{what}）", "“{value}” ({cells}, {what})"),
    ),
    # What stands in a cell
    "KD110": Many(
        Text(
            "{where}：{count}个日期没有认出是哪一天：{shown}",
            "{where}: {count} dates were not recognised as days: {shown}",
        )
    ),
    "KD111": Many(
        Text(
            "{where}：{count}个日期有不止一种读法：{shown}",
            "{where}: {count} dates can be read in more than one way: {shown}",
        ),
        Text("「{value}」可读成{readings}（{cells}）", "“{value}” as {readings} ({cells})"),
    ),
    "KD112": Many(
        Text(
            "{where}：{count}个日期只有年月、没有日：{shown}",
            "{where}: {count} dates give a month but no day: {shown}",
        )
    ),
    "KD113": Many(
        Text(
            "{where}：{count}格没有认出是多少：{shown}",
            "{where}: {count} cells were not recognised as numbers: {shown}",
        )
    ),
    "KD114": Many(
        Text(
            "{where}：{count}个数没有单位，不知道是元还是万元：{shown}",
            "{where}: {count} amounts have no unit, 元 or 万元 (10,000 yuan)? {shown}",
        )
    ),
    "KD154": Many(
        Text(
            "{where}：{count}个金额是用文字写到千、百的数，不知道是元还是{unit}：{shown}",
            "{where}: {count} amounts are figures in words that end below 万, 元 or {unit}? {shown}",
        )
    ),
    "KD156": Many(
        Text(
            "{where}：{count}个带货币符号的金额，按{unit}就是上百亿元，不知道是元还是{unit}：{shown}",
            "{where}: {count} amounts with a currency sign are vast in {unit}, 元 or {unit}? {shown}",
        )
    ),
    "KD157": Many(
        Text(
            "{where}：{count}个数很小，而这一栏按百分制填，不知道是不是要乘以100：{shown}",
            "{where}: {count} figures are so small, but the column is out of a hundred; are they "
            "shares of 1? {shown}",
        )
    ),
    "KD115": Many(
        Text(
            "{where}：{count}格不是“是”或“否”：{shown}",
            "{where}: {count} cells are neither 是 nor 否: {shown}",
        )
    ),
    "KD116": Many(
        Text(
            "{where}：{count}格写的是“同上”一类的话，不能替填报人照抄上一行：{shown}",
            "{where}: {count} cells say “same as above”, which is not copied for whoever filled them in: {shown}",
        )
    ),
    "KD117": Many(
        Text(
            "{where}：{count}个号码按数字存放，末尾几位已经丢失：{shown}",
            "{where}: {count} values were kept as numbers and have lost their last digits: {shown}",
        )
    ),
    "KD118": Many(
        Text("{where}：{count}格这样读取：{shown}", "{where}: {count} cells were read so: {shown}"),
        Text("「{value}」读作{read}（{cells}）", "“{value}” as {read} ({cells})"),
    ),
    "KD119": Many(
        Text(
            "{where}：{count}格不是月份或期间：{shown}",
            "{where}: {count} cells are not months or periods: {shown}",
        )
    ),
    "KD120": Many(
        Text(
            "{where}：{count}格是公式错误：{shown}",
            "{where}: {count} cells show formula errors: {shown}",
        ),
        Text("{value}（{cells}）", "{value} ({cells})"),
    ),
    "KD121": Many(
        Text(
            "{where}：{count}格是公式，但文件里没有算好的结果",
            "{where}: {count} cells are formulas and the file holds no results for them",
        ),
        None,
    ),
    "KD124": Many(
        Text(
            "{where}：{count}格不是“年度：数量”的写法：{shown}",
            "{where}: {count} cells are not written as year:volume: {shown}",
        )
    ),
    # Rows
    "KD201": Many(Text("{where}：{count}格未填写", "{where}: {count} cells are blank"), None),
    "KD137": Many(
        Text(
            "{count}格写的是按角色生成时遮住的“＊＊＊”，原来的内容不在这里",
            "{count} cells say “＊＊＊”, by which values were hidden from a role; they are not here",
        ),
        None,
    ),
    "KD203": Many(
        Text(
            "{where}：{count}格不在可选范围（{allowed}）：{shown}",
            "{where}: {count} cells hold none of the choices ({allowed}): {shown}",
        )
    ),
    "KD647": Many(
        Text(
            "{where}：{count}格选了几项，这一栏只能选一项：{shown}",
            "{where}: {count} cells choose several, where only one can be chosen: {shown}",
        )
    ),
    "KD204": Many(
        Text(
            "{where}：{count}格超出范围（{bound}）：{shown}",
            "{where}: {count} cells are out of range ({bound}): {shown}",
        )
    ),
    "KD205": Many(
        Text(
            "{where}：{count}格写法不对（{help}）：{shown}",
            "{where}: {count} cells are not written as they should be ({help}): {shown}",
        )
    ),
    "KD206": Many(
        Text(
            "{where}：{count}格的长短不对，应{bound}：{shown}",
            "{where}: {count} cells do not have the length they should ({bound}): {shown}",
        ),
        Text("{length}个字（{cells}）", "{length} characters ({cells})"),
    ),
    "KD207": Many(
        Text(
            "{where}：{count}格不是有效的电话号码：{shown}",
            "{where}: {count} cells hold no valid telephone number: {shown}",
        )
    ),
    "KD208": Many(
        Text(
            "{where}：{count}格不是有效的电子邮箱：{shown}",
            "{where}: {count} cells hold no e-mail address: {shown}",
        )
    ),
    "KD209": Many(
        Text(
            "{where}：{count}格不是有效的统一社会信用代码（18位，末位是校验码）：{shown}",
            "{where}: {count} cells hold no unified social credit code (18 characters, the last a check digit): {shown}",
        )
    ),
    "KD210": Many(
        Text("{where}：{rule}；{count}格：{shown}", "{where}: {rule}; {count} cells: {shown}"),
        Text("{value}（{cells}）", "{value} ({cells})"),
    ),
    "KD211": Many(
        Text(
            "{where}：{rule}；{count}格：{shown}",
            "{where}: {rule}; {count} cells: {shown}",
        ),
        Text("{first_day}与{second_day}（{cells}）", "{first_day} and {second_day} ({cells})"),
    ),
    # All rows together
    "KD301": Many(
        Text(
            "{where}：{count}格别处也有，内容却不同：{shown}",
            "{where}: {count} cells stand elsewhere too, with something else in the row: {shown}",
        ),
        Text("「{value}」（{cells}，{other}）", "“{value}” ({cells}, {other})"),
    ),
    "KD302": Many(
        Text(
            "{where}：{count}格的客户不在客户档案里：{shown}",
            "{where}: {count} cells name customers who are not in the archive: {shown}",
        ),
        Text("「{name}」（{cells}）", "“{name}” ({cells})"),
    ),
    "KD303": Many(
        Text(
            "{where}：{count}格的客户不在客户档案里，只与档案里的相似：{shown}",
            "{where}: {count} cells name customers who are not in the archive, only similar ones are: {shown}",
        ),
        Text("「{name}」像「{near}」（{cells}）", "“{name}” is like “{near}” ({cells})"),
    ),
    "KD304": Many(
        Text(
            "{count}行与别的行是同一件事，只算一次：{shown}",
            "{count} rows tell of the same events as others and count once: {shown}",
        ),
        Text("{cells}同{other}", "{cells} as {other}"),
    ),
    "KD413": Many(
        Text(
            "{count}行与别的行或许是同一件事，但写的不全一样，所以各自判断：{shown}",
            "{count} rows may tell of the same events as others, but do not say the same, so each is judged: {shown}",
        ),
        Text("{cells}同{other}", "{cells} as {other}"),
    ),
    "KD415": Many(
        Text(
            "{count}家客户之前是什么分类，档案里没有一行写明，之前的日子按分类考核的条款不作判断：{shown}",
            "of {count} customers no row of the archive says of which class they were before, and rules for classes are not judged for the days before: {shown}",
        ),
        Text("「{name}」从{day}起（{cells}）", "“{name}” from {day} on ({cells})"),
    ),
    "KD305": Many(
        Text(
            "{where}：{count}行的编号和名称是两家客户：{shown}",
            "{where}: {count} rows have one customer's code and another's name: {shown}",
        ),
        Text(
            "编号「{code}」是「{by_code}」，名称却是「{name}」（{cells}）",
            "code “{code}” of “{by_code}” with the name “{name}” ({cells})",
        ),
    ),
    "KD307": Many(
        Text(
            "{where}：{count}家客户与别的客户同名而编号不同：{shown}",
            "{where}: {count} customers have the name of another, but another code: {shown}",
        ),
        Text(
            "「{name}」这里是{code}（{cells}），那里是{other_code}（{other}）",
            "“{name}”: {code} ({cells}) and {other_code} ({other})",
        ),
    ),
    "KD308": Many(
        Text(
            "{where}：{count}格可能是几家客户：{shown}",
            "{where}: {count} cells may mean any of several customers: {shown}",
        ),
        Text("「{name}」可能是{keys}（{cells}）", "“{name}” may be any of {keys} ({cells})"),
    ),
    "KD309": Many(
        Text(
            "{where}：{count}格的名称不在客户档案里，按编号认定了客户：{shown}",
            "{where}: {count} names are not in the archive; the customers were found by their codes: {shown}",
        ),
        Text("「{name}」，编号{code}（{cells}）", "“{name}”, code {code} ({cells})"),
    ),
    "KD310": Many(
        Text(
            "{where}：{count}格的编号不在客户档案里，按名称认定了客户：{shown}",
            "{where}: {count} codes are not in the archive; the customers were found by their names: {shown}",
        ),
        Text("{code}，名称「{name}」（{cells}）", "{code}, name “{name}” ({cells})"),
    ),
    "KD311": Many(
        Text(
            "{where}：{count}行已经交过，内容一致，只算一次：{shown}",
            "{where}: {count} rows were handed in already, with the same content, and count once: {shown}",
        ),
        Text("「{value}」（{cells}，{other}）", "“{value}” ({cells}, {other})"),
    ),
    "KD312": Many(
        Text(
            "{where}：{count}家客户交了两份，这一栏前后不一：{shown}",
            "{where}: {count} customers were handed in twice and differ here: {shown}",
        ),
        Text(
            "「{name}」这里是「{value}」（{cells}），那里是「{other_value}」（{other}）",
            "“{name}”: “{value}” ({cells}) and “{other_value}” ({other})",
        ),
    ),
    "KD313": Many(
        Text(
            "{where}：{count}格在别处是另一家客户的：{shown}",
            "{where}: {count} cells belong to another customer elsewhere: {shown}",
        ),
        Text(
            "「{value}」这里是「{name}」（{cells}），那里是「{other_name}」（{other}）",
            "“{value}” is “{name}” ({cells}) and “{other_name}” ({other})",
        ),
    ),
    "KD314": Many(
        Text(
            "{where}：{count}行已经交过，只用前一行；这几行多填的没有用上：{shown}",
            "{where}: {count} rows were handed in already and only the first is used; what these rows add is not: {shown}",
        ),
        Text("「{value}」的{more}（{cells}，{other}）", "{more} of “{value}” ({cells}, {other})"),
    ),
    "KD675": Many(
        Text(
            "{where}：{count}行只写了怎么联系，按联系人名单看待，不算又一份档案；没有用上的：{shown}",
            "{where}: {count} rows only tell how to reach a customer and are taken for a list of contacts, not for another archive; not used: {shown}",
        ),
        Text("「{name}」的{more}（{cells}）", "{more} of “{name}” ({cells})"),
    ),
    "KD316": Many(
        Text(
            "{count}个客户名称有两种写法：{shown}",
            "{count} customers' names have two spellings: {shown}",
        ),
        Text(
            "「{name}」（{cells}）与「{known}」（{other}）",
            "“{name}” ({cells}) and “{known}” ({other})",
        ),
    ),
    "KD317": Many(
        Text(
            "有{count}份档案里的客户，交来的{kind}里没有：{shown}",
            "customers in {count} archives of whom no “{kind}” was handed in: {shown}",
        ),
        Text("{customers}", "{customers}"),
    ),
    "KD318": Many(
        Text(
            "{where}：{count}段文字在几次里写得一字不差：{shown}",
            "{where}: {count} texts are word for word the same in several: {shown}",
        ),
        Text(
            "「{value}」（{count}{counted}，{cells}起）",
            "“{value}” ({count} {counted}, from {cells})",
        ),
    ),
    "KD319": Many(
        Text(
            "{count}家客户的名称与别家相似，可能是同一家：{shown}",
            "{count} customers have names similar to others and may be the same: {shown}",
        ),
        Text(
            "「{name}」（{cells}）像「{near}」（{other}）",
            "“{name}” ({cells}) and “{near}” ({other})",
        ),
    ),
}
OTHERS = Many(
    Text("共{count}处：{shown}", "{count} of them: {shown}"),
    Text("{said}（{cells}）", "{said} ({cells})"),
)
"""For a code that has no words of its own for many."""
