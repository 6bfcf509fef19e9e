"""What is drawn: the theme, the watermark, the chart."""

from templates.make.word_names import HEAD, RELATIONSHIPS


def theme() -> str:
    """The plainest theme there can be: black on white, the fonts of the forms."""
    colours = (
        ("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "1F4E79"), ("lt2", "F2F2F2"),
        ("accent1", "1F4E79"), ("accent2", "C55A11"), ("accent3", "548235"),
        ("accent4", "7F6000"), ("accent5", "7030A0"), ("accent6", "C00000"),
        ("hlink", "0563C1"), ("folHlink", "954F72"),
    )  # fmt: skip
    palette = "".join(f'<a:{name}><a:srgbClr val="{rgb}"/></a:{name}>' for name, rgb in colours)
    kinds = "".join(
        f'<a:{kind}Font><a:latin typeface="Times New Roman"/><a:ea typeface="{chinese}"/>'
        f'<a:cs typeface=""/></a:{kind}Font>'
        for kind, chinese in (("major", "黑体"), ("minor", "宋体"))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{width}">{fill}</a:ln>' for width in (6350, 12700, 19050))
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'name="kamdocs"><a:themeElements><a:clrScheme name="kamdocs">{palette}</a:clrScheme>'
        f'<a:fontScheme name="kamdocs">{kinds}</a:fontScheme><a:fmtScheme name="kamdocs">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def watermark_of(words: str) -> str:
    """Slanting grey words behind the page, such as Word's own command makes."""
    place = (
        "position:absolute;margin-left:0;margin-top:0;width:330pt;height:165pt;rotation:315;"
        "z-index:-251658752;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        "mso-position-vertical-relative:margin"
    )
    return (
        "<w:r><w:rPr><w:noProof/></w:rPr><w:pict>"
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
        '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
        '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
        '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/>'
        "</v:shapetype>"
        f'<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s1025" type="#_x0000_t136" '
        f'alt="{words}" style="{place}" o:allowincell="f" fillcolor="#d9d9d9" stroked="f">'
        '<v:fill opacity=".5"/>'
        f'<v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="{words}"/>'
        "</v:shape></w:pict></w:r>"
    )


def chart(title: str, series: str) -> str:
    """A line chart with a legend beside it; gaps stay gaps."""
    font = '<a:latin typeface="Times New Roman"/><a:ea typeface="宋体"/>'
    small = (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="900">{font}</a:defRPr></a:pPr>'
        '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )
    line = '<a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln>'
    return (
        f'{HEAD}<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'xmlns:r="{RELATIONSHIPS}"><c:roundedCorners val="0"/><c:chart><c:title><c:tx><c:rich>'
        '<a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1050" b="0"/></a:pPr><a:r>'
        f'<a:rPr lang="zh-CN" sz="1050" b="0"><a:latin typeface="Times New Roman"/>'
        f'<a:ea typeface="黑体"/></a:rPr><a:t>{title}</a:t></a:r></a:p></c:rich></c:tx>'
        '<c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>'
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}'
        '<c:marker val="1"/><c:axId val="111111111"/><c:axId val="222222222"/></c:lineChart>'
        '<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'{small}<c:crossAx val="222222222"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        '<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/>'
        f"<c:majorGridlines><c:spPr>{line}</c:spPr></c:majorGridlines>"
        '<c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="out"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{small}'
        '<c:crossAx val="111111111"/><c:crosses val="autoZero"/><c:crossBetween val="between"/>'
        '</c:valAx></c:plotArea><c:legend><c:legendPos val="r"/><c:overlay val="0"/>'
        f'{small}</c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )
