"""Claims of events in, those out that a report of a game does not mean as it says them.

"The side were held 1-1", "a striker on trial at a second club", "the captain appealed": in a text with several words of
games an event counts only beside a word of the law or of protest. Word lists are data (``lexicons/games.toml``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extractors.wordlists import held, pattern
from kg.language import Analysis
from kg.model import Claim

SEVERAL, MANY = 2, 6
"""How many different words of games a report of one has, and how many with those that others have too."""
EVENTS = frozenset({"Detention", "Gathering", "LegalProceeding", "ProceedingStep", "Release", "Sentence"})


def in_earnest(claims: Iterable[Claim], analysis: Analysis) -> Iterator[Claim]:
    """Claims without the events that are only told of a game."""
    game = about("games", analysis.document.text, SEVERAL, MANY)
    yield from (claim for claim in claims if not game or claim.type not in EVENTS or _earnest(claim))


def about(lexicon: str, text: str, several: int, many: int) -> bool:
    """Whether a text is about what ``lexicons/<lexicon>.toml`` has words of.

    It holds ``several`` different ones of its ``words``, and ``many`` with those that are ``common`` to other texts.
    """
    own = held(lexicon, "words", text)
    return len(own) >= several and len(own | held(lexicon, "common", text)) >= many


def _earnest(claim: Claim) -> bool:
    return any(pattern("games", "earnest").search(passage.exact) for passage in claim.evidence)
