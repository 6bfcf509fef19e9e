"""Named checks of values: telephone numbers, e-mail addresses, credit codes."""

import re
from collections.abc import Mapping

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from stdnum.cn import uscc

from kamdocs.contract import Check

_SEVERAL = re.compile(r"[/、,，;；]+|\s{2,}")
_EXTENSION = re.compile(r"\s*(转|分机|ext\.?|#)\s*\d{1,6}\Z", re.IGNORECASE)
_NUMBER = re.compile(r"[\d\s()+.\-‐-―−]+\Z")
_SERVICE = re.compile(r"(400|800)-?\d{3,4}-?\d{3,4}\Z")


def phone(value: str) -> bool:
    """One or several telephone numbers that can exist in China, or in the country of a leading +.

    A land line needs its area code; 转 leads an extension; 400 and 800 numbers will do.
    """
    numbers = [part.strip() for part in _SEVERAL.split(value) if part.strip()]
    return bool(numbers) and all(_one_phone(_EXTENSION.sub("", number)) for number in numbers)


def _one_phone(number: str) -> bool:
    if _SERVICE.match(number.replace(" ", "")):
        return True
    if not _NUMBER.match(number):  # phonenumbers would find the number in 张三13800138000
        return False
    try:
        parsed = phonenumbers.parse(number, "CN")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(parsed)


def email(value: str) -> bool:
    """An e-mail address by its syntax; no server is asked."""
    try:
        validate_email(value, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def credit_code(value: str) -> bool:
    """A unified social credit code of GB 32100-2015: 18 characters, the last a check digit."""
    return len(value) == 18 and bool(uscc.is_valid(value))


CHECKS: Mapping[str, Check] = {"phone": phone, "email": email, "credit_code": credit_code}
CODES: Mapping[str, str] = {"phone": "KD207", "email": "KD208", "credit_code": "KD209"}
