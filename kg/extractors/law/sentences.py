"""An act of sentencing in, the penalties it names out: one for each component, with its length, sum and suspension.

Which words name a penalty is data (``lexicons/penalties.toml``). Law of this file: the most that a law allows ("up to
ten years") is no penalty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.extractors import wordlists
from kg.language import Sentence
from kg.language.memory import per_sentence
from kg.language.quantities import money
from kg.language.times import durations
from kg.language.tokens import Token
from kg.lexicon import cues
from kg.model import Duration, Money, Role, Selector

BESIDE = 24  # characters between a length and the words for what it is a length of
AT_MOST = re.compile(
    r"\b(?:up to|maximum(?: of)?|as (?:much|many|long) as|suspended for|at most|maximum (?:\w+ ){0,2}of)(?: an?)?\s*$"
)
ELSEWHERE = re.compile(r"\b(?:after|before|during|in|over|since|within)(?: the (?:first|last|next|past))?(?: an?)?\s*$")
NO_PENALTY = re.compile(
    r"^[\s-]*(?:driving |travel |entry )?(?:ban|deadline|delay|wait|appeal|ago|(after|before)|later|earlier)\b"
)
OPPOSING = re.compile(r"\b(?:abolish|abolishing|abolition of|against|oppose|opposing) (?:the )?$")
BEFORE_NOUN = re.compile(r"[\s-]*(?:[\w'-]+\s){0,3}[\w'-]+")
"""What follows an adjective of so many years, as far as the noun that it may belong to."""

PRISON = "prisonTerm"
BARE = frozenset({"jail", "prison", "suspended"})
"""Words before a noun for a penalty that make it one of prison, however long."""

ENDLESS = frozenset({"corporal", "deathSentence", "lifeSentence"})


ALONE = re.compile(r"\W*$|[,;]| for\b")
"""What stands behind a length of time that is a penalty by itself."""


@dataclass(frozen=True, slots=True, order=True)
class Penalty:
    """One component of a sentence, by its words; ``suspended`` only where the text says so or denies it."""

    words: Selector
    kind: str
    length: Duration | None = None
    sum: Money | None = None
    suspended: bool | None = None

    @property
    def roles(self) -> tuple[Role, ...]:
        """What fills the roles of a Sentence claim: duration, fine, suspended."""
        found = (("duration", self.length), ("fine", self.sum), ("suspended", self.suspended))
        return tuple(Role(name, filler) for name, filler in found if filler is not None)


def penalties(sentence: Sentence, scope: Iterable[Token], *, most: bool = False) -> tuple[Penalty, ...]:
    """Find the components of a penalty among the tokens that an act of sentencing governs, in text order.

    ``most``: whether bounds count ("up to nine years"), as in what a prosecutor seeks or several people get.
    """
    reach = frozenset(token.idx + sentence.selector.start for token in scope)
    named = [
        (kind, words)
        for kind, words in _words(sentence, "named")
        if words.start in reach and not in_default(sentence, words.start) and not _opposed(sentence, words)
    ]
    within = (d for d in durations(sentence) if (d.iso or most) and d.selector.start in reach)
    lengths = [d for d in within if _imposed(sentence, d.selector, most=most)]
    suspended = _suspended(sentence, min(reach, default=0))
    found = [
        Penalty(words, kind, None if kind in ENDLESS else _beside(words, lengths), None, suspended)
        for kind, words in named
    ]
    taken = {penalty.length for penalty in found}
    found += [Penalty(d.selector, PRISON, d, None, suspended) for d in lengths if d not in taken]
    return tuple(sorted([*found, *_fines(sentence, reach)], key=lambda penalty: penalty.words))


def _opposed(sentence: Sentence, words: Selector) -> bool:
    """Whether somebody only spoke against a penalty: "jailed for a rally against the death penalty"."""
    return OPPOSING.search(sentence.text[: words.start - sentence.selector.start].lower()) is not None


def bare(sentence: Sentence, noun: Token) -> tuple[Penalty, ...]:
    """The penalty of a noun phrase that tells its kind and no measure: "suspended jail sentences", "prison terms"."""
    told = {child.lower_ for child in noun.children if child.i < noun.i}
    if noun.lemma_.lower() not in {"sentence", "term"} or not told & BARE or not noun.doc[-1].is_punct:
        return ()
    first = min(child.i for child in noun.children if child.lower_ in BARE)
    words = sentence.select(noun.doc[first : noun.i + 1])
    return (Penalty(words, PRISON, None, None, "suspended" in told or None),)


def in_years(sentence: Sentence, penalty: Penalty) -> bool:
    """Whether years and nothing more are told of: "asked for eight years", not "two years to prepare"."""
    behind = sentence.text[penalty.words.end - sentence.selector.start :]
    return penalty.words.exact.lower().endswith("years") and ALONE.match(behind) is not None


def in_default(sentence: Sentence, at: int) -> bool:
    """Whether what stands at an offset only happens to who does not pay or obey."""
    return any(words.start <= at for _, words in _defaults(sentence))


@per_sentence
def _defaults(sentence: Sentence) -> tuple[tuple[str, Selector], ...]:
    return tuple(_words(sentence, "default"))


def _words(sentence: Sentence, frame: str) -> Iterator[tuple[str, Selector]]:
    """Words of the cues of one frame, with what they signal, in text order; of overlapping ones the longest."""
    taken: list[Selector] = []
    text = sentence.text
    low = text.lower()
    there = [(signals, pattern) for signals, words, pattern in _patterns(frame) if words in low]
    found = [(match, signals) for signals, pattern in there for match in pattern.finditer(text)]
    for match, signals in sorted(found, key=lambda pair: (-len(pair[0][0]), pair[0].start())):
        start = sentence.selector.start + match.start()
        words = sentence.analysis.document.select(start, start + len(match[0]))
        if not any(words.overlaps(other) for other in taken):
            taken.append(words)
            yield signals, words


@cache
def _patterns(frame: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """What words signal, the words in small letters, and the pattern that finds them."""
    chosen = ((cue.signals, words) for cue in cues("penalties") if cue.frame == frame for words in cue.words)
    return tuple((code, words.lower(), re.compile(rf"\b{re.escape(words)}\b", re.IGNORECASE)) for code, words in chosen)


def _imposed(sentence: Sentence, length: Selector, *, most: bool) -> bool:
    """Whether a length of time is not the most possible, a time of grace or a ban."""
    start, end = length.start - sentence.selector.start, length.end - sentence.selector.start
    before = sentence.text[:start].lower()
    if in_default(sentence, length.start):
        return False
    beside = BEFORE_NOUN.match(sentence.text[end:].lower()) if "-" in length.exact else None
    if beside and not any(word in beside[0] for word in wordlists.words("courts", "term")):
        return False  # "for a six-month protest"
    bounded = not most and AT_MOST.search(before)
    later = NO_PENALTY.match(sentence.text[end:])
    timed = later and not (later[1] and before.endswith(" for "))  # "jailed for ten days after the vote"
    return not bounded and not ELSEWHERE.search(before) and not timed


def _beside(words: Selector, lengths: Iterable[Duration]) -> Duration | None:
    """Find the length that stands just before or after the words for a penalty."""
    near = (
        d for d in lengths if -BESIDE < d.selector.end - words.start <= 0 or 0 <= d.selector.start - words.end < BESIDE
    )
    return next(near, None)


def _suspended(sentence: Sentence, start: int) -> bool | None:
    """Whether the text after the act, or in its noun phrase, says that the penalty is suspended, or that it is not."""
    said = {signals for signals, words in _words(sentence, "manner") if words.start >= start}
    return "unsuspended" not in said if said else None


def _fines(sentence: Sentence, reach: frozenset[int]) -> Iterator[Penalty]:
    cued = [words.start for _, words in _words(sentence, "amount")]
    for amount in money(sentence):
        if amount.selector.start in reach and any(start < amount.selector.start for start in cued):
            yield Penalty(amount.selector, "fine", None, amount)
