"""A name as written in, what it is of out where reports of all countries name it without saying so."""

from __future__ import annotations

from kg.lexicon import table
from kg.model import MentionType

KNOWN = {name: MentionType(kind) for kind, names in table("renowned").items() for name in names}


def renowned(name: str) -> MentionType | None:
    """Type of a body that goes by its name alone ("Reuters", "Hezbollah", "Old Bailey"), or None."""
    return KNOWN.get(name.replace("\u2019", "'"))
