"""The generated term classes: equal to what the ontology gives now, and loud about a misspelt term."""

from __future__ import annotations

import pytest
from rdflib import URIRef

from kg import ontology, terms
from kg.terms import KG, KGC


def test_the_module_is_what_the_ontology_gives_now():
    with open(terms.__file__, encoding="utf-8") as file:  # noqa: PTH123 - the module says where it is as a string
        assert file.read() == ontology.terms_source()


@pytest.mark.parametrize(("holder", "base"), [(KG, ontology.TERMS), (KGC, ontology.CODES)])
def test_there_is_one_constant_for_each_term(holder, base):
    constants = {name: value for name, value in vars(holder).items() if isinstance(value, URIRef)}
    assert set(constants.values()) == set(ontology.terms(base))
    assert all(str(value) == f"{base}{name.removesuffix('_')}" for name, value in constants.items())


def test_a_misspelt_term_fails():
    with pytest.raises(AttributeError):
        _ = KG.Detension


@pytest.mark.parametrize(("local", "name"), [("class", "class_"), ("kind", "kind")])
def test_a_term_named_like_a_keyword_gets_an_underscore(local, name):
    (line,) = ontology._constant(URIRef(f"urn:x:{local}"), local)
    assert line.strip() == f'{name}: Final = URIRef("urn:x:{local}")'
