"""The ontology's files: every term told in full, nothing used that is not declared, OWL 2 RL as far as we use OWL."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, URIRef
from rdflib.collection import Collection

from kg import ontology

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT.parent / "shared" / "design" / "reference" / "ontology.ttl"
NAMESPACES = {"kg": ontology.TERMS, "kgc": ontology.CODES}
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, SKOS.Concept, SKOS.ConceptScheme}
TERMS = ontology.terms(ontology.TERMS)
CODES = ontology.terms(ontology.CODES)
RL_AXIOMS = {
    *(OWL.disjointWith, OWL.inverseOf, OWL.propertyChainAxiom, OWL.imports, OWL.versionInfo),
    *(RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range),
    *(RDFS.label, RDFS.comment, RDFS.isDefinedBy, RDF.type, RDF.first, RDF.rest),
}
VERIFIED = "Q5 Q2334719 Q732717 Q5727902 P1591 P1595 P8031 P8032 P276 P585 P1132 P1480 P1319 P1326 P361 P1683 P131 P664"

BY_PEOPLE = {ontology.CODES[name] for name in ("confirmed", "corrected", "rejected")}
"""Codes that a person gives who reviews a record, and no program."""


@pytest.mark.parametrize("name", [RDFS.label, RDFS.comment, RDFS.isDefinedBy, SKOS.example])
def test_every_term_is_told_in_full(name):
    untold = [term for term in (*TERMS, *CODES) if len(list(ontology.graph().objects(term, name))) != 1]
    assert untold == []


def test_comments_are_sentences_and_no_two_terms_share_one():
    comments = [str(ontology.graph().value(term, RDFS.comment)) for term in (*TERMS, *CODES)]
    assert [each for each in comments if not (each[0].isupper() and each.endswith("."))] == []
    assert len(set(comments)) == len(comments)


def test_every_term_is_of_one_kind():
    kinds = {term: KINDS.intersection(ontology.graph().objects(term, RDF.type)) for term in (*TERMS, *CODES)}
    assert {term for term, found in kinds.items() if len(found) != 1} == set()


def test_every_code_is_on_a_list_and_every_list_has_codes():
    graph = ontology.graph()
    codes, lists = set(graph.subjects(RDF.type, SKOS.Concept)), set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    assert set(graph.subjects(SKOS.inScheme)) == codes
    assert set(graph.objects(None, SKOS.inScheme)) == lists


def test_no_list_has_two_codes_of_one_label():
    labels = [
        (scheme, str(ontology.graph().value(code, SKOS.prefLabel)))
        for code, scheme in ontology.graph().subject_objects(SKOS.inScheme)
    ]
    assert len(set(labels)) == len(labels)


def test_the_terms_of_the_reference_are_kept():
    if not REFERENCE.is_file():
        pytest.skip("the reference ontology is not beside this checkout")
    reference = Graph().parse(REFERENCE)
    ours = {each for each in reference.subjects() if str(each).startswith(tuple(NAMESPACES.values()))}
    assert ours - set(ontology.graph().subjects()) == set()


@pytest.mark.parametrize(
    "pattern", ["shapes/*.ttl", "ontology/**/*", "examples/queries/*.rq", "tests/shapes/valid/*.ttl"]
)
def test_every_term_of_ours_that_is_used_is_declared(pattern):
    for path in (each for each in ROOT.glob(pattern) if each.is_file()):
        text = re.sub(r'"[^"\n]*"|^ *#.*$', "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        used = set(re.findall(r"(?<![\w<])(kgc?):(\w+)", text))
        known = {
            (prefix, term.removeprefix(base)) for prefix, base in NAMESPACES.items() for term in ontology.terms(base)
        }
        assert used - known == set(), path.name


def test_every_term_is_used_or_marked_reserved():
    sources = [*ROOT.glob("kg/**/*.py"), *ROOT.glob("server/**/*.py"), *ROOT.glob("kg/lexicons/*.toml")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources if path.name != "terms.py")
    quoted = set(re.findall(r"""["'](\w+)["']|KGC?\.(\w+)""", text))
    used = {name for pair in quoted for name in pair}
    concepts = {each for each in (*TERMS, *CODES) if (each, RDF.type, SKOS.ConceptScheme) not in ontology.graph()}
    unused = {each for each in concepts if re.split(r"[#/]", each)[-1] not in used}
    reserved = set(ontology.graph().subjects(SKOS.editorialNote))
    assert {str(each) for each in unused - reserved - BY_PEOPLE} == set()


def test_only_constructs_of_owl_2_rl_are_used():
    built_in = (str(OWL), str(RDF), str(RDFS))
    used = {name for name in ontology.graph().predicates() if str(name).startswith(built_in)}
    assert used - RL_AXIOMS == set()


def test_axioms_are_about_declared_classes_and_properties():
    graph = ontology.graph()
    declared = {kind: set(graph.subjects(RDF.type, kind)) for kind in KINDS}
    properties = declared[OWL.ObjectProperty] | declared[OWL.DatatypeProperty]
    for low, up in graph.subject_objects(RDFS.subClassOf):
        assert {low, up} <= declared[OWL.Class]
    for low, up in graph.subject_objects(RDFS.subPropertyOf):
        assert any({low, up} <= declared[kind] for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)), low
    assert {each for each, _ in graph.subject_objects(RDFS.domain)} <= properties
    assert set(graph.objects(None, RDFS.domain)) <= declared[OWL.Class]


def test_ranges_fit_the_kind_of_property():
    graph = ontology.graph()
    for name, range_ in graph.subject_objects(RDFS.range):
        is_data = (name, RDF.type, OWL.DatatypeProperty) in graph
        assert str(range_).startswith("http://www.w3.org/2001/XMLSchema#") == is_data, name


def test_blank_nodes_only_build_lists():
    graph = ontology.graph()
    blank = {each for each in graph.all_nodes() if isinstance(each, BNode)}
    lists = [Collection(graph, head) for head in graph.objects(None, OWL.propertyChainAxiom)]
    assert len(blank) == sum(len(each) for each in lists)
    assert all(isinstance(each, URIRef) for members in lists for each in members)


def test_alignments_point_only_to_wikidata_items_that_were_checked():
    wikidata = "http://www.wikidata.org/entity/"
    items = {str(o).removeprefix(wikidata) for o in ontology.graph().objects() if str(o).startswith(wikidata)}
    assert items <= set(VERIFIED.split())


def test_terms_are_linked_to_other_vocabularies_in_one_file():
    for path in ontology.files():
        foreign = {
            o
            for name in (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch)
            for o in Graph().parse(path).objects(None, name)
            if not str(o).startswith(ontology.TERMS)
        }
        assert bool(foreign) == (path.name == "alignments.ttl")


def test_the_digest_names_this_ontology():
    assert re.fullmatch(r"[0-9a-f]{64}", ontology.digest())
