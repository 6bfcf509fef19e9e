"""Many documents are made by several processes, and are the same as those made by one."""

import pickle
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool

import pytest

from kamdocs import forms
from kamdocs.forms import several
from kamdocs.forms.context import Desk
from kamdocs.forms.document import Document
from kamdocs.forms.template import prepared
from kamdocs.model import Book, Place, Record
from tests.forms import cabinet

_MANY = several.MANY + 3
"""No whole number of parts."""
_KEY = b"a key of more than sixteen bytes"


def book() -> Book:
    """Customers of whom some have a name with a character that XML forbids, which is noticed."""
    rows = [
        Record(
            "customer",
            {"code": f"KA-{number:03}", "name": f"第{number}家\x07有限公司"},
            Place("a.xlsx", "客户档案", number + 2),
        )
        for number in range(_MANY)
    ]
    return Book(rows, cabinet.AS_OF)


def made(workers: int, key: bytes | None = _KEY) -> list[Document]:
    form = forms.forms()["customer-file"]
    ready = forms.documents(form, forms.Basis(book(), cabinet.SCHEMAS, company="甲"))
    return list(ready.made(key, workers))


def test_several_make_what_one_makes() -> None:
    alone = made(0)
    assert len(alone) == _MANY
    assert made(2) == alone
    assert all(len(one.notes) == 1 for one in alone)


def test_a_seal_that_is_put_on_at_once_is_the_one_that_is_put_on_later() -> None:
    for one, other in zip(made(0, None)[:3], made(0), strict=False):
        assert forms.sealed(one.content, one.form, _KEY) == other.content


def test_what_a_lost_process_leaves_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    by_others = several._by_others

    def lost_soon(workers: int, work: several.Work) -> Iterator[several.Filled]:
        for number, one in enumerate(by_others(workers, work)):
            if number == 20:
                raise BrokenProcessPool
            yield one

    alone = made(0)
    monkeypatch.setattr(several, "_by_others", lost_soon)
    assert made(2) == alone


def test_where_a_process_shares_nothing_the_template_is_prepared_again() -> None:
    form = forms.forms()["customer-file"]
    template = prepared(form, cabinet.SCHEMAS)
    again = pickle.loads(pickle.dumps(template))
    desk = Desk(form, forms.Basis(book(), cabinet.SCHEMAS))
    for matter in desk.matters():
        assert again.filled(matter, "甲", _KEY) == template.filled(matter, "甲", _KEY)
