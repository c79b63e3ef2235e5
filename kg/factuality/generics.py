"""An event word in, whether it is said of whoever fits, or in a story: then no event is told."""

from __future__ import annotations

from collections.abc import Iterator

from kg.factuality.signals import first
from kg.language import lemmas_of
from kg.language.memory import per_doc
from kg.language.relations import FINITE, SUBJECTS, finite, has_subject, marks
from kg.language.tokens import Doc, Token

DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def generic(token: Token) -> bool:
    """Whether the event is said of whoever fits: "anyone arrested", "those who protest are jailed"."""
    described = [token.head] if token.dep_ in {"acl", "acl:relcl"} else []
    described += [child for child in token.children if child.dep_ in SUBJECTS | {"obj"}]
    if any(first("antecedent", word.lower_) for word in described if word.tag_ != "CD"):  # "one of the sailors"
        return True
    if token.dep_ == "acl" or _reduced(token):
        ended = token.doc[-1].is_punct  # a headline has neither articles nor a stop
        several = [word for word in described if word.tag_ != "NNS" or (token.dep_ == "acl" and ended)]
        return _habitual(_above(token)) and any(map(_class, several)) and not _particular(token)
    return _habitual(token) and any(_unspecific(word) or _kind(word, token) or _each(word) for word in described)


def _habitual(verb: Token) -> bool:
    """Whether a clause is in the plain present, not the perfect or the continuous."""
    first = min((c for c in verb.children if c.dep_ in {"aux", "aux:pass", "cop"}), key=lambda c: c.i, default=verb)
    ongoing = any(child.lower_ in {"being", "been"} for child in verb.children)
    perfect = first.lemma_ == "have" and first != verb
    return first.tag_ in {"VBP", "VBZ"} and not ongoing and not perfect and verb.tag_ != "VBG"


def _reduced(token: Token) -> bool:
    """Whether a participle behind its noun was read as the main verb: "a person charged with theft has the right"."""
    return token.tag_ == "VBD" and token.dep_ == "ROOT" and _above(token) != token


def _above(token: Token) -> Token:
    """The main verb of the sentence that a participle behind a noun stands in."""
    if token.dep_ == "ROOT":
        loose = (c for c in token.children if c.dep_ == "conj" and not any(g.dep_ == "cc" for g in c.children))
        return next((c for c in loose if c.tag_ in FINITE and not has_subject(c)), token)
    return next((step for step in token.head.ancestors if finite(step)), token)


def _class(word: Token) -> bool:
    """Whether a noun picks out a class of people: "a person", "people", "prisoners"."""
    articles = [child.lower_ for child in word.children if child.dep_ in {"det", "nummod", "nmod:poss"}]
    return (word.tag_ == "NNS" and not articles) or (
        word.lower_ in {"person", "individual"} and articles in (["a"], ["an"])
    )


def _particular(token: Token) -> bool:
    """Whether names, numbers or "the" tie an event to an occasion."""
    main = _above(token)
    own = (word for word in token.subtree if word.i > token.i and word != main and not main.is_ancestor(word))
    within = token.subtree if main.is_ancestor(token) else own
    behind = [word for word in within if word.i > token.i and word.head.dep_ != "obl:agent"]
    return any(word.pos_ in {"PROPN", "NUM"} or word.lower_ in DEFINITE for word in behind)


def _kind(word: Token, verb: Token) -> bool:
    """Whether a bare plural is said to undergo something with no day or place: "prisoners are held in cells"."""
    if word.tag_ != "NNS" or word.dep_ != "nsubj:pass":
        return False
    if word.lower_ in {"people", "persons"} and not any(child.dep_ in {"det", "nummod"} for child in word.children):
        return not any(token.like_num for token in verb.subtree)
    own = any(child.dep_ in {"det", "nummod", "nmod:poss"} for child in word.children)
    bare = not own and all(token.pos_ in {"NOUN", "ADP", "ADJ", "DET"} for token in word.subtree)
    return bare and not any(token.pos_ == "PROPN" for token in verb.subtree)


def _each(word: Token) -> bool:
    """Whether a noun means each of a class: "every suspect who is held"."""
    return any(child.lower_ in {"every", "each", "any"} for child in word.children if child.dep_ == "det")


def _unspecific(word: Token) -> bool:
    """Whether a word means whoever fits: "you", "those who …", "people who …", "prisoners who …"."""
    clauses = [child for child in word.children if child.dep_ == "acl:relcl"]
    plain = word.lower_ in {"those", "people", "persons"} or _class(word)
    return word.lower_ == "you" or (plain and any(word.lower_ == "those" or _habitual(one) for one in clauses))


def in_story(token: Token) -> bool:
    """Whether the sentence speaks from inside a story: "in the novel", "the film tells of", "she plays a spy who"."""
    above, stories = list(_upwards(token)), _stories(token.doc)
    if any(map(_is_part, above)):
        return True
    if not stories:
        return False
    if any(map(_invented, above)) or any(_hero(child) for step in (token, *above) for child in step.children):
        return True
    told = {child for step in above for child in step.children if child.dep_ == "nsubj"}
    return any(word in told or any(mark in {"in", "of"} for mark in marks(word)) for word in stories)


@per_doc
def _stories(doc: Doc) -> list[Token]:
    """Words of a sentence for a story: "novel", "film"."""
    return [
        word for word, lemma in zip(doc, lemmas_of(doc), strict=True) if first("context", lemma) or _video_game(word)
    ]


def _video_game(word: Token) -> bool:
    return word.lemma_ == "game" and any(c.lower_ in {"video", "computer"} for c in word.children)


def _hero(word: Token) -> bool:
    """Whether a noun is the hero of a story, of whom is told in the present: "the novel's hero is"."""
    owners = [c for c in word.children if c.dep_ in {"nmod:poss", "nmod"}]
    owned = any(first("context", c.lemma_.lower()) for c in owners)
    hero = word.lemma_.lower() in {"antihero", "hero", "heroine", "protagonist"}
    return hero and owned and word.dep_ in SUBJECTS and _habitual(word.head)


def _invented(noun: Token) -> bool:
    """Whether a noun is somebody whom a story is about, without a name: "a novel about a clerk who"."""
    unknown = any(child.lower_ in {"a", "an"} for child in noun.children)
    return unknown and "about" in marks(noun) and first("context", noun.head.lemma_.lower()) is not None


def _is_part(noun: Token) -> bool:
    """Whether a noun is a part that somebody plays."""
    verb = noun.head
    played = noun.dep_ == "obj" or "as" in marks(noun)
    return played and first("acting", verb.lemma_.lower()) is not None and _habitual(verb)


def _upwards(token: Token) -> Iterator[Token]:
    """The words above a token up to the first clause of circumstance: what is told, not why or when."""
    while token.head != token and token.dep_ not in {"advcl", "ccomp", "conj", "parataxis"}:
        token = token.head
        yield token
