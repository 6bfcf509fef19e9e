"""KD59x and KD96x: what became of documents that were sealed, and faults in keys and passwords."""

from kamdocs.model import Text
from kamdocs.words.catalogue.entry import Entry

_COMPARE = Text(
    "与生成的那一份比较，或向送来的人问明",
    "Compare it with the document as it was made, or ask who sent it",
)

SEALING: dict[str, Entry] = {
    "KD590": Entry(
        "field-changed",
        Text("「{field}」在生成之后改过", "“{field}” was changed since it was made"),
        _COMPARE,
    ),
    "KD591": Entry(
        "words-changed",
        Text(
            "栏目以外的文字在生成之后改过",
            "words of the form, outside of its fields, were changed since it was made",
        ),
        _COMPARE,
    ),
    "KD592": Entry(
        "words-and-fields-changed",
        Text(
            "这里的文字在生成之后改过；控件的标记已丢失，分不清是否也改了{fields}",
            "words here were changed since it was made; the tags of its controls are lost, so it "
            "cannot be told whether {fields} were changed as well",
        ),
        _COMPARE,
    ),
    "KD593": Entry(
        "line-added",
        Text("生成之后加了一行：「{value}」", "a line was added since it was made: “{value}”"),
        _COMPARE,
    ),
    "KD594": Entry(
        "line-taken-away",
        Text(
            "生成之后少了一行，里面原有{fields}",
            "a line was taken away since it was made; in it stood {fields}",
        ),
        _COMPARE,
    ),
    "KD595": Entry(
        "not-judged",
        Text("无法核对：{reason}", "cannot be judged: {reason}"),
        Text(
            "用同样的表格重新生成一份，两份对照着看",
            "Make it again from the same sheets and compare the two",
        ),
    ),
    "KD960": Entry(
        "seal-key-wrong",
        Text("密钥不符：{reason}", "the key does not fit: {reason}"),
        Text(
            "核对密钥文件是不是生成时用的；是的话，不要相信这份文档",
            "Look whether the key file is the one it was made with; if it is, do not trust the document",
        ),
    ),
    "KD961": Entry(
        "seal-key-weak",
        Text(
            "不能用作密钥：有{count}个字节，至少要{least}个，且不能全都一样",
            "will not do as a key: it has {count:byte|bytes}; {least} are wanted, and not all alike",
        ),
        Text(
            "用随机的32个字节做密钥文件，如“openssl rand -out seal.key 32”",
            "Make it of 32 random bytes, as “openssl rand -out seal.key 32” does",
        ),
    ),
    "KD962": Entry(
        "password-lacking",
        Text("第一行没有密码", "there is no password on its first line"),
        Text("把密码写在文本文件的第一行", "Write the password on the first line of a text file"),
    ),
    "KD963": Entry(
        "password-unfit",
        Text("第一行不能用作密码：{reason}", "its first line will not do as a password: {reason}"),
        Text("换一个8到255个字符的密码", "Take a password of 8 to 255 characters"),
    ),
    "KD964": Entry(
        "no-password-on-it",
        Text(
            "“{what}”写出的文件不能加打开密码，不能与--encrypt-with同用",
            "what “{what}” writes can have no password, so it does not go with --encrypt-with",
        ),
        Text(
            "去掉其中一个；有密码的只能是.xlsx和.docx",
            "Leave one of the two off; only .xlsx and .docx can have a password",
        ),
    ),
}
