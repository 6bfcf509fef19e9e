"""What ties the parts of a template together."""

from collections.abc import Mapping

from templates.make.word_names import HEAD, PACKAGE, RELATIONSHIPS, SHEET, WORD


def packaging(chart: bool) -> Mapping[str, str]:
    """What ties the parts together: content types and relationships."""
    kinds = {
        "word/document.xml": f"{WORD}.document.main+xml",
        "word/styles.xml": f"{WORD}.styles+xml",
        "word/settings.xml": f"{WORD}.settings+xml",
        "word/fontTable.xml": f"{WORD}.fontTable+xml",
        "word/header1.xml": f"{WORD}.header+xml",
        "word/footer1.xml": f"{WORD}.footer+xml",
        "word/comments.xml": f"{WORD}.comments+xml",
        "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    links = ["styles", "settings", "fontTable", "header", "footer", "comments", "theme"]
    targets = [
        "styles", "settings", "fontTable", "header1", "footer1", "comments", "theme/theme1"
    ]  # fmt: skip
    if chart:
        kinds["word/charts/chart1.xml"] = (
            "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
        )
        links.append("chart")
        targets.append("charts/chart1")
    office = [
        (f"{RELATIONSHIPS}/officeDocument", "word/document.xml"),
        (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{RELATIONSHIPS}/extended-properties", "docProps/app.xml"),
    ]
    inner = [
        (f"{RELATIONSHIPS}/{kind}", f"{target}.xml")
        for kind, target in zip(links, targets, strict=True)
    ]
    behind = [(f"{RELATIONSHIPS}/package", "../embeddings/chart1.xlsx")]
    parts = {
        "[Content_Types].xml": _types(kinds),
        "_rels/.rels": _links(office),
        "word/_rels/document.xml.rels": _links(inner),
    }
    return parts | ({"word/charts/_rels/chart1.xml.rels": _links(behind)} if chart else {})


def _types(kinds: Mapping[str, str]) -> str:
    defaults = (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("xlsx", SHEET),
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        + "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in defaults)
        + "".join(
            f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
        )
        + "</Types>"
    )


def _links(targets: list[tuple[str, str]]) -> str:
    return (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(targets, start=1)
        )
        + "</Relationships>"
    )
