"""Names in, names out: a place and the body that it has behind it become one name, the body's ("Velmia's army").

Law of this file: only bodies in small letters, which have no name of their own; whose they are, a place tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.language.polities import Name
from kg.lexicon import words as listed
from kg.model import Document, MentionType


def with_bodies(document: Document, names: Iterable[Name]) -> Iterator[Name]:
    """Names, those of places grown over the body behind: "Velmia's foreign ministry", "Dunmore governor's office"."""
    for name in names:
        body = BODY.match(document.text, name.selector.end) if name.type is MentionType.PLACE else None
        if body is None:
            yield name
        else:
            yield replace(name, selector=document.select(name.selector.start, body.end()), type=MentionType.STATE_BODY)


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


BODIES = listed("names", "small_bodies") - listed("names", "small_bodies_and_adjectives")
BODY = re.compile(
    rf"['\u2019]s (?:(?:{_any(listed('names', 'small_modifiers'))}) ){{0,2}}(?:{_any(BODIES)})(?![\w-])"
    rf"|(?:['\u2019]s)? (?:{_any(listed('names', 'with_offices'))})['\u2019]s office(?![\w-])"
)
"""Behind a place's name."""
