"""Named people in, whether "he" or "she" may mean each out: by titles, given names and the pronouns that follow them.

Law of this file: a name given to both, and a person of whom nothing tells, may be either.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.iris import folded
from kg.language import Analysis
from kg.language.callings import WORD
from kg.lexicon import words as listed
from kg.model import Mention, MentionType

HE = listed("grammar", "he")
SHE = listed("grammar", "she")
MALE = listed("grammar", "male")
FEMALE = listed("grammar", "female")
NAMED_HE = listed("given_names", "male", "men")
NAMED_SHE = listed("given_names", "female", "women")
VOTES = 2  # sentences that must call a person by pronouns of one gender, and three times as many as by the other


class Genders:
    """The genders of one document's people, ``titles`` being what the words beside their names call them."""

    def __init__(self, analysis: Analysis, named: Sequence[Mention], titles: Mapping[str, set[str]]) -> None:
        self._analysis, self._named, self._titles = analysis, named, titles
        self._starts = [mention.selector.start for mention in named]
        self._genders = self._genders_of_all()

    def agrees(self, mention: Mention, word: str) -> bool:
        """Whether a person may be called "he" or "she": by titles, else by the given name, else by other pronouns."""
        titles = self._titles.get(mention.referent or "", set())
        if word not in HE | SHE:
            return True
        if titles & (MALE | FEMALE):
            return not titles & (FEMALE if word in HE else MALE)
        gender = self._genders.get(mention.referent or "")
        return gender is None or gender == ("m" if word in HE else "f")

    def _genders_of_all(self) -> dict[str, str]:
        """The gender of each person whose given name or whose sentences tell it, as "m" or "f"."""
        found: dict[str, str] = {}
        for mention in self._named:
            given = folded(mention.value or "").partition("-")[0]
            told = "m" if given in NAMED_HE else "f" if given in NAMED_SHE else None
            if mention.type is MentionType.PERSON and mention.referent and told:
                found[mention.referent] = told
        for referent, (he, she) in self._votes().items():
            if referent not in found and max(he, she) >= max(VOTES, 3 * min(he, she)):
                found[referent] = "m" if he > she else "f"
        return found

    def _votes(self) -> dict[str, list[int]]:
        """How many sentences that name one person alone go on with "he", and with "she"."""
        votes: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for sentence in self._analysis.sentences:
            first, last = (bisect_left(self._starts, at) for at in (sentence.selector.start, sentence.selector.end))
            people = [m for m in self._named[first:last] if m.type is MentionType.PERSON]
            if not people or not people[0].referent or len({m.referent for m in people}) > 1:
                continue
            after = {w.lower() for w in WORD.findall(sentence.text, people[0].selector.end - sentence.selector.start)}
            if bool(after & HE) != bool(after & SHE):
                votes[people[0].referent][0 if after & HE else 1] += 1
        return votes
