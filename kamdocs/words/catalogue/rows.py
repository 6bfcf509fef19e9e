"""KD2xx: what is wrong with one row."""

from kamdocs.model import Text
from kamdocs.words.catalogue.entry import Entry

ROWS: dict[str, Entry] = {
    "KD201": Entry(
        "required",
        Text("「{field}」未填写", "“{field}” is blank"),
        Text("填写这一格", "Fill in the cell"),
    ),
    "KD203": Entry(
        "not-allowed",
        Text(
            "「{field}」的「{value}」不在可选范围：{allowed}",
            "“{value}” in “{field}” is none of: {allowed}",
        ),
        Text("从可选的内容里选一个", "Choose one of those"),
    ),
    "KD647": Entry(
        "several-choices",
        Text(
            "「{field}」的「{value}」选了几项（{choices}），这一栏只能选一项",
            "“{value}” in “{field}” chooses several ({choices}); only one can be chosen",
        ),
        Text("只留一项，其余的写在备注里", "Leave one of them, and put the others in the remarks"),
    ),
    "KD204": Entry(
        "out-of-range",
        Text(
            "「{field}」的「{value}」超出范围（{bound}）",
            "“{value}” in “{field}” is out of range ({bound})",
        ),
        Text("核对后改正", "Check it and put it right"),
    ),
    "KD205": Entry(
        "wrong-shape",
        Text(
            "「{field}」的「{value}」写法不对：{help}",
            "“{value}” in “{field}” is not written as it should be: {help}",
        ),
        Text("参照示例{example}改写", "Write it like {example}"),
    ),
    "KD206": Entry(
        "wrong-length",
        Text(
            "「{field}」有{length}个字，应{bound}",
            "“{field}” has {length:character|characters}; it should have {bound}",
        ),
        Text("核对是否填错了格", "Check that the right cell was filled in"),
    ),
    "KD207": Entry(
        "phone",
        Text(
            "「{field}」的「{value}」不是有效的电话号码",
            "“{value}” in “{field}” is not a valid telephone number",
        ),
        Text(
            "固定电话带区号，如0512-63456789；手机11位；两个号码用“/”分开",
            "A land line has its area code, such as 0512-63456789; a mobile has 11 digits; "
            "two numbers are separated by /",
        ),
    ),
    "KD208": Entry(
        "email",
        Text(
            "「{field}」的「{value}」不是有效的电子邮箱",
            "“{value}” in “{field}” is not an e-mail address",
        ),
        Text("写成name@company.cn的样子", "Write it like name@company.cn"),
    ),
    "KD209": Entry(
        "credit-code",
        Text(
            "「{field}」的「{value}」不是有效的统一社会信用代码：{reason}",
            "“{value}” in “{field}” is not a unified social credit code: {reason}",
        ),
        Text("照营业执照逐位核对", "Compare it with the business licence, character by character"),
    ),
    "KD210": Entry(
        "row-rule",
        Text("{rule}（「{field}」：{value}）", "{rule} (“{field}”: {value})"),
        Text("按要求补填或改正", "Fill it in or put it right"),
    ),
    "KD211": Entry(
        "out-of-order",
        Text(
            "{rule}（「{first}」{first_day}，「{second}」{second_day}）",
            "{rule} (“{first}” {first_day}, “{second}” {second_day})",
        ),
        Text("核对两个日期", "Check both dates"),
    ),
    "KD212": Entry(
        "not-as-asked",
        Text(
            "「{field}」的「{value}」不合要求：{rule}",
            "“{value}” in “{field}” is not as asked: it {rule}",
        ),
        Text("核对后改正", "Check it and put it right"),
    ),
    "KD213": Entry(
        "leading-zero-lost",
        Text(
            "「{field}」的「{value}」少了开头的0，可能是{probably}",
            "“{value}” in “{field}” has lost its leading 0; it is probably {probably}",
        ),
        Text(
            "把单元格设为文本格式，重新输入完整的号码",
            "Make the cell text and enter the whole number again",
        ),
    ),
    "KD214": Entry(
        "phone-among-several",
        Text(
            "「{field}」的几个号码里，{numbers}不是有效的电话号码",
            "of the numbers in “{field}”, {numbers} cannot be a telephone number",
        ),
        Text(
            "改正这个号码；每个号码都要写全，不能只写末几位",
            "Correct it; every number is written in full, not its last digits alone",
        ),
    ),
    "KD215": Entry(
        "words-beside-phone",
        Text(
            "「{field}」的「{value}」除了号码还写了“{words}”",
            "“{value}” in “{field}” holds “{words}” beside the number",
        ),
        Text(
            "这一格只写号码；姓名写到“联系人”一栏，其他说明写到备注里",
            "Write the number alone; a name belongs under 联系人 (contact), the rest under remarks",
        ),
    ),
    "KD216": Entry(
        "number-beside-name",
        Text(
            "「{field}」的「{value}」除了姓名还有号码",
            "“{value}” in “{field}” holds a number beside the name",
        ),
        Text(
            "这一格只写姓名，号码写到电话一栏",
            "Write the name alone; the number belongs under phone",
        ),
    ),
    "KD217": Entry(
        "identity-card-for-code",
        Text(
            "「{field}」的{value}是身份证号码，不是统一社会信用代码",
            "{value} in “{field}” is the number of an identity card, not a credit code",
        ),
        Text(
            "删去身份证号码，照营业执照填写18位代码",
            "Delete it and enter the 18 characters on the business licence",
        ),
    ),
    "KD218": Entry(
        "several-emails",
        Text(
            "「{field}」写了几个邮箱：{addresses}",
            "“{field}” holds several e-mail addresses: {addresses}",
        ),
        Text("只留一个常用的，其余写到备注里", "Keep the one in use; the rest are remarks"),
    ),
    "KD219": Entry(
        "nobody-named",
        Text("「{field}」里的「{value}」不是人名", "“{value}” in “{field}” is nobody's name"),
        Text(
            "写出每个人的姓名，用顿号分开；没有去的，不要写成一次拜访",
            "Write everybody's name, with 、 between them; where nobody went there was no visit",
        ),
    ),
    "KD221": Entry(
        "not-one-person",
        Text(
            "「{field}」要写一个人的姓名，这里是「{value}」",
            "“{field}” takes the name of one person; here it is “{value}”",
        ),
        Text(
            "只写姓名，职务写在括号里；几个人的，每人各登记一行；没有人的，不要登记",
            "Write the name alone, with the post in brackets; several persons have a row each, and where there is nobody there is no row",
        ),
    ),
    "KD618": Entry(
        "signed-by-nobody",
        Text(
            "「{field}」写的是「{value}」，没有写是谁",
            "“{field}” says “{value}”, not who it was",
        ),
        Text(
            "写出姓名；还没有人签的，这一格留空",
            "Write the name; where nobody has signed yet, leave the cell blank",
        ),
    ),
    "KD220": Entry(
        "not-all-named",
        Text(
            "「{field}」的「{value}」没有写出每个人的姓名",
            "“{value}” in “{field}” does not name everybody",
        ),
        Text("把其余的人的姓名也写上，用顿号分开", "Write the others' names too, with 、 between"),
    ),
}
