"""A document in, its reading out."""

import pickle

import pytest

from kg.model import Document
from kg.reading import read

TEXT = 'Old mill shut\n\nPolice arrested 40 millers in Kisumu, the union said.\n\n"We lost the mill," said Ana Torres.'


def document(text=TEXT, **fields):
    return Document(name="mill.txt", text=text, sha256="0" * 64, **fields)


def test_a_reading_holds_passages_mentions_and_claims():
    reading = read(document())
    assert {claim.type for claim in reading.claims} == {"Statement", "Detention"}
    assert "Ana Torres" in {mention.selector.exact for mention in reading.mentions}
    assert {str(passage.kind) for passage in reading.passages} == {"title", "paragraph", "sentence", "quotation"}


def test_every_claim_leads_to_its_words():
    for claim in read(document()).claims:
        for passage in (claim.trigger, *claim.evidence):
            assert TEXT[passage.start : passage.end] == passage.exact


def test_a_reading_is_pure_and_can_be_sent_between_processes():
    reading = read(document())
    assert read(document()) == reading
    assert pickle.loads(pickle.dumps(reading)) == reading


def test_a_document_in_another_language_is_kept_without_claims_and_said_so():
    reading = read(document(language="de"))
    assert (reading.claims, reading.mentions) == ((), ())
    assert [issue.code for issue in reading.issues] == ["language"]


@pytest.mark.parametrize("text", ["", " \n\n "])
def test_a_document_without_words_has_no_claims_and_an_issue(text):
    reading = read(document(text))
    assert reading.claims == ()
    assert [issue.code for issue in reading.issues] == ["empty"]


HOSTILE = [
    '"' * 500,
    "said " * 400,
    "a" * 20000,
    "\u202e\u200f said \x00\x07 that.",
    '"SELECT * WHERE { ?s ?p ?o }" said <http://x> .',
    "he said that he said that he said that he said that it rained.",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read_without_an_error(text):
    for claim in read(document(text)).claims:
        assert text[claim.trigger.start : claim.trigger.end] == claim.trigger.exact
