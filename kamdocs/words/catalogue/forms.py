"""KD50x: what is to be said of a document that was made."""

from kamdocs.model import Text
from kamdocs.words.catalogue.entry import Entry

FORMS: dict[str, Entry] = {
    "KD501": Entry(
        "characters-replaced",
        Text(
            "「{field}」有{count}个Word不能存放的字符，在{form}里换成了“\ufffd”",
            "“{field}” held {count:character|characters} that Word cannot store, shown as “\ufffd” in {form}",
        ),
        Text("在原表里删去这些字符", "Delete them in the sheet"),
    ),
}
