"""A page for each kind of sheet: its fields with what may stand in them, and its checks."""

from collections.abc import Iterator

from docs.reference.markdown import table, text
from kamdocs.model import Lang, Text, joined
from kamdocs.sheets import Field, SheetSchema
from kamdocs.words import phrases

SECTION = Text("表格", "Sheets")
_INTRO = Text(
    "一行是什么、有哪些栏目。种类的名称是`{kind}`，在命令里就这样写："
    "`kamdocs schema show {kind}`，`kamdocs blank {kind}`。",
    "What a row is and which fields it has. The kind is named `{kind}`, and so it is written in "
    "commands: `kamdocs schema show {kind}`, `kamdocs blank {kind}`.",
)
_NAMES = Text("工作表可以叫：{names}。", "The sheet may be called: {names}.")
_FIELD = Text("栏目", "Field")
_HOLDS = Text("填什么", "What it holds")
_HEADINGS = Text("表头也可以写", "Other headings")
_REQUIRED = Text("必填", "required")
_EXAMPLE = Text("例：{example}", "e.g. {example}")
_ALLOWED = Text("可选：{names}", "one of: {names}")
_LENGTH = Text("最多{many}字", "{many} characters at most")
_UNSURE = Text("看旁边的列才认：{names}", "where its neighbours tell: {names}")
_CHECKS = Text("整行的规则", "Checks over the whole row")


def page(schema: SheetSchema, lang: Lang) -> Iterator[str]:
    """The lines of the page of a kind of sheet."""
    yield f"# {text(schema.title.say(lang))}"
    yield ""
    yield _INTRO.fill(lang, {"kind": schema.kind})
    yield _NAMES.fill(lang, {"names": text(joined(schema.sheets, lang))})
    if schema.across:
        label = schema.label(schema.across).say(lang)
        yield from ("", text(phrases.ACROSS.fill(lang, {"field": label})))
    headings = [one.say(lang) for one in (_FIELD, _HOLDS, _HEADINGS)]
    for group, title in schema.groups.items():
        fields = [field for field in schema.fields.values() if field.group == group]
        if fields:
            yield from ("", f"## {text(title.say(lang))}")
            yield from table(headings, (_row(field, lang) for field in fields))
    if schema.checks:
        yield from ("", f"## {_CHECKS.say(lang)}", "")
        yield from (f"- {text(check.text.say(lang))}" for check in schema.checks)


def _row(field: Field, lang: Lang) -> tuple[str, str, str]:
    other = field.label.say("en" if lang == "zh" else "zh")
    named = f"**{text(field.label.say(lang))}**\n{text(other)}\n`{field.name}`"
    marks = [phrases.TYPES[field.type].say(lang)]
    marks += [field.unit] if field.unit else []
    if "maxlength" in field.rules:
        marks.append(_LENGTH.fill(lang, {"many": str(field.rules["maxlength"])}))
    kind = text(joined(marks, lang))
    if field.required:
        kind += f" **{_REQUIRED.say(lang)}**"
    holds = [kind, text(field.help.say(lang))]
    if field.labels:
        names = joined((label.say(lang) for label in field.labels.values()), lang)
        holds.append(text(_ALLOWED.fill(lang, {"names": names})))
    holds.append(text(_EXAMPLE.fill(lang, {"example": field.example})))
    others = [text(joined((*field.aliases, *field.stands_in), lang))]
    if field.ambiguous:
        others.append(text(_UNSURE.fill(lang, {"names": joined(field.ambiguous, lang)})))
    return named, "\n".join(holds), "\n".join(filter(None, others))
