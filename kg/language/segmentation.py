"""A document's text in, paragraphs and sentences out, as selectors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Document, Selector

PARAGRAPH = re.compile(r"\S(?:.*?\S)?(?=\s*\n\s*\n|\s*\Z)", re.DOTALL)
BOUNDARY = re.compile(r"(?<=[.!?])[\"”’“')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")
ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|St|Prof|Rev|Sen|Rep|Gov|No|vs|Jr|Sr|[A-Z])|\b[A-Z]\.[A-Z])\.$")


def paragraphs(document: Document) -> Iterator[Selector]:
    """Blocks between blank lines, from the start of the body."""
    for match in PARAGRAPH.finditer(document.text, document.body):
        yield document.select(match.start(), match.end())


def sentences(document: Document, paragraph: Selector) -> Iterator[Selector]:
    """Sentences of one paragraph."""
    start = 0
    for match in BOUNDARY.finditer(paragraph.exact):
        if not ABBREVIATION.search(paragraph.exact[: match.start()]):
            yield _trimmed(document, paragraph.start + start, paragraph.start + match.end())
            start = match.end()
    yield _trimmed(document, paragraph.start + start, paragraph.end)


def _trimmed(document: Document, start: int, end: int) -> Selector:
    exact = document.text[start:end]
    return document.select(start, start + len(exact.rstrip()))
