"""Words within the parts of packages, as any reader of XML gets them back."""

from xml.sax.saxutils import escape

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kamdocs.packaging import cleaned, escaped, quoted

WORDS = st.text(st.one_of(st.sampled_from("&<>\"'\n\t"), st.characters(codec="utf-8")))


@given(WORDS)
def test_words_between_tags_are_written_as_the_standard_library_does(words: str) -> None:
    assert escaped(words) == escape(words)


@given(WORDS)
def test_the_value_of_an_attribute_is_read_back(words: str) -> None:
    whole = cleaned(words)[0]
    assert etree.fromstring(f"<a b={quoted(whole)}/>").get("b") == whole
