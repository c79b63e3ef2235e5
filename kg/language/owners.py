"""A description with its owner in ("his wife", "Roy's lawyer"), the person whom the document introduces so out.

Law of this file: the owner is the same as far as either is known, and nobody else is introduced so.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from kg.iris import folded
from kg.language import Analysis
from kg.language.callings import is_called
from kg.language.descriptions import Described, class_of_kind
from kg.language.epithets import only
from kg.language.references import References
from kg.model import Mention, MentionType

PRONOUN = r"\b(?:his|her|their|its|my|our)"
NOUN = r"[\w-]+(?:['\u2019]s|(?<=s)['\u2019])"
OWNED = rf"(?P<owner>{PRONOUN}|{NOUN})\s+(?:[\w'\u2019-]+\s+){{0,2}}?"
BEFORE = re.compile(rf"{OWNED}(?P<head>[\w-]+),?\s+(?:[A-Z][a-z]{{0,3}}\.?\s+)?$", re.IGNORECASE)
BEHIND = re.compile(rf",\s+{OWNED}(?P<head>[\w-]+)(?=[,.]| (?:and|for|in|of|who)\b)", re.IGNORECASE)
REACH = 70
REPRESENTING = frozenset({"lawyer"})
"""Kinds of people of whom a report names the one it told of without a name: "his lawyer said", "lawyer Ann Roy"."""
POSSESSIVE = re.compile(r"['\u2019]s?$")


class Introduced(NamedTuple):
    """A person, the noun by which a text introduces them, and whose they are: a referent, a word or nobody known."""

    person: Mention
    head: str
    owner: str | None


class Owners:
    """The people whom a document introduces by whose they are."""

    def __init__(self, analysis: Analysis, named: Sequence[Mention], references: References) -> None:
        self._analysis, self._named, self._references = analysis, named, references

    def meant(self, sentence: int, phrase: Described) -> Mention | None:
        """Whom "his wife" or "the boy's uncle" means, or None where nobody or more than one is introduced so."""
        place = next((t for t in phrase.span if t.dep_ == "nmod:poss" and t.lower_ == phrase.owner), None)
        if place is None or class_of_kind(phrase.kind or "") != "Person":
            return None
        owner = self._owner(sentence, self._analysis.sentences[sentence].select(place).start, place.text)
        so_called = [each for each in self._introduced if is_called(phrase.head, {each.head})]
        if so_called or phrase.kind not in REPRESENTING:
            return only([each.person for each in so_called if each.owner in {owner, None}])
        return only([person for person in self._people if is_called(phrase.head, self._called(person))])

    def _called(self, person: Mention) -> set[str]:
        """What the words beside a name call a person, in the singular."""
        return {word.removesuffix("s") for word in self._references.called.get(person.referent or "", set())}

    @cached_property
    def _introduced(self) -> tuple[Introduced, ...]:
        return tuple(found for person in self._people for found in self._introductions(person))

    @cached_property
    def _people(self) -> list[Mention]:
        return [mention for mention in self._named if mention.type is MentionType.PERSON]

    def _introductions(self, person: Mention) -> Iterator[Introduced]:
        """Each "his wife, Ann Roy" and "Ann Roy, his wife" of a mention."""
        text, spot = self._analysis.document.text, person.selector
        index = bisect_right(self._openings, spot.start) - 1
        start = max(self._openings[index], spot.start - REACH)
        found = (
            (BEFORE.search(text[start : spot.start]), start),
            (BEHIND.match(text[spot.end : spot.end + REACH]), spot.end),
        )
        for match, offset in found:
            if match is not None:
                owner = self._owner(index, offset + match.start("owner"), match["owner"])
                yield Introduced(person, match["head"].lower(), owner)

    @cached_property
    def _openings(self) -> list[int]:
        return [sentence.selector.start for sentence in self._analysis.sentences]

    def _owner(self, sentence: int, start: int, words: str) -> str | None:
        """Whom an owner's word means: a named actor, or anybody whom the word describes."""
        word = POSSESSIVE.sub("", words)
        spot = self._analysis.document.select(start, start + len(word))
        if re.fullmatch(PRONOUN, word, re.IGNORECASE):
            found = self._references.pronoun(sentence, spot, word.lower())
            return found.referent if found is not None else None
        named = (m.referent for m in self._named if m.selector.overlaps(spot))
        return next(named, folded(word))
