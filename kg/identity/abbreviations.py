"""An abbreviation in, the general words that it may stand for out: the first letters of what bodies are called.

Law of this file: what bodies are called stands in ``bodies.toml`` in their languages, and their letters follow from it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from kg.identity.abjads import abjad
from kg.identity.spelling import romanised, script
from kg.lexicon import table
from kg.lexicon import words as listed

ELIDED = re.compile(r"^(?:d|l|dell|all|nell|sull|qu|un)['\u2019](?=\w{3})", re.IGNORECASE)
"""Articles and particles that have lost their vowel."""
WHOLE = frozenset("CJK HIRAGANA KATAKANA HANGUL THAI LAO KHMER MYANMAR".split())
"""Scripts that write a name without spaces."""
LEAST = 2
"""Letters of an abbreviation without that of the state."""


def expanded(letters: str) -> tuple[str, ...]:
    """What an abbreviation may stand for, in English words: "МВД" → "interior ministry".

    Those that are one in its own script come before all others; a last letter may be the state's: "СБУ".
    """
    known = _abbreviations().get(romanised(letters), {})
    found = tuple(known.get(script(letters), ()) or dict.fromkeys(key for keys in known.values() for key in keys))
    if found or len(letters) <= LEAST or letters[-1] not in listed("bodies", "state_letters"):
        return found
    return expanded(letters[:-1])


@cache
def _abbreviations() -> dict[str, dict[str, dict[str, None]]]:
    """Romanised letters → script of what they abbreviate → English words."""
    found: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for key, phrases in table("bodies")["called"].items():
        for phrase in phrases.split("; "):
            for letters in _initials(phrase):
                found[letters][script(phrase)][key] = None
    return {letters: dict(known) for letters, known in found.items()}


def _initials(phrase: str) -> Iterator[str]:
    """Abbreviations of a phrase in a script that abbreviates so: of all its words, and without the small ones."""
    if script(phrase) in WHOLE or abjad(script(phrase)):
        return
    words = [romanised(ELIDED.sub("", word)) for word in re.split(r"[\s-]+", phrase)]
    long = [word for word in words if word not in listed("identity", "joiners")]
    if len(words) == 1 and phrase.isupper():
        yield words[0]
    for some in (words, long):
        if len(some) > 1 and all(some):
            yield "".join(word[0] for word in some)
