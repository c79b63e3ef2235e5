"""Penalties: one claim for each component, by its words, with length, sum and suspension only as told."""

import pytest
from rdflib.namespace import SKOS

from kg.extractors.proceedings import proceedings
from kg.iris import ClaimIds
from kg.language import analyse
from kg.lexicon import cues
from kg.mentions import mentions
from kg.model import Document, Duration, Money
from kg.ontology import graph
from kg.terms import KGC

CUES = cues("penalties")
KINDS = [cue for cue in CUES if cue.frame not in {"manner", "default"}]
DEFAULTS = [cue for cue in CUES if cue.frame == "default"]
EXAMPLES = [pytest.param(cue, example, id=f"{cue.id}-{i}") for cue in KINDS for i, example in enumerate(cue.examples)]
MANNERS = [
    (example.text, example.roles["suspended"]) for cue in CUES if cue.frame == "manner" for example in cue.examples
]


def penalties(text):
    document = Document("note.txt", text, "0" * 64)
    analysis = analyse(document)
    found = proceedings(analysis, mentions(analysis), ClaimIds(document))
    return [claim for claim in found if claim.type == "Sentence"]


def known(scheme):
    return {code.rpartition("/")[2] for code in graph().subjects(SKOS.inScheme, scheme)}


@pytest.mark.parametrize(("cue", "example"), EXAMPLES)
def test_a_cue_finds_its_example(cue, example):
    found = [(claim.kinds, claim.trigger.exact) for claim in penalties(example.text)]
    assert found == [((cue.signals,), example.roles["penalty"])]


@pytest.mark.parametrize("example", [example for cue in DEFAULTS for example in cue.examples])
def test_what_threatens_who_does_not_pay_is_no_penalty_and_no_step(example):
    document = Document("note.txt", example.text, "0" * 64)
    analysis = analyse(document)
    found = list(proceedings(analysis, mentions(analysis), ClaimIds(document)))
    assert [c.trigger.exact for c in found if c.type == "Sentence"] == [example.roles["penalty"]]
    assert [c.factuality for c in found if c.type == "ProceedingStep"] == ["actual"]


@pytest.mark.parametrize("text", [text for cue in [*KINDS, *DEFAULTS] for text in cue.counterexamples])
def test_a_counterexample_names_no_penalty(text):
    assert penalties(text) == []


def test_every_cue_signals_a_penalty_that_the_ontology_knows():
    assert {cue.signals for cue in KINDS} <= known(KGC.PenaltyKind)


@pytest.mark.parametrize(("text", "suspended"), MANNERS)
def test_suspension_is_told_where_the_text_tells_it(text, suspended):
    assert [str(claim.first("suspended")).lower() for claim in penalties(text)] == [suspended]


def test_a_text_silent_on_suspension_leaves_it_open():
    assert [claim.first("suspended") for claim in penalties("A court jailed Maria Orlova for two years.")] == [None]


SILENT = [text for cue in CUES if cue.frame == "manner" for text in cue.counterexamples]


@pytest.mark.parametrize("text", SILENT)
def test_parole_and_a_suspended_officer_say_nothing_of_the_penalty(text):
    assert {claim.first("suspended") for claim in penalties(text)} == {None}


def test_each_component_is_a_claim_of_its_own():
    found = penalties("Maria Orlova was sentenced to three years and six months in prison and a fine of 900 euros.")
    assert [claim.kinds[0] for claim in found] == ["prisonTerm", "fine"]
    length, fine = found[0].first("duration"), found[1].first("fine")
    assert isinstance(length, Duration)
    assert isinstance(fine, Money)
    assert (length.iso, fine.amount) == ("P3Y6M", 900)


def test_the_penalty_is_that_of_the_defendant_and_hangs_on_the_step():
    text = "A court sentenced Maria Orlova to two years in prison."
    document = Document("note.txt", text, "0" * 64)
    analysis = analyse(document)
    claims = {claim.type: claim for claim in proceedings(analysis, mentions(analysis), ClaimIds(document))}
    assert claims["ProceedingStep"].first("sentence").id == claims["Sentence"].id
    assert claims["Sentence"].first("affected") == claims["ProceedingStep"].first("affected")
    assert claims["Sentence"].first("proceeding").id == claims["LegalProceeding"].id


NOT_IMPOSED = [
    "Maria Orlova faces up to ten years in prison.",
    "The prosecutor asked for six years in prison for Maria Orlova.",
    "Maria Orlova will be sentenced to two years in prison, her lawyer fears.",
    "Maria Orlova was not sentenced to two years in prison.",
    "Theft carries a maximum sentence of ten years in prison.",
]


@pytest.mark.parametrize("text", NOT_IMPOSED)
def test_what_was_not_imposed_is_no_sentence(text):
    assert penalties(text) == []


def test_a_length_that_is_no_penalty_is_left_out():
    found = penalties("Maria Orlova was sentenced to two years in prison and a five-year driving ban.")
    assert [claim.first("duration").iso for claim in found] == ["P2Y"]
