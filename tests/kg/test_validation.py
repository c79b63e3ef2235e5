"""Shapes: what conforms, what is found, that pySHACL finds the same, and what a violation takes out."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store
from rdflib import RDF, SH, Graph, URIRef

from kg.errors import InvariantError, UsageError
from kg.model import Finding, Severity, Triple
from kg.terms import KG
from kg.validation import judge, set_aside, spanning, validate
from kg.validation import shapes as project
from kg.validation.facts import literal

BASE = "http://localhost:8000/"
FILES = Path(__file__).parents[1] / "shapes"
WORLD = FILES / "valid" / "report.ttl"
VALID = sorted((FILES / "valid").glob("*.ttl"))
INVALID = sorted((FILES / "invalid").glob("*.ttl"))


def read(*paths: Path) -> Graph:
    merged = Graph()
    for path in paths:
        merged.parse(path)
    return merged


def as_triples(graph: Iterable) -> frozenset[Triple]:
    return frozenset((s.n3(), p.n3(), o.n3()) for s, p, o in graph)


def as_store(triples: Iterable[Triple]) -> Store:
    store = Store()
    store.load("".join(f"{s} {p} {o} .\n" for s, p, o in triples).encode(), format=RdfFormat.N_TRIPLES)
    return store


def all_findings(graph: Graph) -> list[Finding]:
    triples = as_triples(graph)
    return validate(f"{BASE}graph/test", triples) + spanning(as_store(triples).query)


def short(findings: Iterable[Finding]) -> set[tuple[str, str]]:
    return {(each.shape.split()[0], each.focus_node.removeprefix(BASE)) for each in findings}


def expected(path: Path) -> set[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return {tuple(line.split()[2:]) for line in lines if line.startswith("# expect: ")}


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_what_conforms_has_no_finding(path):
    assert all_findings(read(WORLD, path)) == []


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_a_planted_error_is_found_where_it_was_planted_and_nowhere_else(path):
    assert short(all_findings(read(WORLD, path))) == expected(path) != set()


def test_every_constraint_of_the_table_has_a_planted_error():
    planted = {code for path in INVALID for code, _ in expected(path)}
    assert planted == {f"C{number:02}" for number in range(1, 63)}


def test_every_shape_has_a_planted_error():
    found = {each.shape for each in all_findings(read(WORLD, *INVALID))}
    assert found == {str(each) for each in project.graph().objects(None, SH.name)}


def by_pyshacl(graph: Graph) -> set[tuple[str | None, ...]]:
    _, report, _ = judge(graph)
    names = project.graph()
    return {
        (
            str(report.value(each, SH.focusNode)),
            str(names.value(report.value(each, SH.sourceShape), SH.name)),
            str(path) if (path := report.value(each, SH.resultPath)) else None,
            str(report.value(each, SH.resultSeverity)).removeprefix(str(SH)),
        )
        for each in report.subjects(RDF.type, SH.ValidationResult)
    }


def by_us(graph: Graph) -> set[tuple[str | None, ...]]:
    return {(each.focus_node, each.shape, each.path, each.severity.value) for each in all_findings(graph)}


def test_pyshacl_finds_the_same_in_all_planted_errors():
    planted = read(*VALID, *INVALID)
    assert by_us(planted) == by_pyshacl(planted)


def test_pyshacl_finds_the_same_in_a_larger_graph_damaged_at_random():
    damaged = damage(read(*VALID), random.Random(7), 60)
    found = by_us(damaged)
    assert found == by_pyshacl(damaged)
    assert len({shape for _, shape, _, _ in found}) > 15


def damage(graph: Graph, chance: random.Random, times: int) -> Graph:
    """Take triples out, and put one node's values on another."""
    triples = sorted(graph)
    for s, p, o in chance.sample(triples, times):
        graph.remove((s, p, o))
        if chance.random() < 0.5:
            other, _, value = chance.choice(triples)
            graph.add((other, p, chance.choice([o, value])))
    return graph


def test_a_finding_says_where_to_look():
    (found,) = all_findings(read(WORLD, FILES / "invalid" / "c36-tidied-quote.ttl"))
    assert found.severity is Severity.VIOLATION
    assert found.graph == f"{BASE}graph/test"
    assert found.words is not None
    assert found.words.startswith("Officers detained more than 40 people")


def test_what_the_background_says_is_believed_and_not_judged():
    world = as_triples(read(WORLD, FILES / "invalid" / "c46-nobody-sentenced.ttl"))
    mine = frozenset(each for each in world if "claim/report" in each[0])
    assert validate("g", mine, world - mine) == []
    assert {each.shape.split()[0] for each in validate("g", mine)} >= {"C07", "C32"}


def test_a_circle_through_two_graphs_is_found_in_the_whole_store():
    store = as_store(as_triples(read(WORLD, FILES / "invalid" / "c27-place-circle.ttl")))
    assert {each.severity for each in spanning(store.query)} == {Severity.VIOLATION}


def test_inferred_classes_in_the_store_do_not_count_a_part_twice():
    world = as_triples(read(WORLD, FILES / "valid" / "conflict.ttl"))
    part = f"<{BASE}claim/part>"
    more = {(part, RDF.type.n3(), each) for each in (KG.Event.n3(), "<https://schema.org/Event>")}
    assert spanning(as_store(world | more).query) == []


def aside(*names: str) -> tuple[frozenset[Triple], set[str], frozenset[Triple]]:
    triples = as_triples(read(WORLD, *(FILES / "invalid" / f"{name}.ttl" for name in names)))
    kept, listing = set_aside(triples, validate("g", triples))
    return kept, {each.node.removeprefix(f"{BASE}claim/") for each in listing}, triples - kept


def test_a_demand_told_as_a_fact_takes_its_content_out():
    _, gone, _ = aside("c40-demand-as-fact")
    assert gone == {"c40", "c40-release"}


def test_a_bad_event_takes_the_statement_that_puts_it_forward_out():
    _, gone, _ = aside("c21-wrong-source")
    assert gone == {"c21", "c21-statement"}


def test_a_warning_takes_nothing_out():
    assert aside("c10-no-run", "c39-accuses-nobody", "c49-no-case")[1:] == (set(), frozenset())


def test_a_fault_of_the_document_takes_nothing_out():
    assert aside("c06-short-digest")[1] == set()


def test_passages_that_only_a_claim_set_aside_cited_go_with_it():
    kept, _, gone = aside("c11-two-documents")
    assert any("other.txt#char" in s for s, _, _ in gone)
    assert not any("other.txt#char" in term for triple in kept for term in triple)


def test_what_stays_has_no_violation_and_points_at_nothing_that_is_gone():
    kept, gone, _ = aside(*(path.stem for path in INVALID))
    left = {each.shape.split()[0] for each in validate("g", kept) if each.severity is Severity.VIOLATION}
    assert left <= {"C05", "C06"}
    assert gone
    assert not any(f"claim/{name}>" in term for triple in kept for term in triple for name in gone)


def test_the_listing_names_the_finding_behind_each_claim():
    triples = as_triples(read(WORLD, FILES / "invalid" / "c40-demand-as-fact.ttl"))
    _, listing = set_aside(triples, validate("g", triples))
    assert {each.because.focus_node for each in listing} == {f"{BASE}claim/c40"}


def test_pyshacl_passes_a_graph_that_has_only_warnings():
    conforms, report, _ = judge(read(WORLD, FILES / "invalid" / "c10-no-run.ttl"))
    assert conforms
    assert list(report.subjects(RDF.type, SH.ValidationResult))


def test_shapes_of_ones_own_can_be_judged_by(tmp_path):
    own = tmp_path / "own.ttl"
    own.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix kg: <https://w3id.org/habeas/ns#> ."
        "<urn:x:s> a sh:NodeShape ; sh:targetClass kg:Release ; sh:property [ sh:path kg:place ; sh:minCount 1 ] ."
    )
    assert judge(read(WORLD), own)[0] is False
    assert judge(read(WORLD), tmp_path)[0] is False


def test_shapes_that_are_no_turtle_are_met_with_a_sentence(tmp_path):
    (tmp_path / "bad.ttl").write_text("this is no Turtle")
    with pytest.raises(UsageError, match=r"bad\.ttl: cannot be read as Turtle"):
        judge(read(WORLD), tmp_path / "bad.ttl")


@pytest.mark.parametrize(
    ("constraint", "message"),
    [
        ("sh:path kg:place ; sh:maxLength 3", "maxLength"),
        ("sh:path [ sh:inversePath kg:place ] ; sh:minCount 1", "no single property"),
        ("sh:path kg:place ; sh:datatype kg:Place", "no reader for the datatype"),
        ("sh:path kg:place", "either core constraints or one query"),
    ],
)
def test_a_shape_that_cannot_be_judged_faithfully_is_refused(constraint, message):
    prologue = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix kg: <https://w3id.org/habeas/ns#> ."
    said = 'sh:targetClass kg:Event ; sh:name "n" ; sh:message "m" ; sh:severity sh:Info'
    shape = f"<urn:x:s> a sh:PropertyShape ; {said} ; {constraint} ."
    with pytest.raises(InvariantError, match=message):
        project.compiled(Graph().parse(data=prologue + shape))


@pytest.mark.parametrize(
    ("term", "words"),
    [('"a\\nb"', "a\nb"), ('"say \\"no\\""@en', 'say "no"'), ('"\\u00e9\\U0001F600"', "é😀"), ("<http://x/y>", None)],
)
def test_a_literal_is_read_as_n_triples_writes_it(term, words):
    read_ = literal(term)
    assert (read_ and read_.lexical) == words


def test_lists_of_codes_in_the_shapes_are_those_of_the_ontology():
    from rdflib import SKOS
    from rdflib.collection import Collection

    from kg import ontology

    lists = {"C33": "StatementKind", "C44": "StepKind", "C13": "Factuality", "C34": "QuoteStyle", "C09": "ReviewStatus"}
    for code, scheme in lists.items():
        listed = project.graph().value(project.SHAPES[code], SH["in"])
        told = set(ontology.graph().subjects(SKOS.inScheme, URIRef(ontology.CODES[scheme])))
        assert set(Collection(project.graph(), listed)) == told
