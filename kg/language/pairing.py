"""A stretch of text in, the same stretch without half of a pair of quotation marks out.

Law of this file: a mark whose partner stands right outside is taken in, or left out where it opens or ends the
stretch; what stands farther off decides nothing.
"""

from __future__ import annotations

import re

from kg.model import Document, Selector

CLOSES = {"”": "“", "»": "«"}
BEHIND = re.compile(r"[.,!?…]?([\"”»])")
MARK = re.compile(r"[“”«»]|(?<!\d)\"")
TRAILING = re.compile(r"\s*[“«]\s*$")


def paired(document: Document, stretch: Selector) -> Selector:
    """A stretch whose quotation marks stand in pairs, as far as the marks beside it show."""
    text, start, end = document.text, stretch.start, stretch.end
    opened = _opened(stretch.exact)
    if opened is None:
        return stretch
    behind = BEHIND.match(text, end)
    if opened == 0:
        start += 1
    elif trailing := TRAILING.search(stretch.exact):
        end -= len(trailing[0])
    elif behind and CLOSES.get(behind[1], '"') == text[start + opened]:
        end = behind.end()
    return document.select(start, end) if start < end and (start, end) != (stretch.start, stretch.end) else stretch


def unopened(document: Document, stretch: Selector) -> Selector:
    """A stretch up to a closing mark that nothing in it opens: 'theft” | , a crime in Orla'."""
    opens = 0
    for place, mark in enumerate(stretch.exact):
        opens += (mark in CLOSES.values()) - (mark in CLOSES)
        if opens < 0:
            kept = stretch.exact[:place].rstrip()
            return document.select(stretch.start, stretch.start + len(kept)) if kept else stretch
    return stretch


def _opened(text: str) -> int | None:
    """Where the mark stands in a text that opens a quotation which nothing in it closes; None where none does."""
    opened: int | None = None
    for found in MARK.finditer(text):
        if opened is None and found[0] not in CLOSES:
            opened = found.start()
        elif opened is not None and found[0] not in CLOSES.values():
            opened = None
    return opened
