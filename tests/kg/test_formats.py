"""Bytes and metadata: what is read, what is refused, and in which words."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DocumentError
from kg.formats import FORMATS, media_type
from kg.formats.decoding import decode
from kg.formats.metadata import front_matter, sidecar
from kg.formats.tongue import tongue

WORDS = "Café « нет » 🙂"


@pytest.mark.parametrize(
    ("data", "declared", "encoding"),
    [
        (WORDS.encode(), None, "utf-8"),
        (codecs.BOM_UTF8 + WORDS.encode(), None, "utf-8"),
        (codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"), None, "utf-16-le"),
        (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), None, "utf-16-be"),
        (codecs.BOM_UTF32_LE + WORDS.encode("utf-32-le"), None, "utf-32-le"),
        (WORDS.encode(), "cp1252", "utf-8"),  # what is UTF-8 is UTF-8, whatever was declared
        (WORDS.encode("utf-16-le"), "utf-16-le", "utf-16-le"),
    ],
)
def test_a_text_is_decoded_by_mark_then_utf8_then_declaration(data, declared, encoding):
    decoded = decode(data, declared)
    assert (decoded.text, decoded.encoding) == (WORDS, encoding)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=1))
def test_decoding_changes_nothing(text):
    if text.strip():
        assert decode(text.encode()).text == text


@pytest.mark.parametrize(
    ("data", "declared", "reason"),
    [
        (b"", None, "empty"),
        (b" \r\n\t", None, "white space"),
        (b"\x7fELF\x02\0\0\0\xff\xfe", None, "binary"),
        (b"words\0words", None, "binary"),
        ("déjà".encode("latin-1"), None, "--encoding"),
        ("déjà".encode("latin-1"), "ascii", "not ascii"),
        ("déjà".encode("latin-1"), "latin-99", "no encoding called 'latin-99'"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", None, "not utf-16-le"),
    ],
)
def test_what_is_not_text_is_refused_in_one_sentence(data, declared, reason):
    with pytest.raises(DocumentError, match=reason):
        decode(data, declared)


@pytest.mark.parametrize(
    ("text", "said", "rest"),
    [
        (
            "---\ntitle: A day\npublished: 2021-02-03\n---\nWords",
            {"title": "A day", "published": "2021-02-03"},
            "Words",
        ),
        ('---\r\ntitle: "A: day"\r\n---\r\nWords', {"title": "A: day"}, "Words"),
        ("---\n# ours\ntitle: A\ntags:\n  - one\n- two\n...\nWords", {"title": "A"}, "Words"),
        ("---\nlayout: post\n---\nWords", {}, "Words"),
        ("---\npublished: 2021-02-03T10:00:00Z\n---\nWords", {"published": "2021-02-03"}, "Words"),
        ("---\nlanguage: pt-BR\n---\nWords", {"language": "pt"}, "Words"),
        ("---\nA rule above a sentence.\n---\nWords", {}, None),
        ("---\ntitle: never closed\n\nWords", {}, None),
        ("Words\n---\ntitle: too late\n---\n", {}, None),
    ],
)
def test_front_matter_is_read_and_the_text_after_it_is_the_body(text, said, rest):
    found, body = front_matter(text)
    assert found == said
    assert text[body:] == (text if rest is None else rest)


def test_a_long_text_that_begins_like_front_matter_is_read_in_no_time():
    assert front_matter("---\r\n" + "a: b\r\n" * 200_000) == ({}, 0)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "not JSON"),
        (b"\xff", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "not a JSON object"),
        (b'{"titel": "A"}', "unknown key 'titel'"),
        (b'{"title": 3}', "title"),
        (b'{"title": "two\\nlines"}', "one line"),
        (b'{"published": "yesterday"}', "published is 'yesterday'"),
        (b'{"published": "2021-02-30"}', "calendar"),
        (b'{"url": "ftp://a"}', "web address"),
        (b'{"url": "http://[a"}', "url is"),
        (b'{"language": "English"}', "language is 'English'"),
    ],
)
def test_a_malformed_sidecar_is_refused_and_says_why(data, reason):
    with pytest.raises(DocumentError, match=reason.replace("[", r"\[")):
        sidecar(data)


def test_a_sidecar_may_leave_things_open():
    assert sidecar(b'{"title": null, "published": "2021"}') == {"published": "2021"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The court said that he had been held for a week and that no charge was made.", "en"),
        ("Arrests in Minsk", "en"),
        ("La policía detuvo a treinta personas en la plaza y las puso en libertad por la noche.", "es"),
        ("La police a arrêté une dizaine de manifestants dans la nuit, selon leur avocat.", "fr"),
        ("Die Polizei hat nach Angaben der Behörden in der Nacht zehn Menschen festgenommen.", "de"),
        ("Полиция задержала на площади десять человек, и их отпустили только после допроса.", "ru"),
        ("Поліція затримала на площі десять людей, але їх відпустили тільки після допиту.", "uk"),
        ("Полиция", "und"),
        ("警察は広場で十人を逮捕した。", "und"),
        ("1234 5678", "und"),
    ],
)
def test_the_language_is_told_by_its_commonest_words(text, language):
    assert tongue(text) == language


def test_every_format_is_found_by_each_of_its_suffixes():
    for media, form in FORMATS.items():
        assert {media_type(f"A.B{suffix.upper()}") for suffix in form.suffixes} == {media}
    assert media_type("photo.jpeg") is None
