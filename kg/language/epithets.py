"""A definite description in, the named actor that it means out: "the ministry", "the president", "the 63-year-old".

Law of this file: a description means who bears its noun as a title or in a name; where two do, nobody is chosen.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

from kg.iris import folded
from kg.language import Analysis
from kg.language.callings import is_called
from kg.language.descriptions import Described, class_of_kind, kind_of_word
from kg.language.suspects import SUSPECTS, suspect
from kg.lexicon import words as listed
from kg.model import Mention, MentionType, Selector

DEFINITE = listed("grammar", "definite")
MODIFIERS = listed("titles", "modifiers")
FIRMS = frozenset({"company"})
FAR = 3  # sentences
AGED = re.compile(r"(?:the\s+)?(\d{1,3})[- ]year[- ]old", re.IGNORECASE)
AGE = re.compile(r",? (?:aged )?(\d{1,3})\b(?=[,.) ])")
BODIES = frozenset(
    {MentionType.ORGANISATION, MentionType.STATE_BODY, MentionType.MEDIA, MentionType.GROUP, MentionType.PLACE_ACTOR}
)


class Epithets:
    """Whom one document's descriptions mean, ``offices`` and ``titles`` being the words beside its people's names."""

    def __init__(
        self,
        analysis: Analysis,
        named: Sequence[Mention],
        offices: Mapping[str, set[str]],
        titles: Mapping[str, set[str]],
    ) -> None:
        self._analysis, self._named, self._offices, self._titles = analysis, named, offices, titles
        self._starts = [mention.selector.start for mention in named]
        self._suspect = suspect(named, analysis.document.text)

    def meant(self, sentence: int, spot: Selector, phrase: Described) -> Mention | None:
        """Which named actor a definite description means ("the ministry", "the president"), or None."""
        if not phrase.definite:
            return self._announced(sentence, phrase)
        if (age := AGED.fullmatch(spot.exact)) is not None:
            return self._aged(sentence, spot.start, age[1])
        single = phrase.kind is not None and class_of_kind(phrase.kind) in {"Person", "Organization"}
        if phrase.head in SUSPECTS and not phrase.complement:
            return self._suspect if self._suspect and self._suspect.selector.start < spot.start else None
        return (
            None if phrase.complement or not single or phrase.kind == "police" else self._told(sentence, spot, phrase)
        )

    def _told(self, sentence: int, spot: Selector, phrase: Described) -> Mention | None:
        """Which actor named before, or by the next sentences, bears a title or a word of a description."""
        last = bisect_left(self._starts, spot.start)
        earlier = [m for m in self._named[:last] if self._describes(phrase, m)]
        if not earlier:
            return self._introduced(sentence, last, phrase)
        if phrase.kind in FIRMS:
            return _main(earlier)
        return only(earlier) or only([m for m in earlier if self._beside(phrase, m)]) or self._near(sentence, earlier)

    def _aged(self, sentence: int, start: int, age: str) -> Mention | None:
        """Whom "the 63-year-old" means: who is told to be so old, else the only person the nearest sentences name."""
        text, told = self._analysis.document.text, [m for m in self._named if m.type is MentionType.PERSON]
        ages = {m.referent: found[1] for m in told if (found := AGE.match(text, m.selector.end))}
        if of_age := [m for m in told if ages.get(m.referent) == age]:
            return only(of_age)
        if not any(m.selector.end <= start for m in told):
            return self._next(sentence, told)
        nearest = self._near(sentence, [m for m in told if m.selector.end <= start])
        return nearest if nearest is not None and nearest.referent not in ages else None

    def _beside(self, phrase: Described, mention: Mention) -> bool:
        """Whether the noun of a description stands right behind a name: "the Independent newspaper"."""
        return self._analysis.document.text.startswith(f" {phrase.head}", mention.selector.end)

    def _near(self, sentence: int, earlier: Sequence[Mention]) -> Mention | None:
        """The only candidate of the nearest sentence that names any."""
        for index in range(sentence, max(-1, sentence - FAR - 1), -1):
            place = self._analysis.sentences[index].selector
            if here := [m for m in earlier if place.contains(m.selector)]:
                return only(here)
        return None

    def _next(self, sentence: int, people: Sequence[Mention]) -> Mention | None:
        """The only one of some whom a sentence or the one behind it names: "The 30-year-old was held. Ann Roy said"."""
        last = min(sentence + 1, len(self._analysis.sentences) - 1)
        end = self._analysis.sentences[last].selector.end
        return only([m for m in people if m.selector.end <= end])

    def _introduced(self, sentence: int, last: int, phrase: Described) -> Mention | None:
        """Whom the next sentences name with every word of a description: "the justice minister said"."""
        end = self._analysis.sentences[min(sentence + FAR, len(self._analysis.sentences) - 1)].selector.end
        words = {t.lower_ for t in phrase.span if t.is_alpha and t.lower_ not in DEFINITE}
        people = [m for m in self._named[last:] if m.type is MentionType.PERSON and m.referent]
        fitting = [m for m in people if words <= self._offices[m.referent or ""]]
        fits = len(words) > 1 and only(fitting) is not None and fitting[0].selector.end <= end
        return fitting[0] if fits else None

    def _announced(self, sentence: int, phrase: Described) -> Mention | None:
        """Whom a headline's bare noun means ("Former mayor freed"): the one person the text gives that title."""
        here = self._analysis.sentences[sentence]
        headline = here.paragraph == 0 and here.text[-1:] not in {".", "!", "?"}
        bare = phrase.owner is None and not phrase.complement and not phrase.span[0].dep_.startswith(("det", "num"))
        if not (headline and bare and class_of_kind(phrase.kind or "") == "Person"):
            return None
        return only([m for m in self._named if m.type is MentionType.PERSON and self._describes(phrase, m)])

    def _describes(self, phrase: Described, mention: Mention) -> bool:
        """Whether a named actor may be called so: by a word of its name, or by a title it bears in the document."""
        if mention.type is MentionType.PERSON:
            office = self._offices[mention.referent or ""]
            told, held = ({w.lower() for w in words} & MODIFIERS for words in (map(str, phrase.span), office))
            titled = is_called(phrase.head, self._titles.get(mention.referent or "", set()))
            return titled and class_of_kind(phrase.kind or "") == "Person" and (told <= held or not held)
        if mention.type not in BODIES or class_of_kind(phrase.kind or "") != "Organization":
            return False
        words = folded(mention.value or "").split("-")
        if phrase.head in words or (phrase.head == "organisation" and "organization" in words):
            return True
        kin = {kind_of_word(word) for word in words}
        if phrase.kind in FIRMS:
            return mention.type is MentionType.ORGANISATION and kin <= {None, *FIRMS}
        generic = (
            phrase.head in {"group", "organisation", "organization", "ngo", "body"}
            and mention.type is MentionType.ORGANISATION
        )
        return (
            generic
            or (phrase.kind in kin and phrase.kind in {"court", "ministry", "parliament", "union", "party"})
            or (phrase.kind == "media" and mention.type is MentionType.MEDIA)
        )


def only(candidates: Sequence[Mention]) -> Mention | None:
    """Last of the candidates where all mean one referent."""
    return candidates[-1] if len({m.referent for m in candidates}) == 1 else None


def _main(candidates: Sequence[Mention]) -> Mention | None:
    """Last mention of the referent that is named more than twice as often as any other."""
    ranked = Counter(m.referent for m in candidates).most_common(2)
    if len(ranked) > 1 and ranked[0][1] <= 2 * ranked[1][1]:
        return None
    return next(m for m in reversed(candidates) if m.referent == ranked[0][0])
