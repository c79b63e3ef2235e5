"""A reading in, what its document as a whole tells of harm to people out: kinds, by whom, to whom, where and when.

This is how monitors file a report, not what it asserts: harm that is alleged counts as told, for the claims keep who
alleges it. Word lists are data (``lexicons/violations.toml``). Laws of this file: nothing is read that the reading does
not hold; a detention is not called arbitrary.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from kg.gazetteer import place, state_of_city, state_of_demonym
from kg.language.datelines import published
from kg.language.times import TOLD, spans
from kg.lexicon import table
from kg.model import Claim, Moment, PassageKind, Reading, Selector
from kg.victims import HARM, UNTOLD, victims

OPENING = 500  # characters: a headline and the first sentences
RUN = re.compile(r"[A-Z][\w.-]*(?: (?:(?:of|and|the) )?[A-Z][\w.-]*)*")
WORD = re.compile(r"[A-Z]\.(?:[A-Z]\.)+|\w+")
LONGEST = 5  # words in the name of a state
ELSEWHERE = 0.5  # weight of a date that is not beside harm, for the year of the harm
WORKED_OUT = 0.7  # weight of a date whose year is told by the day of publication only
EARLY = 500  # characters behind which a date weighs half
FIRST = 1.0  # what the first year said beside harm weighs more
OPENED = 0.8  # what the first date beside harm weighs more where the document opens with it
YEAR = re.compile(r"\b(?:19[5-9]\d|20\d\d)\b")


@dataclass(frozen=True, slots=True, order=True)
class Dated:
    """A date by its offset: year, month if told, whether it stands beside ``harm``, whether its year is ``said``."""

    at: int
    year: int
    month: int | None = field(compare=False)
    harm: bool
    said: bool


@dataclass(frozen=True, slots=True)
class Violations:
    """What a document tells of harm to people.

    ``kinds`` are names of ``[kinds]`` of the lexicon, sorted; ``perpetrator`` one of its ``[perpetrators]`` or None;
    ``victims`` names as the document gives them, in its order; ``country`` a state of the gazetteer; ``year`` and
    ``month`` when it began, by its own dates and else by its publication; None where it tells of no harm.
    """

    kinds: tuple[str, ...] = ()
    perpetrator: str | None = None
    victims: tuple[str, ...] = ()
    country: str | None = None
    year: int | None = None
    month: int | None = None


def violations(reading: Reading) -> Violations:
    """Sum up a reading; an empty one has nothing to tell."""
    if not reading.passages:
        return Violations()
    kinds = _kinds(reading)
    year, month = _when(reading, kinds)
    suffered = victims(reading, held="detention" in kinds)
    return Violations(kinds, _perpetrator(reading, kinds), suffered, _country(reading), year, month)


def _kinds(reading: Reading) -> tuple[str, ...]:
    """Kinds of harm that are subjects of the document, less those that another one stands for instead."""
    entries = table("violations")["kinds"]
    told = [kind for kind in sorted(entries) if _told(reading, kind)]
    return tuple(kind for kind in told if not any(kind in entries[other].get("instead", ()) for other in told))


def _told(reading: Reading, kind: str) -> bool:
    """Whether harm of a kind is a subject: where the document opens, or often, or by a claim or word that suffices."""
    entry, text = table("violations")["kinds"][kind], _text(reading)
    return (
        any(set(claim.kinds) & set(entry["claims"]) for claim in _harm(reading))
        or _words("kinds", kind).search(text, 0, OPENING) is not None
        or _words("kinds", kind, "enough").search(text) is not None
        or _count(text, "kinds", kind) >= entry["often"]
    )


def _perpetrator(reading: Reading, kinds: tuple[str, ...]) -> str | None:
    """Who does it for the most part; captives whom few officials are told of beside are taken by others."""
    text = _text(reading)
    state, armed, private = (_count(text, "perpetrators", who) for who in ("state", "armedGroup", "private"))
    if not kinds or not state + armed + private:
        return None
    if armed > 1 and 2 * armed > state:
        return "armedGroup"
    if "kidnapping" in kinds and state < 6 * max(armed, private, 1):
        return "armedGroup" if armed >= private else "private"
    return "private" if private > state else "state"


def _country(reading: Reading) -> str | None:
    """The state named most, early names before later ones."""
    seen = Counter[str]()
    for at, state in _states(_text(reading)):
        seen[state] += 3 if at < OPENING else 2 if at < 2 * OPENING else 1
    return max(seen, key=lambda state: seen[state], default=None)


def _states(text: str) -> Iterator[tuple[int, str]]:
    """States, by their names, capitals and peoples, and where each is named; the longest name at each place."""
    for run in RUN.finditer(text):
        words, at = list(WORD.finditer(run[0])), 0
        while at < len(words):
            ends = range(min(len(words), at + LONGEST), at, -1)
            names = ((end, run[0][words[at].start() : words[end - 1].end()]) for end in ends)
            end, state = next(((end, state) for end, name in names if (state := _state(name))), (at + 1, None))
            if state:
                yield run.start() + words[at].start(), state
            at = end


def _state(name: str) -> str | None:
    found = place(name)
    if found is not None and found.kind != "region":
        return found.name if found.kind == "state" else found.within
    return state_of_demonym(name) or state_of_city(name)


def _when(reading: Reading, kinds: tuple[str, ...]) -> tuple[int | None, int | None]:
    """The year that the document's dates of harm tell, else that of publication; and the first month told of it.

    A month with its year comes before one that only the day of publication gives a year.
    """
    day = published(reading.document)
    sentences = [passage.selector for passage in reading.passages if passage.kind is PassageKind.SENTENCE]
    dates = list(_dates(reading, sentences, day))
    if not kinds and not any(date.harm for date in dates):
        return None, None
    year = _year(dates, reading.document.body, int(day[:4]) if day else None)
    months = sorted(
        (not date.said, date.at, date.month) for date in dates if date.harm and date.year == year and date.month
    )
    return year, months[0][-1] if months else None


def _dates(reading: Reading, sentences: Iterable[Selector], day: str | None) -> Iterator[Dated]:
    """Dates of claims of harm, and dates in sentences, in no order."""
    for claim in _harm(reading):
        if isinstance(moment := claim.first("date"), Moment) and moment.earliest:
            said = YEAR.search(moment.selector.exact) is not None
            month = _month(moment.earliest, moment.latest)
            yield Dated(moment.selector.start, int(moment.earliest[:4]), month, harm=True, said=said)
    for sentence in sentences:
        if TOLD.search(sentence.exact):
            yield from _dates_in(sentence, day)


def _dates_in(sentence: Selector, day: str | None) -> Iterator[Dated]:
    text = sentence.exact
    harm = _any_harm().search(text) is not None
    for start, end, span in spans(text, day):
        if span.earliest:
            said = YEAR.search(text, start, end) is not None
            month = _month(str(span.earliest), str(span.latest or ""))
            yield Dated(sentence.start + start, span.earliest.year, month, harm=harm, said=said)


def _year(dates: Iterable[Dated], body: int, published_in: int | None) -> int | None:
    """The year that most is dated in.

    Dates beside harm weigh more than others, those that say their year more than those worked out, early ones more than
    late ones; the first that says its year beside harm once more, and the one that a document opens with.
    """
    votes: dict[int, float] = defaultdict(float)
    past = sorted(date for date in dates if published_in is None or date.year <= published_in)
    for date in past:
        weight = (1 if date.harm else ELSEWHERE) * (1 if date.said else WORKED_OUT)
        votes[date.year] += weight * EARLY / (EARLY + max(0, date.at - body))
    beside = [date for date in past if date.harm]
    if first := next((date for date in beside if date.said), None):
        votes[first.year] += FIRST
    if beside and beside[0].at < body + OPENING:
        votes[beside[0].year] += OPENED
    return max(votes, key=lambda year: votes[year]) if votes else published_in


def _month(first: str, last: str | None) -> int | None:
    return int(first[5:7]) if last and first[:7] == last[:7] else None


def _harm(reading: Reading) -> Iterator[Claim]:
    return (claim for claim in reading.claims if claim.type in HARM and claim.factuality not in UNTOLD)


def _text(reading: Reading) -> str:
    return reading.document.text[reading.document.body :]


@cache
def _words(group: str, name: str, listed: str = "words") -> re.Pattern[str]:
    return _pattern(table("violations")[group][name].get(listed, ()))


@cache
def _any_harm() -> re.Pattern[str]:
    kinds = table("violations")["kinds"]
    return _pattern([word for kind in kinds if kind != "other" for word in kinds[kind]["words"]])


def _pattern(listed: Iterable[str]) -> re.Pattern[str]:
    """Any of the words; nothing where there are none."""
    parts = (re.escape(w.removesuffix("*")) + ("" if w.endswith("*") else r"\b") for w in sorted(listed))
    return re.compile(rf"\b(?:{'|'.join(parts) or '(?!)'})", re.IGNORECASE)


def _count(text: str, group: str, name: str) -> int:
    return sum(1 for _ in _words(group, name).finditer(text))
