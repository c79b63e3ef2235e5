"""An analysis in, its names out: every mention of a named actor or place, typed by the evidence of the whole document.

Law of this file: a name has one type in a document, the one that most evidence speaks for. No memory of names: what
is known beforehand is geography, agencies and papers quoted everywhere, and the words that bodies are named with.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator

from kg.gazetteer import place
from kg.iris import folded
from kg.language import Analysis, Sentence
from kg.language.candidates import Candidate, candidates, head_word
from kg.language.credits import credit
from kg.language.evidence import MEDIA, ORGANISATION, PERSON, PLACE, WEIGHTS, Vote, evidence
from kg.language.joints import is_head
from kg.language.neighbours import neighbours
from kg.language.peoples import peoples
from kg.language.polities import Name, as_polities
from kg.language.possessed import with_bodies
from kg.language.variants import BODIES, abbreviates, letters_of
from kg.lexicon import words as listed
from kg.model import MentionType
from kg.towns import town

TITLE_CASE = 0.75
SYLLABLES = re.compile(r"[^\W\d_a-z][^\W\d_]*-[a-z]+")
"""A given name of two syllables, behind which no family name stands: "Ka-ho"."""
LONGEST_LETTERS = 10  # of what a body goes by: "Cosatu"
Tally = dict[MentionType | None, float]


def names(analysis: Analysis) -> tuple[Name, ...]:
    """Named mentions of a document, in order and disjoint."""
    analysis.recognise(analysis.sentences)
    derived = peoples(analysis.document.text)
    found = [candidate for sentence in analysis.sentences for candidate in _candidates(sentence, derived)]
    types = _types(found, sorted({*derived.values()}))
    kept = [_name(analysis, c, types[folded(c.text)]) for c in found if folded(c.text) in types]
    words = {c.text: types[folded(c.text)] for c in found if folded(c.text) in types}
    whole = sorted([*kept, *_overlooked(analysis, words, kept)])
    grown = with_bodies(analysis.document, sorted([*whole, *_shortened(analysis, whole)]))
    return as_polities(analysis, grown)


def _name(analysis: Analysis, candidate: Candidate, named: MentionType) -> Name:
    offset = analysis.sentences[candidate.sentence].selector.start
    selector = analysis.document.select(offset + candidate.start, offset + candidate.end)
    return Name(selector, candidate.sentence, named)


def _candidates(sentence: Sentence, derived: Container[str]) -> list[Candidate]:
    """Candidates of a sentence; a heading in title case has none of its own."""
    return [] if in_title_case(sentence.text) else candidates(sentence, derived)


def in_title_case(text: str) -> bool:
    """Whether a text is a heading with capitals on all its words of weight: they say nothing of names."""
    if text.rstrip("\"”\u2019')")[-1:] in {".", "!", "?", ":", ","}:
        return False
    words = text.split()
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    small = sum(word.islower() and word not in listed("names", "openers") for word in words)
    return small < 2 and sum(word[0].isupper() for word in long) >= max(1, TITLE_CASE * len(long))


def _types(found: list[Candidate], bases: Iterable[str]) -> dict[str, MentionType]:
    """Type of each name, by the votes of all its mentions; what is no name is left out."""
    votes: dict[str, Tally] = defaultdict(lambda: defaultdict(float))
    heard: Counter[tuple[str, Vote]] = Counter()
    beside = neighbours(found)
    for index, candidate in enumerate(found):
        name = folded(candidate.text)
        for vote in (*evidence(candidate), *beside.get(index, ())):
            heard[name, vote] += 1
            if heard[name, vote] <= WEIGHTS["heard"]:
                votes[name][vote[0]] += WEIGHTS[vote[1]]
    for base in bases:
        if folded(base) in votes:
            votes[folded(base)][PLACE] += WEIGHTS["has_people"]
    hosts = _hosts(votes, found)
    _spell_out(votes, found)
    _lend(votes, hosts, {folded(c.parts[0]) for c in found if c.parts[0].isupper()})
    surnames = {name.rpartition("-")[2] for name, tally in votes.items() if tally.get(PERSON, 0.0) >= WEIGHTS["enough"]}
    for name, tally in votes.items():
        if heard[name, (ORGANISATION, "the")] and name.endswith("s") and name[:-1] in surnames:
            tally[MentionType.GROUP] += WEIGHTS["family"]
    winners = {name: max(tally, key=lambda kind: (tally[kind], str(kind))) for name, tally in votes.items()}
    return {name: best for name, best in winners.items() if best and votes[name][best] >= WEIGHTS["enough"]}


def _spell_out(votes: dict[str, Tally], found: Iterable[Candidate]) -> None:
    """Letters have the type of the body whose longer name they begin: "HWL" beside "Harbour Workers' League"."""
    single = {c.text for c in found if c.text.isalpha() and 1 < len(c.text) < LONGEST_LETTERS}
    short = {text for text in single if text.isupper()}
    read = {text for text in single - short if len(text) > 3}
    for name in [name for name in votes if "-" in name]:
        kind = max(votes[name], key=lambda kind: (votes[name][kind], str(kind)))
        if kind not in BODIES or votes[name][kind] < WEIGHTS["enough"]:
            continue
        words = tuple(name.split("-"))
        spelt = short & {written.upper() for written in letters_of(words)} if short else short
        for letters in spelt | {text for text in read if abbreviates(text.lower(), words)}:
            votes[folded(letters)][kind] += WEIGHTS["spelt_out"]


def _lend(votes: dict[str, Tally], hosts: dict[str, list[str]], letters: set[str]) -> None:
    """Names lend each other votes: a surname has its bearer's type, "KBN Persian Service" that of "KBN News"."""
    given = {name: dict(tally) for name, tally in votes.items()}
    for name, tally in votes.items():
        first, joined, _ = name.partition("-")
        if joined:
            last = given.get(name.rpartition("-")[2], {})
            tally[PERSON] += max(0.0, last.get(PERSON, 0.0) - last.get(PLACE, 0.0)) / 2
        bearers = [host for host in hosts[name] if given[host].get(PERSON, 0.0) > 0]
        tally[PERSON] += sum(given[host][PERSON] for host in bearers)
        if any(host.endswith(f"-{name}") and _is_person(given[host]) for host in bearers):
            tally[PERSON] += WEIGHTS["surname"]
            if not _is_place(name):
                tally.pop(PLACE, None)  # "Museveni", where a Yoweri Museveni is named
        kin = [host for host in hosts[first] if first in letters and host != name and host.startswith(f"{first}-")]
        if any(given[host].get(MEDIA, 0.0) > WEIGHTS["enough"] for host in kin):
            tally[MEDIA] += WEIGHTS["letters_of"]


def _is_person(tally: Tally) -> bool:
    """Whether most votes are for a person."""
    return tally.get(PERSON, 0.0) >= max(WEIGHTS["enough"], *tally.values())


def _is_place(name: str) -> bool:
    """Whether the world has a place of this name."""
    return place(name.title()) is not None or town(name.title()) is not None


def _hosts(names: Iterable[str], found: Iterable[Candidate]) -> dict[str, list[str]]:
    """Longer names by their first word, by their endings, and by a family name inside: "Adrian Pang Ka-ho"."""
    hosts: dict[str, list[str]] = defaultdict(list)
    inside = {
        folded(c.text): folded(c.parts[-2]) for c in found if len(c.parts) > 2 and SYLLABLES.fullmatch(c.parts[-1])
    }
    for name in names:
        parts = name.split("-")
        tails = {"-".join(parts[at:]) for at in range(1, len(parts))}
        family = {inside[name]} if name in inside else set()
        for part in sorted({parts[0], *tails, *family} - {name}):
            hosts[part].append(name)
    return hosts


def _overlooked(analysis: Analysis, words: dict[str, MentionType], kept: list[Name]) -> Iterator[Name]:
    """Further places where a name of the document stands: in headings, and in runs that were read as something else."""
    types = {name: named for name, named in words.items() if named is not PLACE and (len(name) > 2 or name.isupper())}
    if not types:
        return
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, types), key=len, reverse=True))})(?!\w)")
    taken = {offset for name in kept for offset in range(name.selector.start, name.selector.end)}
    for sentence in analysis.sentences:
        for match in pattern.finditer(sentence.text, credit(sentence.text)):
            start, end = sentence.selector.start + match.start(), sentence.selector.start + match.end()
            if start not in taken and end - 1 not in taken and not _in_longer(sentence.text, match):
                yield Name(analysis.document.select(start, end), sentence.index, types[match[0]])


def _shortened(analysis: Analysis, kept: list[Name]) -> Iterator[Name]:
    """Where a body goes by the head of its name: "the Ministry" after "Ministry of Health", if no other does."""
    text = analysis.document.text
    named: dict[str, set[tuple[str, MentionType]]] = defaultdict(set)
    for name in kept:
        parts = name.selector.exact.split()
        if len(parts) > 1 and name.type in {MentionType.STATE_BODY, ORGANISATION} and parts[-1][0].isupper():
            named[head_word(parts).capitalize()].add((folded(name.selector.exact), name.type))
    sole = {head: next(iter(bodies))[1] for head, bodies in named.items() if len(bodies) == 1}
    heads = {head: kind for head, kind in sole.items() if is_head(low := head.lower()) and f"the {low}" not in text}
    if not heads:
        return
    pattern = re.compile(rf"\b[Tt]he ({'|'.join(sorted(heads))})\b(?! (?:of\b|for\b|[A-Z]))")
    taken = {offset for name in kept for offset in range(name.selector.start, name.selector.end)}
    for sentence in analysis.sentences:
        for match in pattern.finditer(sentence.text):
            start, end = sentence.selector.start + match.start(1), sentence.selector.start + match.end(1)
            if start not in taken and not in_title_case(sentence.text):
                yield Name(analysis.document.select(start, end), sentence.index, heads[match[1]])


CAPITAL_BEFORE = re.compile(r"[A-Z][\w\u2019'-]*\s$")


def _in_longer(text: str, match: re.Match[str]) -> bool:
    """Whether a capitalised word stands directly beside, so that the name is part of a longer one."""
    if in_title_case(text):
        return False
    after = text[match.end() : match.end() + 2]
    before = text[max(0, match.start() - 40) : match.start()]
    return CAPITAL_BEFORE.search(before) is not None or (after[:1].isspace() and after[1:].isupper())
