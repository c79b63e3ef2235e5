import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from world import DOCUMENTS, document, read

from kg.errors import StoreError
from kg.model import (
    Claim,
    ClaimRef,
    Code,
    Duration,
    Issue,
    Mention,
    MentionType,
    Moment,
    Money,
    Passage,
    PassageKind,
    Quantity,
    Reading,
    Role,
    Severity,
)
from kg.readings import Readings, as_json, from_json

TEXTS = st.text(min_size=1, max_size=40)


@st.composite
def readings(draw):
    """Readings with every kind of record, over any text."""
    text = document(draw(TEXTS), title=draw(st.none() | TEXTS))
    spot = text.select(0, draw(st.integers(1, len(text.text))))
    number = st.none() | st.integers(0, 10**9)
    mention = Mention(
        spot, draw(st.sampled_from(MentionType)), draw(st.none() | TEXTS), draw(st.none() | TEXTS), score=0.5
    )
    fillers = (
        mention,
        spot,
        Code("direct"),
        ClaimRef("c2"),
        draw(st.booleans()),
        Money(spot, 2.5, "EUR"),
        Duration(spot, "P3D"),
        Moment(spot, "2021", None, "2021-12-31", "published"),
        Quantity(spot, "vague", draw(number), draw(number), unit="men"),
    )
    roles = tuple(Role(f"r{n}", filler) for n, filler in enumerate(fillers))
    claim = Claim(
        "c1",
        "Detention",
        spot,
        (spot, spot),
        ("massArrest",),
        roles,
        draw(st.none() | st.just(mention)),
        "actual",
        "x",
        0.25,
    )
    issue = Issue(
        text.name, "quads", "code", draw(TEXTS), draw(st.sampled_from(Severity)), draw(st.none() | st.just(spot))
    )
    return Reading(text, (Passage(spot, draw(st.sampled_from(PassageKind))),), (mention,), (claim,), (issue,))


@given(readings())
def test_a_reading_survives_its_public_json(reading):
    assert from_json(json.loads(json.dumps(as_json(reading)))) == reading


@pytest.mark.parametrize("text", DOCUMENTS.values())
def test_a_reading_survives_the_disk(tmp_path, text):
    readings, reading = Readings(tmp_path), read(document(text))
    readings.write(reading, "iri", "key")
    assert readings.has("iri", "key")
    assert readings.read("iri", "key") == reading
    readings.remove("iri", ["key", "another"])
    assert not readings.has("iri", "key")


def test_the_name_of_a_file_tells_nothing_of_its_document(tmp_path):
    path = Readings(tmp_path).path("http://x/doc/ann-lee.txt", "key")
    assert "ann" not in str(path.relative_to(tmp_path))


def test_words_that_are_not_those_of_the_text_are_refused():
    data = as_json(read(document()))
    data["claims"][0]["evidence"][0][2] = "Something else, of the same len."
    with pytest.raises(StoreError, match=r"a\.txt"):
        from_json(data)


@pytest.mark.parametrize("damage", [lambda data: data.pop("claims"), lambda data: data.update(format="other/9")])
def test_what_is_not_a_reading_is_refused(damage):
    data = as_json(read(document()))
    damage(data)
    with pytest.raises(StoreError):
        from_json(data)


@pytest.mark.parametrize("content", [b"", b"no gzip", None])
def test_a_damaged_file_is_said_to_be_damaged(tmp_path, content):
    readings = Readings(tmp_path)
    readings.write(read(document()), "iri", "key")
    path = readings.path("iri", "key")
    path.write_bytes(path.read_bytes()[:-20] if content is None else content)
    with pytest.raises(StoreError, match="cannot be read"):
        readings.read("iri", "key")
