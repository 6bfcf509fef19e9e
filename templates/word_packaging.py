"""What ties the parts of a template together."""

def packaging(chart: bool) -> Mapping[str, str]:
    """What ties the parts together: content types and relationships."""
    kinds = {
        "word/document.xml": f"{_WORD}.document.main+xml",
        "word/styles.xml": f"{_WORD}.styles+xml",
        "word/settings.xml": f"{_WORD}.settings+xml",
        "word/fontTable.xml": f"{_WORD}.fontTable+xml",
        "word/header1.xml": f"{_WORD}.header+xml",
        "word/footer1.xml": f"{_WORD}.footer+xml",
        "word/comments.xml": f"{_WORD}.comments+xml",
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
        (f"{_RELATIONSHIPS}/officeDocument", "word/document.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{_RELATIONSHIPS}/extended-properties", "docProps/app.xml"),
    ]
    inner = [
        (f"{_RELATIONSHIPS}/{kind}", f"{target}.xml")
        for kind, target in zip(links, targets, strict=True)
    ]
    behind = [(f"{_RELATIONSHIPS}/package", "../embeddings/chart1.xlsx")]
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
        ("xlsx", _SHEET),
    )
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        + "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in defaults)
        + "".join(
            f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
        )
        + "</Types>"
    )


def _links(targets: list[tuple[str, str]]) -> str:
    return (
        f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(targets, start=1)
        )
        + "</Relationships>"
    )
