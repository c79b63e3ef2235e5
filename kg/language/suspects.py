"""The people of a document in, the one who is held or accused in it out: whom "the suspect" and "the defendant" mean.

Law of this file: where two are held or accused, or nobody by name, the words mean nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.lexicon import words as listed
from kg.model import Mention, MentionType

SUSPECTS = listed("grammar", "suspects")
_DONE = "|".join(sorted(listed("grammar", "accused")))
BEHIND = re.compile(rf"(?:,[^,.;:]{{1,60}},)? (?:was|is|were|are|(?:has|have|had) been) (?:\w+ )?(?:{_DONE})\b")
BEFORE = re.compile(rf"\b(?:{_DONE}) (?:[\w-]+ ){{0,3}}$")
REACH = 60


def suspect(named: Iterable[Mention], text: str) -> Mention | None:
    """The last mention of the only person of whom the text says that they were arrested, charged, tried or the like."""
    held = [
        mention
        for mention in named
        if mention.type is MentionType.PERSON
        and (
            BEHIND.match(text, mention.selector.end)
            or BEFORE.search(text[max(0, mention.selector.start - REACH) : mention.selector.start])
        )
    ]
    return held[-1] if held and len({mention.referent for mention in held}) == 1 else None
