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
from kg.extractors.incidents.retellings import Told, plural, several
from kg.extractors.wordlists import pattern, words
from kg.language import Sentence
from kg.language.tokens import Token
from kg.mentions import Mentions
from kg.model import Claim, Mention, Selector

REACH = 3
"""Sentences between a detention and what those held are accused of."""


def explained(told: Sequence[Told], sentences: Sequence[Sentence], mentions: Mentions) -> Iterator[Claim]:
    """Claims, those without a reason with the charge told soon after, or else with the deed told before."""
    for at, each in enumerate(told):
        following = told[at + 1].index if at + 1 < len(told) else len(sentences)
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
        if verb.lemma_.lower() in words("circumstances", "accusing") and verbal(verb):
            said = frame(verb)
            heads = said.slot("prep:of")
            if heads and any(_held(told, head, context) for head in said.object):
                return whole(sentence, sentence.select(phrase(heads[0], whole=True)))
    return None


def _held(told: Told, head: Token, context: Context) -> bool:
    """Whether a noun phrase means those held."""
    held, holders = (
        {filler.referent for filler in told.claim.all(role) if isinstance(filler, Mention)}
        for role in ("affected", "agent")
    )
    meant = {mention.referent for mention in context.who(head)} - {None} - holders  # "they" are not who held them
    if meant:
        return bool(meant & (held | told.who))
    later = context.sentence.index > told.index
    return later and several(head) is not None and several(head) == plural(told.claim)
