"""Values in, N-Triples terms out, in the canonical form that the store would give them.

Writing what the store would write keeps two things true: a dump says exactly what was mapped, and a revision that
compares mapped with stored triples finds only real differences.
"""

from __future__ import annotations

import re

from rdflib import XSD, URIRef

from kg.lengths import lengths

ESCAPES = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF)} | {
    ord(char): f"\\{escape}" for char, escape in zip('\b\t\n\f\r"\\', 'btnfr"\\', strict=True)
}
LANGUAGE = re.compile(r"[a-z]{2,8}(-[a-z0-9]{1,8})*")
DATES = (
    (re.compile(r"\d{4}-\d\d-\d\d"), XSD.date),
    (re.compile(r"\d{4}-\d\d"), XSD.gYearMonth),
    (re.compile(r"\d{4}"), XSD.gYear),
)


def iri(value: str) -> str:
    """Write an IRI; :mod:`kg.iris` has percent-encoded what may not stand in one."""
    return f"<{value}>"


def text(value: str, language: str | None = None) -> str:
    """Write a string, tagged where ``language`` is a well-formed tag of a known language."""
    tag = (language or "").lower()
    known = tag != "und" and LANGUAGE.fullmatch(tag)
    return f'"{value.translate(ESCAPES)}"' + (f"@{tag}" if known else "")


def typed(value: str, datatype: URIRef) -> str:
    """Write a literal of a datatype; ``value`` must be in canonical form."""
    return f"{text(value)}^^<{datatype}>"


def integer(value: int) -> str:
    """Write an xsd:integer."""
    return typed(str(value), XSD.integer)


def decimal(value: float) -> str:
    """Write an xsd:decimal of at most four places, without trailing zeros."""
    return typed(f"{value:.4f}".rstrip("0").rstrip("."), XSD.decimal)


def boolean(value: bool) -> str:
    """Write an xsd:boolean."""
    return typed(str(value).lower(), XSD.boolean)


def date(value: str) -> str:
    """Write an ISO day, month or year with its datatype; a plain string where it is none of them."""
    return next((typed(value, datatype) for form, datatype in DATES if form.fullmatch(value)), text(value))


def duration(value: str) -> str | None:
    """Write an ISO 8601 duration as xsd:duration, which has no weeks and carries over; None where it is none."""
    parts = lengths(value)
    if parts is None:
        return None
    days, clock = (
        "".join(f"{n}{unit}" for n, unit in zip(some, units, strict=True) if n)
        for some, units in ((parts[:3], "YMD"), (parts[3:], "HMS"))
    )
    return typed(f"P{days}T{clock}" if clock else f"P{days}" if days else "PT0S", XSD.duration)
