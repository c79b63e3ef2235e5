"""Named mentions in, antecedents out: whom a pronoun of the document means.

Law of this file: sieves from the nearest outwards; where two candidates remain, none is chosen.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.iris import folded
from kg.language import Analysis
from kg.language.callings import WORD, offices, titles
from kg.language.descriptions import class_of_kind, kind_of_word
from kg.language.epithets import BODIES, Epithets, only
from kg.language.genders import HE, SHE, Genders
from kg.language.reporters import Reporters
from kg.lexicon import words as listed
from kg.model import Mention, MentionType, Selector

THEY = listed("grammar", "they")
IT = listed("grammar", "it")
NOMINATIVE = listed("grammar", "nominative")
ACCUSATIVE = frozenset({"him", "them"})
CLAUSE = re.compile(
    r"[,;:\u2014\"\u201c]|\b(?:after|as|because|before|if|said|since|that|when|where|which|while|who)\b", re.IGNORECASE
)
"""What begins another clause."""
POSSESSIVE = frozenset({"his", "her", "their", "its"})
FAR = 3
OPENING = 16
OBLIQUE = re.compile(
    r"\b(?:of|by|with|against|to|for|from|about|on|at|in|between|under|told|asked|accused|called|met)\s+(?:[A-Z]?[\w.-]+\s+){0,3}$"
)
LISTED = re.compile(r"(?:,|,? and|,? or)? (?:[A-Z][\w.\u2019'-]*,? ){0,5}")
OWNER = re.compile(r"['\u2019]s?\b")
AFTER = re.compile(r"(?: [a-z]+){1,3}")
COURT = re.compile(rf"\b[Tt]he (?:[a-z]+ ){{0,2}}({'|'.join(sorted(listed('grammar', 'ruling')))})\b")


class References:
    """The antecedents of one document's pronouns, by its named mentions."""

    def __init__(self, analysis: Analysis, named: Sequence[Mention]) -> None:
        self._analysis = analysis
        self._named = named
        self._starts = [mention.selector.start for mention in named]
        self._openings = [sentence.selector.start for sentence in analysis.sentences]
        beside = offices(analysis, named)
        self.called = titles(beside)
        self._reporters = Reporters(analysis, named)
        self.genders = Genders(analysis, named, self.called)
        self.epithets = Epithets(analysis, named, beside, self.called)
        self._found: dict[tuple[int, str], Mention | None] = {}

    def pronoun(self, sentence: int, spot: Selector, word: str) -> Mention | None:
        """Whom a personal pronoun means, or None where nobody or more than one fits."""
        at = (spot.start, word)
        if at not in self._found:
            self._found[at] = None  # a pronoun on the way back to itself finds nobody
            self._found[at] = self._personal(sentence, spot.start, word)
        return self._found[at]

    def _personal(self, sentence: int, start: int, word: str) -> Mention | None:
        if word in HE | SHE:
            return self._nearest(sentence, start, word, frozenset({MentionType.PERSON}))
        if word in THEY | IT:
            court = self._court(sentence, start) if word in IT else None
            return court or self._nearest(sentence, start, word, BODIES)
        return None

    def _court(self, sentence: int, start: int) -> Mention | None:
        """The court that the sentence before speaks of without a name, where neither sentence names a body."""
        here, before = (self._analysis.sentences[max(at, 0)].selector for at in (sentence, sentence - 1))
        named = self._named[bisect_left(self._starts, before.start) : bisect_left(self._starts, start)]
        courts = [m for m in COURT.finditer(before.exact) if before != here]
        if len(courts) != 1 or any(mention.type in BODIES for mention in named):
            return None
        at = before.start + courts[0].start(1)
        spot = self._analysis.document.select(at, at + len(courts[0][1]))
        return Mention(spot, MentionType.DESCRIPTION, f"d-{courts[0][1]}", courts[0][1], "court")

    def _nearest(self, sentence: int, start: int, word: str, types: frozenset[MentionType]) -> Mention | None:
        """Only candidate, or the only one in subject place, of the nearest sentence that holds any."""
        for index in range(sentence, max(-1, sentence - FAR - 1), -1):
            selector = self._analysis.sentences[index].selector
            candidates = list(self._candidates(selector, min(start, selector.end), types, word))
            if index == sentence and word in ACCUSATIVE:
                candidates = [m for m in candidates if not self._acts_on(m, selector, start)]
            taken, owning = self._pronouns(index, min(start, selector.end), word)
            if word in HE | SHE:
                candidates, taken = (
                    [m for m in meant if not self._reporters.tells(m, index, (sentence, start))]
                    for meant in (candidates, taken)
                )
            if candidates or taken:
                told = word in NOMINATIVE or index < sentence  # "him" may be anyone named in its own sentence
                subjects = candidates if owning else [*candidates, *taken]
                return only([*candidates, *taken]) or (
                    self._subject(selector, sorted(subjects), word) if told and subjects else None
                )
        return None

    def _acts_on(self, mention: Mention, sentence: Selector, start: int) -> bool:
        """Whether a mention is the subject of the clause in which "him" or "them" is the object: these are two."""
        opens = 0 <= mention.selector.start - sentence.start <= OPENING
        between = self._analysis.document.text[mention.selector.end : start]
        return opens and CLAUSE.search(between) is None and not OWNER.match(between)

    def _subject(self, sentence: Selector, candidates: Sequence[Mention], word: str) -> Mention | None:
        """Candidate in subject place; for a pronoun in subject place also the one that opens the sentence."""
        direct = only([m for m in candidates if not self._oblique(sentence, m)])
        opens = 0 <= candidates[0].selector.start - sentence.start <= OPENING
        return direct or (candidates[0] if word in NOMINATIVE and opens else None)

    def _candidates(
        self, sentence: Selector, before: int, types: frozenset[MentionType], word: str
    ) -> Iterator[Mention]:
        first, last = bisect_left(self._starts, sentence.start), bisect_left(self._starts, before)
        for mention in self._named[first:last]:
            if mention.type in types and self.genders.agrees(mention, word) and not self._owned(mention):
                yield mention
        if word in THEY:
            yield from self._many(sentence, before)

    def _owned(self, mention: Mention) -> bool:
        """Whether a body's name only tells whose somebody is: "the UN special rapporteur", "Herald lawyer Roy"."""
        text = self._analysis.document.text
        after = AFTER.match(text, mention.selector.end, mention.selector.end + 60) if mention.type in BODIES else None
        return after is not None and any(class_of_kind(kind_of_word(w) or "") == "Person" for w in after[0].split())

    def _many(self, sentence: Selector, before: int) -> Iterator[Mention]:
        """Descriptions of several people or of a body between a sentence's beginning and a place in the text."""
        for match in WORD.finditer(sentence.exact, 0, max(0, before - sentence.start)):
            kind = kind_of_word(match[0])
            written = match[0].islower() or not sentence.exact[: match.start()].strip("\"“'‘")
            if kind is None or class_of_kind(kind) == "Person" or not written:
                continue
            start = sentence.start + match.start()
            if any(
                m.selector.start <= start < m.selector.end
                for m in self._named[: bisect_left(self._starts, start + 1)][-1:]
            ):
                continue
            spot = self._analysis.document.select(start, start + len(match[0]))
            yield Mention(spot, MentionType.DESCRIPTION, f"d-{folded(match[0])}", match[0].lower(), kind)

    def _pronouns(self, index: int, before: int, word: str) -> tuple[list[Mention], bool]:
        """Whom an earlier pronoun of the same gender in the sentence means, and whether it only tells an owner."""
        own = next((group for group in (HE, SHE, THEY, IT) if word in group), frozenset())
        sentence = self._analysis.sentences[index].selector
        for match in WORD.finditer(sentence.exact, 0, max(0, before - sentence.start)):
            if match[0].lower() in own:
                spot = self._analysis.document.select(sentence.start + match.start(), sentence.start + match.end())
                found = self.pronoun(index, spot, match[0].lower())
                return ([found] if found else []), match[0].lower() in POSSESSIVE
        return [], False

    def _oblique(self, sentence: Selector, mention: Mention) -> bool:
        """Whether a mention is no subject, as far as the words before it show."""
        if mention.selector.start < sentence.start:
            return False
        if OWNER.match(sentence.exact, mention.selector.end - sentence.start):
            return True
        before = sentence.exact[: max(0, mention.selector.start - sentence.start)]
        return OBLIQUE.search(before[-60:]) is not None or self._listed(sentence, mention)

    def _listed(self, sentence: Selector, mention: Mention) -> bool:
        """Whether a mention goes on a list that a name begins which is no subject: "critical of Roy, Ms Lind and"."""
        at = bisect_left(self._starts, mention.selector.start) - 1
        if at < 0 or self._named[at].selector.start < sentence.start:
            return False
        between = self._analysis.document.text[self._named[at].selector.end : mention.selector.start]
        return LISTED.fullmatch(between) is not None and self._oblique(sentence, self._named[at])
