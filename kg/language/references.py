"""Named mentions in, antecedents out: whom a pronoun or a definite description of the document means.

Law of this file: sieves from the nearest outwards; where two candidates remain, none is chosen.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.iris import folded
from kg.language import Analysis
from kg.language.descriptions import Described, class_of_kind, kind_of_word
from kg.lexicon import words as listed
from kg.model import Mention, MentionType, Selector

HE = listed("grammar", "he")
SHE = listed("grammar", "she")
THEY = listed("grammar", "they")
IT = listed("grammar", "it")
MALE = listed("grammar", "male")
FEMALE = listed("grammar", "female")
NOMINATIVE = listed("grammar", "nominative")
FAR = 3
OPENING = 16
OBLIQUE = re.compile(
    r"\b(?:of|by|with|against|to|for|from|about|on|at|in|between|under|told|asked|accused|called|met)\s+(?:[A-Z]?[\w.-]+\s+){0,3}$"
)
APPOSED = re.compile(r",\s+(?:a|an|the|his|her|its)\s+((?:[\w\u2019'-]+\s+){0,3}[\w-]+)")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
BODIES = frozenset(
    {MentionType.ORGANISATION, MentionType.STATE_BODY, MentionType.MEDIA, MentionType.GROUP, MentionType.PLACE_ACTOR}
)


class References:
    """The antecedents of one document's pronouns and descriptions, by its named mentions."""

    def __init__(self, analysis: Analysis, named: Sequence[Mention]) -> None:
        self._analysis = analysis
        self._named = named
        self._starts = [mention.selector.start for mention in named]
        self._openings = [sentence.selector.start for sentence in analysis.sentences]
        self._titles = self._titles_of_all()
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
            return self._nearest(sentence, start, word, BODIES)
        return None

    def _nearest(self, sentence: int, start: int, word: str, types: frozenset[MentionType]) -> Mention | None:
        """Only candidate, or the only one in subject place, of the nearest sentence that holds any."""
        for index in range(sentence, max(-1, sentence - FAR - 1), -1):
            selector = self._analysis.sentences[index].selector
            candidates = list(self._candidates(selector, min(start, selector.end), types, word))
            candidates += self._pronouns(index, min(start, selector.end), word)
            if candidates:
                told = word in NOMINATIVE or index < sentence  # "him" may be anyone named in its own sentence
                return _only(candidates) or (self._subject(selector, sorted(candidates), word) if told else None)
        return None

    def _subject(self, sentence: Selector, candidates: Sequence[Mention], word: str) -> Mention | None:
        """Candidate in subject place; for a pronoun in subject place also the one that opens the sentence."""
        direct = _only([m for m in candidates if not self._oblique(sentence, m)])
        opens = 0 <= candidates[0].selector.start - sentence.start <= OPENING
        return direct or (candidates[0] if word in NOMINATIVE and opens else None)

    def _candidates(
        self, sentence: Selector, before: int, types: frozenset[MentionType], word: str
    ) -> Iterator[Mention]:
        first, last = bisect_left(self._starts, sentence.start), bisect_left(self._starts, before)
        for mention in self._named[first:last]:
            if mention.type in types and self._agrees(mention, word):
                yield mention
        if word in THEY:
            yield from self._many(sentence, before)

    def _many(self, sentence: Selector, before: int) -> Iterator[Mention]:
        """Descriptions of several people or of a body between a sentence's beginning and a place in the text."""
        for match in WORD.finditer(sentence.exact, 0, max(0, before - sentence.start)):
            kind = kind_of_word(match[0])
            if kind is None or class_of_kind(kind) == "Person" or not match[0].islower():
                continue
            start = sentence.start + match.start()
            if any(
                m.selector.start <= start < m.selector.end
                for m in self._named[: bisect_left(self._starts, start + 1)][-1:]
            ):
                continue
            spot = self._analysis.document.select(start, start + len(match[0]))
            yield Mention(spot, MentionType.DESCRIPTION, f"d-{folded(match[0])}", match[0].lower(), kind)

    def _pronouns(self, index: int, before: int, word: str) -> Iterator[Mention]:
        """Whom an earlier pronoun of the same gender in the sentence means."""
        own = next((group for group in (HE, SHE, THEY, IT) if word in group), frozenset())
        sentence = self._analysis.sentences[index].selector
        for match in WORD.finditer(sentence.exact, 0, max(0, before - sentence.start)):
            if match[0].lower() in own:
                spot = self._analysis.document.select(sentence.start + match.start(), sentence.start + match.end())
                if found := self.pronoun(index, spot, match[0].lower()):
                    yield found
                return

    def _agrees(self, mention: Mention, word: str) -> bool:
        titles = self._titles.get(mention.referent or "", set())
        if word in HE:
            return not titles & FEMALE
        return not titles & MALE if word in SHE else True

    def _oblique(self, sentence: Selector, mention: Mention) -> bool:
        """Whether a mention is no subject, as far as the words before it show."""
        if mention.selector.start < sentence.start:
            return False
        before = sentence.exact[: max(0, mention.selector.start - sentence.start)]
        return OBLIQUE.search(before[-60:]) is not None

    def description(self, sentence: int, spot: Selector, phrase: Described) -> Mention | None:
        """Which named actor a definite description means ("the ministry", "the president"), or None."""
        if not phrase.definite:
            return self._announced(sentence, phrase)
        if phrase.complement:
            return None
        single = phrase.kind is not None and class_of_kind(phrase.kind) in {"Person", "Organization"}
        if not single:
            return None
        last = bisect_left(self._starts, spot.start)
        earlier = [m for m in self._named[:last] if self._describes(phrase, m)]
        if not earlier or phrase.kind == "police":
            return None
        if _only(earlier):
            return earlier[-1]
        near = self._analysis.sentences[max(0, sentence - FAR)].selector.start
        return _only([m for m in earlier if m.selector.start >= near])

    def _announced(self, sentence: int, phrase: Described) -> Mention | None:
        """Whom a headline's bare noun means ("Former mayor freed"): the one person the text gives that title."""
        here = self._analysis.sentences[sentence]
        headline = here.paragraph == 0 and here.text[-1:] not in {".", "!", "?"}
        bare = phrase.owner is None and not phrase.complement and not phrase.span[0].dep_.startswith(("det", "num"))
        if not (headline and bare and class_of_kind(phrase.kind or "") == "Person"):
            return None
        return _only([m for m in self._named if m.type is MentionType.PERSON and self._describes(phrase, m)])

    def _describes(self, phrase: Described, mention: Mention) -> bool:
        """Whether a named actor may be called so: by a word of its name, or by a title it bears in the document."""
        if mention.type is MentionType.PERSON:
            return phrase.head in self._titles.get(mention.referent or "", set())
        if mention.type not in BODIES or class_of_kind(phrase.kind or "") != "Organization":
            return False
        words = folded(mention.value or "").split("-")
        if phrase.head in words or (phrase.head == "organisation" and "organization" in words):
            return True
        kin = {kind_of_word(word) for word in words}
        generic = (
            phrase.head in {"group", "organisation", "organization", "ngo", "body"}
            and mention.type is MentionType.ORGANISATION
        )
        return (
            generic
            or (phrase.kind in kin and phrase.kind in {"court", "ministry", "parliament", "union", "party"})
            or (phrase.kind == "media" and mention.type is MentionType.MEDIA)
        )

    def _titles_of_all(self) -> dict[str, set[str]]:
        """Words beside each person's names that say what the person is: "President", ", a lawyer"."""
        found: dict[str, set[str]] = defaultdict(set)
        for mention in self._named:
            if mention.type is MentionType.PERSON and mention.referent is not None:
                beside = [word.lower() for word in self._beside(mention.selector)]
                found[mention.referent].update(w for w in beside if kind_of_word(w) or w in MALE | FEMALE)
        return found

    def _beside(self, name: Selector) -> list[str]:
        """Up to three words before a name in its sentence, and those of an apposition behind it."""
        text = self._analysis.document.text
        start = self._openings[bisect_right(self._openings, name.start) - 1]
        before = WORD.findall(text[max(start, name.start - 40) : name.start].rpartition(",")[2])[-3:]
        after = APPOSED.match(text, name.end, name.end + 60)
        return [*before, *(WORD.findall(after[1]) if after else ())]


def _only(candidates: Sequence[Mention]) -> Mention | None:
    """Last of the candidates where all mean one referent."""
    return candidates[-1] if len({m.referent for m in candidates}) == 1 else None
