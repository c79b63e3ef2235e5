"""A legal act found in a sentence in, the heads of whoever and whatever stands in its roles out.

Where a role stands is data (``slots`` in ``lexicons/proceedings.toml``). Law of this file: what a cue says first counts
first; where the parser hung it elsewhere in the act's own phrase it is looked for there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile

from kg.extractors.displaced import named_by
from kg.extractors.frames import SUBJECTS, Frame, frame, preposition, prepositions, subjects
from kg.extractors.incidents.people import human
from kg.extractors.law.inner import INNER, compounds
from kg.extractors.wordlists import words
from kg.language.tokens import Span, Token
from kg.lexicon import Cue

TITLES = frozenset({"ADJ", "DET", "NOUN", "PROPN"})
EXTRADITION = "extradition"
SUM = re.compile(r"[A-Za-z]{0,3}[$€£]?[\d.,]*\d")
"""An amount in one word, to which nothing is done: "bail of R2,000"; "15 accused" are told by their noun."""


@dataclass(frozen=True, slots=True)
class Act:
    """One cue in a sentence: ``head`` is the token whose factuality is the act's, ``noun`` the legal noun in it."""

    cue: Cue
    head: Token
    words: Span
    frame: Frame
    noun: Token | None = None
    others: tuple[Act, ...] = ()  # what else the same words may be, where this is not meant
    _heads: dict[str, tuple[Token, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def heads(self, role: str) -> tuple[Token, ...]:
        """Head tokens at the first place of a role's slot that is filled ("object, noun:prep:against")."""
        if role not in self._heads:
            self._heads[role] = self._filled(role)
        return self._heads[role]

    def _filled(self, role: str) -> tuple[Token, ...]:
        for place in self.cue.slots.get(role, "").split(", "):
            found = self._at(place) if place else ()
            if kept := tuple(
                head for head in found if role != "affected" or not (_amount(head, place) or self._paid(head))
            ):
                return kept
        return self._deeper(role) if role == "charge" else ()

    def _paid(self, head: Token) -> bool:
        """Whether a head is the sum of a bail or fine, in whatever coin: "a bail of 500 crowns"."""
        sum_ = self.noun is not None and self.noun.lemma_.lower() in {"bail", "bond", "fine"}
        counted = any(child.dep_ == "nummod" for child in head.children)
        return sum_ and counted and preposition(head) == "of" and not human(head)

    def _deeper(self, role: str) -> tuple[Token, ...]:
        """The nearest head with one of the slot's prepositions that hangs on a measure, court or place of the act."""
        names = {name for place in _places(self.cue.slots.get(role, "")) for name in _names(place)}
        for token in self.head.subtree:
            if token.i > self.head.i and preposition(token) in names and _passing(token, self.head):
                return (token,)
        return ()

    def _at(self, place: str) -> tuple[Token, ...]:
        if place in PLACES:
            return PLACES[place](self)
        if not place.startswith("noun:"):
            return tuple(head for head in self.frame.slot(place) if head != self.noun) or self._beside(place)
        if self.noun is None:
            return ()
        inner = place.removeprefix("noun:")
        return INNER[inner](self.noun) if inner in INNER else frame(self.noun).slot(inner)

    def _beside(self, place: str) -> tuple[Token, ...]:
        """Heads that the parser hung beside the act: on the verb that carries its noun, or on a time before them."""
        if not place.startswith("prep:"):
            return ()
        if self.cue.frame == "noun" and self.head.i + 1 < len(self.head.doc):
            case = self.head.nbor()  # "judgment on an appeal by two sailors", hung on the judgment
            if case.dep_ == "case" and case.lower_ == "by" and "by" in _names(place):
                return (case.head,)
        if self.cue.frame == "noun" and self.head.dep_ in {"nsubj", "nsubj:pass", "obj"}:
            over = self.head.head
            return Frame(over, (), (), prepositions(over)).slot(place)
        times = (child for child in self.head.children if child.dep_ == "obl:unmarked" and child.i > self.head.i)
        return tuple(head for time in times for head in Frame(time, (), (), prepositions(time)).slot(place))

    @property
    def needs(self) -> frozenset[str]:
        """What the context must hold for the words to be meant legally."""
        return frozenset(_places(self.cue.slots.get("needs", "")))


def _amount(head: Token, place: str) -> bool:
    """Whether a head is only how much or how often: "200 dollars each", but "to 12 of the sailors"."""
    people = head.i + 1 < len(head.doc) and head.nbor().lower_ == "of"
    return (place == "object" and head.lower_ == "each") or (SUM.fullmatch(head.text) is not None and not people)


@cache
def _places(slot: str) -> tuple[str, ...]:
    """The places of a slot, as they are written one after the other."""
    return tuple(filter(None, slot.split(", ")))


def _names(place: str) -> frozenset[str]:
    """Prepositions of a slot that a verb may have: "charge" is after "for" of "jailed", never after "of" of a noun."""
    return frozenset(place.removeprefix("prep:").split("|")) if place.startswith("prep:") else frozenset()


def _passing(token: Token, head: Token) -> bool:
    """Whether all between a token and the act above it only measures or places the act: "jailed two years for …"."""
    between = list(takewhile(lambda step: step != head, token.ancestors))
    return bool(between) and all(step.pos_ != "VERB" and not _somebody(step) for step in between)


def _somebody(noun: Token) -> bool:
    return noun.ent_type_ == "PER" or noun.dep_ == "obl:agent" or (human(noun) and noun.pos_ != "NUM")


def passed(noun: Token) -> tuple[Token, ...]:
    """On whom something is passed: "the sentence imposed on two sailors"; else whose it is."""
    on = tuple(head for participle in participles(noun) for head in frame(participle).slot("prep:on|upon|against|to"))
    return on or frame(noun).slot("prep:on|upon|against")


def participles(noun: Token) -> Iterator[Token]:
    """Past participles that describe a noun, or what stands after it: "the sentence of two years imposed on …"."""
    yield from (token for token in noun.subtree if token.dep_ == "acl" and token.tag_ == "VBN" and token.i > noun.i)
    behind = noun.doc[noun.i + 1 : noun.i + 2]
    beside = (token for token in behind if token.tag_ in {"VBD", "VBN"} and token.dep_ == "xcomp")
    yield from (token for token in beside if token.head == noun.head)


def _carrier(act: Act) -> tuple[Token, ...]:
    """Who opens an investigation or signs a warrant: the subject of the verb that has the noun as its object."""
    verb = act.head.head
    return frame(verb).subject if act.head.dep_ == "obj" and verb.lemma_ in words("courts", "carrying") else ()


def _pleader(act: Act) -> tuple[Token, ...]:
    """Who pleads to a charge, or denies it: the subject of that verb above the noun, and no government."""
    verb = next((token for token in act.head.ancestors if token.lemma_ in words("courts", "pleading")), None)
    states = words("courts", "governing") | words("courts", "official")
    return tuple(h for h in frame(verb).subject if h.lemma_.lower() not in states) if verb is not None else ()


def _arrested(act: Act) -> tuple[Token, ...]:
    """Whom a warrant is for: "a warrant for the arrest of the clerk", "for her arrest"."""
    after = (head for head in act.head.doc[act.head.i + 1 :] if preposition(head) == "for")
    arrests = (head for head in after if head.lemma_ in {"arrest", "detention"})
    sought = (head for verb in participles(act.head) for head in frame(verb).slot("prep:against|for"))
    found = (frame(head).object or _behind_of(head) for head in arrests)
    return next((heads for heads in found if heads), ()) or tuple(sought)


def _titled(act: Act) -> tuple[Token, ...]:
    """The person named behind "for" and an office: "a warrant for former spy chief Salah Osman"."""
    behind = act.head.doc[act.head.i + 1 : act.head.i + 9]
    names = [token for token in behind if token.ent_type_ == "PER"]
    if not names or behind[0].lower_ not in {"for", "against"}:
        return ()
    between = act.head.doc[act.head.i + 2 : names[0].i]
    owned = any(child.tag_ == "POS" for name in names for child in name.children)
    return (named_by(names[0]),) if all(t.pos_ in TITLES for t in between) and not owned else ()


def _outstanding(act: Act) -> tuple[Token, ...]:
    """Whom a warrant is still out for: "warrants remain in force against two bankers"."""
    behind = (head for head in act.head.head.subtree if head.i > act.head.i and act.head.dep_ == "nsubj")
    return next(((head,) for head in behind if preposition(head) == "against"), ())


def causing(participle: Token) -> Token | None:
    """The "had" over what is theirs, where the parser hung the participle on a phrase of that."""
    if participle.dep_ != "acl" or participle.tag_ != "VBN":
        return None
    over = next((step for step in participle.ancestors if step.dep_ not in {"acl", "nmod"}), participle)
    return over.head if over.dep_ == "obj" and over.head.lemma_ == "have" else None


def _holder(act: Act) -> tuple[Token, ...]:
    """Who has something done to what is theirs: "two sailors had their charges dropped", not their client's."""
    verb = causing(act.head) or act.head.head
    owners = INNER["owner"](act.noun) if act.noun is not None else ()
    own = act.head.tag_ == "VBN" and all(owner.pos_ == "PRON" for owner in owners)
    return frame(verb).subject if own and verb.lemma_ in {"get", "have", "see"} else ()


def _sought(act: Act) -> tuple[Token, ...]:
    """For whom a penalty is sought, wherever the parser hung them: "nine years in prison for two sailors"."""
    behind = (head for head in act.head.subtree if head.i > act.head.i and preposition(head) == "for")
    return next(((head,) for head in behind if human(head)), ())


def _behind_of(noun: Token) -> tuple[Token, ...]:
    """The first noun behind "of" where the parser hung it elsewhere."""
    if noun.i + 2 >= len(noun.doc) or noun.nbor().lower_ != "of":
        return ()
    nouns = (token for token in noun.doc[noun.i + 2 : noun.i + 8] if token.pos_ in {"NOUN", "PRON", "PROPN"})
    return tuple(nouns)[:1]


def _matter(act: Act) -> tuple[Token, ...]:
    """What is looked into, or somebody is sought for: a deed or a harm, and nobody: "a murder inquiry"."""
    noun = act.noun or act.head
    told = (*compounds(noun), *frame(noun).slot("prep:into|of"), *act.frame.slot("prep:into"))
    told += act.frame.object if noun.pos_ == "VERB" else ()
    deeds = words("offences", "offence") | words("offences", "harm") | words("offences", "carrier")
    return tuple(head for head in told if {head.lemma_.lower(), head.lower_} & deeds)


def _cast(act: Act) -> tuple[Token, ...]:
    """Who is taken as something: the object of the verb over "as a suspect"."""
    over = act.head.head
    return frame(over).object if act.head.dep_ in {"obl", "nmod"} and preposition(act.head) == "as" else ()


def reviewed(act: Act) -> tuple[Token, ...]:
    """The ruling that an appeal is against, wherever the parser hung it: "dismissed appeals against the acquittal"."""
    if act.cue.signals != "appeal" or act.noun is None:
        return ()
    return frame(act.noun).slot("prep:against") or act.frame.slot("prep:against")


def found_wanting(noun: Token) -> bool:
    """Whether a trial that was held is called unfair, or fair: "after an unfair trial", "did not get a fair trial"."""
    return any(child.lower_ in words("courts", "fairness") for child in noun.lefts)


def _endured(act: Act) -> tuple[Token, ...]:
    """Who is told to have had an unfair trial before something: "died in prison following an unfair trial"."""
    verb = act.head.head
    after = found_wanting(act.head) and preposition(act.head) in {"after", "following"}
    return frame(verb).object if after and frame(verb).passive else subjects(verb) if after else ()


def extradited(act: Act) -> tuple[Token, ...]:
    """Whom a request, or a bid, is to extradite: "a bid to extradite her", "the request for his extradition"."""
    noun = act.noun
    if noun is None:
        return ()
    of = frame(noun).slot("prep:for|of") if noun.lemma_.lower() != EXTRADITION else (noun,)
    verbs = [child for child in noun.children if child.dep_ in {"acl", "advcl"} and child.lemma_ == "extradite"]
    lost = [child for child in act.head.children if child.dep_ in SUBJECTS]
    objects = tuple(head for verb in verbs for head in frame(verb).object)
    objects = objects or tuple(head for head in lost for verb in verbs if head.left_edge.i == verb.i + 1)
    return objects or tuple(h for other in of if other.lemma_.lower() == EXTRADITION for h in frame(other).object)


PLACES: Mapping[str, Callable[[Act], tuple[Token, ...]]] = {
    "arrested": _arrested,
    "carrier": _carrier,
    "case": lambda act: tuple(h for c in act.frame.slot("prep:in") for h in frame(c).slot("prep:against|of")),
    "cast": _cast,
    "endured": _endured,
    "extradited": extradited,
    "holder": _holder,
    "matter": _matter,
    "inner": lambda act: tuple(head for noun in act.frame.object for head in passed(noun)),
    "outstanding": _outstanding,
    "pleader": _pleader,
    "reviewed": lambda act: tuple(head for ruling in reviewed(act) for head in frame(ruling).object),
    "sought": _sought,
    "titled": _titled,
    "passed": lambda act: passed(act.head),
}
"""Places of a slot beyond those of :class:`Frame`."""


def for_a_client(act: Act) -> bool:
    """Whether a lawyer, or "she" in the lawyer's words, takes a case to court: the case is a client's."""
    spoken = act.head.dep_ == "ccomp" and any(head.pos_ == "PRON" for head in act.frame.subject)
    over = subjects(act.head.head) if spoken else ()
    lawyers = words("courts", "counsel")
    return act.cue.signals == "lawsuit" and any(h.lemma_.lower() in lawyers for h in (*act.frame.subject, *over))


def client(act: Act) -> tuple[Token, ...]:
    """Whose lawyer appeals, says that they will, or asks for a trial or an acquittal: not the lawyer's own case."""
    noun = act.head.pos_ == "NOUN"
    if (noun and act.heads("affected")) or (not noun and act.cue.signals != "appeal"):
        return ()
    spoken = act.head.dep_ == "ccomp" and any(head.pos_ == "PRON" for head in act.frame.subject)
    over = subjects(act.head.head) if spoken or noun else ()
    over += tuple(child for child in act.head.head.children if over and child.dep_ in SUBJECTS)
    lawyers = (head for head in (*act.frame.subject, *over) if head.lemma_.lower() in words("courts", "counsel"))
    return tuple(owner for lawyer in lawyers for owner in frame(lawyer).object)
