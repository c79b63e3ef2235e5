"""A verb of a parsed sentence in, who does it out: its own subject, its antecedent's, or that of the verb above it.

Control, as grammars of English call it. Law of this file: it knows grammar only, no word of any domain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kg.extractors.displaced import NOMINAL, RELATIVE, displaced, named_by, personal, rounded, timely
from kg.extractors.prepositions import preposition
from kg.extractors.voice import SUBJECTS, heading, passive
from kg.language.memory import per_token
from kg.language.relations import FINITE, found, has_subject, resumed
from kg.language.tokens import Token

MARKS = frozenset(",;:.()")
CHARGED = frozenset({"of", "from", "into", "for"})

DEPTH = 8  # links of control followed before giving up: a parse may hold a longer chain only by error


@per_token
def subjects(verb: Token) -> tuple[Token, ...]:
    """The understood grammatical subject: the verb's own, the antecedent of its relative, or its controller's."""
    return _subjects(verb, 0)


def _subjects(verb: Token, depth: int) -> tuple[Token, ...]:
    carriers = (verb, *(child for child in verb.children if child.dep_.startswith("aux")))
    told = [child for carrier in carriers for child in carrier.children if child.dep_ in SUBJECTS or _both(child)]
    nouns = [child for child in told if child.tag_ != "RB"] or told  # "have so far been held"
    plain = {"", "for"} if any(child.tag_ == "TO" for child in verb.children) else {""}  # "a case for Ann to be freed"
    own = tuple(child for child in nouns if (preposition(child) in plain or rounded(child)) and not timely(child))
    if not own:  # "hours after a court ruled", where a parser took the conjunction for a preposition
        own = tuple(child for child in told if preposition(child) in {"after", "before", "since", "until"})
    if len(own) > 1 and own[0].lower_ == "that" and own[1].left_edge.i == own[0].i + 1:
        own = own[1:]  # "told her by letter that three of the clerks were held"
    if own and relative(own[0]):
        return tuple(personal(noun, own[0]) for noun in antecedent(verb, depth) or _before_comma(own[0]))
    if own:
        reported = _reported(own[-1], verb)
        return subjects(reported) if reported is not None else _own(verb, own)
    if depth > DEPTH or verb.dep_ not in CONTROL:
        return ()
    return CONTROL[verb.dep_](verb, depth)


def _side_by_side(nouns: Sequence[Token]) -> bool:
    """Whether the parser gave a verb two subjects with "and" between them: "ten men and a woman"."""
    if len(nouns) < 2:
        return False
    joint = nouns[0].right_edge.nbor()
    return _aged_both(*nouns) or (joint.dep_ == "cc" and nouns[1].left_edge.i in {joint.i, joint.i + 1})


def _aged_both(first: Token, last: Token) -> bool:
    """Whether two names with "and" between them are parted by an age: "Ann Roy, 51, and 43-year-old Bo Lind were"."""
    between = first.doc[first.i : last.i]
    aged_ = first.pos_ == last.pos_ == "PROPN" and any(token.like_num for token in between)
    closed = not any(token.tag_ in FINITE or token.tag_.startswith("W") for token in between)
    return aged_ and closed and any(token.lower_ == "and" for token in between)


def _own(verb: Token, own: tuple[Token, ...]) -> tuple[Token, ...]:
    """The last of the subjects that a parser gave a verb, or who comes before, where that one is only told of them."""
    last = own[-2:]
    if any(child.dep_ in SUBJECTS for child in last[-1].children):  # "it comes after Ann Roy, a baker, was held"
        return displaced(verb) or last[-1:]
    if verb.dep_ == "acl:relcl" and len(own) == 1 and _aged_both(verb.head, own[0]):
        return (verb.head, own[0])
    if _side_by_side(last):
        return last
    if len(last) > 1 and _told_of_first(*last):
        return last[:1]
    if (outside := _enclosed(verb, own[-1])) is not None:
        return _before_comma(outside) or own[-1:]
    head = verb.head
    led = verb.dep_ == "acl:relcl" and head.dep_ == "ROOT" and _told_of_first(head, own[-1])
    return (head,) if led else own[-1:]


def _reported(name: Token, verb: Token) -> Token | None:
    """The verb of what a name says, whose own verb was taken for a participle: "the guild put it, that troops held"."""
    clauses = (c for c in name.children if name.pos_ == "PROPN" and c.dep_ in {"acl", "acl:relcl"} and c.i < verb.i)
    told = (c for c in clauses if has_subject(c) and any(k.dep_ == "mark" and k.lower_ == "that" for k in c.children))
    return next(told, None)


def _enclosed(verb: Token, last: Token) -> Token | None:
    """The "who" whose clause holds a subject between commas, outside of which its verb stands: ", who hit Roy, was"."""
    first = min((child.i for child in verb.children if child.dep_.startswith("aux")), default=verb.i)
    if first <= last.i or verb.doc[first - 1].text != ",":
        return None
    before = verb.doc[: last.left_edge.i]
    start = max((token.i for token in before if token.text in MARKS), default=0)
    who = verb.doc[min(start + 1, last.i)]
    return who if start and before[start].text == "," and who.lower_ in {"who", "whom"} else None


def _told_of_first(first: Token, last: Token) -> bool:
    """Whether a noun ends what a participle or a relative clause tells of another, and undergoes that.

    Not the bitten but the biter was held: "a man accused of beating her was", "the guard who beat Ann Roy was".
    """
    start = last.left_edge
    if start.lower_ in RELATIVE and start.i == first.i + 1:
        return True
    told = (child for child in first.children if child.right_edge.i == start.i - 1)
    return any(_awaits(child) for child in told)


def _awaits(clause: Token) -> bool:
    """Whether a participle or relative clause ends with a verb or its title and lacks the name that undergoes it."""
    if clause.dep_ == "acl":
        bare = clause.tag_ == "VB" and clause.right_edge == clause  # "a bid to extradite Ann Roy was rejected"
        return bare or (clause.tag_ in {"VBN", "VBD"} and clause.right_edge.tag_ == "VBG")
    objects = [child for child in clause.children if child.dep_ == "obj"]
    active = any(child.dep_ == "nsubj" and relative(child) for child in clause.children)
    return clause.dep_ == "acl:relcl" and active and all(child.right_edge == clause.right_edge for child in objects)


def _both(word: Token) -> bool:
    """Whether "both" stands alone before an auxiliary, where parsers see half of "both ... and": "both have been"."""
    return word.lower_ == "both" and word.dep_ == "cc:preconj" and word.head.dep_.startswith("aux")


def antecedent(verb: Token, depth: int = 0) -> tuple[Token, ...]:
    """The noun that a relative clause modifies, also for verbs coordinated or embedded inside it."""
    for step in (verb, *verb.ancestors):
        if step.dep_ == "acl:relcl" and not relative(step.head):
            return (step.head,)
        if step.dep_ not in {"acl:relcl", "conj", "xcomp", "ccomp"} or depth > DEPTH:
            return ()
    return ()


def _before_comma(relative: Token) -> tuple[Token, ...]:
    """The person's name or noun right before a relative pronoun whose clause the parser hung elsewhere."""
    at = relative.i - 1
    at -= at > 0 and relative.doc[at].text == ","
    if relative.lower_ not in {"who", "whom"} or at < 0 or relative.doc[at].pos_ not in NOMINAL:
        return ()
    return (named_by(relative.doc[at]),)


def relative(token: Token) -> bool:
    """Whether a word is a relative pronoun."""
    return token.lower_ in RELATIVE and (token.tag_ in {"WP", "WDT"} or "PronType=Rel" in str(token.morph))


def _of_head(verb: Token, depth: int) -> tuple[Token, ...]:
    """A finite verb goes on from no participle behind a noun: "freed one man accused of theft but kept two"."""
    over = resumed(verb) or verb.head
    if _behind_aside(verb):
        return displaced(verb)
    if verb.tag_ == "VBD" and over.dep_ == "acl" and over.tag_ in {"VBN", "VBG"}:
        over = next((step for step in over.ancestors if step.tag_ in FINITE), over)
    if verb.tag_ == "VBD" and over.dep_ == "xcomp" and over.pos_ != "VERB":
        over = over.head  # "found her guilty and jailed her"
    return _subjects(over, depth + 1)


def _content(over: Token, verb: Token) -> Token | None:
    """What somebody says, where a participle with a mark stands behind it: "said they were moved, after being held"."""
    opened = any(child.dep_ == "mark" for child in verb.children)
    said = (child for child in over.children if child.dep_ == "ccomp" and over.i < child.i < verb.i)
    return next((child for child in said if opened and any(c.dep_ in SUBJECTS for c in child.children)), None)


def _behind_aside(verb: Token) -> bool:
    """Whether a passive goes on from no other verb but stands behind an aside: "sorry that Dahl, a baker, was held"."""
    own = [c for c in verb.children if c.dep_ == "aux:pass" and c.tag_ in FINITE and c.i > 0 and c.nbor(-1).text == ","]
    return bool(own) and not any(child.dep_ == "cc" for child in verb.children)


def _of_complement(verb: Token, depth: int) -> tuple[Token, ...]:
    """Object control before subject control: "asked him to go", "tried to go", "gave the order to go"."""
    objects = tuple(child for child in verb.head.children if child.dep_ in {"obj", "iobj"})
    if verb.head.lemma_ in {"give", "issue", "make", "take", "have"}:
        objects = ()
    return objects or _subjects(verb.head, depth + 1)


def _of_adnominal(verb: Token, depth: int) -> tuple[Token, ...]:
    if any(child.dep_ == "aux:pass" and child.tag_ in FINITE for child in verb.children):
        return displaced(verb)  # "the claim that X was held", whose subject the parser lost
    if timely(verb.head) and preposition(verb) in {"after", "before"}:  # "was held for hours before being freed"
        over = next((step for step in verb.head.ancestors if step.tag_.startswith("VB")), verb.head)
        return _subjects(over, depth + 1)
    infinitive = any(child.tag_ == "TO" for child in verb.children)
    if infinitive or depth > DEPTH:
        return ()
    return _of_deed(verb) if asyndetic(verb) else _predicated(verb.head) or (verb.head,)


def _predicated(noun: Token) -> tuple[Token, ...]:
    """Of whom a noun is told that stands for the subject of "be": "Ann Roy is the latest clerk held"."""
    alone = noun.tag_ in {"NN", "NNP"} and not preposition(noun)  # "is among the ten clerks held" tells of ten
    told = alone and any(child.dep_ == "cop" for child in noun.children)
    return tuple(child for child in noun.children if told and child.dep_ in SUBJECTS and child.i < noun.i)[-1:]


def asyndetic(verb: Token) -> bool:
    """Whether a heading tells of an arrest behind a comma that stands for "and"."""
    told = verb.tag_ == "VBN" and verb.i > 0 and verb.nbor(-1).text == "," and heading(verb.doc)
    return told and sum(token.text == "," for token in verb.doc) == 1


def _of_deed(verb: Token) -> tuple[Token, ...]:
    """Who did what a heading tells before the comma of an arrest: "Driver leaves hurt girl in road, arrested"."""
    deed = next((step for step in verb.ancestors if step.tag_ in FINITE and not passive(step)), None)
    return subjects(deed) if deed is not None else ()


def _of_predicate(verb: Token, depth: int) -> tuple[Token, ...]:
    """Who is due or likely to do something, where the parser took the infinitive for the subject of the adjective."""
    fits = verb.head.pos_ == "ADJ" and verb.head.i < verb.i
    return _subjects(verb.head, depth + 1) if fits else ()


def _of_adverbial(verb: Token, depth: int) -> tuple[Token, ...]:
    """Object control of gerunds that say what somebody is held to do: "accused him of", "fined him for"."""
    finite = verb.tag_ in {"VBZ", "VBP"} or any(c.dep_.startswith("aux") and c.tag_ in FINITE for c in verb.children)
    if finite:
        return ()
    if undergone := found(verb):
        return undergone
    objects = tuple(child for child in verb.head.children if child.dep_ == "obj" and child.i < verb.i)
    if objects and preposition(verb) in CHARGED and not passive(verb.head):
        return objects
    inner = _content(verb.head, verb) if verb.tag_ == "VBN" else None
    return _subjects(inner or verb.head, depth + 1)


CONTROL: Mapping[str, Callable[[Token, int], tuple[Token, ...]]] = {
    "conj": _of_head,
    "xcomp": _of_complement,
    "advcl": _of_adverbial,
    "acl": _of_adnominal,
    "acl:relcl": antecedent,
    "csubj": _of_predicate,
}
"""How a verb without a subject of its own finds the one understood, by its relation to its head."""
