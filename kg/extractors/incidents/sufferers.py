"""An event's noun phrase in, the word for the person who undergoes it out, where a parser hung its clause elsewhere.

"Members of the press held since May", "families of the sailors, who were held": grammar binds the clause to the nearest
noun, news to the people it is about. Law of this file: where no person stands near, the noun is left as it is.
"""

from __future__ import annotations

from kg.extractors.displaced import aged, displaced, named_by
from kg.extractors.frames import preposition, subjects
from kg.extractors.incidents.people import human, noun, security
from kg.extractors.incidents.triggers import Match
from kg.extractors.wordlists import words
from kg.language.relations import FINITE
from kg.language.tokens import Token

PHRASE = 10
"""Words of a noun phrase behind "of", at the most."""

CLAUSES = frozenset({"acl", "acl:relcl"})
DESCRIBING = frozenset({"CC", "CD", "DT", "HYPH", "JJ", "JJS", "NN", "NNP", "NNS"})
"""Tags of what a noun phrase has before its noun."""


def sufferer(head: Token, match: Match) -> Token:
    """The head of who undergoes an event, for the head of the noun phrase that its frame has."""
    over = _member(head, match) or _said_of(head) or _of_body(head) or _predicated(head) or _agreeing(head, match)
    if over is not None:
        return over
    if head.tag_ in FINITE and not human(head):  # "it comes after a poet, Ann Roy, was held"
        return next(iter(displaced(match.frame.trigger)), head)
    return _held_kin(head, match) if human(head) else _bearer(head, match)


def controlled(match: Match) -> tuple[Token, ...]:
    """Whom a bare noun beside a verb in the past befell: "upon arrest, Ann Roy told the judge"."""
    noun_, verb = match.head, match.head.head
    opened = noun_.dep_ == "obl" and preposition(noun_) in words("people", "upon")
    if noun_.dep_ == "obj" and verb.lower_ in words("people", "upon"):  # "following", as parsers see it
        opened, verb = True, verb.head
    bare = not any(child.dep_ in {"det", "nmod:poss", "amod", "compound"} for child in noun_.children)
    past = any(step.tag_ == "VBD" for step in (verb, *verb.children) if step == verb or step.dep_.startswith("aux"))
    if match.cue.frame != "noun" or match.frame.object or not (opened and bare and past):
        return ()
    own = tuple(who for who in subjects(verb) if who.pos_ in {"PROPN", "PRON"} or human(who))
    return () if any(map(security, own)) else own


def _predicated(head: Token) -> Token | None:
    """Whom a sentence says to be one who was held: "Ann Roy, 70, is the oldest clerk in custody".

    Told by the words between, for parsers lose the subject of a long predicate; "not the only clerk" has another word.
    """
    before = head.doc[max(head.i - PHRASE, 0) : head.i]
    be = next((token for token in reversed(before) if token.tag_ not in DESCRIBING), head)
    who = be.nbor(-1) if be.lower_ in SINGULAR and be.i > 0 else head
    if who.text == ",":  # behind an age
        who = next((token for token in reversed(head.doc[: who.i]) if token.text != "," and not token.like_num), who)
    one_of_a_sort = human(head) or any(token.tag_ == "JJS" for token in head.doc[be.i : head.i])
    named = who.ent_type_ == "PER" or who.tag_ == "PRP"
    article = be.i + 1 < head.i and be.nbor().lower_ in {"a", "an", "the"}
    return named_by(who) if one_of_a_sort and named and article and who != head else None


def _agreeing(head: Token, match: Match) -> Token | None:
    """The person right before "who", where its verb tells one and the noun it was hung on several, or the reverse."""
    trigger = match.frame.trigger
    who = next((child for child in trigger.children if child.lower_ == "who"), None)
    number = next((SINGULAR.get(child.lower_) for child in trigger.children if child.dep_.startswith("aux")), None)
    if who is None or trigger.head != head or number is None or head.pos_ != "NOUN" or number == _single(head):
        return None
    between = head.doc[head.i + 1 : who.i]
    near = next((token for token in reversed(between) if token.text != ","), head)
    joined = any(token.lower_ == "and" for token in between)
    fits = human(near) or (near.pos_ in {"NOUN", "PROPN"} and not human(head))
    return near if not joined and fits and near != head and _single(near) == number else None


def _single(noun_: Token) -> bool:
    return noun_.tag_ not in {"NNS", "NNPS"} and not any(c.dep_ in {"conj", "nummod"} for c in noun_.children)


def _member(head: Token, match: Match) -> Token | None:
    """The people behind whose body a clause stands: "members of the media held", "youths of a group, who were held"."""
    trigger = match.frame.trigger
    body = not human(head) or noun(head) in words("people", "bodies")
    if not body or trigger.dep_ not in CLAUSES or trigger.head != head or head.ent_type_ == "PER":
        return None
    of = head.dep_ == "nmod" and preposition(head) in {"from", "of"} and head.head.i < head.i
    over = head.head if of else _of_whom(head)
    of = of or over != head
    return over if of and over.pos_ == "NOUN" and human(over) and noun(over) not in words("people", "amounts") else None


def _of_whom(head: Token) -> Token:
    """The noun before "of" and a noun phrase that the parser hung elsewhere: "members | of a people's group, who"."""
    before = (t for t in reversed(head.doc[max(head.i - PHRASE, 1) : head.i]) if t.lower_ == "of" or t.text in ",;:")
    mark = next(before, head)
    return mark.nbor(-1) if mark.lower_ == "of" else head


def _said_of(head: Token) -> Token | None:
    """The people whom somebody only tells of: "among the | people | who activists say have been held"."""
    doc, at = head.doc, head.i
    within = 1 < at < len(doc) - 1 and doc[at - 1].lower_ in {"who", "whom"}
    told = within and doc[at + 1].lemma_ in words("gatherings", "telling") and human(doc[at - 2])
    return doc[at - 2] if told else None


def _bearer(head: Token, match: Match) -> Token:
    """The person in a noun phrase with a clause on the wrong noun; the phrase's head where there is none."""
    trigger = match.frame.trigger
    if (name := _aside(head, trigger)) is not None:
        return name
    who = any(child.lower_ == "who" for child in trigger.children)
    if trigger.lemma_ == "hold" and trigger.head == head and trigger.dep_ in CLAUSES and not who:
        return head  # "the mayor of the elections held in May"
    body = head.pos_ == "PROPN" and not human(head)
    if match.frame.passive and (head.pos_ == "NOUN" or body) and head.i < trigger.i:
        first = (None if body else _opening(head) or _who_did(head)) or _owner(head, match)
        if first is not None:
            return first
    if trigger.dep_ not in {"acl", "acl:relcl"} or trigger.head != head:
        return head
    inner = [token for token in head.subtree if head.i < token.i < trigger.left_edge.i]
    owned = (
        token
        for token in inner
        if token.dep_ == "nmod" and token.head == head and (human(token) or token.pos_ == "PROPN")
    )
    return next(owned, None) or next((token for token in inner if human(token) and not aged(token)), head)


def _of_body(head: Token) -> Token | None:
    """The person whose body was taken for who undergoes it: "the former editor of the weekly | Post | was held"."""
    before = head.nbor(-1) if head.i > 0 and head.pos_ == "PROPN" else head
    over = before.head
    of = before.pos_ == "NOUN" and before.dep_ == "nmod" and preposition(before) == "of" and not human(before)
    whole = head.ent_type_ == "PER" and any(child.dep_ == "flat" for child in head.children)
    return over if of and over.pos_ == "NOUN" and human(over) and not whole else None


def _aside(head: Token, verb: Token) -> Token | None:
    """The name between commas right before a passive, not begun by its head: "last May a poet, Ann Berg, was held"."""
    start = min((c.i for c in verb.children if c.dep_.startswith("aux")), default=0)
    doc = verb.doc
    if start < 4 or doc[start - 1].text != "," or doc[start - 2].ent_type_ != "PER":
        return None
    first = start - 2
    while first > 0 and doc[first - 1].ent_type_ == "PER":
        first -= 1
    return doc[first] if first > head.i and doc[first - 1].text == "," else None


def _held_kin(head: Token, match: Match) -> Token:
    """The person whose relatives a clause stands behind: "families of the sailors, who were held"; else the head."""
    trigger = match.frame.trigger
    if noun(head) not in words("people", "kin") or trigger.dep_ not in {"acl", "acl:relcl"} or trigger.i < head.i:
        return head
    of = (c for c in head.children if c.dep_ == "nmod" and preposition(c) == "of" and head.i < c.i < trigger.i)
    found = next((c for c in of if human(c) or c.pos_ == "PROPN"), None)
    number = next((SINGULAR.get(c.lower_) for c in trigger.children if c.dep_.startswith("aux")), None)
    apart = found is not None and number is not None and number != (found.tag_ not in {"NNS", "NNPS"})
    return head if found is None or apart else found


def _who_did(head: Token) -> Token | None:
    """The person of whom a clause with "who" tells that ends in the noun: "workers who staged a protest were held"."""
    who = next((token for token in reversed(head.doc[: head.i]) if token.lower_ == "who" or token.text in ",;"), None)
    before = who.nbor(-1) if who is not None and who.i > 0 and who.lower_ == "who" else None
    return before if before is not None and before.pos_ in {"NOUN", "PROPN"} and human(before) else None


def _owner(head: Token, match: Match) -> Token | None:
    """The person whom "who" means behind what was that person's: "leaders of the protests, who were held"."""
    who = any(child.lower_ == "who" for child in match.frame.trigger.children)
    while who and head.dep_ == "nmod" and not human(head) and head.head.i < head.i:
        head = head.head
    return head if who and human(head) else None


def _opening(head: Token) -> Token | None:
    """The person with whom the sentence opens, told at length up to a noun that is none: "a man accused of theft"."""
    article = head.doc[0].tag_ in {"DT", "CD", "PRP$"}
    first = next((token for token in head.doc[: head.i] if token.pos_ == "NOUN" and human(token)), None)
    if not article or first is None or first.i > OPENING or first.i + 1 >= head.i:
        return None
    told = first.nbor().lower_ == "who" or first.nbor().lemma_ in words("people", "told_of")
    return first if told else None


SINGULAR = {"is": True, "was": True, "has": True, "are": False, "were": False, "have": False}
"""Whether a verb form means one."""

OPENING = 4
"""Words from the beginning of a sentence within which the person stands that it is about."""
