"""A document in, its reading out: the pure unit of work, of cache and of parallelism."""

from __future__ import annotations

from kg.claims import claims
from kg.language import analyse
from kg.mentions import mentions
from kg.model import Document, Issue, Reading, Severity
from kg.passages import passages

ENGLISH = "en"


def read(document: Document) -> Reading:
    """What a document says; one in another language than English, or without words, has only an issue."""
    if document.language.split("-")[0].lower() != ENGLISH:
        told = f"language is {document.language!r}; only English is read"
        return Reading(document, issues=(_issue(document, "language", told),))
    analysis = analyse(document)
    if not analysis.sentences:
        return Reading(document, issues=(_issue(document, "empty", "there are no words to read"),))
    named = mentions(analysis)
    found = claims(analysis, named)
    return Reading(document, passages(analysis), named.all, found, analysis.issues)


def _issue(document: Document, code: str, message: str) -> Issue:
    return Issue(document.name, "reading", code, message, Severity.INFO)
