"""A sentence in, where its own words begin out: behind the place and date of a report."""

from __future__ import annotations

from kg.language.memory import per_doc
from kg.language.tokens import Doc

DATELINE = 18  # tokens within which the dash after the place and date of a report stands
DASHES = frozenset({"-", "–", "—", "--"})


@per_doc
def dateline(doc: Doc) -> int:
    """Index of the first token behind "PORTO, May 3 (Lantern) —"; 0 where a sentence does not open so."""
    dash = next((t.i for t in doc[:DATELINE] if t.text in DASHES), 0)
    opening = doc[:dash]
    if not dash or any(t.tag_.startswith(("VB", "MD", "PRP", "DT")) for t in opening):
        return 0
    return dash + 1 if len(doc[0]) > 1 and (doc[0].is_upper or opening[-1].text == ")") else 0
