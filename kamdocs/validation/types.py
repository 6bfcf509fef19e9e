"""Named checks of values: telephone numbers, e-mail addresses, credit codes, persons.

Each check takes a value and returns a ``Fault`` (code and facts), or None for a sound value.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from kamdocs.contract import Proof
from kamdocs.identifiers import (
    BODIES,
    CODE_CHARACTERS,
    credit_code_digit,
    identity_card,
    masked,
)
from kamdocs.lazy import lazy
from kamdocs.model import Fact, Text
from kamdocs.nobody import names_nobody

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_CHINA = 86
_SEVERAL = lazy(r"[/、,，;；\n]+|\s{2,}|(?<=\d{7})\s(?=0\d{2,3}-?\d{7}|1\d{10})")
_EXTENSION = lazy(r"\s*(?:转|分机|ext\.?|[#*x])\s*\d{1,6}\Z|(?<=\d{4})-\d{1,5}\Z", re.I)
_NUMBER = lazy(r"[\d\s()+.\-‐-―−]+\Z")
_SERVICE = lazy(r"(400|800)-?\d{3,4}-?\d{3,4}\Z")
_WORDS = lazy(r"[^\W\d_]{2,}|[\u4e00-\u9fff]")
_LONG_NUMBER = lazy(r"\d(?:[\s-]?\d){6,}")
_NOBODY = lazy(
    r"[未没不无](?!.{2,}[·•])|取消|全[体员部]|大家|若干|多人|(?:本人|自己|我)\Z|(?:相关|有关|所有|其他|本部门)?(?:人员|同事|同行)\Z"
    r"|[\d\s.:/年月日-]+\Z|.{2,}(?:部|部门|科室|小组|团队|公司|项目组)\Z"
    r"|(?:[\d.]+|[一二两三四五六七八九十几数多]+)\s?[人位名个]|[我本](?:司|方|公司|部门?)|.{2,}[:：]"
)
"""Words that are no name, but stand where one should: 未拜访, 3人, 全体, 本人, 销售部, 我司某某."""
_NOT_ALL_NAMED = lazy(
    r"(?:.{2,})?等(?:(?:\d+|[一二两三四五六七八九十几多]+)\s?[人位名])?(?:人员?|同事)?\Z|.{2,}一行"
)
_BRACKETED = lazy(r"[(（][^()（）]*[)）]")
_BETWEEN_NAMES = lazy(
    r"[、，,;；/／&＆+＋|｜\n]|(?<=[\u4e00-\u9fff]{2})(?:\s+|[和与及])(?=[\u4e00-\u9fff]{2})"
)
_BETWEEN_ADDRESSES = lazy(r"[;；,，、/\s]+")
PLAIN_NUMBER = lazy(
    r"1(?:[38]\d|4[57]|[59][0-35-9]|6[25-7]|7[0-35-8])\d{8}"
    r"|0(?:(?:10|2[0-57-9])-?[2-7]|(?:311|37[179]|4[15]1|43[12]|51\d|52[37]|53[12]|551|57[13-79]"
    r"|59[15]|7[39]1|75[57]|76[09]|871|898)-?[2-8])\d{7}(?:(?:转|-)\d{1,5})?",
    re.ASCII,
)
"""Mobile numbers and land lines of eight figures that are sound without a closer look, as most
numbers are. ``phone_in_full`` takes a hundred times as long, and a library that is slow to
import."""
NO_NUMBER = lazy(
    r"\d{1,6}|[3-9]\d\d(?!123)\d{4}|6[0-24578]\d{6}|1[3-9]\d{8}|1(?:[3-689]\d|7[0-8])\d{9}",
    re.ASCII,
)
"""Figures that are no number without a closer look: too few of them, a land line without its area
code (but 123x behind one is a service number), a mobile number with one figure too few or too many
(but 179xx is a prefix of other numbers)."""
PLAIN_ADDRESS = lazy(
    r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*@(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\.)+"
    r"(?:com|cn|net|org|edu|gov)"
)
"""Addresses that are sound without a closer look."""
_LIKE_A_CODE = lazy(rf"[{CODE_CHARACTERS}]{{2}}[0-9]{{6}}[{CODE_CHARACTERS}]{{10}}")
_SHORT = 64
_KEPT = 1024
"""The number of values whose answer from a library is remembered: of a faulty value it is asked
more than once."""
_LOOK_ALIKES = "IOSVZ"


class Fault(NamedTuple):
    """What is wrong with a value: a code, and the facts for its message."""

    code: str
    facts: Mapping[str, Fact] = {}


def phone(value: str) -> Fault | None:
    """One or several telephone numbers that can exist in China, or in the country of a leading +.

    A land line needs its area code with the 0; 转, 分机 or a hyphen leads an extension; 400 and 800
    numbers will do.
    """
    if PLAIN_NUMBER.fullmatch(value):
        return None
    return Fault("KD207") if NO_NUMBER.fullmatch(value) else phone_in_full(value)


@lru_cache(maxsize=_KEPT)
def phone_in_full(value: str) -> Fault | None:
    """As ``phone``, decided by the library phonenumbers for any value."""
    numbers = [part.strip() for part in _SEVERAL.split(value) if part.strip()]
    faults = {number: fault for number in numbers if (fault := _one_phone(number))}
    for fault in faults.values():
        if fault.code != "KD207":
            return fault
    if len(numbers) > 1 and faults:
        return Fault("KD214", {"numbers": tuple(faults)})
    return None if numbers and not faults else Fault("KD207")


def fax(value: str) -> Fault | None:
    """As ``phone``, for a fax number; 无 is allowed, since few firms still have one."""
    return None if value == "无" else phone(value)


def _one_phone(number: str) -> Fault | None:
    for bare in (number, _EXTENSION.sub("", number)):
        if _SERVICE.match(bare.replace(" ", "")):
            return None
        parsed = _parsed(bare)
        if parsed and _without_zero(bare, parsed):
            probably = re.sub(r"\d", r"0\g<0>", number, count=1)
            return Fault("KD213", {"value": number, "probably": probably})
        if parsed:
            return None
    words = tuple(_WORDS.findall(number))
    if words and _LONG_NUMBER.search(number):
        return Fault("KD215", {"value": number, "words": words})
    return Fault("KD207")


def _parsed(number: str) -> "PhoneNumber | None":
    """The parsed number; None where the words are more than a number, or it cannot exist."""
    if not _NUMBER.match(number):  # phonenumbers would find the number in 张三13800138000
        return None
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, "CN")
    except phonenumbers.NumberParseException:
        return None
    return parsed if phonenumbers.is_valid_number(parsed) else None


def _without_zero(number: str, parsed: "PhoneNumber") -> bool:
    """Whether it is a Chinese land line whose area code lacks its 0, as happens where a cell holds
    a number."""
    digits = re.sub(r"\D", "", number)
    if parsed.country_code != _CHINA or digits.startswith(("0", "86")):
        return False
    from phonenumbers import PhoneNumberType, number_type

    return bool(number_type(parsed) == PhoneNumberType.FIXED_LINE)


def email(value: str) -> Fault | None:
    """One e-mail address by its syntax; no server is asked."""
    if "@" not in value:
        return Fault("KD208")
    plain = len(value) <= _SHORT and PLAIN_ADDRESS.fullmatch(value)
    return None if plain else email_in_full(value)


@lru_cache(maxsize=_KEPT)
def email_in_full(value: str) -> Fault | None:
    """As ``email``, decided by the library email_validator for any value."""
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(value, check_deliverability=False)
        return Fault("KD208") if "。" in value else None  # which a server takes for a point
    except EmailNotValidError:
        addresses = [part for part in _BETWEEN_ADDRESSES.split(value) if "@" in part]
        if len(addresses) > 1:
            return Fault("KD218", {"addresses": tuple(addresses)})
        return Fault("KD208")


def credit_code(value: str) -> Fault | None:
    """A unified social credit code of GB 32100: 18 characters, the last a check digit."""
    if identity_card(value):
        return Fault("KD217", {"value": masked(value)})
    reason = _not_a_code(value)
    return Fault("KD209", {"reason": reason}) if reason else None


def _not_a_code(value: str) -> Text | None:
    """Why a value is no credit code, the first reason found; None where it is one."""
    formed = _LIKE_A_CODE.fullmatch(value) and value[1] in BODIES.get(value[0], "")
    if formed and value[-1] == credit_code_digit(value):
        return None
    if len(value) != 18:
        return Text(f"应为18位，这里是{len(value)}位", f"it has {len(value)} characters, not 18")
    if alike := "、".join(dict.fromkeys(char for char in value if char in _LOOK_ALIKES)):
        return Text(
            f"代码里不用字母{alike}，可能是形近的数字",
            f"codes have no {alike}, which look like digits",
        )
    if any(char not in CODE_CHARACTERS for char in value):
        return Text("只能有数字和大写字母", "it may hold digits and capital letters only")
    if value[1] not in BODIES.get(value[0], ""):
        return Text(
            f"没有以{value[:2]}开头的代码，企业的以91开头",
            f"no code begins with {value[:2]}; those of firms begin with 91",
        )
    if not value[2:8].isdecimal():
        return Text("第3到8位应是数字", "its characters 3 to 8 are not all digits")
    return Text(
        "校验码对不上，有一位写错了", "a character is wrong, for the check digit does not fit"
    )


def person(value: str) -> Fault | None:
    """The name of a person, with no telephone number in it."""
    return Fault("KD216") if _LONG_NUMBER.search(value) else None


def one_person(value: str) -> Fault | None:
    """The name of one person and no other words, but for a post in brackets."""
    name = _BRACKETED.sub("", value).strip()
    if _BETWEEN_NAMES.search(name) or names_nobody(name):
        return Fault("KD221")
    if _NOBODY.match(name) or _NOT_ALL_NAMED.match(name):
        return Fault("KD221")
    return person(value)


def signer(value: str) -> Fault | None:
    """Who signed or approved, and not only that it was done (通过, √). 无 is an answer."""
    return Fault("KD618") if _says_no_name(value) else None


@lru_cache(maxsize=_KEPT)
def _says_no_name(value: str) -> bool:
    """The same for what a cell says; the answer is kept, since the same people sign."""
    name = _BRACKETED.sub("", value).strip()
    return bool(name) and value != "无" and names_nobody(name)


def people(names: tuple[str, ...]) -> Fault | None:
    """The names of persons: no other words, no 等3人 for those who are not named."""
    if all(map(_is_named, names)):
        return None
    if nobody := tuple(name for name in names if _NOBODY.match(name)):
        return Fault("KD219", {"value": nobody})
    if unnamed := tuple(name for name in names if _NOT_ALL_NAMED.match(name)):
        return Fault("KD220", {"value": unnamed})
    numbered = tuple(name for name in names if _LONG_NUMBER.search(name))
    return Fault("KD216", {"value": numbered}) if numbered else None


@lru_cache(maxsize=_KEPT)
def _is_named(name: str) -> bool:
    """Whether a name is sound; the answer is kept, since the same people come again and again."""
    return not (_NOBODY.match(name) or _NOT_ALL_NAMED.match(name) or _LONG_NUMBER.search(name))


def team(names: tuple[str, ...]) -> Fault | None:
    """The names of persons, or 无 where there is nobody."""
    return None if names == ("无",) else people(names)


_FINDERS = (phone, fax, email, credit_code, person, one_person, signer, people, team)
FAULTS: Mapping[str, Callable[[Any], Fault | None]] = {find.__name__: find for find in _FINDERS}
"""The checks by name, each giving what is wrong with a value."""


def _check(find: Callable[[Any], Fault | None]) -> Proof:
    return lambda value: find(value) is None


CHECKS: Mapping[str, Proof] = {name: _check(find) for name, find in FAULTS.items()}
