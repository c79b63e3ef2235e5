"""Rows or triples of an answer in, the bytes of a W3C result format out.

Law of this file: pure; what an answer was cut to is said in the text of every format that has room for a remark
(XML, RDF/XML, Turtle, N-Triples), and by the caller in a header for all. Characters that XML 1.0 cannot hold are
written as U+FFFD there; the other formats keep them.

SPARQL 1.1 Query Results JSON, XML, CSV and TSV; triple terms as in their 1.2 drafts.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = Sequence[Term | None]

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REMARK = "cut to the first {rows} of more; ask for less, or take the dump"


def json_rows(variables: Sequence[str], rows: Sequence[Row], _remark: str) -> bytes:
    """Write SPARQL Query Results JSON."""
    bindings = [{v: json_term(term) for v, term in zip(variables, row, strict=True) if term} for row in rows]
    return compact({"head": {"vars": list(variables)}, "results": {"bindings": bindings}})


def json_term(term: Term) -> dict[str, Any]:
    """Give the JSON object that stands for one term."""
    if isinstance(term, ox.Literal):
        kind = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
        return {"type": "literal", "value": term.value, **({} if plain(term) else kind)}
    if isinstance(term, ox.Triple):
        parts = {name: json_term(getattr(term, name)) for name in ("subject", "predicate", "object")}
        return {"type": "triple", "value": parts}
    return {"type": "uri" if isinstance(term, ox.NamedNode) else "bnode", "value": term.value}


def xml_rows(variables: Sequence[str], rows: Sequence[Row], remark: str) -> bytes:
    """Write SPARQL Query Results XML."""
    head = "".join(f"<variable name={quoteattr(v)}/>" for v in variables)
    body = "".join(f"<result>{xml_bindings(variables, row)}</result>" for row in rows)
    note = f"<!-- {remark} -->" if remark else ""
    return xml_document(f"{note}<head>{head}</head><results>{body}</results>")


def xml_bindings(variables: Sequence[str], row: Row) -> str:
    """Write the bindings of one row; unbound variables have none."""
    bound = ((v, term) for v, term in zip(variables, row, strict=True) if term)
    return "".join(f"<binding name={quoteattr(v)}>{xml_term(term)}</binding>" for v, term in bound)


def xml_term(term: Term) -> str:
    """Write the XML element that stands for one term."""
    if isinstance(term, ox.Literal):
        name, value = ("xml:lang", term.language) if term.language else ("datatype", term.datatype.value)
        kind = "" if plain(term) else f" {name}={quoteattr(value)}"
        return f"<literal{kind}>{escape(term.value)}</literal>"
    if isinstance(term, ox.Triple):
        parts = ((name, getattr(term, name)) for name in ("subject", "predicate", "object"))
        return f"<triple>{''.join(f'<{name}>{xml_term(part)}</{name}>' for name, part in parts)}</triple>"
    tag = "uri" if isinstance(term, ox.NamedNode) else "bnode"
    return f"<{tag}>{escape(term.value)}</{tag}>"


def csv_rows(variables: Sequence[str], rows: Sequence[Row], _remark: str) -> bytes:
    """Write SPARQL Query Results CSV: values without their types, CRLF."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(variables)
    writer.writerows([getattr(term, "value", str(term)) if term else "" for term in row] for row in rows)
    return out.getvalue().encode()


def tsv_rows(variables: Sequence[str], rows: Sequence[Row], _remark: str) -> bytes:
    """Write SPARQL Query Results TSV: terms in Turtle's syntax, tabs and line ends in them escaped."""
    lines = ["\t".join(f"?{v}" for v in variables)]
    lines += ["\t".join(tsv_term(term) if term else "" for term in row) for row in rows]
    return "".join(f"{line}\n" for line in lines).encode()


def tsv_term(term: Term) -> str:
    """Write one term in N-Triples syntax, which holds neither tab nor line end unescaped."""
    return str(term).replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


ROWS: dict[str, Callable[[Sequence[str], Sequence[Row], str], bytes]] = {
    "json": json_rows,
    "xml": xml_rows,
    "csv": csv_rows,
    "tsv": tsv_rows,
}
BOOLEANS: dict[str, Callable[[str], bytes]] = {
    "json": lambda value: compact({"head": {}, "boolean": value == "true"}),
    "xml": lambda value: xml_document(f"<head/><boolean>{value}</boolean>"),
    "csv": lambda value: f"{value}\r\n".encode(),
    "tsv": lambda value: f"{value}\n".encode(),
}
GRAPHS: dict[str, ox.RdfFormat] = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def boolean(value: bool, form: str) -> bytes:
    """Write an ASK answer; CSV and TSV, which define none, hold the bare word."""
    return BOOLEANS[form]("true" if value else "false")


def graph(triples: Sequence[ox.Triple], form: str, prefixes: dict[str, str], remark: str = "") -> bytes:
    """Write a graph as Turtle, N-Triples, RDF/XML or JSON-LD ("ttl", "nt", "rdf", "jsonld")."""
    text = ox.serialize(triples, format=GRAPHS[form], prefixes=prefixes) or b""
    if form == "rdf":
        text = NOT_XML.sub("\ufffd", text.decode()).encode()
        return text + (f"<!-- {remark} -->\n".encode() if remark else b"")
    return text + (f"# {remark}\n".encode() if remark and form != "jsonld" else b"")


def plain(literal: ox.Literal) -> bool:
    """Tell whether a literal is a string without language, whose type goes without saying."""
    return literal.language is None and literal.datatype.value == XSD_STRING


def compact(value: Any) -> bytes:
    """Write JSON without spaces, in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def xml_document(body: str) -> bytes:
    """Write a SPARQL results document around its body."""
    opening = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
    return f"{opening}{NOT_XML.sub(chr(0xFFFD), body)}</sparql>\n".encode()
