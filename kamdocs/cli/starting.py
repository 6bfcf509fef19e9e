"""The folder that a company begins with: configuration, blank workbooks, policies, a README."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from kamdocs.clauses import Tongue, kinds_in
from kamdocs.cli.policy_pages import schemas_of
from kamdocs.compliance import built_in, load_policy
from kamdocs.config import NAME
from kamdocs.data.written import spelled
from kamdocs.filenames import readable
from kamdocs.intake import blanks
from kamdocs.model import CUSTOMER, DAY, LANGS, VISIT, Each, Lang, Period, Policy, Text, listed
from kamdocs.sheets import Schemas, SheetSchema
from kamdocs.words import clauses as clause_words
from kamdocs.words import starting as words

_OTHERWISE: dict[Each, Each] = {
    "month": "quarter",
    "quarter": "half-year",
    "half-year": "year",
    "year": "half-year",
}
"""The period in the example of a changed rule, by the period that the rule has."""


@dataclass(frozen=True)
class Start:
    """Makes the files that a company begins with: for its policies, in its language. ``day`` counts
    as today, ``folder`` is where the files will be."""

    company: str
    policies: tuple[Policy, ...]
    schemas: Schemas
    lang: Lang
    day: date
    folder: Path

    def files(self) -> Iterator[tuple[PurePosixPath, bytes]]:
        """Every file, as its path in the folder and its bytes; the same start gives the same
        bytes."""
        yield PurePosixPath(NAME), _as_text(self._config())
        for policy in self.policies:
            yield self._own(policy), _as_text(self._policy(policy))
        note = words.NOTE.fill(self.lang, {"templates": words.TEMPLATES.say(self.lang)})
        yield self._in(words.TEMPLATES, words.README.say(self.lang)), _as_note(note)
        yield PurePosixPath(self.readme), _as_note(self._guide())
        for schema in self._sheets():
            yield self._blank(schema), blanks.blank([schema], self.lang)

    @property
    def readme(self) -> str:
        """The name of the README, with which users begin."""
        return words.README.say(self.lang)

    def folders(self) -> Iterator[PurePosixPath]:
        """The folders that are made empty, for sheets to come."""
        yield PurePosixPath(words.HANDED_IN.say(self.lang))

    def _in(self, folder: Text, name: str) -> PurePosixPath:
        return PurePosixPath(folder.say(self.lang), name)

    def _blank(self, schema: SheetSchema) -> PurePosixPath:
        return self._in(words.BLANKS, f"{schema.sheets[0]}.xlsx")

    def _own(self, policy: Policy) -> PurePosixPath:
        return self._in(words.POLICIES, f"{_own_id(policy)}.yaml")

    def _sheets(self) -> list[SheetSchema]:
        """The kinds of sheet that the policies use: first those that account managers fill in."""
        used = {kind for policy in self.policies for kind in kinds_in(policy)} | {CUSTOMER}
        kinds = dict.fromkeys([CUSTOMER, VISIT, *self.schemas])
        return [self.schemas[kind] for kind in kinds if kind in used]

    def _config(self) -> str:
        facts = {
            "company": _quoted(self.company),
            "policies": ", ".join(_quoted(str(self._own(policy))) for policy in self.policies),
            "templates": _quoted(words.TEMPLATES.say(self.lang)),
        }
        return words.CONFIG.fill(self.lang, facts)

    def _guide(self) -> str:
        own = [f"    kamdocs policy {command}\n" for policy in self.policies
               for command in self._commands(policy)]  # fmt: skip
        facts = {
            "company": self.company,
            "titles": listed((one.title.say(self.lang) for one in self.policies), self.lang),
            "folder": f'"{readable(str(self.folder))}"',
            "kinds": "\n".join(map(self._kind, self._sheets())),
            "period": str(_quarter_over(self.day)),
            "next": str(Period.holding(self.day, "quarter")),
            "own": "".join(own),
        }
        names = {
            "blanks": words.BLANKS,
            "handed": words.HANDED_IN,
            "policies": words.POLICIES,
            "templates": words.TEMPLATES,
            "results": words.RESULTS,
            "returned": words.RETURNED,
        }
        places = {name: text.say(self.lang) for name, text in names.items()}
        return words.GUIDE.fill(self.lang, {**facts, **places})

    def _kind(self, schema: SheetSchema) -> str:
        """A line on a blank workbook; its title follows where the file is named otherwise."""
        file, title = self._blank(schema), schema.title.say(self.lang)
        named = words.FILE if file.stem == title else words.KIND
        return named.fill(self.lang, {"file": file.name, "title": title})

    def _commands(self, policy: Policy) -> Iterator[str]:
        own = _own_id(policy)
        yield from (f"{one} {own}" for one in ("show", "lint", "test"))
        yield f"compare {policy.id} {own}"

    def _policy(self, policy: Policy) -> str:
        """The text of a policy that extends another, with an example for every parameter."""
        titles = {
            lang: words.OWN_TITLE.fill(
                lang,
                {
                    "company": self.company,
                    "title": policy.title.say(lang).removeprefix(words.THE_COMPANY),
                },
            )
            for lang in LANGS
        }
        facts = {
            "title": policy.title.say(self.lang),
            "base": policy.id,
            "id": _own_id(policy),
            "title_zh": _quoted(titles["zh"]),
            "title_en": _quoted(titles["en"]),
            "day": self.day.isoformat(),
        }
        parts = [words.POLICY_HEAD.fill(self.lang, facts)]
        parts.append("\n".join(self._examples(policy)))
        return "\n".join(parts) + "\n"

    def _examples(self, policy: Policy) -> Iterator[str]:
        tongue = Tongue(policy, self.schemas, self.lang)
        yield words.FIGURES.say(self.lang)
        yield "# parameters:"
        for figure in policy.parameters.values():
            if not figure.is_pattern:
                by = clause_words.BY[figure.default_by].say(self.lang)
                said = clause_words.FIGURE.fill(
                    self.lang,
                    {"name": tongue.named(figure), "value": tongue.amount(figure), "by": by},
                )
                yield f"#   {figure.name}: {{value: {spelled(figure.value)}}}   # {said}"
        yield ""
        yield words.RULES.say(self.lang)
        yield "# rules:"
        *others, last = policy.rules
        for rule in [rule for rule in others if rule.kind == "cadence"][:2]:
            each = _OTHERWISE[rule.terms["each"]]
            yield f"#   - {{id: {rule.id}, each: {each}}}   # {rule.text.say(self.lang)}"
        yield f"#   - {{id: {last.id}, severity: low}}   # {last.text.say(self.lang)}"
        yield ""
        yield words.WITHOUT.say(self.lang)
        yield f"# without: [{last.id}]   # {last.text.say(self.lang)}"


def start(company: str, names: Sequence[str], lang: Lang, day: date, folder: Path) -> Start:
    """The start for a company that follows the policies with the ids ``names``, which exist."""
    paths = [built_in()[name] for name in names]
    schemas = schemas_of(paths)
    policies = tuple(load_policy(path, schemas) for path in paths)
    return Start(company, policies, schemas, lang, day, folder)


def _own_id(policy: Policy) -> str:
    """The id of the company's policy that follows another."""
    return f"own-{policy.id}"


def _quarter_over(day: date) -> Period:
    """The last quarter that was over on a day: the one to be reviewed."""
    running = Period.holding(day, "quarter")
    return Period.holding(running.start - DAY, "quarter")


def _quoted(text: str) -> str:
    """A text in quotation marks, as both TOML and YAML can read it."""
    return json.dumps(text, ensure_ascii=False)


def _as_text(said: str) -> bytes:
    return said.encode("utf-8")


def _as_note(said: str) -> bytes:
    """The bytes of a text for people, which editors of Windows can open, old ones too: with CRLF
    and a byte order mark."""
    return said.replace("\n", "\r\n").encode("utf-8-sig")
