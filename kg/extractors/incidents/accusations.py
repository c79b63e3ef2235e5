"""Detentions told so far and what follows them in, the reason told a sentence or two later out: "they are accused of".

Law of this file: the accused must be those held, by name, or by a pronoun with nobody else told of who was held since.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extractors.conjuncts import whole
from kg.extractors.frames import frame, phrase, verbal
from kg.extractors.incidents.contexts import Context
from kg.extractors.incidents.events import roles
from kg.extractors.incidents.grounds import pointing
from kg.extractors.incidents.retellings import Told, back_to_one, back_to_several, plural, several
from kg.extractors.wordlists import pattern, words
from kg.language import Sentence
from kg.language.relations import infinitive
from kg.language.tokens import Token
from kg.mentions import Mentions
from kg.model import Claim, Mention, Selector

REACH = 3
"""Sentences between a detention and what those held are accused of."""


def explained(told: Sequence[Told], sentences: Sequence[Sentence], mentions: Mentions) -> Iterator[Claim]:
    """Claims, those without a reason with the charge told soon after, or else with the deed told before."""
    for at, each in enumerate(told):
        behind = (other.index for other in told[at + 1 :] if other.index > each.index)
        following = next(behind, len(sentences))
        near = sentences[each.index : min(each.index + REACH, following) + 1]
        yield each.claim if each.claim.all("ground") else _with_reason(each, near, mentions)


def _with_reason(told: Told, near: Sequence[Sentence], mentions: Mentions) -> Claim:
    charges = (_reason(told, sentence, mentions) for sentence in near)
    reason = next((found for found in charges if found is not None), told.deed)
    return replace(told.claim, roles=(*told.claim.roles, *roles(ground=reason)))


def _reason(told: Told, sentence: Sentence, mentions: Mentions) -> Selector | None:
    if not pattern("circumstances", "accusing_stems").search(sentence.text):
        return None
    context = Context(sentence, mentions)
    for verb in sentence.doc:
        heads = _deeds(verb) if verbal(verb) else ()
        if heads and any(_held(told, head, context) for head in frame(verb).object or frame(verb).subject):
            deed = phrase(heads[0], whole=True)
            start = heads[0].i if infinitive(heads[0]) else deed.start
            found = whole(sentence, sentence.select(verb.doc[start : deed.end]))
            return None if pointing(found.exact) else found
    return None


def _deeds(verb: Token) -> tuple[Token, ...]:
    """What a verb says that somebody has done: "accused of theft", "questioned over it", "alleged to have stolen"."""
    lemma = verb.lemma_.lower()
    if lemma in words("circumstances", "accusing"):
        return frame(verb).slot("prep:of")
    if lemma in words("circumstances", "questioning"):
        return frame(verb).slot("prep:over|about")
    if lemma in words("circumstances", "alleging"):
        return tuple(child for child in verb.children if child.dep_ in {"advcl", "xcomp"} and infinitive(child))
    return ()


def _held(told: Told, head: Token, context: Context) -> bool:
    """Whether a noun phrase means those held."""
    held, holders = (
        {filler.referent for filler in told.claim.all(role) if isinstance(filler, Mention)}
        for role in ("affected", "agent")
    )
    later, many, said = context.sentence.index > told.index, plural(told.claim), head.doc[head.left_edge.i : head.i + 1]
    if later and (back_to_several(said.text) if many else back_to_one(said.text)):
        return True
    meant = {mention.referent for mention in context.who(head)} - {None} - holders  # "they" are not who held them
    if meant:
        return bool(meant & (held | told.who))
    return later and several(head) is not None and several(head) == many
