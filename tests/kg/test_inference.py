"""Consequences: the same as owlrl's, nothing asserted again, and complete for each graph on its own."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import OWL, PROV, RDF, RDFS, XSD, BNode, Graph, Literal
from rdflib.util import from_n3

from kg import ontology
from kg.dump import dump
from kg.inference import consequences
from kg.model import Triple
from kg.terms import KG, KGC

SHAPES = Path(__file__).parents[1] / "shapes"
BASE = "http://localhost:8000/"
A = RDF.type.n3()
SCHEMA = tuple(map(str, (OWL, RDF, RDFS, XSD)))
SAYING_NOTHING = {OWL.Thing, RDFS.Resource, RDFS.Literal}


def node(name: str) -> str:
    return f"<{BASE}{name}>"


def as_triples(graph: Graph) -> frozenset[Triple]:
    return frozenset((s.n3(), p.n3(), o.n3()) for s, p, o in graph)


def by_owlrl(asserted: Graph) -> set:
    """What owlrl adds at instance level, apart from what the module says it leaves out."""
    schema = set(ontology.graph().all_nodes())
    closed = Graph()
    for triple in [*ontology.graph(), *asserted]:
        closed.add(triple)
    DeductiveClosure(OWLRL_Semantics).expand(closed)
    return {
        (s, p, o)
        for s, p, o in closed
        if not isinstance(s, (Literal, BNode)) and s not in schema and not str(s).startswith(SCHEMA)
        if not (p == OWL.sameAs and s == o) and not (p == RDF.type and o in SAYING_NOTHING)
    } - set(asserted)


def by_tables(asserted: Graph) -> set:
    return {tuple(map(from_n3, triple)) for triple in consequences(as_triples(asserted))}


@pytest.mark.parametrize("path", [*sorted((SHAPES / "valid").glob("*.ttl")), SHAPES], ids=lambda path: path.stem)
def test_the_tables_give_what_owlrl_gives(path):
    """The last case is all planted errors at once: ill-typed words and things of two classes too."""
    sources = [path] if path.is_file() else sorted(path.glob("*/*.ttl"))
    asserted = Graph()
    for each in sources:
        asserted += Graph().parse(each)
    asserted.remove((None, OWL.sameAs, None))
    found = by_tables(asserted)
    assert found == by_owlrl(asserted)
    assert found


def dumped(view, *, inferred: bool) -> Graph:
    out = io.BytesIO()
    dump(view, "ntriples", out, content="all" if inferred else "asserted")
    return Graph().parse(data=out.getvalue().decode(), format="nt")


def test_the_graph_of_the_example_corpus_holds_what_owlrl_finds_and_no_more(view):
    """What is said of the graphs themselves (from where they come) is asserted, not inferred."""
    asserted, whole = dumped(view, inferred=False), dumped(view, inferred=True)
    about_graphs = {each for each in whole if str(each[0]).startswith(f"{BASE}graph/")}
    assert set(whole) - set(asserted) - about_graphs == by_owlrl(asserted)


@pytest.mark.parametrize(
    ("asserted", "follows"),
    [
        ({("e", A, KG.Detention)}, ("e", A, KG.Event)),
        ({("e", KG.agent, "a")}, ("a", A, PROV.Agent)),
        ({("c", KG.defendant, "a")}, ("c", KG.party, "a")),
        ({("e", KG.sameEventAs, "f")}, ("f", KG.sameEventAs, "e")),
        ({("s", KG.content, "e")}, ("e", KG.describedIn, "s")),
        ({("s", KG.content, "e"), ("s", KG.speaker, "a")}, ("e", KG.accordingTo, "a")),
        ({("x", KG.within, "y"), ("y", KG.within, "z"), ("z", KG.within, "w")}, ("x", KG.within, "w")),
    ],
)
def test_each_kind_of_rule_gives_its_consequence(asserted, follows):
    assert term(follows) in consequences(frozenset(map(term, asserted)))


def term(triple: tuple[str, str, str]) -> Triple:
    return tuple(each.n3() if hasattr(each, "n3") else each if each == A else node(each) for each in triple)


def test_codes_and_literals_are_not_spoken_of():
    asserted = frozenset({(node("e"), KG.kind.n3(), KGC.march.n3()), (node("e"), KG.agent.n3(), '"the police"')})
    assert {s for s, _, _ in consequences(asserted)} == {node("e")}


NODES = st.sampled_from([node(name) for name in "abcde"])
LINKS = st.sampled_from(
    [each.n3() for each in (KG.content, KG.speaker, KG.within, KG.sameEventAs, KG.agent, KG.partOf)]
)
GRAPHS = st.frozensets(st.tuples(NODES, LINKS, NODES), max_size=12)


@given(GRAPHS)
def test_what_follows_is_closed_and_repeats_nothing(asserted):
    follows = consequences(asserted)
    assert not follows & asserted
    assert consequences(asserted | follows) == frozenset()


@given(GRAPHS, GRAPHS)
def test_more_said_means_nothing_less_follows(some, more):
    assert consequences(some) - more <= consequences(some | more)


UNJOINED = st.frozensets(st.tuples(NODES, st.sampled_from([KG.agent.n3(), KG.partOf.n3(), KG.defendant.n3()]), NODES))


@given(UNJOINED, UNJOINED)
def test_without_joins_documents_can_be_inferred_one_by_one(one, other):
    apart = consequences(one) | consequences(other)
    assert consequences(one | other) == apart - (one | other)
