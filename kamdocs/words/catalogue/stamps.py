"""KD16x: what the stamp of a blank workbook tells while it is read."""

from kamdocs.model import Text
from kamdocs.words.catalogue.entry import Entry

STAMPS: dict[str, Entry] = {
    "KD160": Entry(
        "blank-of-older-version",
        Text(
            "是用「{kind}」空表第{version}版填的，已按当时的表头读取；此后的变化：{change}",
            "was filled in on version {version} of the blank for “{kind}” and read by the headings of that time; changed since: {change}",
        ),
        Text(
            "下次请用“kamdocs blank {name} -o {name}.xlsx”生成的新空表",
            "Next time use the new blank that “kamdocs blank {name} -o {name}.xlsx” makes",
        ),
    ),
    "KD161": Entry(
        "blank-of-newer-version",
        Text(
            "是用「{kind}」空表第{version}版填的，比这里的kamdocs所知的第{ours}版新，没有读取",
            "was filled in on version {version} of the blank for “{kind}”, newer than version {ours} that this kamdocs knows, and was not read",
        ),
        Text("升级kamdocs后再读", "Bring kamdocs up to date and read it again"),
    ),
    "KD162": Entry(
        "blank-too-old",
        Text(
            "是用「{kind}」空表第{version}版填的，这一版已停用（现为第{ours}版），没有读取",
            "was filled in on version {version} of the blank for “{kind}”, which is no longer read (now it is version {ours})",
        ),
        Text(
            "用“kamdocs blank {name} -o {name}.xlsx”生成新空表，把内容移过去再交",
            "Make a new blank with “kamdocs blank {name} -o {name}.xlsx”, move the content there and hand that in",
        ),
    ),
    "KD163": Entry(
        "blank-of-unknown-kind",
        Text(
            "是用「{kind}」这一种空表填的，这里的kamdocs没有这种表，没有读取",
            "was filled in on a blank for “{kind}”, a kind that this kamdocs does not have, and was not read",
        ),
        Text(
            "升级kamdocs，或核对是不是别的单位的空表",
            "Bring kamdocs up to date, or check whether the blank is somebody else's",
        ),
    ),
    "KD164": Entry(
        "blank-with-other-headings",
        Text(
            "所用空表的栏目与现在的「{kind}」第{version}版不完全相同，已按表头读取",
            "was filled in on a blank whose fields differ from those of “{kind}” version {version} today, and read by its headings",
        ),
        Text(
            "下次请用“kamdocs blank {name} -o {name}.xlsx”生成的新空表",
            "Next time use the new blank that “kamdocs blank {name} -o {name}.xlsx” makes",
        ),
    ),
}
