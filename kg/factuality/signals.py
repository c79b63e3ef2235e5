"""Words in, what they signal of an event out, as ``lexicons/factuality.toml`` has it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.lexicon import Cue, cues

NONE = "none"
"""What a cue signals whose events are told of no occasion."""


def first(frame: str, word: str) -> Cue | None:
    """The first cue of a frame that has a word, or None."""
    found = _index().get((frame, word))
    return found[0] if found else None


def governors(lemma: str) -> tuple[Cue, ...]:
    """The cues of a governing word."""
    return _index().get(("governor", lemma), ())


@cache
def _index() -> Mapping[tuple[str, str], tuple[Cue, ...]]:
    found: dict[tuple[str, str], tuple[Cue, ...]] = {}
    for cue in cues("factuality"):
        for word in cue.words:
            found[cue.frame, word] = (*found.get((cue.frame, word), ()), cue)
    return found
