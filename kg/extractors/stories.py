"""Claims of events in, those out that are no plot, no trial held for exercise, no figure of speech and of our age.

"The heroine is arrested in the second act", "pupils prosecuted the wolf at a mock trial", "he was hanged in 1763", "we
were prisoners of the plot, so to speak". Law of this file: a plot stands in the present tense, beside a word for it or
with neither day, place nor court, so that what befalls writers and players is still read. Word lists are data
(``lexicons/stories.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from kg.extractors.games import EVENTS, about
from kg.extractors.wordlists import holds, pattern
from kg.language import Analysis, Sentence
from kg.language.relations import FINITE, has_subject
from kg.language.times import moments
from kg.language.tokens import Token
from kg.model import Claim, ClaimRef

NAME = "stories"
LEGAL = frozenset({"LegalProceeding", "ProceedingStep", "Sentence"})
REPORTED = frozenset({"Detention", "ProceedingStep"})
OF_STEPS = frozenset({"LegalProceeding", "Sentence"})
"""Classes that tell nothing without a step in court that refers to them."""

SEVERAL, MANY = 1, 4
"""How many different words of works a text about one has, and how many with those that others have too."""

AGE = re.compile(
    r"\b(?:[Ii]n|[Ff]rom|[Ss]ince|[Dd]uring|until|early|late|around|\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2},)"
    r" 1(?:[0-8]\d|9[0-3])\d\b"
    r"(?! (?:people|men|women|hours?|hrs|local|to|GMT|UTC"
    r"|(?!(?:was|is|has|as|his|hundreds|tens|thousands)\b)[a-z]+s\b))"
    r"|\b[Ii]n the (?:(?:early|late|mid)[ -])?(?:1[0-9]th|1[0-8]\d0s|(?:fif|six|seven|eigh|nine)teenth)\b"
)
"""A year before 1940 or a century before the twentieth, and no hour or number of people."""

IN_WHICH = re.compile(r"\b(?:in|of) which\b|\bwhere\b")
"""Opens what a work tells, behind its name: "a poem in which men are put on trial"."""

REACH = 50
"""Characters before an old year in which a word is looked for that makes it the year of a law or a house."""


def in_our_world(claims: Iterable[Claim], analysis: Analysis) -> Iterator[Claim]:
    """Claims without the events of plots, exercises and past ages, and without cases all of whose steps are such."""
    found = list(claims)
    world = _World(analysis, found)
    kept = [each for each in found if each.type in OF_STEPS or not world.leaves_out(each)]
    steps = (each for each in kept if each.type not in OF_STEPS)
    meant = {role.filler.id for each in steps for role in each.roles if isinstance(role.filler, ClaimRef)}
    yield from (each for each in kept if each.type not in OF_STEPS or each.id in meant)


class _World:
    """What a document is about, found out where an event is told."""

    def __init__(self, analysis: Analysis, told: list[Claim]) -> None:
        self.analysis, self.text, self.told = analysis, analysis.document.text, told

    def leaves_out(self, claim: Claim) -> bool:
        """Whether a claim is of an event that is none of our world and age."""
        if claim.type not in EVENTS or not self._suspicious:
            return False
        sentence = self._sentences.get(claim.evidence[0].start)
        ways = (self._figurative, self._acted, self._past)
        return sentence is not None and any(way(claim, sentence) for way in ways)

    @cached_property
    def _suspicious(self) -> bool:
        """Whether the text has anything of what this file looks for."""
        other = ("pretended", "works", "figurative")
        return self._of_a_work or self._old or any(holds(NAME, name, self.text) for name in other)

    def _figurative(self, _: Claim, sentence: Sentence) -> bool:
        """Whether a sentence says of itself that it is not meant by the letter."""
        return pattern(NAME, "figurative").search(sentence.text) is not None

    def _acted(self, claim: Claim, sentence: Sentence) -> bool:
        if claim.type in LEGAL and self._pretending and self._beside("pretended", sentence):
            return True
        span = sentence.span(claim.trigger)
        if span is None:
            return False
        before = sentence.text[: claim.trigger.start - sentence.selector.start]
        if IN_WHICH.search(before) and pattern(NAME, "works").search(before) and _present(span.root, perfect=False):
            return True
        if not self._of_a_work:
            return False
        if _bare(claim) and (next(_finite(span.root), None) is None or _present(span.root, perfect=False)):
            return True
        return self._beside("plot", sentence) and _present(
            span.root, perfect=pattern(NAME, "plot").search(sentence.text) is not None
        )

    def _past(self, _: Claim, sentence: Sentence) -> bool:
        """Whether a sentence, or the last before it in its paragraph that tells a time, tells of a past age."""
        for before in reversed(self.analysis.sentences[: sentence.index + 1] if self._old else ()):
            if before.paragraph != sentence.paragraph:
                return False
            if _old(before.text):
                return True
            if next(iter(moments(before, self.analysis.document)), None) is not None:
                return False
        return False

    def _beside(self, name: str, sentence: Sentence) -> bool:
        """Whether a word of a list stands in the paragraph of a sentence."""
        own = (each for each in self.analysis.sentences if each.paragraph == sentence.paragraph)
        return any(pattern(NAME, name).search(each.text) for each in own)

    @cached_property
    def _of_a_work(self) -> bool:
        """Whether the text is about a work, and tells in the past tense of nobody whom the law has taken up."""
        return about(NAME, self.text, SEVERAL, MANY) and not any(map(self._reported, self.told))

    def _reported(self, claim: Claim) -> bool:
        if claim.type not in REPORTED or _bare(claim):
            return False
        sentence = self._sentences.get(claim.evidence[0].start)
        span = sentence.span(claim.trigger) if sentence is not None else None
        return span is not None and next((t.tag_ for t in _finite(span.root)), "") == "VBD"

    @cached_property
    def _pretending(self) -> bool:
        return holds(NAME, "pretended", self.text)

    @cached_property
    def _old(self) -> bool:
        return _old(self.text)

    @cached_property
    def _sentences(self) -> dict[int, Sentence]:
        return {sentence.selector.start: sentence for sentence in self.analysis.sentences}


def _bare(claim: Claim) -> bool:
    """Whether nothing is told of where and when."""
    return not any(claim.all(name) for name in ("court", "date", "place"))


def _old(text: str) -> bool:
    """Whether a text tells of something in a past age, other than of a law that is still in force."""
    before = (text[max(found.start() - REACH, 0) : found.start()] for found in AGE.finditer(text))
    return any(pattern(NAME, "lasting").search(words) is None for words in before)


def _present(token: Token, *, perfect: bool) -> bool:
    """Whether a word is told in the present tense or the future, by the nearest finite verb over it.

    In the ``perfect`` only where asked: a report, too, tells of what has been done.
    """
    for step in (token, *token.ancestors):
        tags = [child.tag_ for child in step.children if child.dep_.startswith(("aux", "cop"))] or [step.tag_]
        done = any(child.dep_.startswith("aux") and child.lemma_ == "have" for child in step.children)
        future = any(child.lower_ == "will" for child in step.children)
        if _goes_on(step, tags):
            continue
        if (done and not perfect) or "VBD" in tags or ("MD" in tags and not future):
            return False
        if future or {"VBZ", "VBP"} & set(tags):
            return True
    return False


def _finite(token: Token) -> Iterator[Token]:
    """The nearest finite verbs over a word, or their auxiliaries."""
    for step in (token, *token.ancestors):
        first = next((child for child in step.children if child.dep_.startswith(("aux", "cop"))), step)
        if first.tag_ in FINITE and not _goes_on(step, [first.tag_]):
            yield first


def _goes_on(verb: Token, tags: list[str]) -> bool:
    """Whether a verb only goes on from one before it, whose auxiliary is its own too: "is held and sentenced"."""
    led = verb.head.tag_ == "VBN" and verb.i > verb.head.i
    return verb.dep_ == "conj" and led and tags == [verb.tag_] and not has_subject(verb)
