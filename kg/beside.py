"""A reading and its claims of harm in, the persons out whom it names beside those that suffer, or by its words alone.

Beside them: listed behind or before them, in apposition, in their company. By words alone: "those killed include A",
"the killing of A", "A and B were arrested". Laws of this file: nobody is named beside others across a sentence's end
or a word that begins another statement, where they speak, or by one word alone, which may name a place, a paper or a
people as well; word lists are data (``lexicons/violations.toml``).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.extractors.wordlists import pattern, words
from kg.model import Claim, Mention, MentionType, PassageKind, Quantity, Reading, Selector

GAP = 60  # characters between names of one list: "A, a clerk from Orla, B and C"
ROW = 100  # names in one list, so that a text of nothing but lists is read in linear time
REACH = 300  # characters between those affected and the word that opens a list of them
MARK = r"(?:[:\u2013\u2014]|--| - )"
LIST_MARK = re.compile(rf"\s*(?:{MARK}|[,(])|\s(?:at|for|from|in|of|on|with)\s[^,.;:()]{{1,60}}?\s*{MARK}")
COUNTED = re.compile(rf"(?:\s[\w'\u2019-]+){{0,4}}?\s*(?:{MARK}|[,(])")
LINK = re.compile(r"(?:\s(?:at|for|from|in|of)\s(?:the\s)?[A-Z][^,;]{1,40}?)?\s*(?:[,;(&\u2013\u2014]|and\b)")
MODIFIED = re.compile(r"(?:['\u2019]s)?\s(?!(?:and|at|for|from|in|of)\b)(?:[a-z-]{1,20}\s){1,4}(?=[A-Z])")
AND = re.compile(r"\band\b|&")
APPOSED = re.compile(r",\s(?:\d{1,3},\s)?")
ARTICLE = re.compile(r"(?:an?|one of|the)\s", re.IGNORECASE)
ADVERB = r"(?:(?:again|allegedly|also|briefly|finally|first|later|reportedly|subsequently|then) )?"
NOT = r"(?<!not )(?<!never )(?<!n't )(?<!n\u2019t )"
BEEN = r"(?:was|were|ha[sd] been|have been|is being|are being|was being|were being)"


@dataclass(frozen=True, slots=True)
class People:
    """Persons named in a reading, by where they stand."""

    text: str
    named: tuple[Mention, ...]
    starts: tuple[int, ...]

    def behind(self, at: int, end: int) -> Iterator[Mention]:
        """A list of names that begins at an offset, or soon behind it."""
        listed, first = False, bisect_left(self.starts, at)
        for mention in self.named[first : min(first + ROW, bisect_left(self.starts, end))]:
            gap = self.text[at : mention.selector.start]
            if not _joined(gap) or (listed and not LINK.match(gap)):
                return
            if not self._modifies(mention):
                yield mention
                listed, at = True, mention.selector.end

    def _modifies(self, mention: Mention) -> bool:
        """Whether a name only tells whose the next person is: "Dahl" in "Dahl critic Olav Kern"."""
        noun = MODIFIED.match(self.text, mention.selector.end)
        if noun is None or not _joined(noun[0]):
            return False
        following = bisect_left(self.starts, noun.end())
        return self.starts[following : following + 1] == (noun.end(),)

    def before(self, at: int, start: int) -> Iterator[Mention]:
        """A list of names that ends with "and" at an offset."""
        listed, last = False, bisect_left(self.starts, at)
        for mention in reversed(self.named[max(last - ROW, bisect_left(self.starts, start)) : last]):
            gap = self.text[mention.selector.end : at]
            if not _joined(gap) or not LINK.match(gap) or not (listed or AND.search(gap)):
                return
            yield mention
            listed, at = True, mention.selector.start


def beside(reading: Reading, claims: Iterable[Claim]) -> Iterator[str]:
    """Referents of persons named beside those whom claims affect, then of those of whom words alone tell harm."""
    kinds = {PassageKind.SENTENCE, PassageKind.TITLE}
    sentences = sorted({passage.selector for passage in reading.passages if passage.kind in kinds})
    speak = {m.selector for claim in reading.claims for m in claim.all("speaker") if isinstance(m, Mention)}
    named = sorted(m for m in reading.mentions if m.type is MentionType.PERSON and m.selector not in speak)
    people = People(reading.document.text, tuple(named), tuple(mention.selector.start for mention in named))
    starts = [sentence.start for sentence in sentences]
    found = [
        mention
        for claim in claims
        for anchor in _anchors(claim)
        for mention in _around(people, anchor, sentences[bisect_right(starts, _start(anchor)) - 1])
    ]
    found += (mention for sentence in sentences for mention in _worded(people, sentence))
    return (m.referent for m in found if m.referent and " " in (m.value or ""))


def _anchors(claim: Claim) -> Iterator[Mention | Quantity]:
    """Those affected who are called by name or description; where there are none, their number."""
    affected = [each for each in claim.all("affected") if isinstance(each, Mention)]
    yield from (each for each in affected if each.type is not MentionType.PRONOUN)
    if not affected:
        yield from (each for each in claim.all("count") if isinstance(each, Quantity))


def _start(anchor: Mention | Quantity) -> int:
    return anchor.selector.start


def _around(people: People, anchor: Mention | Quantity, sentence: Selector) -> Iterator[Mention]:
    """Persons named beside someone in a sentence."""
    at, text = anchor.selector, people.text
    opening = pattern("violations", "listing").search(text, at.end, min(at.end + REACH, sentence.end))
    if isinstance(anchor, Mention) and anchor.type is MentionType.PERSON:
        yield from _in_a_row(people, at, sentence)
    elif opening is None:
        opening = (LIST_MARK if isinstance(anchor, Mention) else COUNTED).match(text, at.end, sentence.end)
    if opening is not None:
        yield from people.behind(opening.end(), sentence.end)
    if ARTICLE.match(at.exact):
        yield from _apposed(people, at)


def _in_a_row(people: People, at: Selector, sentence: Selector) -> Iterator[Mention]:
    """Persons in one row with a named one."""
    yield from people.before(at.start, sentence.start)
    if LINK.match(people.text, at.end):
        row = people.behind(at.end, sentence.end)
        yield from (each for each in row if " of " not in people.text[at.end : each.selector.start])


def _apposed(people: People, at: Selector) -> Iterator[Mention]:
    """The person whom a description stands behind: "Mira Dahl, 27, a poet"."""
    end = bisect_left(people.starts, at.start)
    last = people.named[max(0, end - 1) : end]
    yield from (each for each in last if APPOSED.fullmatch(people.text, each.selector.end, at.start))


def _worded(people: People, sentence: Selector) -> Iterator[Mention]:
    """Persons of whom the words of a sentence tell harm, where no claim does."""
    text, (listed, undergone, passive) = people.text, _worded_patterns()
    for opening in (each for form in (listed, undergone) for each in form.finditer(text, sentence.start, sentence.end)):
        yield from people.behind(opening.end(), sentence.end)
    inside = people.named[bisect_left(people.starts, sentence.start) : bisect_left(people.starts, sentence.end)]
    for mention in inside:
        if passive.match(text, mention.selector.end, sentence.end):
            yield mention
            yield from people.before(mention.selector.start, sentence.start)


@cache
def _worded_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Before a list of those harmed, before those who undergo harm as a noun tells it, and behind whom harm befell."""
    lists = (sorted(map(re.escape, words("violations", name))) for name in ("undergone", "harms", "singled", "opening"))
    done, harm, singled, opening = map("|".join, lists)
    done = rf"{NOT}(?:{done})"
    among = rf"(?:(?:an?|the|\w+) )?among [^.;:,!?\n]{{0,40}}?\b{done}\b"
    return (
        re.compile(
            rf"\b(?:{singled})\b[^.;:!?\n]{{0,30}}?\b{done}\b[^.;:,!?\n]{{0,40}}?(?:\b(?:are|as|include[sd]?|were)\b|:)"
            rf"|\b{done}\b[^.;:!?\n]{{0,80}}?\b(?:{opening})\b",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:{harm})s?(?: and (?:{harm})s?)? of\b", re.IGNORECASE),
        re.compile(
            rf"(?:,[^.;:,!?\n]{{1,80}},)?(?: who)? {BEEN} {ADVERB}(?:{done}\b|{among})"
            rf"|['\u2019]s? (?:\w+ ){{0,2}}(?:{harm})s?\b"
        ),
    )


def _joined(gap: str) -> bool:
    return len(gap) <= GAP and not pattern("violations", "unlisted").search(gap)
