"""An analysis in, its names out: every mention of a named actor or place, typed by the evidence of the whole document.

Law of this file: a name has one type in a document, the one that most evidence speaks for. No memory of names: what
is known beforehand is geography and what kinds of words bodies are named with.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import takewhile

from kg.gazetteer import is_demonym, metonym, place
from kg.iris import folded
from kg.language import Analysis, Sentence
from kg.language.candidates import Candidate, candidates, credit, head_word
from kg.language.descriptions import kind_of_word
from kg.language.loading import is_ordinary
from kg.language.polities import Name, as_polities
from kg.lexicon import table
from kg.lexicon import words as listed
from kg.model import MentionType

PERSON, ORGANISATION, STATE_BODY = MentionType.PERSON, MentionType.ORGANISATION, MentionType.STATE_BODY
MEDIA, PLACE, PLACE_ACTOR = MentionType.MEDIA, MentionType.PLACE, MentionType.PLACE_ACTOR
LABELS = {"PER": PERSON, "ORG": ORGANISATION, "LOC": PLACE}
SAYS = listed("names", "says")
IN_PLACES = listed("names", "in_places")
ENOUGH = 1.0
HEARD = 3  # how often the same kind of evidence counts: one strong sign outweighs many weak ones


Votes = dict[MentionType | None, float]


def names(analysis: Analysis) -> tuple[Name, ...]:
    """Named mentions of a document, in order and disjoint."""
    analysis.recognise(analysis.sentences)
    found = [c for s in analysis.sentences for c in _of(s)]
    types = {name: type for name, type in _types(found).items() if type is not None}
    kept = [_name(analysis, c, types[folded(c.text)]) for c in found if folded(c.text) in types]
    words = {(c.text, types[folded(c.text)]) for c in found if folded(c.text) in types}
    return as_polities(analysis, sorted([*kept, *_overlooked(analysis, words, kept)]))


def _name(analysis: Analysis, candidate: Candidate, type: MentionType) -> Name:
    offset = analysis.sentences[candidate.sentence].selector.start
    selector = analysis.document.select(offset + candidate.start, offset + candidate.end)
    return Name(selector, candidate.sentence, type)


def _overlooked(analysis: Analysis, words: set[tuple[str, MentionType]], kept: list[Name]) -> Iterator[Name]:
    """Further places where a name of the document stands: in headings, and in runs that were read as something else."""
    types = {name: type for name, type in sorted(words) if type is not PLACE and len(name) > 2}
    if not types:
        return
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, types), key=len, reverse=True))})(?!\w)")
    taken = {offset for name in kept for offset in range(name.selector.start, name.selector.end)}
    for sentence in analysis.sentences:
        skipped = credit(sentence.text)
        for match in pattern.finditer(sentence.text, skipped):
            start, end = sentence.selector.start + match.start(), sentence.selector.start + match.end()
            if start not in taken and end - 1 not in taken and not _in_longer(sentence.text, match):
                yield Name(analysis.document.select(start, end), sentence.index, types[match[0]])


def _in_longer(text: str, match: re.Match[str]) -> bool:
    """Whether a capitalised word stands directly beside, so that the name is part of a longer one."""
    if _in_title_case(text):
        return False
    return bool(
        re.search(r"[A-Z][\w\u2019'-]*\s$", text[: match.start()])
        or re.match(r"\s[A-Z]", text[match.end() : match.end() + 2])
    )


def _of(sentence: Sentence) -> list[Candidate]:
    """Candidates of a sentence; a heading in title case has none of its own."""
    return [] if _in_title_case(sentence.text) else candidates(sentence)


def _in_title_case(text: str) -> bool:
    long = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    closed = text.rstrip("\"”\u2019')")[-1:] in {".", "!", "?", ":", ","}
    return not closed and bool(long) and sum(word[0].isupper() for word in long) >= 0.75 * len(long)


def _types(found: list[Candidate]) -> dict[str, MentionType | None]:
    """Type of each name, None where it is none, by the votes of all its mentions."""
    votes: dict[str, Votes] = defaultdict(lambda: defaultdict(float))
    cast: Counter[tuple[str, MentionType | None, float]] = Counter()
    for candidate in found:
        name = folded(candidate.text)
        for type, weight in evidence(candidate):
            cast[name, type, weight] += 1
            votes[name][type] += weight if cast[name, type, weight] <= HEARD else 0.0
    _lend(
        votes,
        {folded(c.text) for c in found if c.text.isupper()}
        | {folded(c.parts[0]) for c in found if c.parts[0].isupper()},
    )
    return {name: _winner(tally) for name, tally in votes.items()}


def _winner(tally: Votes) -> MentionType | None:
    best = max(tally, key=lambda type: (tally[type], str(type)))
    return best if tally[best] >= ENOUGH else None


def _lend(votes: dict[str, Votes], letters: set[str]) -> None:
    """Names lend each other votes: a surname has its bearer's type, "KBN Persian Service" that of "KBN News"."""
    given = {name: dict(tally) for name, tally in votes.items()}
    longer: dict[str, list[str]] = defaultdict(list)
    for name in given:
        parts = name.split("-")
        for part in {parts[0], parts[-1]} if len(parts) > 1 else ():
            longer[part].append(name)
    for name, tally in votes.items():
        for host in longer[name] if "-" not in name else ():
            tally[PERSON] += max(0.0, given[host].get(PERSON, 0.0))
        last = given.get(name.rpartition("-")[2], {}) if "-" in name else {}
        tally[PERSON] += max(0.0, last.get(PERSON, 0.0) - last.get(PLACE, 0.0)) / 2
        first = name.partition("-")[0]
        kin = (host for host in longer[first] if first in letters and host != name and host.startswith(f"{first}-"))
        tally[MEDIA] += 8.0 * any(given[host].get(MEDIA, 0.0) > ENOUGH for host in kin)


def evidence(candidate: Candidate) -> Iterator[tuple[MentionType | None, float]]:
    """Tell what speaks for each type of one candidate, with its weight."""
    text, parts = candidate.text, candidate.parts
    if candidate.small_body:
        yield (ORGANISATION if parts[0].lower() in listed("names", "international") else STATE_BODY), 6.0
        return
    if metonym(text):
        yield PLACE_ACTOR, 10.0
    if text in listed("names", "between_states"):
        yield ORGANISATION, 10.0
    if known := place(text):
        yield PLACE, 6.0 if known.kind != "capital" else 4.0
    if candidate.titled:
        yield PERSON, 4.0
    yield from _by_head(parts)
    yield from _by_neighbours(candidate)
    if candidate.label:
        yield LABELS[candidate.label], _trust(candidate)
    yield from _by_shape(candidate)


def _trust(candidate: Candidate) -> float:
    """Weight of the model's label: least for an ordinary word whose capital the sentence explains."""
    if len(candidate.parts) > 1:
        return 1.6
    ordinary = _is_ordinary(candidate.text)
    return 0.9 if ordinary and candidate.initial else 1.1 if ordinary or candidate.initial else 1.6


def _by_head(parts: list[str]) -> Iterator[tuple[MentionType | None, float]]:
    """Type by a body's head word."""
    head = head_word(parts)
    low = [part.lower() for part in parts]
    if len(parts) == 1:
        if head in listed("names", "alone"):
            yield STATE_BODY, 3.0
        return
    if low[-1] in listed("names", "not_actors"):
        yield None, 8.0
    elif low[0] in listed("names", "media_first") or (
        head in listed("names", "media") and head not in listed("names", "doubtful_media")
    ):
        yield MEDIA, 4.0
    elif head in listed("names", "state_body"):
        international = any(word in listed("names", "international") for word in low[:-1])
        yield (STATE_BODY if not international or head in {"court", "tribunal"} else ORGANISATION), 4.0
    elif head in listed("names", "public_body"):
        yield _public(low), 4.0
    elif head in listed("names", "organisation"):
        yield ORGANISATION, 4.0
    elif head in listed("names", "places"):
        yield PLACE, 4.0


def _public(low: list[str]) -> MentionType:
    """Commission, council or agency: of a state where the words before say so, else an organisation."""
    if any(word in listed("names", "international") for word in low):
        return ORGANISATION
    national = any(word in listed("names", "public_before") or is_demonym(word.capitalize()) for word in low[:-1])
    return STATE_BODY if national else ORGANISATION


def _by_neighbours(candidate: Candidate) -> Iterator[tuple[MentionType | None, float]]:
    """Type by the words before and after."""
    before, after = candidate.before, candidate.after
    for type in (MEDIA, ORGANISATION):
        if _beside(table("names")["beside"][type].split(), before, after):
            yield type, 8.0
        if before and _class_before(table("names")["classes"][type].split(), before):
            yield type, 8.0
    if before[-2:-1] == ("news",) and before[-1] in listed("names", "news"):
        yield MEDIA, 8.0
    if after[:1] == (",",) and after[1:2] and after[1].isdigit() and after[2:3] and after[2] in {",", "."}:
        yield PERSON, 3.0
    if "who" in after[:2] and after[0] in {",", "who"}:
        yield PERSON, 1.0
    if after and after[0] in listed("names", "of_bodies"):
        yield ORGANISATION, 1.2
    if before[-1:] == ("the",) and not candidate.titled:
        yield PERSON, -1.5
        yield ORGANISATION, 0.6
    if _beside_place(before, after):
        yield PLACE, 4.0
    if before[-2:] == (",", "the") and set(before[-3:-2]) & listed("names", "not_actors"):
        yield None, 9.0
    if after[:1] and after[0] in SAYS and not candidate.initial and _is_ordinary(candidate.text):
        yield ORGANISATION, 1.0
    yield from _by_place(candidate)
    if before[-1:] == ("told",) and candidate.label != "PER":
        yield MEDIA, 2.5


def _by_place(candidate: Candidate) -> Iterator[tuple[MentionType | None, float]]:
    """Signs of a place: "in X", "northern X", "X's foreign minister"."""
    before, after = candidate.before, candidate.after
    owns = after[:1] in {("'s",), ("\u2019s",)}
    if len(candidate.parts) <= 3 and before and not candidate.titled:
        if before[-1] == "in" and not owns:
            yield PLACE, 2.5
        elif before[-1] in IN_PLACES and candidate.label != "PER":
            yield PLACE, 0.8
        if before[-1] in listed("names", "quarters"):
            yield PLACE, 3.0
    if owns and not candidate.titled and set(after[1:4]) & listed("names", "offices"):
        yield PLACE, 3.0


def _beside_place(before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """Whether "state" or "city" follows, or "the city of" stands before."""
    nouns = listed("names", "place_nouns")
    return bool(set(after[:1]) & nouns) or (before[-1:] == ("of",) and bool(set(before[-2:-1]) & nouns))


def _beside(kinds: list[str], before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """Whether a word of a kind stands beside: "the weekly Harbour Voice", "Harbour Voice, an online magazine"."""
    links = listed("names", "links")
    if before and before[-1] in kinds:
        return True
    nearest = next((word for word in after[:3] if word not in links), "")
    if nearest in kinds and (after[0] != nearest or nearest not in {"group", "blog"}):
        return True
    if after[:1] != (",",) or after[1:2] not in {("a",), ("an",), ("the",)}:
        return False
    nouns = list(takewhile(str.isalpha, after[2:6]))
    return any(word in kinds for word in nouns)


def _class_before(kinds: list[str], before: tuple[str, ...]) -> bool:
    """Whether "companies such as" or "papers like" stands before."""
    if before[-1] in {"like", "including"}:
        return before[-2:-1] != () and before[-2] in kinds
    return before[-2:] == ("such", "as") and before[-3:-2] != () and before[-3] in kinds


def _by_shape(candidate: Candidate) -> Iterator[tuple[MentionType | None, float]]:
    """Tell what the letters alone say: little."""
    text, parts = candidate.text, candidate.parts
    ordinary = sum(_is_ordinary(part) for part in parts)
    if "&" in text:
        yield ORGANISATION, 3.0
    if len(parts) > 1:
        if candidate.label is None:
            yield (PERSON, 1.1) if ordinary < len(parts) and not candidate.initial else (None, 0.8)
        return
    described = candidate.initial and kind_of_word(text) is not None
    if described or text.lower() in listed("names", "never") | listed("names", "abbreviations"):
        yield None, 9.0
    if text.isupper() and len(text) > 1:
        yield ORGANISATION, 0.7
    elif any(c.isdigit() for c in text):
        yield None, 2.0
    elif ordinary:
        yield None, 0.7
    else:
        yield PERSON, 0.3 if candidate.initial or candidate.label else 1.0


def _is_ordinary(word: str) -> bool:
    """Whether all parts of a word are words of the language."""
    return all(is_ordinary(part) for part in word.split("-") if part)
