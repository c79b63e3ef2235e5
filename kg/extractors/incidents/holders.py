"""A passive event that does not say who does it in, who does by the clause around it out.

"Ten were held when police raided the hall", "in a police raid", "Police freed two of the ten people held on Monday":
those who hold are told beside it. Law of this file: only officers come into question, no court, and a government only
where it has its crackdown.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extractors.frames import frame, preposition, subjects
from kg.extractors.incidents.clauses import meanwhile, policing
from kg.extractors.incidents.events import Event
from kg.extractors.incidents.people import is_actor, noun, security
from kg.extractors.nominals import makers
from kg.extractors.wordlists import words
from kg.language.relations import found
from kg.language.tokens import Token
from kg.model import Mention

SEVERAL = words("people", "amounts") | words("people", "quantifiers")
"""Words for how many of those held are meant."""


def holders(event: Event) -> tuple[Mention, ...]:
    """Who holds those of whom a passive tells without saying by whom; none where nobody is told who can."""
    suffered = event.match.frame.passive or event.match.cue.frame == "state" or event.match.cue.id == "court-arrest"
    campaign = [head for head in event.agent_heads if _campaign(head)]  # "a crackdown arresting ten people"
    if len(campaign) < len(event.agent_heads) or not (suffered or campaign):
        return ()
    heads = next((told for way in WAYS if (told := list(way(event)))), [])
    return tuple(mention for head in heads[:1] for mention in event.context.who(head)[:1] if is_actor(mention))


def officers(head: Token) -> bool:
    """Whether a noun means officers: those who act for a state, but for who judges, prosecutes or rules."""
    others = words("people", "rulers") | words("courts", "court") | words("courts", "prosecutor")
    return security(head) and noun(head) not in others


def _moving_in(event: Event) -> Iterator[Token]:
    """Who moved in meanwhile: "were held when police raided the hall", "when police moved in, ten were held"."""
    held = event.match.head
    before = (child for child in held.children if child.dep_ == "advcl" and policing(child))
    above = (child for step in held.ancestors for child in step.children if child.i > held.i)
    behind = (child for child in above if child.left_edge.i == held.right_edge.i + 1 and policing(child))
    heads = (head for verb in (*meanwhile(event), *before, *behind) for head in frame(verb).subject)
    yield from (owner for head in heads for owner in (head, *_ranks(head)) if officers(owner))


def _campaigning(event: Event) -> Iterator[Token]:
    """Whose raid or crackdown it was done in: "held during police raids", "a sweep by the army saw ten held"."""
    verb = event.match.head
    hung = (c for c in verb.children if c.dep_ in {"nmod", "obl"} and preposition(c) in words("circumstances", "amid"))
    saw = subjects(verb.head) if found(verb) else ()
    for campaign in filter(_campaign, (*event.agent_heads, *saw, *hung)):
        near = (*(child for child in campaign.children if child.dep_ == "compound"), *makers(campaign))
        owners = [owner for owner in near if officers(owner) or event.of_state(owner)]
        yield from owners or _launching(campaign)


def _campaign(head: Token) -> bool:
    return noun(head) in words("circumstances", "campaigns")


def _launching(campaign: Token) -> Iterator[Token]:
    """Who began a crackdown, or answered with it."""
    verb = campaign.head.head if campaign.dep_ == "nmod" and preposition(campaign) == "with" else campaign.head
    if campaign.dep_ in {"nmod", "obj", "obl"} and verb.lemma_ in words("circumstances", "launching"):
        yield from (head for head in frame(verb).subject if security(head))


def _ranks(head: Token) -> Iterator[Token]:
    """The body of which officers are: "agents of the security service"."""
    return (child for child in head.children if child.dep_ == "nmod" and preposition(child) in {"of", "from"})


def _dealing(event: Event) -> Iterator[Token]:
    """Who then deals with those held: "police freed two of the ten people held on Monday"."""
    trigger = event.match.frame.trigger
    step = trigger.head if trigger.dep_ in {"acl", "acl:relcl"} else trigger
    while step.dep_ == "nmod" and step.head != step and (step.head.like_num or noun(step.head) in SEVERAL):
        step = step.head
    if step != trigger and step.dep_ == "obj" and step.head.lemma_ in words("circumstances", "dealing"):
        yield from (head for head in frame(step.head).subject if officers(head))


WAYS = (_moving_in, _dealing, _campaigning)
"""Where those who hold are told of; the first that finds anybody is right."""
