"""Rows or triples of an answer in, the text of a W3C result format out, row by row.

Law of this file: pure; the text of an answer is its opening, its rows with joints between them, and its closing, so
that it can be sent while it is being made. What an answer was cut to is said in the closing of every format that has
room for it (JSON, XML, RDF/XML, Turtle, N-Triples), and by the caller for the others. Characters that XML
1.0 cannot hold are written as U+FFFD there; the other formats keep them.

SPARQL 1.1 Query Results JSON, XML, CSV and TSV; triple terms and base direction as in their 1.2 drafts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = Sequence[Term | None]

XSD = "http://www.w3.org/2001/XMLSchema#"
REMARK = "cut to the first {rows} of more; ask for less, or take the dump"
PREFIXES = {
    "kg": "https://w3id.org/habeas/ns#",
    "kgc": "https://w3id.org/habeas/code/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": XSD,
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
}
"""Prefixes of the graphs that are sent out."""

quoted = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Table:
    """A format for rows: its opening (of variables), one row, what stands between rows, its closing (of a remark)."""

    opening: Callable[[Sequence[str]], str]
    row: Callable[[Sequence[str], Row], str]
    joint: str
    closing: Callable[[str], str]


def json_opening(variables: Sequence[str]) -> str:
    """Begin SPARQL Query Results JSON."""
    return f'{{"head":{{"vars":[{",".join(quoted(v) for v in variables)}]}},"results":{{"bindings":['


def json_row(variables: Sequence[str], row: Row) -> str:
    """Write the bindings of one row; unbound variables have none."""
    bound = [f'"{v}":{json_term(term)}' for v, term in zip(variables, row, strict=True) if term is not None]
    return f"{{{','.join(bound)}}}"


def json_closing(remark: str) -> str:
    """End SPARQL Query Results JSON; the member "truncated", where there is one, says to what."""
    return f']}},"truncated":{quoted(remark)}}}' if remark else "]}}"


def json_term(term: Term) -> str:
    """Write the JSON object that stands for one term."""
    if isinstance(term, ox.NamedNode):
        return f'{{"type":"uri","value":{quoted(term.value)}}}'
    if isinstance(term, ox.Literal):
        kind = "".join(f',"{name}":{quoted(value)}' for name, value in literal_kind(term))
        return f'{{"type":"literal","value":{quoted(term.value)}{kind}}}'
    if isinstance(term, ox.Triple):
        parts = (f'"{name}":{json_term(part)}' for name, part in triple_parts(term))
        return f'{{"type":"triple","value":{{{",".join(parts)}}}}}'
    return f'{{"type":"bnode","value":{quoted(term.value)}}}'


def literal_kind(literal: ox.Literal) -> Sequence[tuple[str, str]]:
    """Give the attributes that tell a literal's language, direction or datatype; none for a plain string."""
    if literal.language is None:
        return () if plain(literal) else (("datatype", literal.datatype.value),)
    language = ("xml:lang", literal.language)
    return (language, ("its:dir", literal.direction.value)) if literal.direction else (language,)


def triple_parts(triple: ox.Triple) -> Iterable[tuple[str, Any]]:
    """Give the terms of a triple term by name."""
    return ((name, getattr(triple, name)) for name in ("subject", "predicate", "object"))


def xml_opening(variables: Sequence[str]) -> str:
    """Begin SPARQL Query Results XML."""
    head = "".join(f"<variable name={quoteattr(v)}/>" for v in variables)
    return f"{XML}<head>{head}</head><results>"


def xml_row(variables: Sequence[str], row: Row) -> str:
    """Write the bindings of one row; unbound variables have none."""
    bound = (
        f"<binding name={quoteattr(v)}>{xml_term(term)}</binding>"
        for v, term in zip(variables, row, strict=True)
        if term is not None
    )
    return f"<result>{''.join(bound)}</result>"


def xml_closing(remark: str) -> str:
    """End SPARQL Query Results XML."""
    return f"</results>{f'<!-- {remark} -->' if remark else ''}</sparql>\n"


def xml_term(term: Term) -> str:
    """Write the XML element that stands for one term."""
    if isinstance(term, ox.Literal):
        kind = "".join(f" {name}={quoteattr(value)}" for name, value in literal_kind(term))
        return f"<literal{kind}{ITS if 'its:dir' in kind else ''}>{xml_text(term.value)}</literal>"
    if isinstance(term, ox.Triple):
        return f"<triple>{''.join(f'<{name}>{xml_term(part)}</{name}>' for name, part in triple_parts(term))}</triple>"
    tag = "uri" if isinstance(term, ox.NamedNode) else "bnode"
    return f"<{tag}>{xml_text(term.value)}</{tag}>"


XML = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
ITS = ' xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0"'
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CARRIAGE = {"\r": "&#13;"}
"""A bare carriage return would be read as a line feed (XML 1.0 §2.11)."""
EDGE = re.compile(r"\A[\t\n ]+|(?<![\t\n ])[\t\n ]+\Z")
"""White space that some readers trim, pyoxigraph's among them."""


def xml_text(text: str) -> str:
    """Escape a text."""
    safe = NOT_XML.sub("\ufffd", escape(text, CARRIAGE))
    return EDGE.sub(lambda found: "".join(f"&#{ord(each)};" for each in found[0]), safe)


def csv_row(_variables: Sequence[str], row: Row) -> str:
    """Write the values of one row without their types."""
    return f"{','.join('' if term is None else csv_field(csv_term(term)) for term in row)}\r\n"


def csv_field(text: str) -> str:
    """Quote a field that needs it (RFC 4180 §2)."""
    return '"{}"'.format(text.replace('"', '""')) if SPECIAL.search(text) else text


SPECIAL = re.compile('[",\r\n]')


def csv_term(term: Term) -> str:
    """Give a term as CSV has it."""
    if isinstance(term, (ox.NamedNode, ox.Literal)):
        return term.value
    return n_term(term)


def tsv_row(_variables: Sequence[str], row: Row) -> str:
    """Write the terms of one row in Turtle's syntax; a row holds neither tab nor line end unescaped."""
    return "{}\n".format("\t".join("" if term is None else tsv_term(term) for term in row))


def tsv_term(term: Term) -> str:
    """Write one term: numbers and truth values as Turtle abbreviates them, all others as N-Triples."""
    if isinstance(term, ox.Literal) and term.language is None:
        short = SHORT.get(term.datatype.value)
        if short and short.fullmatch(term.value):
            return term.value
    return n_term(term)


def n_term(term: Term) -> str:
    """Write one term as N-Triples."""
    if isinstance(term, ox.Triple):
        return f"<<( {' '.join(n_term(part) for _, part in triple_parts(term))} )>>"
    return str(term)


SHORT = {
    f"{XSD}integer": re.compile("[+-]?[0-9]+"),
    f"{XSD}decimal": re.compile("[+-]?[0-9]*[.][0-9]+"),
    f"{XSD}boolean": re.compile("true|false"),
}

ROWS = {
    "json": Table(json_opening, json_row, ",", json_closing),
    "xml": Table(xml_opening, xml_row, "", xml_closing),
    "csv": Table(lambda variables: f"{','.join(variables)}\r\n", csv_row, "", lambda _: ""),
    "tsv": Table(lambda variables: "{}\n".format("\t".join(f"?{v}" for v in variables)), tsv_row, "", lambda _: ""),
}
BOOLEANS: dict[str, Callable[[str], str]] = {
    "json": lambda value: f'{{"head":{{}},"boolean":{value}}}',
    "xml": lambda value: f"{XML}<head/><boolean>{value}</boolean></sparql>\n",
    "csv": lambda value: f"{value}\r\n",
    "tsv": lambda value: f"{value}\n",
}
GRAPHS: dict[str, ox.RdfFormat] = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
MUTE = frozenset({"csv", "tsv", "jsonld"})
"""Formats with no room for a remark: an answer that was cut breaks off (:mod:`server.endpoint.wholeness`)."""


def boolean(value: bool, form: str) -> bytes:
    """Write an ASK answer; CSV and TSV, which define none, hold the bare word."""
    return BOOLEANS[form]("true" if value else "false").encode()


def graph(triples: Sequence[ox.Triple], form: str, prefixes: dict[str, str]) -> bytes:
    """Write a graph as Turtle, N-Triples, RDF/XML or JSON-LD ("ttl", "nt", "rdf", "jsonld")."""
    text = ox.serialize(triples, format=GRAPHS[form], prefixes=prefixes) or b""
    return xml_safe(text) if form == "rdf" else text


def graph_remark(remark: str, form: str) -> str:
    """Give the comment that stands behind a graph that was cut."""
    return f"<!-- {remark} -->\n" if form == "rdf" else f"\n# {remark}\n"


NOT_XML_BYTES = re.compile(b"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


def xml_safe(text: bytes) -> bytes:
    """Make XML by pyoxigraph well-formed: what XML cannot hold becomes U+FFFD, bare carriage returns are escaped."""
    return NOT_XML_BYTES.sub(b"\xef\xbf\xbd", text).replace(b"\r", b"&#13;")


def plain(literal: ox.Literal) -> bool:
    """Tell whether a literal is a string without language, whose type goes without saying."""
    return literal.language is None and literal.datatype.value == f"{XSD}string"


def compact(value: Any) -> bytes:
    """Write JSON without spaces, in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
