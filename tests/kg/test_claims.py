"""Claims of a document: in order, each told once for each source, references intact."""

import pytest

from kg.claims import EXTRACTORS, claims, promising
from kg.folding import same_event
from kg.language import analyse
from kg.mentions import mentions
from kg.model import ClaimRef, Document


def read(text, extractors=EXTRACTORS):
    document = Document(name="example.txt", text=text, sha256="0" * 64)
    analysis = analyse(document)
    return claims(analysis, mentions(analysis), extractors)


def detentions(text):
    return [claim for claim in read(text) if claim.type == "Detention"]


def test_one_arrest_told_twice_is_one_claim_with_two_passages():
    (claim,) = detentions("Police arrested Tomas Brandt on Monday. The arrest of Tomas Brandt surprised nobody.")
    assert [passage.exact for passage in claim.evidence] == [
        "Police arrested Tomas Brandt on Monday.",
        "The arrest of Tomas Brandt surprised nobody.",
    ]


APART = [
    ("Police arrested Tomas Brandt. Police arrested Lena Fischer.", "two people"),
    ("Police arrested 40 people. Police arrested 60 people.", "two numbers"),
    ("Police arrested 40 people, the union said. Police arrested 40 people, the ministry said.", "two sources"),
    ("Police arrested Tomas Brandt. The union demanded the arrest of Tomas Brandt.", "told as done and as wished"),
]


@pytest.mark.parametrize(("text", "difference"), APART, ids=[difference for _, difference in APART])
def test_descriptions_that_differ_stay_apart(text, difference):
    assert len(detentions(text)) == 2, difference


def test_one_event_by_two_sources_is_recognised_as_one_though_kept_apart():
    left, right = detentions(APART[2][0])
    assert same_event(left, right)
    assert same_event(left, left)


def test_statements_are_never_folded():
    found = read("The union said the mill was shut. The union said the mill was shut.")
    assert len({claim.id for claim in found if claim.type == "Statement"}) == 2


def test_claims_stand_in_the_order_of_their_evidence():
    found = read("Police arrested 40 people. The union condemned the arrests. The mayor said nobody was hurt.")
    assert [claim.evidence[0] for claim in found] == sorted(claim.evidence[0] for claim in found)
    assert len({claim.id for claim in found}) == len(found) > 2


def test_every_reference_leads_to_a_claim_of_the_document():
    found = read(" ".join(text for text, _ in APART))
    ids = {claim.id for claim in found}
    assert all(role.filler.id in ids for c in found for role in c.roles if isinstance(role.filler, ClaimRef))


def test_the_extractors_may_be_chosen():
    assert read("Police arrested 40 people.", ()) == ()


def test_only_sentences_with_a_word_some_extractor_looks_for_are_parsed():
    analysis = analyse(
        Document(name="example.txt", text="The lake is blue. Police arrested 40 people.", sha256="0" * 64)
    )
    assert [promising(sentence) for sentence in analysis.sentences] == [False, True]


def test_reading_twice_yields_the_same_claims():
    text = " ".join(text for text, _ in APART)
    assert read(text) == read(text)
