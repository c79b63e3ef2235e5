import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from world import DOCUMENTS, built, document, dumped, read, rows, write

from kg.errors import UsageError
from kg.iris import folded
from kg.model import Claim, Mention, MentionType, Reading, Role
from kg.stores import open_view
from kg.withheld import MASK, Withheld, withhold

ANN = frozenset({folded("Ann Lee")})


def every_byte(folder: Path) -> bytes:
    """All that lies in a folder, readings unpacked; names of files too."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    contents = (gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in files)
    return b"\n".join([*contents, *(str(path.relative_to(folder)).encode() for path in files)])


@pytest.fixture
def source(tmp_path):
    return write(tmp_path / "source")


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store"


def test_a_withheld_document_is_nowhere(source, store):
    (source / "withheld.txt").write_text("# not yet\nc/*\n")
    report = built(source, store)
    assert (report.read, report.withheld) == (3, 1)
    assert b"Bakers" not in every_byte(store)
    assert "c.txt" not in dumped(store)


def test_a_withheld_actor_is_nowhere(source, store):
    (source / "withheld.txt").write_text("actor: Ann Lee\n")
    built(source, store)
    for output in (every_byte(store), dumped(store).encode()):
        assert b"ann lee" not in output.lower()
        assert b"ann-lee" not in output.lower()
    assert rows(store, "SELECT ?n WHERE { ?d kg:affected/skos:prefLabel ?n }") == [("Bo Nilsen",), ("Bo Nilsen",)]


def test_what_was_published_is_forgotten_when_the_list_grows(source, store):
    built(source, store)
    assert b"Bo Nilsen" in every_byte(store)
    (source / "withheld.txt").write_text("actor: bo nilsen\na.txt\n")
    report = built(source, store)
    assert report.withdrawn == 1
    for gone in (b"bo nilsen", b"bo-nilsen", b"ann lee said", b"a.txt"):
        assert gone not in every_byte(store).lower()


def test_a_document_kept_from_before_is_held_against_a_new_list(source, store):
    built(source, store)
    (source / "b.txt").unlink()
    (source / "d.txt").write_bytes(b"\xff\xff")
    (source / "withheld.txt").write_text("actor: Bo Nilsen\n")
    built(source, store, keep_missing=True)
    assert b"bo nilsen" not in every_byte(store).lower()
    assert len(rows(store, "SELECT ?d WHERE { ?d a kg:Document }")) == 4


def test_a_document_named_after_a_withheld_actor_is_withheld_whole(source, store):
    (source / "Ann-Lee's case.txt").write_text("Police detained Bo Nilsen in Velm.\n")
    (source / "withheld.txt").write_text("actor: Ann Lee\n")
    assert built(source, store).withheld == 1
    assert b"ann" not in every_byte(store).lower()


def test_offsets_hold_in_the_masked_text(source, store):
    (source / "withheld.txt").write_text("actor: Ann Lee\n")
    built(source, store)
    with open_view(store) as view:
        [document] = [row[0] for row in rows(store, "SELECT ?d WHERE { ?d dcterms:identifier 'c/c.txt' }")]
        text = view.document_text(document)
    assert text == DOCUMENTS["c/c.txt"].replace("Ann Lee", MASK * 3 + MASK + MASK * 3)


@pytest.mark.parametrize(
    "written",
    [
        "Ann Lee",
        "ANN LEE",
        "Ann\nLee",
        "ann-lee",
        "Ánn Lee",
        "A\u0301nn Lee",
        "Ann\u00a0Lee's",
        "“Ann  Lee”",
        "Lee",
        "A\u00adnn Lee",
    ],
)
def test_a_name_is_found_however_it_is_written(written):
    reading = Reading(document(f"Ann Lee is here. {written} is there."))
    text = withhold(reading, ANN).document.text
    assert not {"ann", "lee"} & {folded(word) for word in text.replace("\u00ad", "").split()}
    assert len(text) == len(reading.document.text)


@pytest.mark.parametrize("text", ["Anne Leeson", "Joann Lee", "Lee alone", "Ann and Lee"])
def test_other_names_stay(text):
    reading = Reading(document(text))
    assert withhold(reading, ANN) is reading


def test_names_in_metadata_are_masked():
    reading = Reading(document("Nothing.", title="Ann Lee speaks", author="Ann Lee"))
    rest = withhold(reading, ANN).document
    assert (rest.title, rest.author) == (f"{MASK * 7} speaks", MASK * 7)


def test_a_claim_goes_when_a_withheld_actor_hides_behind_a_pronoun():
    text = document("Ann Lee came. Police took her away.")
    name = Mention(text.select(0, 7), MentionType.PERSON, "a1", "Ann Lee")
    she = Mention(text.select(26, 29), MentionType.PRONOUN, "a1")
    evidence = text.select(14, 35)
    claim = Claim("detention-1", "Detention", text.select(21, 25), (evidence,), roles=(Role("affected", she),))
    rest = withhold(Reading(text, (), (name, she), (claim,)), ANN)
    assert (rest.mentions, rest.claims) == ((), ())


@given(st.text(), st.text())
def test_masking_keeps_the_length_of_any_text(before, after):
    reading = Reading(document(f"{before} Ann Lee {after}"))
    rest = withhold(reading, ANN).document.text
    assert len(rest) == len(reading.document.text)
    assert "Ann Lee" not in rest


@given(st.text(alphabet="ab ./-é", min_size=1))
def test_a_reading_without_the_name_is_left_alone(text):
    reading = read(document(text))
    assert withhold(reading, ANN) is reading


def test_the_list_knows_documents_from_actors():
    withheld = Withheld(frozenset({"drafts/*", "Actor:  Ann Lee", "x.txt"}))
    assert withheld.actors == ANN
    assert [withheld.lists(name) for name in ("drafts/1.txt", "x.txt", "y.txt")] == [True, True, False]


def test_a_list_that_cannot_be_read_stops_the_build(source, store):
    (source / "withheld.txt").write_bytes(b"\xff\xff")
    with pytest.raises(UsageError, match=r"withheld\.txt"):
        built(source, store)
