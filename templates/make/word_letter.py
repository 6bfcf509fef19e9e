"""What an official letter looks like (GB/T 9704): 三号仿宋 on lines of 28 points."""

from templates.make.word_parts import Manner


def _fonts(name: str, latin: str = "Times New Roman") -> str:
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{name}" w:hint="eastAsia"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _indented(characters: int, size: int) -> str:
    """A first line that begins so many characters further in, each of ``size`` points."""
    return f'<w:ind w:firstLineChars="{characters}00" w:firstLine="{characters * size * 20}"/>'


_LINE = '<w:spacing w:line="560" w:lineRule="exact"/>'
_TITLE, _BODY, _NUMBER, _CELL = 44, 32, 28, 21
"""二号, 三号, 四号, 五号, in half points."""
_SONG, _FANG, _BLACK = "方正小标宋简体", "仿宋", "黑体"

LETTER = Manner(
    edges=(2098, 1474, 1984, 1588),  # 37, 26, 35 and 28 mm
    foot=1474,  # the number of the page stands 7 mm below the words
    footer=("— ", "PAGE", " —"),
    footer_style="LetterFooter",
    styles=(
        (
            "LetterSecrecy", "公文密级", f'{_LINE}<w:jc w:val="left"/>',
            _fonts(_BLACK, _BLACK) + _size(_BODY),
        ),
        (
            "LetterTitle", "公文标题",
            '<w:keepNext/><w:spacing w:before="280" w:after="560" w:line="640" '
            'w:lineRule="exact"/><w:jc w:val="center"/><w:outlineLvl w:val="0"/>',
            _fonts(_SONG) + _size(_TITLE),
        ),
        ("LetterTo", "公文主送", f'<w:keepNext/>{_LINE}', _fonts(_FANG) + _size(_BODY)),
        (
            "LetterBody", "公文正文",
            f'{_LINE}{_indented(2, 16)}<w:jc w:val="left"/>', _fonts(_FANG) + _size(_BODY),
        ),
        (
            "LetterHeading", "公文一级标题",
            f'<w:keepNext/>{_LINE}{_indented(2, 16)}<w:outlineLvl w:val="1"/>',
            _fonts(_BLACK, _BLACK) + _size(_BODY),
        ),
        (
            "LetterEnclosed", "公文附件说明",
            '<w:spacing w:before="560" w:line="560" w:lineRule="exact"/>'
            '<w:ind w:leftChars="500" w:left="1600" w:hangingChars="300" w:hanging="960"/>',
            _fonts(_FANG) + _size(_BODY),
        ),
        (
            "LetterSender", "公文署名",
            '<w:keepNext/><w:spacing w:before="560" w:line="560" w:lineRule="exact"/>'
            '<w:ind w:rightChars="200" w:right="640"/><w:jc w:val="right"/>',
            _fonts(_FANG) + _size(_BODY),
        ),
        (
            "LetterDay", "公文日期",
            f'{_LINE}<w:ind w:rightChars="400" w:right="1280"/><w:jc w:val="right"/>',
            _fonts(_FANG) + _size(_BODY),
        ),
        ("LetterCell", "公文表格", "", _fonts(_FANG) + _size(_CELL)),
        (
            "LetterCellHead", "公文表头", '<w:keepNext/><w:jc w:val="center"/>',
            _fonts(_BLACK, _BLACK) + _size(_CELL),
        ),
        (
            "LetterAfterTable", "公文表后", '<w:spacing w:line="200" w:lineRule="exact"/>',
            _size(_CELL),
        ),
        (
            "LetterFooter", "公文页码", '<w:jc w:val="center"/>',
            _fonts("宋体", "宋体") + _size(_NUMBER),
        ),
    ),
    fonts=(
        ("仿宋", "FangSong,仿宋_GB2312,FangSong_GB2312,华文仿宋,STFangsong", "modern"),
        (_SONG, "FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,宋体", "roman"),
    ),
)  # fmt: skip
