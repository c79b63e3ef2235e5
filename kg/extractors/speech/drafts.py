"""A statement being put together: what one reading of a cue makes of its sentence, before it is a claim."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.extractors.speech import complements, stretches
from kg.extractors.speech.cues import Found, forms, lexicon, words
from kg.language import Sentence
from kg.language.tokens import Token
from kg.mentions import Mentions
from kg.model import NAMED_ACTORS, Mention, MentionType, Selector

OPENING, CLOSING = '"“«', frozenset('"”»')
SPEECH_ACTS = frozenset({"report", "assessment", "chant"})
FIRST_PERSON = frozenset({"i", "we"})
OWN = FIRST_PERSON | {"they", "he", "she", "it"}
ACTING = frozenset({MentionType.ORGANISATION, MentionType.STATE_BODY, MentionType.PLACE_ACTOR})
PERFORMED = frozenset({"condemnation", "demand", "denial", "praise", "accusation"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement being put together; ``rank`` orders the readings of one cue: more roles, then earlier places.

    ``phrase`` is the whole noun phrase of those who speak, titles and appositions included.
    """

    found: Found
    sentence: Sentence
    speaker: tuple[Mention, ...]
    content: tuple[Selector, ...]
    addressee: tuple[Mention, ...] = ()
    target: tuple[Mention, ...] = ()
    rank: tuple[int, int] = (0, 0)
    kinds: tuple[str, ...] = ()
    act: int | None = None
    phrase: Selector | None = None


def spoken_by(draft: Draft, phrase: Selector) -> Draft:
    """A draft with the first speaker of a phrase alone where a parser joined others beyond it.

    "According to the report, Roy, Dahl and Lind were held": they are no speakers but those told of.
    """
    own = tuple(who for who in draft.speaker if phrase.contains(who.selector))
    return replace(draft, speaker=own[:1]) if own and own != draft.speaker else draft


def classed(draft: Draft) -> Draft:
    """A draft with the cue's kind; a neutral cue takes that of a first-person act, or of an imperative slogan."""
    kind = draft.found.cue.signals
    if kind == "chant" and _slogan(draft):
        return replace(draft, kinds=("demand", kind))
    act = _performed(draft) if kind in SPEECH_ACTS else None
    signals = (c.signals for c in lexicon() if act is not None and act.lemma_ in c.words and c.signals in PERFORMED)
    performed = next(signals, None)
    if act is None or performed is None:
        return replace(draft, kinds=(kind,))
    return replace(draft, kinds=(performed,), act=act.i)


def _performed(draft: Draft) -> Token | None:
    """The verb of an act that the speaker performs in saying so: "we condemn", "they demand"."""
    if not draft.sentence.selector.overlaps(draft.content[0]):
        return None
    for token in draft.sentence.span(draft.content[0]) or ():
        plain = token.tag_ in {"VBP", "VBZ"} and not any(child.dep_ == "aux" for child in token.children)
        if plain and token.lower_ in forms() and token != draft.found.verb:
            subject = next((c.lower_ for c in token.children if c.dep_ == "nsubj"), None)
            if subject in OWN and token.head in (draft.found.verb, token):
                return token
    return None


def _slogan(draft: Draft) -> bool:
    """Whether what is chanted begins with an imperative ("Free the poets")."""
    first = draft.sentence.span(draft.content[0]) if draft.sentence.selector.overlaps(draft.content[0]) else None
    return first is not None and first[0].lemma_.lower() in words("slogans")


def described(draft: Draft, mentions: Mentions) -> Draft:
    """For "describe A as B": where A is no actor it is part of what is said and no target."""
    if draft.found.cue.signals != "characterization" or not draft.target:
        return _blamed(draft, mentions)
    if any(mention.type in NAMED_ACTORS | {MentionType.PRONOUN} for mention in draft.target):
        return draft
    start, end = draft.target[0].selector.start, draft.content[0].end
    heads = complements.objects(draft.found) or complements.after(draft.found, "to")
    if heads:
        start = draft.sentence.select(draft.sentence.doc[stretches.span(heads[0])[0]]).start
        start += len("to ") if draft.sentence.text[start - draft.sentence.selector.start :].startswith("to ") else 0
    if start >= draft.content[0].start:
        return draft
    text = draft.sentence.analysis.document.text
    end += text[end : end + 1] in CLOSING and any(mark in text[start:end] for mark in OPENING)
    content = draft.sentence.analysis.document.select(start, end)
    return replace(draft, target=(), content=(content, *draft.content[1:]))


def _blamed(draft: Draft, mentions: Mentions) -> Draft:
    """The actor named in what is condemned or praised, as its head or its owner, is the statement's target."""
    if draft.found.cue.signals == "concern":
        return _owned(draft, mentions)
    if draft.target or draft.found.cue.signals not in {"condemnation", "praise"}:
        return draft
    for head in complements.objects(draft.found):
        owners = [head, *(child for child in head.children if child.dep_ == "nmod:poss")]
        named = [m for owner in owners for m in mentions.of(draft.sentence, owner) if m.type in NAMED_ACTORS]
        return replace(draft, target=tuple(named))
    return draft


def _owned(draft: Draft, mentions: Mentions) -> Draft:
    """The body whose deed worries somebody is the statement's target; a person's arrest is none of the person's."""
    phrase = draft.sentence.span(draft.content[0]) if draft.sentence.selector.contains(draft.content[0]) else None
    owners = [child for child in phrase.root.children if child.dep_ == "nmod:poss"] if phrase is not None else []
    bodies = (m for owner in owners for m in mentions.of(draft.sentence, owner) if m.type in ACTING)
    return replace(draft, target=tuple(bodies))
