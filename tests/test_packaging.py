"""Packages and the words within their parts, as any reader gets them back."""

import io
import random
import zipfile
from unittest.mock import patch
from xml.sax.saxutils import escape

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kamdocs import packaging
from kamdocs.packaging import cleaned, escaped, package_of, quoted

WORDS = st.text(st.one_of(st.sampled_from("&<>\"'\n\t"), st.characters(codec="utf-8")))


@given(WORDS)
def test_words_between_tags_are_written_as_the_standard_library_does(words: str) -> None:
    assert escaped(words) == escape(words)


@given(WORDS)
def test_the_value_of_an_attribute_is_read_back(words: str) -> None:
    whole = cleaned(words)[0]
    assert etree.fromstring(f"<a b={quoted(whole)}/>").get("b") == whole


@given(
    st.lists(st.sampled_from([b"<c/>", b"<row>", b"\0", "门机".encode()]), max_size=99).map(
        b"".join
    )
)
def test_what_is_packed_in_pieces_is_read_back_whole(content: bytes) -> None:
    with patch.object(packaging, "_PIECE", 16):
        made, again = package_of({"a.xml": content}), package_of({"a.xml": content})
    assert made == again
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert package.testzip() is None
        assert package.read("a.xml") == content


def test_a_piece_refers_to_what_stands_before_it() -> None:
    block = random.Random(20261129).randbytes(10_000)
    with patch.object(packaging, "_PIECE", len(block)):
        assert len(package_of({"a.xml": block * 5})) < 2 * len(block)
