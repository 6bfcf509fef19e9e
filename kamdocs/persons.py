"""Recognises names of people in Chinese office papers, as opposed to posts and departments."""

from kamdocs.lazy import lazy

NAME = lazy(r"[\u4e00-\u9fff]{2,4}\Z")
POST = lazy(r"经理|总监|主任|主管|部长|科长|处长|厂长|工程师|助理|专员|代表|员\Z|[部科室]\Z")
_ELSE = lazy(
    r"[总办组会处局司院厂团所队班]\Z|[会行局院校店站组班所队社事]长\Z|总裁|董事|书记|领导|秘书|主席|股东|法人|老板"
    r"|会计|出纳|财务|采购|销售|技术|质检|行政|人事|仓管|客户|公司|集团|班子|同意|批准|签字"
)

_PARTED = lazy(r"[、，,;；/\n]")
_CJK = lazy(r"[\u3400-\u9fff]")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈"
    "钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔常汤康易乔"
    "赖文庞樊殷施洪翟安倪牛鲁温季俞章葛柳毕聂焦向齐梅庄辛管祝左涂谷时舒耿卜路詹关苗凌费纪欧游阮裴柯"
)
_OF_TWO_LETTERS = lazy(
    "(?:欧阳|太史|端木|上官|司马|独孤|南宫|夏侯|诸葛|尉迟|皇甫|澹台|公孙|轩辕|令狐|钟离|宇文|长孙|慕容"
    "|鲜于|闾丘|司徒|司空|西门|呼延|申屠|拓跋|赫连|濮阳|淳于|单于|宗政|完颜|万俟|公冶|东郭)"
    r"[\u3400-\u9fff]{1,2}\Z"
)
"""A name with a surname of two characters, with which hardly any other word begins, and one or two
characters more."""


def is_person(word: str) -> bool:
    """Whether a word looks like the name of a person: a common surname and one or two characters
    more."""
    if _OF_TWO_LETTERS.match(word):
        return True
    return 2 <= len(word) <= 3 and word[0] in _SURNAMES and all(map(_CJK.match, word))


def named_alone(words: str) -> bool:
    """Whether one of the people in a cell is given by name only, without a post."""
    return any(_only_a_name(part.strip()) for part in _PARTED.split(words))


def _only_a_name(words: str) -> bool:
    """Whether some words can only be a person's name, which does not tell the post: 陈立群, but not
    总经理, 会计, 市场部, 陈总, 陈立群（总经理） or 同意."""
    return bool(NAME.match(words)) and not POST.search(words) and not _ELSE.search(words)
