"""What was done to read a cell, by the codes that ``Read.how`` and ``Note.how`` hold.

The codes are permanent: a change log and an annotated copy of a workbook show these words.
"""

from kamdocs.model import Text

CHANGES: dict[str, Text] = {
    "width": Text("全角字符改成半角", "full-width characters narrowed"),
    "blanks": Text(
        "去掉空格、换行或看不见的字符", "spaces, line breaks or unseen marks taken away"
    ),
    "blank": Text("当作没有填写", "taken as blank"),
    "endless": Text("没有截止的日期", "no last day is set"),
    "case": Text("统一大小写", "capitals and small letters made uniform"),
    "synonym": Text("换成规定的说法", "replaced by the word that is asked for"),
    "split": Text("拆成几项", "split into several"),
    "doubles": Text("去掉重复的项", "doubles dropped"),
    "numbered": Text("去掉序号或代号", "the number or code with it left off"),
    "ticks": Text("取打了勾的选项", "what is ticked taken"),
    "number-as-text": Text("以文本存放的数改成数字", "a number kept as text made a number"),
    "number-as-words": Text("以数字存放的内容改成文本", "words kept as a number made text"),
    "date-as-text": Text("以文本存放的日期改成日期格式", "a day kept as text made a date"),
    "date-as-words": Text(
        "以日期或时间存放的内容写成文字", "words kept as a date or time made text"
    ),
    "truth-as-words": Text("TRUE或FALSE写成是或否", "TRUE or FALSE written as 是 or 否"),
    "serial": Text("日期序列号改成日期格式", "the serial number of a date shown as the day"),
    "spelling": Text("统一期间的写法", "a period spelled as all are"),
    "month-of-day": Text("取日期所在的月份", "the month taken of a day"),
    "time-dropped": Text("去掉时刻", "the time of day left off"),
    "zone": Text("按北京时间换了一天", "moved to the day that it was in China"),
    "china-time": Text("换算成北京时间", "put in the time of China"),
    "weekday": Text("去掉星期", "the weekday left off"),
    "numeral": Text("中文数字读成数", "Chinese numerals read as a number"),
    "minguo": Text("民国年换成公元年", "a year of the Republic of China put as one AD"),
    "separators": Text("去掉千位分隔符", "thousands separators taken out"),
    "as-shown": Text(
        "按单元格显示的样子读取（单位写在数字格式里）",
        "read as the cell shows it (its number format holds the unit)",
    ),
    "unit": Text("按格内的单位换算", "the unit in the cell reckoned with"),
    "unit-stated": Text(
        "按写在别处的单位（如表格上方的“单位：万元”）读取",
        "read in the unit that is stated elsewhere (such as 单位：万元 above the table)",
    ),
    "year-stated": Text(
        "补上写在别处的年份或月份（如标题里的）",
        "the year or month that stands elsewhere (as in a title) put in",
    ),
    "parts": Text(
        "几格里的年、月、日合起来读", "year, month and day in several cells put together"
    ),
    "added": Text("并入了另一栏", "what another column says was added"),
    "title-month": Text("取标题里的月份或年度", "the month or year taken from the title"),
    "points": Text("去掉“分”", "分 (points) taken off"),
    "counted": Text("去掉数字后面的单位", "the unit behind the figure taken off"),
    "currency": Text("去掉货币符号", "the sign of the currency taken off"),
    "about": Text("约数当作确数", "“about” left off"),
    "brackets": Text("括号里的数读成负数", "a number in brackets read as negative"),
    "loss-in-words": Text(
        "“亏损”读成负数，“盈利”读成正数", "a loss in words read as negative, a profit as positive"
    ),
    "remark": Text("去掉括号里的说明", "a remark in brackets left off"),
    "scientific": Text("科学记数法写成普通的数", "scientific notation written out"),
    "percent": Text("百分数当作百分制的数", "a percentage read as a number out of a hundred"),
}
