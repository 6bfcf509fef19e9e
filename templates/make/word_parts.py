"""The parts that every template has beside its document: styles, settings, header and footer."""

from collections.abc import Mapping
from dataclasses import dataclass

from templates.make.word_names import HEAD, NAMESPACES, W

Style = tuple[str, str, str, str]
"""A style of paragraphs: id, name, the inside of its paragraph and of its run properties."""
Font = tuple[str, str, str]
"""A Chinese font: its name, those by which others know it or what takes its place, its family."""


@dataclass(frozen=True)
class Manner:
    """What a document looks like apart from its body: the ``edges`` of its page where they are not
    those of a form (top, right, bottom, left, in twentieths of a point), how far its ``footer`` is
    from the edge, the words of that with the fields between them, and their style; styles and fonts
    beside those of forms."""

    edges: tuple[int, int, int, int] | None = None
    foot: int = 567
    footer: tuple[str, ...] = ("第 ", "PAGE", " 页 / 共 ", "NUMPAGES", " 页")
    footer_style: str = "Footer"
    styles: tuple[Style, ...] = ()
    fonts: tuple[Font, ...] = ()


FORM = Manner()

_FONTS = (
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" '
    'w:cs="Times New Roman" w:hint="eastAsia"/>'
)
_BLACK = '<w:rFonts w:ascii="黑体" w:hAnsi="黑体" w:eastAsia="黑体" w:hint="eastAsia"/>'


def document(body: str, landscape: bool, manner: Manner = FORM) -> str:
    """The main part: the body, then the page it is printed on (A4)."""
    size = (
        'w:w="16838" w:h="11906" w:orient="landscape"' if landscape else 'w:w="11906" w:h="16838"'
    )
    edge = 850 if landscape else 1134
    top, right, bottom, left = manner.edges or (edge, edge, edge, edge)
    return (
        f"{HEAD}<w:document {NAMESPACES}><w:body>{body}<w:sectPr>"
        '<w:headerReference w:type="default" r:id="rId4"/>'
        '<w:footerReference w:type="default" r:id="rId5"/>'
        f'<w:pgSz {size}/><w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" '
        f'w:left="{left}" w:header="567" w:footer="{manner.foot}" '
        'w:gutter="0"/></w:sectPr>'
        "</w:body></w:document>"
    )


def styles(tabs: tuple[int, int], more: tuple[Style, ...] = ()) -> str:
    """Body 五号 宋体, titles 黑体 小二; ``tabs`` are the stops of the line under the title."""
    stops = f'<w:tab w:val="center" w:pos="{tabs[0]}"/><w:tab w:val="right" w:pos="{tabs[1]}"/>'
    paragraphs = (
        ("FormNumber", "附件编号", '<w:spacing w:after="60"/>', f'{_BLACK}<w:sz w:val="24"/>'),
        (
            "FormTitle", "表单标题",
            '<w:spacing w:before="60" w:after="160"/><w:jc w:val="center"/>'
            '<w:outlineLvl w:val="0"/>',
            f'{_BLACK}<w:sz w:val="36"/><w:szCs w:val="36"/>',
        ),
        (
            "FormLine", "表单栏头",
            f'<w:tabs>{stops}</w:tabs><w:spacing w:after="80"/>', "",
        ),
        (
            "FormHeading", "表单小标题",
            '<w:keepNext/><w:pageBreakBefore/><w:spacing w:after="80"/><w:outlineLvl w:val="1"/>',
            f'{_BLACK}<w:sz w:val="24"/>',
        ),
        (
            "FormChart", "表单图",
            '<w:spacing w:before="120" w:after="120"/><w:jc w:val="center"/>', "",
        ),
        ("FormCell", "表单内容", "", ""),
        ("FormSmall", "表单小字", "", '<w:sz w:val="18"/><w:szCs w:val="18"/>'),
        (
            "FormJoint", "表单接缝",
            '<w:spacing w:line="20" w:lineRule="exact"/>', '<w:sz w:val="2"/><w:szCs w:val="2"/>',
        ),
        ("FormLabel", "表单项目", '<w:jc w:val="center"/>', ""),
        ("FormNote", "表单说明", '<w:spacing w:before="60"/>', '<w:sz w:val="18"/>'),
        ("Header", "header", '<w:jc w:val="center"/>', '<w:sz w:val="18"/>'),
        ("Footer", "footer", '<w:jc w:val="center"/>', '<w:sz w:val="18"/>'),
    )  # fmt: skip
    return (
        f'{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}'
        '<w:sz w:val="21"/><w:szCs w:val="21"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        + "".join(_style(*one) for one in (*paragraphs, *more))
        + "</w:styles>"
    )


def _style(id: str, name: str, paragraph: str, run: str) -> str:
    custom = ' w:customStyle="1"' if id.startswith(("Form", "Letter")) else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr>'
        f"<w:rPr>{run}</w:rPr></w:style>"
    )


def settings() -> str:
    office = "http://schemas.microsoft.com/office/word"
    return (
        f'{HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="420"/><w:characterSpacingControl w:val="compressPunctuation"/>'
        f'<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="{office}" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def fonts(more: tuple[Font, ...] = ()) -> str:
    """The Chinese fonts with the names by which other systems know them."""
    known = (("宋体", "SimSun", "roman"), ("黑体", "SimHei", "modern"))
    return (
        f'{HEAD}<w:fonts xmlns:w="{W}">'
        + "".join(
            f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
            f'<w:family w:val="{family}"/></w:font>'
            for name, other, family in (*known, *more)
        )
        + "</w:fonts>"
    )


def footer(manner: Manner = FORM) -> str:
    """第 X 页 / 共 Y 页: fields in full, each piece in its own run, since WPS needs them so."""
    content = "".join(_field(one) if one.isupper() else _text(one) for one in manner.footer)
    return (
        f'{HEAD}<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="{manner.footer_style}"/></w:pPr>'
        f"{content}</w:p></w:ftr>"
    )


def _text(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def _field(name: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        "<w:r><w:t>1</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def header(watermark: str) -> str:
    """A header that holds nothing but the control with the watermark."""
    return (
        f'{HEAD}<w:hdr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{watermark}</w:p>'
        "</w:hdr>"
    )


def properties(title: str) -> Mapping[str, str]:
    """The properties of a template; those of a document are written when it is filled."""
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    app = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return {
        "docProps/core.xml": f'{HEAD}<cp:coreProperties xmlns:cp="{core}" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title>'
        "<dc:language>zh-CN</dc:language></cp:coreProperties>",
        "docProps/app.xml": f'{HEAD}<Properties xmlns="{app}"><Application>kamdocs'
        "</Application></Properties>",
        "word/comments.xml": f'{HEAD}<w:comments xmlns:w="{W}"/>',
    }
