"""Triples in, an index over them out: values by subject and property, nodes by class, terms as Python values.

Law of this file: a term is an N-Triples string and is never changed; what is read from it is a value beside it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from rdflib import RDF, RDFS, XSD, URIRef

from kg import ontology
from kg.model import Triple

TYPE = RDF.type.n3()
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@([A-Za-z0-9-]+))?', re.DOTALL)
ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
ANYTHING = re.compile(r"(?s:.*)")
CONTROLS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


@dataclass(frozen=True, slots=True)
class Literal:
    """A literal term, read: its words, the IRI of its datatype and its language."""

    lexical: str
    datatype: str
    language: str | None = None


@lru_cache(maxsize=65536)
def literal(term: str) -> Literal | None:
    """Read a literal; None for an IRI."""
    found = LITERAL.fullmatch(term)
    if not found:
        return None
    words, datatype, language = found.groups()
    lexical = ESCAPE.sub(_unescaped, words) if "\\" in words else words
    return Literal(lexical, str(RDF.langString) if language else datatype or str(XSD.string), language)


def _unescaped(found: re.Match[str]) -> str:
    short, long, control = found.groups()
    return CONTROLS.get(control, control) if control else chr(int(short or long, 16))


def words(term: str) -> str:
    """Give what a term says: a literal's words, or the IRI itself."""
    read = literal(term)
    return read.lexical if read else term.strip("<>")


LEXICAL: dict[str, tuple[re.Pattern[str], Callable[[str], object]]] = {
    str(XSD.string): (ANYTHING, str),
    str(XSD.boolean): (re.compile(r"true|false|1|0"), lambda text: text in {"true", "1"}),
    str(XSD.integer): (re.compile(r"[+-]?[0-9]+"), int),
    str(XSD.decimal): (re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"), Decimal),
    str(XSD.double): (re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|-?INF|NaN"), float),
    str(XSD.date): (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), date.fromisoformat),
    str(XSD.duration): (
        re.compile(r"-?P(?=.)([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T(?=.)([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?"),
        str,
    ),
}
"""Datatype → how its words look and how they are read (https://www.w3.org/TR/xmlschema11-2/); dates without zone."""


@lru_cache(maxsize=65536)
def value(term: str) -> object | None:
    """Give a literal as a number, date, truth value or string; None for an IRI and for ill-typed words."""
    read = literal(term)
    if read is None:
        return None
    form, reader = LEXICAL.get(read.datatype, (ANYTHING, str))
    try:
        return reader(read.lexical) if form.fullmatch(read.lexical) else None
    except ValueError:
        return None


@cache
def superclasses() -> dict[str, frozenset[str]]:
    """Class → itself and every class above it, by the ontology's own subclass axioms."""
    schema = ontology.graph()
    edges = [(low, up) for low, up in schema.subject_objects(RDFS.subClassOf) if isinstance(up, URIRef)]
    named = {each for edge in edges for each in edge if isinstance(each, URIRef)}
    reached = {each: schema.transitive_objects(each, RDFS.subClassOf) for each in named}
    return {each.n3(): frozenset(up.n3() for up in ups if isinstance(up, URIRef)) for each, ups in reached.items()}


def above(name: str) -> frozenset[str]:
    """Give a class and every class above it."""
    return superclasses().get(name) or frozenset((name,))


def below(name: str) -> frozenset[str]:
    """Give a class and every class under it."""
    return frozenset({name, *(each for each, up in superclasses().items() if name in up)})


class Facts:
    """An index over one graph's triples and the background they are judged against."""

    def __init__(self, triples: Iterable[Triple], background: Iterable[Triple] = ()) -> None:
        self._values: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.triples = frozenset(triples)
        for s, p, o in self.triples.union(background):
            self._values[s, p].append(o)

    def values(self, node: str, property_: str) -> Sequence[str]:
        """Values of a property of a node, in no order."""
        return self._values.get((node, property_), ())

    def is_a(self, node: str, class_: str) -> bool:
        """Whether a node is of a class or of one below it."""
        return any(class_ in above(each) for each in self.values(node, TYPE))
