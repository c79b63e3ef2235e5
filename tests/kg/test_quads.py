from dataclasses import replace

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from world import document, read

from kg import ntriples
from kg.entities import entities
from kg.errors import InvariantError
from kg.iris import Iris
from kg.links import witnesses
from kg.model import Code, Duration, Moment, Money, Quantity, Reading, Role, Severity
from kg.quads import entity_quads, quads, unspoken
from kg.terms import KG, KGC

IRIS = Iris("http://x/")
RUN = IRIS.run("r")
TEXT = document("Police detained Ann Lee in Velm.\n", published="2021-03")


def said(reading: Reading) -> set[tuple[str, str]]:
    """Predicate and object of all triples about claims."""
    triples = quads(reading, entities(reading, IRIS), IRIS, run=RUN)
    return {(p, o) for s, p, o in triples if s.startswith("<http://x/claim/")}


def with_role(name, filler) -> Reading:
    reading = read(TEXT)
    [claim] = reading.claims
    return replace(reading, claims=(replace(claim, roles=(*claim.roles, Role(name, filler))),))


def test_a_claim_says_who_where_how_sure_by_which_rule_and_in_which_words():
    found = said(read(TEXT))
    assert {
        (KG.affected.n3(), "<http://x/person/ann-lee>"),
        (KG.agent.n3(), "<http://x/doc/a.txt#actor=police>"),
        (KG.place.n3(), "<http://x/place/velm>"),
        (KG.accordingTo.n3(), "<http://x/doc/a.txt>"),
        (KG.evidence.n3(), "<http://x/doc/a.txt#char=0,32>"),
        (KG.factuality.n3(), KGC.actual.n3()),
        (KG.rule.n3(), '"toy.detention"'),
        (KG.cue.n3(), '"detained"'),
    } <= found


WORDS = TEXT.select(0, 6)
FILLERS = [
    (Quantity(WORDS, "moreThan", 5, 6), {("count", "5"), ("minCount", "6"), ("countQualifier", "moreThan")}),
    (Quantity(WORDS, "vague"), {("countQualifier", "vague"), ("countText", "Police")}),
    (Moment(WORDS, "2021-03-04", "2021-03-04", "2021-03-04"), {("dateText", "Police"), ("earliest", "2021-03-04")}),
    (Money(WORDS, 5.0, "EUR"), {("fine", "Police")}),
    (Code("direct"), {("quoteStyle", "direct")}),
    (WORDS, {("charge", "Police")}),
    (True, {("suspended", "true")}),
]


@pytest.mark.parametrize(("filler", "expected"), FILLERS)
def test_each_kind_of_filler_has_its_properties(filler, expected):
    name = {Code: "quoteStyle", Money: "fine", bool: "suspended"}.get(type(filler), "charge")
    found = said(with_role(name, filler))
    for local, value in expected:
        assert any(p == getattr(KG, local).n3() and value in o for p, o in found)


@pytest.mark.parametrize(
    ("iso", "written"),
    [("P3Y6M", "P3Y6M"), ("P18M", "P1Y6M"), ("P2W", "P14D"), ("PT48H", "P2D"), ("PT90M", "PT1H30M"), ("P0D", "PT0S")],
)
def test_durations_are_written_as_the_store_keeps_them(iso, written):
    [value] = [o for p, o in said(with_role("duration", Duration(WORDS, iso))) if p == KG.duration.n3()]
    assert value == f'"{written}"^^<http://www.w3.org/2001/XMLSchema#duration>'


@pytest.mark.parametrize("iso", [None, "", "P", "PT", "three years", "P3X"])
def test_what_is_no_duration_is_not_written_as_one(iso):
    assert KG.duration.n3() not in {p for p, _ in said(with_role("duration", Duration(WORDS, iso)))}


def test_an_unknown_property_or_code_is_an_error_not_a_triple():
    for role in (("chrage", WORDS), ("quoteStyle", Code("drect"))):
        with pytest.raises(InvariantError, match="of the ontology"):
            said(with_role(*role))


def test_a_quotation_that_runs_past_each_passage_of_evidence_is_evidence_too():
    reading = read(TEXT)
    [claim] = reading.claims
    halves = (TEXT.select(0, 15), TEXT.select(16, 32))
    quoted = replace(claim, evidence=halves, roles=(*claim.roles, Role("quote", TEXT.select(7, 23))))
    found = said(replace(reading, claims=(quoted,)))
    assert {o for p, o in found if p == KG.evidence.n3()} == {
        f"<http://x/doc/a.txt#char={part}>" for part in ("0,15", "16,32", "7,23")
    }


def test_a_statement_of_nobody_is_an_issue_and_nothing_refers_to_it():
    reading = read(document("He said that all is well.\nAnn Lee said that it is not.\n"))
    [issue] = unspoken(reading, entities(reading, IRIS))
    assert (issue.code, issue.severity) == ("unspoken", Severity.WARNING)
    assert len({o for p, o in said(reading) if p == KG.contentText.n3()}) == 1


def test_a_repeated_document_says_what_it_repeats_and_nothing_else():
    reading = read(TEXT)
    triples = quads(reading, entities(reading, IRIS), IRIS, run=RUN, original="http://x/doc/0.txt")
    assert {s for s, _, _ in triples} == {"<http://x/doc/a.txt>"}
    assert ("<http://x/doc/a.txt>", KG.duplicateOf.n3(), "<http://x/doc/0.txt>") in triples


def test_a_month_of_publication_stays_a_month():
    triples = quads(read(TEXT), entities(read(TEXT), IRIS), IRIS, run=RUN)
    assert '"2021-03"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>' in {o for _, _, o in triples}


def test_the_label_of_an_entity_is_the_same_whatever_the_order():
    spellings = ["ANN LEE", "Ann Lee", "Ánn Lee"]
    found = set()
    for order in (spellings, spellings[::-1]):
        facts = set()
        for name in order:
            reading = read(document(f"Police detained {name} in Velm.\n"))
            facts |= {w for w in witnesses(entities(reading, IRIS).named, IRIS) if "person" in w[0]}
        found.add(frozenset(entity_quads(facts)))
    [triples] = found
    assert '"Ánn Lee"@en' in {o for _, _, o in triples}


@given(st.text(min_size=1), st.sampled_from([None, "en", "und", "de-AT", "no language"]))
def test_any_text_comes_back_from_the_store_as_it_was_written(words, language):
    written = ntriples.text(words, language)
    line = f"<http://x/s> <http://x/p> {written}"
    loaded, updated = pyoxigraph.Store(), pyoxigraph.Store()
    loaded.load(f"{line} .".encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    updated.update(f"INSERT DATA {{ {line} }}")
    for store in (loaded, updated):
        [quad] = store
        assert (quad.object.value, str(quad.object)) == (words, written)


@given(st.floats(0, 1), st.integers(-(2**62), 2**62))
def test_numbers_are_written_as_the_store_keeps_them(score, number):
    for term in (
        ntriples.decimal(score),
        ntriples.integer(number),
        ntriples.boolean(True),
        ntriples.date("2021-02-03"),
    ):
        store = pyoxigraph.Store()
        store.update(f"INSERT DATA {{ <http://x/s> <http://x/p> {term} }}")
        assert [str(quad.object) for quad in store] == [term]


@given(st.text(min_size=1))
def test_every_iri_is_one_whatever_it_is_made_of(words):
    document_iri = IRIS.document(document(name=words))
    url_iri = IRIS.document(document(url=f"https://x.example/{words}"))
    made = [
        document_iri,
        url_iri,
        IRIS.entity("Person", words),
        IRIS.described(document_iri, words),
        IRIS.graph(url_iri),
    ]
    for iri in made:
        line = f"INSERT DATA {{ {ntriples.iri(iri)} <http://x/p> {ntriples.iri(pyoxigraph.NamedNode(iri).value)} }}"
        pyoxigraph.Store().update(line)
