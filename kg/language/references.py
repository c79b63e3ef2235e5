"""Named mentions in, antecedents out: whom a pronoun or a definite description of the document means.

Law of this file: sieves from the nearest outwards; where two candidates remain, none is chosen.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from kg.iris import folded
from kg.language import Analysis
from kg.language.callings import WORD, is_called, offices, titles
from kg.language.descriptions import Described, class_of_kind, kind_of_word
from kg.language.suspects import SUSPECTS, suspect
from kg.lexicon import words as listed
from kg.model import Mention, MentionType, Selector

HE = listed("grammar", "he")
SHE = listed("grammar", "she")
THEY = listed("grammar", "they")
IT = listed("grammar", "it")
MALE = listed("grammar", "male")
FEMALE = listed("grammar", "female")
NOMINATIVE = listed("grammar", "nominative")
NAMED_HE = listed("given_names", "male")
NAMED_SHE = listed("given_names", "female")
DEFINITE = listed("grammar", "definite")
MODIFIERS = listed("titles", "modifiers")
FIRMS = frozenset({"company"})
ACCUSATIVE = frozenset({"him", "them"})
CLAUSE = re.compile(
    r"[,;:\u2014\"\u201c]|\b(?:after|as|because|before|if|said|since|that|when|where|which|while|who)\b", re.IGNORECASE
)
"""What begins another clause."""
POSSESSIVE = frozenset({"his", "her", "their", "its"})
VOTES = 2  # sentences that must call a person by pronouns of one gender, and three times as many as by the other
FAR = 3
OPENING = 16
OBLIQUE = re.compile(
    r"\b(?:of|by|with|against|to|for|from|about|on|at|in|between|under|told|asked|accused|called|met)\s+(?:[A-Z]?[\w.-]+\s+){0,3}$"
)
OWNER = re.compile(r"['\u2019]s?\b")
AFTER = re.compile(r"(?: [a-z]+){1,3}")
AGED = re.compile(r"(?:the\s+)?(\d{1,3})[- ]year[- ]old", re.IGNORECASE)
AGE = re.compile(r",? (?:aged )?(\d{1,3})\b(?=[,.) ])")
COURT = re.compile(rf"\b[Tt]he (?:[a-z]+ ){{0,2}}({'|'.join(sorted(listed('grammar', 'ruling')))})\b")
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
        self._offices = offices(analysis, named)
        self._titles = titles(self._offices)
        self._genders = self._genders_of_all()
        self._suspect = suspect(named, analysis.document.text)
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
            if candidates or taken:
                told = word in NOMINATIVE or index < sentence  # "him" may be anyone named in its own sentence
                subjects = candidates if owning else [*candidates, *taken]
                return _only([*candidates, *taken]) or (
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
        direct = _only([m for m in candidates if not self._oblique(sentence, m)])
        opens = 0 <= candidates[0].selector.start - sentence.start <= OPENING
        return direct or (candidates[0] if word in NOMINATIVE and opens else None)

    def _candidates(
        self, sentence: Selector, before: int, types: frozenset[MentionType], word: str
    ) -> Iterator[Mention]:
        first, last = bisect_left(self._starts, sentence.start), bisect_left(self._starts, before)
        for mention in self._named[first:last]:
            if mention.type in types and self.agrees(mention, word) and not self._owned(mention):
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
            if mention.type is MentionType.PERSON and mention.referent and given in NAMED_HE | NAMED_SHE:
                found[mention.referent] = "m" if given in NAMED_HE else "f"
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
            if not people or not people[0].referent or not _only(people):
                continue
            after = {w.lower() for w in WORD.findall(sentence.text, people[0].selector.end - sentence.selector.start)}
            if bool(after & HE) != bool(after & SHE):
                votes[people[0].referent][0 if after & HE else 1] += 1
        return votes

    def _oblique(self, sentence: Selector, mention: Mention) -> bool:
        """Whether a mention is no subject, as far as the words before it show."""
        if mention.selector.start < sentence.start:
            return False
        if OWNER.match(sentence.exact, mention.selector.end - sentence.start):
            return True
        before = sentence.exact[: max(0, mention.selector.start - sentence.start)]
        return OBLIQUE.search(before[-60:]) is not None

    def description(self, sentence: int, spot: Selector, phrase: Described) -> Mention | None:
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
        return _only(earlier) or self._near(sentence, earlier)

    def _aged(self, sentence: int, start: int, age: str) -> Mention | None:
        """Whom "the 63-year-old" means: who is told to be so old, else the only person the nearest sentences name."""
        text, told = self._analysis.document.text, [m for m in self._named if m.type is MentionType.PERSON]
        ages = {m.referent: found[1] for m in told if (found := AGE.match(text, m.selector.end))}
        if of_age := [m for m in told if ages.get(m.referent) == age]:
            return _only(of_age)
        if not any(m.selector.end <= start for m in told):
            return self._next(sentence, told)
        nearest = self._near(sentence, [m for m in told if m.selector.end <= start])
        return nearest if nearest is not None and nearest.referent not in ages else None

    def _near(self, sentence: int, earlier: Sequence[Mention]) -> Mention | None:
        """The only candidate of the nearest sentence that names any."""
        for index in range(sentence, max(-1, sentence - FAR - 1), -1):
            place = self._analysis.sentences[index].selector
            if here := [m for m in earlier if place.contains(m.selector)]:
                return _only(here)
        return None

    def _next(self, sentence: int, people: Sequence[Mention]) -> Mention | None:
        """The only one of some whom a sentence or the one behind it names: "The 30-year-old was held. Ann Roy said"."""
        last = min(sentence + 1, len(self._analysis.sentences) - 1)
        end = self._analysis.sentences[last].selector.end
        return _only([m for m in people if m.selector.end <= end])

    def _introduced(self, sentence: int, last: int, phrase: Described) -> Mention | None:
        """Whom the next sentences name with every word of a description: "the justice minister said"."""
        end = self._analysis.sentences[min(sentence + FAR, len(self._analysis.sentences) - 1)].selector.end
        words = {t.lower_ for t in phrase.span if t.is_alpha and t.lower_ not in DEFINITE}
        people = [m for m in self._named[last:] if m.type is MentionType.PERSON and m.referent]
        fitting = [m for m in people if words <= self._offices[m.referent or ""]]
        fits = len(words) > 1 and _only(fitting) is not None and fitting[0].selector.end <= end
        return fitting[0] if fits else None

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


def _only(candidates: Sequence[Mention]) -> Mention | None:
    """Last of the candidates where all mean one referent."""
    return candidates[-1] if len({m.referent for m in candidates}) == 1 else None


def _main(candidates: Sequence[Mention]) -> Mention | None:
    """Last mention of the referent that is named more than twice as often as any other."""
    ranked = Counter(m.referent for m in candidates).most_common(2)
    if len(ranked) > 1 and ranked[0][1] <= 2 * ranked[1][1]:
        return None
    return next(m for m in reversed(candidates) if m.referent == ranked[0][0])
