"""KD15x and KD416: what is found in headings, beside those that are missing, doubled or unknown."""

from kamdocs.model import Text
from kamdocs.words.catalogue.entry import Entry

HEADINGS: dict[str, Entry] = {
    "KD150": Entry(
        "heading-taken",
        Text(
            "表头「{heading}」写得太简略，按「{field}」读取",
            "heading “{heading}” says too little by itself; the column was read as “{field}”",
        ),
        Text(
            "核对是不是这一栏；是就把表头改成「{field}」，不是就写全",
            "Check it: if so, write “{field}” in the heading; if not, write in full what it is",
        ),
    ),
    "KD151": Entry(
        "heading-unclear",
        Text(
            "表头「{heading}」可能是「{fields}」，不能确定，这一列未读取",
            "heading “{heading}” could be “{fields}”; nothing decides, and the column was not read",
        ),
        Text(
            "把表头写全，或在kamdocs.toml的[headings.{kind}]里写明它是哪一栏",
            "Write the heading in full, or say in kamdocs.toml under [headings.{kind}] what it is",
        ),
    ),
    "KD152": Entry(
        "field-has-its-column",
        Text(
            "「{field}」已有{other}这一列，「{heading}」这一列{read}",
            "“{field}” has its column in {other}; the column “{heading}” {read}",
        ),
        Text(
            "要用的内容并入前一列；否则不必处理",
            "Move what is needed into that column; otherwise leave it",
        ),
    ),
    "KD158": Entry(
        "column-adds",
        Text(
            "「{heading}」里填的并入「{field}」",
            "what stands in “{heading}” was added to “{field}”",
        ),
        Text(
            "核对是不是；最好都写进「{field}」，用顿号分开",
            "Check that it belongs there; better write all of it under “{field}”, parted by 、",
        ),
    ),
    "KD159": Entry(
        "column-of-a-year",
        Text(
            "「{heading}」读作「{field}」里{year}年的一项",
            "what stands in “{heading}” was read as that of {year} in “{field}”",
        ),
        Text("核对是不是", "Check that it belongs there"),
    ),
    "KD153": Entry(
        "heading-elsewhere",
        Text(
            "「{headings}」不是本表的栏目（{why}），未读取",
            "“{headings}” is no field of this sheet ({why}) and was not read",
        ),
        Text(
            "不必处理；如果它就是本表的一栏，把表头写全；不想再看到这条提示，在kamdocs.toml的[headings.{kind}]里把它写成“-”",
            "Nothing need be done; if it is a field of this sheet after all, write its heading in full; to hear no more of it, set it to - in kamdocs.toml under [headings.{kind}]",
        ),
    ),
    "KD416": Entry(
        "heading-of-standing",
        Text(
            "「{headings}」不是本表的栏目，只看一行还作不作数：写着已撤销、已拒绝、已作废、草稿之类的行不读取，其余照读",
            "“{headings}” is no field of this sheet; it only tells whether a row stands: rows withdrawn, "
            "refused, void or still a draft were not read, all others were",
        ),
        Text(
            "不必处理；要连这些行一起读，在kamdocs.toml的[headings.{kind}]里把这个表头写成“-”",
            "Nothing need be done; to have those rows read as well, set the heading to - in kamdocs.toml "
            "under [headings.{kind}]",
        ),
    ),
}
