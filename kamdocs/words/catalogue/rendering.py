"""KD54x and KD936 to KD949: choosing, keeping and checking the documents of forms."""

from kamdocs.model import Text
from kamdocs.words.catalogue.entry import Entry

RENDERING: dict[str, Entry] = {
    "KD936": Entry(
        "customer-not-there",
        Text(
            "--customer：档案里没有「{name}」，最接近的是：{near}",
            "--customer: the archive has no “{name}”; nearest: {near}",
        ),
        Text(
            "写客户编号、全称或档案里列出的简称",
            "Give the code, the full name or an alias that the archive lists",
        ),
    ),
    "KD937": Entry(
        "tier-not-there",
        Text(
            "--tier：没有「{name}」这一类客户，最接近的是：{near}",
            "--tier: there is no tier “{name}”; nearest: {near}",
        ),
        Text(
            "可选的客户分类见“kamdocs schema show customer”",
            "“kamdocs schema show customer” lists the tiers",
        ),
    ),
    "KD938": Entry(
        "manager-not-there",
        Text(
            "--manager：档案里没有客户经理「{name}」，最接近的是：{near}",
            "--manager: no customer of the archive has the account manager “{name}”; nearest: {near}",
        ),
        Text("照档案里的姓名写", "Write the name as the archive does"),
    ),
}
