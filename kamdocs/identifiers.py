"""Numbers that carry a check digit: credit codes, identity cards, bank cards.

Numbers of persons are found here so that no message shows them whole. ``stdnum`` is imported only
where it is used, so that the command line starts without it.
"""

import re
import unicodedata
from operator import mul

from kamdocs.lazy import lazy

CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The characters of credit codes (GB 32100). I, O, S, V and Z are not used, since they look like
other characters."""
_PLACES = {char: place for place, char in enumerate(CODE_CHARACTERS)}
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
BODIES = {
    "1": "1239", "2": "19", "3": "123459", "4": "19", "5": "1239", "6": "129", "7": "129",
    "8": "19", "9": "123", "A": "19", "N": "1239", "Y": "1",
}  # fmt: skip
"""By GB 32100: the first characters of credit codes, which stand for the registering authority, and
the second characters (kind of body) that may follow each."""

_IDENTITY = r"\d{6} ?\d{8} ?\d{3}[\dXxＸｘ]"
_BANK = r"\d{16,19}|\d{4}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?"
_LIKELY = lazy(rf"(?<![\dA-Za-z])(?:{_IDENTITY}|{_BANK})(?![\dA-Za-z])")
_LONG = lazy(r"\d(?:[ -]?\d){7}")
"""Eight digits. All numbers to be hidden have at least so many, and most texts have none, so this
is looked for first."""
_LABELLED = lazy(
    r"((?:账号|帐号|账户|帐户|卡号|身份证|\baccount)(?:号码|号|为|是|\s*no\.?|\s*number)?[\s:：=(（\[【]{0,4})"
    r"(\d(?:[ -]?\d){7,29}[XxＸｘ]?)(?![\dA-Za-z])",
    re.IGNORECASE,
)
"""A number behind a label such as 账号 or 身份证号. It is hidden whatever its digits are: accounts
of companies have no check digit, and a mistyped number still shows whose it is."""
_IDENTITY_NUMBER = lazy(r"[1-9]\d{5}(?:19|20)\d{9}[\dX]\Z", re.ASCII)
_ENDS = 4


def credit_code_digit(code: str) -> str:
    """The check digit for the first 17 characters of a credit code, by GB 32100: the places of the
    characters in the alphabet are multiplied by the powers of 3, and the check digit makes the sum
    a multiple of 31.
    """
    total = sum(map(mul, _WEIGHTS, map(_PLACES.__getitem__, code[:17])))
    return CODE_CHARACTERS[-total % 31]


def identity_card(number: str) -> bool:
    """Whether a number is that of an identity card: 18 digits with a day of birth (GB 11643).

    The code of the county is not checked: counties change, and a list of them would become old.
    """
    if not _IDENTITY_NUMBER.match(number):
        return False
    from stdnum.cn import ric
    from stdnum.exceptions import InvalidComponent

    if number[-1] != ric.calc_check_digit(number):
        return False
    try:
        return bool(ric.get_birth_date(number))
    except InvalidComponent:
        return False


def bank_card(number: str) -> bool:
    """Whether a number is that of a bank card: 16 to 19 digits that begin as banks' do, with the
    check digit of Luhn. A credit code that has only digits is no bank card.
    """
    from stdnum import luhn

    if not re.fullmatch(r"[3-69]\d{15,18}", number, re.ASCII):
        return False
    like_a_code = len(number) == 18 and number[0] in "59" and number[1] in BODIES[number[0]]
    return not like_a_code and bool(luhn.is_valid(number))


def masked(text: str) -> str:
    """The text, with the middle of every number of an identity card, a bank card or a bank account
    hidden.

    Numbers of accounts, of cards with a typing error, and identity numbers of 15 digits (not in use
    since 2013) are recognised by the label before them.
    """
    if not _LONG.search(text):
        return text
    return _LABELLED.sub(_labelled, _LIKELY.sub(_hidden, text))


def _labelled(found: re.Match[str]) -> str:
    return found[1] + _in_part(_plain(found[2]))


def _plain(number: str) -> str:
    return re.sub("[ -]", "", unicodedata.normalize("NFKC", number)).upper()


def _in_part(number: str) -> str:
    ends = min(_ENDS, len(number) // 3)
    return number[:ends] + "*" * (len(number) - 2 * ends) + number[-ends:]


def _hidden(found: re.Match[str]) -> str:
    number = _plain(found[0])
    return _in_part(number) if identity_card(number) or bank_card(number) else found[0]
