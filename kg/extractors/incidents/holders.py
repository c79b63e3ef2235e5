"""A passive event that does not say who does it in, who does by the clause around it out.

"Ten were held when police raided the hall", "Police freed two of the ten people held on Monday": those who hold are
told beside it. Law of this file: only officers come into question, no court and no government.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extractors.frames import frame
from kg.extractors.incidents.events import Event
from kg.extractors.incidents.people import is_actor, noun, security
from kg.extractors.incidents.places import meanwhile
from kg.extractors.wordlists import words
from kg.model import Mention


def holders(event: Event) -> tuple[Mention, ...]:
    """Who holds those of whom a passive tells without saying by whom; none where nobody is told who can."""
    if event.agent_heads or not event.match.frame.passive:
        return ()
    heads = next((found for found in (list(_moving_in(event)), list(_dealing(event))) if found), [])
    return tuple(mention for head in heads[:1] for mention in event.context.who(head)[:1] if is_actor(mention))


def officers(head: Token) -> bool:
    """Whether a noun means officers: those who act for a state, but for who judges, prosecutes or rules."""
    others = words("people", "rulers") | words("courts", "court") | words("courts", "prosecutor")
    return security(head) and noun(head) not in others


def _moving_in(event: Event) -> Iterator[Token]:
    """Who moved in meanwhile: "were held when police raided the hall"."""
    yield from (head for verb in meanwhile(event) for head in frame(verb).subject if officers(head))


def _dealing(event: Event) -> Iterator[Token]:
    """Who then deals with those held: "police freed two of the ten people held on Monday"."""
    trigger = event.match.frame.trigger
    step = trigger.head if trigger.dep_ in {"acl", "acl:relcl"} else trigger
    while step.dep_ == "nmod" and step.head != step:
        step = step.head
    if step != trigger and step.dep_ == "obj":
        yield from (head for head in frame(step.head).subject if officers(head))
