"""Statements being put together in, the same out with the pronouns of those who speak heard in the order of speech.

A pronoun is resolved by what stands before it, without a look at who speaks and what is said. But whoever spoke last
goes on speaking, and "He said" cannot mean somebody whom his own quotation calls "she".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extractors.speech.cues import words
from kg.extractors.speech.drafts import Draft
from kg.extractors.speech.quotes import Quotes
from kg.language import Sentence
from kg.language.tokens import Token
from kg.mentions import Mentions, actor_class
from kg.model import Mention, MentionType, Selector

GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
SINGULAR = frozenset({"he", "she"})
OF_BODIES = frozenset({"it", "they"})
BODIES = frozenset({MentionType.ORGANISATION, MentionType.STATE_BODY, MentionType.MEDIA})
FAR = 3  # sentences back to whoever spoke before


def voices(drafts: Sequence[Draft], mentions: Mentions, quotes: Quotes) -> Iterator[Draft]:
    """Drafts in order, their speakers consistent with who spoke before and with what they say."""
    given: list[Draft] = []
    outside: list[Draft] = []
    for draft in drafts:
        heard = draft if quotes.around(draft.speaker[0].selector) else _resumed(draft, outside, mentions)
        heard = _ruled(_issued(_consistent(heard, given, mentions), given), mentions)
        given.append(heard if quotes.around(heard.speaker[0].selector) else _of_issuer(heard, given, mentions))
        if not quotes.around(given[-1].speaker[0].selector):
            outside.append(given[-1])
    yield from given


def _as(draft: Draft, other: Mention | None) -> Draft:
    """A draft whose speaker means what another mention means, or nobody known."""
    who = draft.speaker[0]
    if other is None:
        return replace(draft, speaker=(replace(who, referent=None, value=None, kind=None),))
    return replace(draft, speaker=(replace(who, referent=other.referent, value=other.value, kind=other.kind),))


def _resumed(draft: Draft, before: Sequence[Draft], mentions: Mentions) -> Draft:
    """A draft whose pronoun means whoever spoke last and may be called so, unless others came into the story since."""
    who = draft.speaker[0]
    word = who.selector.exact.lower()
    if len(draft.speaker) > 1 or word not in SINGULAR | OF_BODIES:
        return draft
    last = next((d for d in _near(draft, before) if _may_be(d, word, mentions)), None)
    if last is None or last.speaker[0].referent == who.referent:
        return draft
    if word in OF_BODIES:
        told = last.speaker[0]
        described = (who.value or "").lower() in told.selector.exact.lower()
        nearer = described or not _known(told)  # "it" after "the council said" is no body named before
        return _as(draft, told) if who.referent is None or nearer else draft
    return _as(draft, last.speaker[0]) if _still_speaks(draft, last, mentions) else draft


def _may_be(draft: Draft, word: str, mentions: Mentions) -> bool:
    """Whether whoever speaks in a draft may be called by a pronoun: one person; a body or, by "they", a group."""
    who = draft.speaker[0]
    if len(draft.speaker) > 1 or who.referent is None:
        return False
    named = next((m for m in mentions.named if m.referent == who.referent), who)
    person = actor_class(named) == "Person"
    if word in OF_BODIES:
        return not person and (word == "they" or actor_class(named) != "Group")
    heard = GENDERS.get(who.selector.exact.lower(), GENDERS[word])
    return person and heard == GENDERS[word] and mentions.agrees(named, word)


def _still_speaks(draft: Draft, last: Draft, mentions: Mentions) -> bool:
    """Whether nobody whom a pronoun could mean as well is named since the last speaker's sentence."""
    who = draft.speaker[0]
    word, end = who.selector.exact.lower(), last.sentence.selector.end
    people = [m for m in mentions.named if m.type is MentionType.PERSON and m.selector.start < who.selector.start]
    others = [m for m in people if m.referent != last.speaker[0].referent and mentions.agrees(m, word)]
    rivals = [m for m in others if who.referent in {None, m.referent} and m.selector.start >= end]
    quoted = draft.sentence.analysis.document.text[draft.content[0].start - 1] in "\"“'‘«"
    told_first = draft.content[0].start < who.selector.start and not quoted
    return told_first or not rivals


def _of_issuer(draft: Draft, before: Sequence[Draft], mentions: Mentions) -> Draft:
    """A draft in which "we" speak in a text of their own ("We urge the king to"), as said by the body that issues it.

    That is the first organisation that speaks, or the only one that the text begins with.
    """
    if draft.speaker[0].selector.exact.lower() != "we" or draft.found.verb.tag_ != "VBP":
        return draft
    spoken = (d.speaker[0] for d in before if d.speaker[0].type is MentionType.ORGANISATION)
    opening = draft.sentence.analysis.sentences[min(1, draft.sentence.index)]
    named = (m for m in mentions.within(opening) if m.type is MentionType.ORGANISATION)
    issuer = next(spoken, None) or next(named, None)
    return draft if issuer is None else _as(draft, issuer)


def _issued(draft: Draft, before: Sequence[Draft]) -> Draft:
    """A draft whose speaker is "the statement" or "the spokesman", as said by whom one spoke for shortly before."""
    who = draft.speaker[0]
    article, _, noun = who.selector.exact.lower().partition(" ")
    people = noun.removesuffix("s") in words("belonging")
    if who.type is not MentionType.DESCRIPTION or article != "the" or not (people or noun in words("speaking_for")):
        return draft
    far = draft.sentence.index if people else FAR
    near = (d for d in reversed(before) if 0 <= draft.sentence.index - d.sentence.index <= far)
    issued = re.compile(rf"\bin (?:a|an|its|his|her|their|the) (?:[\w-]+ ){{0,3}}{re.escape(noun)}\b", re.IGNORECASE)
    told = (d.speaker[0] for d in near if issued.search(d.sentence.text) or _by(noun, d) or _resumes(noun, d))
    issuers = {m.referent: m for d in before if issued.search(d.sentence.text) for m in d.speaker if _known(m)}
    only = next(iter(issuers.values())) if len(issuers) == 1 and not people else None
    other = next(filter(_known, told), only)
    return draft if other is None else _as(draft, other)


def _known(who: Mention) -> bool:
    """Whether words mean somebody who is named in the text."""
    return who.referent is not None and not who.referent.startswith("d-")


def _resumes(noun: str, draft: Draft) -> bool:
    """Whether a text goes on with what a named body said: "the statement added"."""
    return noun in words("resuming") and draft.speaker[0].type in BODIES


def _ruled(draft: Draft, mentions: Mentions) -> Draft:
    """A draft whose speaker is "the ruling", as said by the only court that the sentences before name."""
    who = draft.speaker[0]
    article, _, noun = who.selector.exact.lower().partition(" ")
    if who.type is not MentionType.DESCRIPTION or article != "the" or noun not in words("rulings"):
        return draft
    for sentence in reversed(
        draft.sentence.analysis.sentences[max(0, draft.sentence.index - FAR) : draft.sentence.index + 1]
    ):
        courts = [m for m in mentions.within(sentence) if m.kind == "court" and m.selector.end <= who.selector.start]
        if courts:
            return _as(draft, courts[-1]) if len({m.referent for m in courts}) == 1 else draft
    return draft


def _by(noun: str, draft: Draft) -> bool:
    """Whether a noun heads the phrase for those who speak: "a spokesman for the union"."""
    return draft.phrase is not None and f" {noun} " in f" {draft.phrase.exact.lower()} "


def _consistent(draft: Draft, before: Sequence[Draft], mentions: Mentions) -> Draft:
    who = draft.speaker[0]
    gender = GENDERS.get(who.selector.exact.lower())
    if gender is None or who.referent is None or who.referent not in _called(draft, gender, mentions):
        return draft
    heard = (d.speaker[0] for d in _near(draft, before))
    spoken = [m for m in heard if m.type in {MentionType.PERSON, MentionType.PRONOUN}]
    if spoken and spoken[0].referent == who.referent and spoken[0].type is MentionType.PERSON:
        return draft  # the words call another so, whom nobody named
    return _as(draft, next((m for m in spoken if m.referent not in {None, who.referent}), None))


def _called(draft: Draft, gender: str, mentions: Mentions) -> set[str | None]:
    """Whom the words of a statement call by a pronoun of the other gender."""
    others = ((s, t) for s, t in _words(draft) if GENDERS.get(t.lower_, gender) != gender and t.pos_ == "PRON")
    return {mention.referent for sentence, token in others for mention in mentions.of(sentence, token)}


def _words(draft: Draft) -> Iterator[tuple[Sentence, Token]]:
    """Parsed tokens of a statement's content, with their sentences."""
    first = max(0, draft.sentence.index - FAR)
    for sentence in draft.sentence.analysis.sentences[first : draft.sentence.index + FAR]:
        for stretch in draft.content:
            if sentence.parsed is not None and sentence.selector.overlaps(stretch):
                yield from ((sentence, t) for t in sentence.doc if stretch.contains(sentence.select(t)))


def _near(draft: Draft, before: Sequence[Draft]) -> Iterator[Draft]:
    """Statements of the sentences shortly before, the last one first."""
    return (d for d in reversed(before) if 0 < draft.sentence.index - d.sentence.index <= FAR)


def continued(drafts: Sequence[Draft], quotes: Quotes, labelled: Sequence[Selector]) -> list[Draft]:
    """Statements with the quotations that go on with them, those left out that have a label of their own."""
    outer = [draft for draft in drafts if not quotes.around(draft.sentence.select(draft.found.verb))]
    claimed = [*labelled] + [stretch for draft in outer for stretch in draft.content]
    cues = [draft.sentence.select(draft.found.verb).start for draft in drafts]
    grown: list[Draft] = []
    for draft in drafts:
        speech = "quote" in draft.found.cue.slots["contentText"] or any(quotes.inside(s) for s in draft.content)
        more = quotes.continued(draft.content, claimed, cues) if speech and draft in outer else []
        claimed += more
        grown.append(replace(draft, content=(*draft.content, *more)))
    return grown
