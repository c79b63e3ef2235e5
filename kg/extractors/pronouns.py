"""A pronoun in, the noun of its own sentence that it stands for out, where grammar leaves one candidate.

For pronouns that the document's names do not explain: "arrested a porter and questioned him", "a man died after he
was held". Law of this file: where two nouns fit, neither is chosen.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extractors.frames import SUBJECTS, clause, frame, subjects
from kg.extractors.incidents.people import human
from kg.extractors.wordlists import words
from kg.language.tokens import Token

MANY = frozenset({"they", "them", "their"})
HE, SHE = frozenset({"he", "him", "his"}), frozenset({"she", "her"})


def antecedent(pronoun: Token) -> Token | None:
    """The person's noun that a third-person pronoun takes up from the clause joined to, or above, its own.

    For "his", from the subject of its clause. None where no noun fits, or two.
    """
    if pronoun.lower_ not in MANY | HE | SHE:
        return None
    fitting = {noun for noun in _candidates(pronoun) if noun.i < pronoun.i and _agrees(noun, pronoun)}
    return fitting.pop() if len(fitting) == 1 else None


def _candidates(pronoun: Token) -> Iterator[Token]:
    """Objects of the verb that the pronoun's is coordinated with; who takes part in the clause above or before it."""
    verb = pronoun.head
    if verb.dep_ == "conj" and pronoun.dep_ == "obj":
        yield from (noun for step in verb.ancestors if step == verb.head for noun in frame(step).object)
    if pronoun.dep_ == "nmod:poss" and verb.dep_ in {"obl", "nmod"}:
        yield from (noun for noun in subjects(clause(verb)) if human(noun))
    if pronoun.dep_ in SUBJECTS and (before := [c for c in verb.children if c.dep_ == "advcl" and c.i < pronoun.i]):
        yield from (noun for clause_ in before for noun in frame(clause_).subject if human(noun))
    if verb.dep_ == "advcl":
        above = frame(verb.head)
        yield from (noun for noun in (*above.subject, *above.object) if human(noun))


def _agrees(noun: Token, pronoun: Token) -> bool:
    """Whether number and, where the noun has one, gender agree."""
    if noun.pos_ != "NOUN" or not human(noun):
        return False
    plural = "Number=Plur" in str(noun.morph) or any(child.dep_ == "conj" for child in noun.children)
    if plural != (pronoun.lower_ in MANY):
        return False
    other = (
        words("people", "female")
        if pronoun.lower_ in HE
        else words("people", "male")
        if pronoun.lower_ in SHE
        else frozenset()
    )
    return noun.lemma_.lower() not in other
