"""An event word in its sentence in, its factuality out: told as done, planned, asked for, possible or denied.

The words that decide are data (``lexicons/factuality.toml``). Law of this file: in doubt an event is not actual;
who says so is not its business.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from kg.factuality.generics import DEFINITE, generic, in_story
from kg.factuality.governors import clause_of_content, governing
from kg.factuality.signals import first, governors
from kg.language import Sentence
from kg.language.memory import per_token
from kg.language.relations import (
    FINITE,
    OBJECTS,
    SUBJECTS,
    causer,
    finite,
    has_subject,
    infinitive,
    marks,
    present,
    relation,
    resumed,
)
from kg.language.tokens import Token
from kg.lexicon import Cue

ACTUAL, NONE, SAME = "actual", "none", "same"
FREE = frozenset({"ROOT", "parataxis", "amod"})
DEPTH = 12


def factuality(sentence: Sentence, trigger: Token) -> str | None:
    """How an event is told: a factuality code, or None where none is told (a rule, a habit, a question, a story).

    ``trigger`` is the verb, participle or noun of the event, a token of ``sentence.doc``.
    """
    return None if sentence.text.rstrip("\"'\u201d\u2019 ").endswith("?") else _told(trigger)


@per_token
def _told(trigger: Token) -> str | None:
    """How an event is told in a sentence that is no question."""
    if in_story(trigger) or generic(_occasion(trigger)):
        return None
    status = "conditional" if _contrary(trigger) else _status(trigger, 0)
    return None if status == NONE else status


def _occasion(trigger: Token) -> Token:
    """What must not be said of whoever fits: an event is told with the clause that it is only a part of.

    "What to do when you are held at a protest" tells of no protest.
    """
    part = trigger.pos_ == "NOUN" and trigger.dep_ in {"obl", "nsubj:pass"} and not _definite(trigger)
    return trigger.head if part and trigger.head.pos_ == "VERB" else trigger


def _status(token: Token, depth: int) -> str:
    if depth > DEPTH:
        return "conditional"
    return _own(token) or _outer(token, depth)


def _own(token: Token) -> str | None:
    """What the event's own clause or noun phrase says of it; None where nothing does."""
    if token.dep_ in {"compound", "amod"} and first("compound", token.head.lemma_.lower()):
        return NONE
    modal = [c for c in token.children if c.dep_.startswith("aux")]
    subjects = [child for child in token.children if child.dep_ in SUBJECTS]
    opening = [c.left_edge for c in subjects if c.tag_.startswith("VB")]  # "none of those asked were": "asked" was
    words = chain(_modifiers(token), opening, (w for c in subjects for w in (c, *_determiners(c))))
    found = [first("modifier", w.lower_) for w in words] + [first("mark", m) for m in marks(token)]
    found += [first("pending", m) for m in marks(token)] if present(token) else []
    found += [first("auxiliary", a.lower_) for a in modal]
    found += [first("opening", words) for words in (_opening(token), *_gerund_opening(token))]
    found += [cue for cue in _of_object(token) if cue and cue.signals == "negated"]
    codes = [cue.signals for cue in found if cue and not (cue.signals == "negated" and _in_the_end(token))]
    if _mandative(token, modal) or _for_to(token, subjects):
        codes.append("requested")
    if "negated" in codes and _open(codes):
        return "conditional"
    return next((code for code in ORDER if code in codes), None) or _imperative(token) or _subjunctive(token)


ORDER = (NONE, "negated", "prevented", "conditional", "requested", "scheduled", "threatened", "alleged")
"""Which of several signals of one clause decides."""


def _in_the_end(verb: Token) -> bool:
    """Whether a negation only says that it took until a time: "was not convicted until 2014"."""
    past = any(child.lower_ in {"did", "had", "was", "were"} for child in verb.children)
    times = (child for child in verb.children if child.dep_ in {"obl", "advcl"} and child.i > verb.i)
    return past and any("until" in marks(child) for child in times)


def _open(codes: list[str]) -> bool:
    """Whether it has not come to pass either way: "must not be", "will not be", "if he is not"."""
    return bool(set(codes) & {"requested", "scheduled", "conditional"})


def _outer(token: Token, depth: int) -> str:
    """What the clause above says of the event; actual where it stands by itself or is presupposed."""
    head = token.head
    if misread := _mistaken(token) or _introduced(token):
        return misread
    if caused := _caused(token, depth):
        return caused
    if token.dep_ in FREE or head == token:
        return _beside(token, depth) or ("conditional" if infinitive(token) else ACTUAL)
    if token.dep_ == "conj":
        plain = _outer if has_subject(token) or _anew(token) else _status
        return _listed(token, depth) or plain(resumed(token) or head, depth + 1)
    if _afterthought(token):
        return _status(_main(head), depth + 1)
    return _governed(token, depth)


def _anew(token: Token) -> bool:
    """Whether a verb with an auxiliary of its own goes on from one that is negated: "was not hit but was held"."""
    own = any(child.dep_.startswith("aux") and child.tag_ in FINITE for child in token.children)
    denied = _negative(token.head) and not any(first("mark", mark) for mark in marks(token.head))
    return own and (denied or _behind_aside(token))


def _behind_aside(token: Token) -> bool:
    """Whether a passive goes on from nothing but stands behind an aside: "no word why Roy, a baker, was held"."""
    own = [
        c for c in token.children if c.dep_ == "aux:pass" and c.tag_ in FINITE and c.i > 0 and c.nbor(-1).text == ","
    ]
    return bool(own) and not any(child.dep_ == "cc" for child in token.children)


def _governed(token: Token, depth: int) -> str:
    """What the word that an event depends on says of it."""
    found = governing(token)
    if token.dep_ == "acl:relcl" and (found is None or (found[0].signals == SAME and not clause_of_content(token))):
        return ACTUAL
    if found is None or _is_purpose(token, *found):
        return _ungoverned(token, depth)
    cue, governor = found
    if cue.signals == NONE and _achieved(governor):
        return _status(governor, depth + 1)
    if taken_back := _taken_back(governor):
        return taken_back
    above = _status(governor, depth + 1) if governor != token else ACTUAL
    if cue.signals == SAME and above == "negated" and _asked_about(token):
        return ACTUAL
    return above if cue.signals == SAME else _under(cue.signals, above, token)


def _is_purpose(token: Token, cue: Cue, governor: Token) -> bool:
    """Whether a noun that is done for something is all that it hangs on: "the case for her to be freed"."""
    return cue.signals == SAME and governor.pos_ == "NOUN" and infinitive(token)


def _asked_about(token: Token) -> bool:
    """Whether only who, where or how is not known: "nobody knows who held him" says that he was held."""
    return token.dep_ == "ccomp" and any(c.tag_ in {"WP", "WRB"} and c.i < token.i for c in token.children)


def _achieved(governor: Token) -> bool:
    """Whether being able is told in the past without a modal: "were able to seize him" says that they did."""
    cop = [child for child in governor.children if child.dep_ == "cop"]
    return first("ability", governor.lower_) is not None and any(child.tag_ == "VBD" for child in cop)


def _taken_back(governor: Token) -> str | None:
    """What becomes of a report that is told as wrong or withdrawn, by an adverb, a predicate or its own verb."""
    manner = (first("manner", child.lower_) for child in governor.children if child.dep_ == "advmod")
    found = next((cue for cue in manner if cue), None)
    if found is None and governor.dep_ in OBJECTS | SUBJECTS | {"ROOT"} and governor.pos_ == "NOUN":
        said = (governor.head, *(child for child in governor.head.children if child.dep_ in {"xcomp", "obj"}))
        if governor.dep_ == "ROOT":  # the parser found no main verb
            said = tuple(governor.doc[governor.i + 1 :])
        verdicts = (first("verdict", word.lemma_.lower()) for word in said if word != governor)
        found = next((cue for cue in verdicts if cue), None) if not _negative(governor.head) else None
    return found.signals if found else None


def _negative(token: Token) -> bool:
    return any(cue and cue.signals == "negated" for cue in (first("modifier", w.lower_) for w in _modifiers(token)))


def _caused(token: Token, depth: int) -> str | None:
    """How it is told that somebody has, or wants, something done: "had him arrested", "wants him freed"."""
    found = causer(token)
    if found is None:
        return None
    signals = [cue.signals for cue in governors(found[0].lemma_) if cue.signals != SAME]
    above = _status(found[0], depth + 1)
    return _under(signals[0], above, token) if signals else above


def _opening(token: Token) -> str:
    """The word before the "to" of an infinitive, with that "to", whatever the parser made of it: "yet to be freed"."""
    start = token.i - 1
    while start > 1 and (token.doc[start].lemma_ in {"be", "have"} or token.doc[start].pos_ == "ADV"):
        start -= 1
    found = start > 0 and token.doc[start].lower_ == "to"
    return f"{token.doc[start - 1].lower_} to" if found else ""


def _gerund_opening(token: Token) -> Iterator[str]:
    """One and two words before a gerund, whatever the parser made of them: "short of indicting"."""
    chain = sorted(
        (token, *(child for child in token.children if child.dep_.startswith("aux"))), key=lambda word: word.i
    )
    if chain[0].tag_ == "VBG" and chain[0].i:
        before = chain[0].nbor(-1)
        yield f"{before.lower_} -ing"
        if before.i:
            yield f"{before.nbor(-1).lower_} {before.lower_} -ing"


def _of_object(token: Token) -> Iterator[Cue | None]:
    """What the determiners of an object signal: "used neither batons nor gas", "fired no shots"."""
    objects = (child for child in token.children if child.dep_ == "obj")
    return (first("modifier", word.lower_) for one in objects for word in (one, *_determiners(one)))


def _mandative(token: Token, auxiliaries: list[Token]) -> bool:
    """Whether a clause with a subject has a bare "be": "argued that looters be shot"."""
    bare = [word for word in auxiliaries if word.lower_ == "be"]
    return bool(bare) and len(auxiliaries) == len(bare) and has_subject(token) and not infinitive(token)


def _for_to(token: Token, subjects: list[Token]) -> bool:
    """Whether it is for somebody to do something: "a case for Ann Roy to be freed"; not "it took days for him to"."""
    opened = any(
        who.left_edge.i > 0 and "for" in {who.left_edge.lower_, who.left_edge.nbor(-1).lower_} for who in subjects
    )
    return opened and infinitive(token) and token.head.lemma_ not in {"take", "wait"}


def _listed(token: Token, depth: int) -> str | None:
    """What becomes of a last conjunct that a parser hung too low.

    A bare noun is as factual as the object it is listed with ("demanded a ban on the guild and arrest of its heads"), a
    bare verb behind an infinitive as that ("asked the state to close the harbour and detain the sailors").
    """
    if (
        token.tag_ == "NN"
        and token.head.dep_ == "nmod"
        and not any(c.dep_ in {"det", "nmod:poss"} for c in token.children)
    ):
        top = next((step for step in token.ancestors if step.dep_ in OBJECTS), None)
        signals = [cue.signals for cue in governors(top.head.lemma_.lower())] if top is not None else []
        return next((signal for signal in signals if signal in UNREAL), None)
    if not _bare(token) or infinitive(token.head):
        return None
    finite_ = token.head.tag_ in {"VBD", "VBZ"}  # "urges the state to free the sailors; drop the charges"
    if token.head.tag_.startswith("VB") and not infinitive(token) and not finite_:
        return None
    return _asked_before(token, depth)


def _beside(token: Token, depth: int) -> str | None:
    """What becomes of a bare verb that the parser set beside the one it goes on from: "to free Ann, drop the charges".

    It goes on from the infinitive before it, or from a modal or an imperative: "must free Ann, drop the charges".
    """
    if token.dep_ != "parataxis" or not _bare(token) or token.head.i > token.i:
        return None
    return _asked_before(token, depth) or (_status(token.head, depth + 1) if token.head.tag_ == "VB" else None)


def _asked_before(token: Token, depth: int) -> str | None:
    """How the last infinitive between a verb and the one above it is told."""
    asked = [verb for verb in token.doc[token.head.i : token.i] if verb.tag_ == "VB" and infinitive(verb)]
    return _status(asked[-1], depth + 1) if asked else None


def _bare(verb: Token) -> bool:
    """Whether a verb is a bare one, with neither subject nor auxiliary."""
    return verb.tag_ == "VB" and not any(c.dep_.startswith("aux") or c.dep_ in SUBJECTS for c in verb.children)


def _afterthought(token: Token) -> bool:
    """Whether a participle is set off by a comma ("tried to talk, leaving …"): its main verb counts."""
    comma = any(t.text == "," for t in token.doc[max(0, token.left_edge.i - 1) : token.i])
    bare = not any(child.dep_ in {"mark", "case", "aux"} for child in token.children)
    return token.dep_ == "advcl" and token.tag_ == "VBG" and comma and bare


def _main(verb: Token) -> Token:
    while verb.dep_ in {"xcomp", "advcl"} and not finite(verb):
        verb = verb.head
    return verb


def _mistaken(token: Token) -> str | None:
    """A governing verb that the parser took for the first part of a compound: "they risk arrest"."""
    named = any(child.dep_ in {"det", "nmod:poss"} for child in token.children)  # "a protest march"
    near = (
        child for child in token.children if child.dep_ == "compound" or (child.dep_ == "nsubj" and not child.is_lower)
    )
    before = [child for child in near if child.i == token.i - 1 and not named]
    forms = [form for child in before for form in (child.lemma_.lower(), child.lower_.removesuffix("ing"))]
    found = [cue for form in forms for cue in governors(form)]
    signals = [cue.signals for cue in found if cue.signals not in {SAME, ACTUAL, NONE}]
    return signals[0] if signals else None


def _introduced(token: Token) -> str | None:
    """A governing noun whose "that" the parser hung elsewhere: "accusations that …", with no finite verb between."""
    for word in reversed(token.doc[: token.i]):
        if word.tag_ in FINITE and not (word.lemma_ == "have" and word.i + 1 == token.i):
            return None
        if word.lower_ == "that" and word.i and (word.tag_ == "IN" or word.doc[word.i + 1].tag_ not in FINITE):
            found = governors(word.nbor(-1).lemma_.lower())
            signals = (cue.signals for cue in found if "that" in cue.slots.get("event", "that").split("|"))
            told = next((signal for signal in signals if signal in UNREAL | {"alleged", "negated"}), None)
            return (_taken_back(word.nbor(-1)) if found else None) or told
    return None


def _under(signal: str, above: str, token: Token) -> str:
    """A governor's signal, seen from how the governor itself is told (``above``)."""
    if signal == ACTUAL:
        return ACTUAL if _definite(token) or above == NONE else above
    if above == "negated":
        return "negated" if signal == "alleged" else "conditional"
    return signal


def _ungoverned(token: Token, depth: int) -> str:
    """Under a word that is no governor: to-infinitives are aims, definite nouns presupposed, the rest as the clause."""
    kind = relation(token)
    if kind == "to":
        return _aim(token, depth)
    if kind in {"ing", "that", "bare"}:
        return _status(token.head, depth + 1) if _dependent(token) else ACTUAL
    if _definite(token) or token.head.pos_ == "NOUN":
        return ACTUAL
    above = _status(token.head, depth + 1)
    return above if kind in {"object", "subject"} or above in UNREAL else ACTUAL


UNREAL = frozenset({"conditional", "requested", "scheduled", "threatened"})
"""What an indefinite adjunct takes over from its clause ("may end in riots"); not negation ("spoke at no rally")."""


def _aim(token: Token, depth: int) -> str:
    """An infinitive without a known governor: "the first to be held" happened; "came to hold him" need not have."""
    if token.dep_ == "acl" and any(c.dep_ == "amod" and "NumType=Ord" in str(c.morph) for c in token.head.subtree):
        return ACTUAL
    if any(c.dep_ == "aux" and c.lower_ == "have" for c in token.children):
        return _status(token.head, depth + 1)
    return "conditional"


def _dependent(token: Token) -> bool:
    """Whether a clause shares the factuality of the one above: complements and participles, not "after he was held"."""
    opening = list(marks(token))
    noun_clause = token.dep_ == "acl" and "that" in opening
    if token.dep_ == "advcl" and not opening and finite(token) and has_subject(token):
        return False  # "he was held, there is no proof": side by side
    return token.dep_ in {"xcomp", "ccomp"} or noun_clause or (token.dep_ == "advcl" and not opening)


def _modifiers(token: Token) -> Iterator[Token]:
    near = {"advmod", "amod", "det", "obl:unmarked"}
    return (c for c in token.children if c.dep_ in near and abs(c.i - token.i) < 8)


def _determiners(token: Token) -> Iterator[Token]:
    return (child for child in token.children if child.dep_ in {"det", "advmod"})


def _definite(token: Token) -> bool:
    """Whether a noun refers to a given occasion: definite, possessed, or with a named participant."""
    for child in token.children:
        if child.lower_ in DEFINITE or child.dep_ == "nmod:poss" or (child.dep_ == "nmod" and child.pos_ == "PROPN"):
            return True
    return False


def _contrary(token: Token) -> bool:
    """Whether the sentence supposes what was not, by its order: "had the army held him, he would …"."""
    doc = token.doc
    return doc[0].lower_ in {"had", "were"} and any(word.lower_ in {"would", "could", "might"} for word in doc)


def _imperative(token: Token) -> str | None:
    """Tell a request ("Free the sailors!"): a bare verb at the head of a sentence is no report."""
    bare = token.tag_ == "VB" and token.dep_ == "ROOT" and not any(c.dep_ in SUBJECTS for c in token.children)
    return "requested" if bare and not any(c.dep_ == "aux" for c in token.children) else None


def _subjunctive(token: Token) -> str | None:
    """Tell a wish by its form: "suggested that he be freed"."""
    first = min((c for c in token.children if c.dep_.startswith("aux")), key=lambda c: c.i, default=token)
    wished = first.lower_ == "be" and not infinitive(token) and first != token
    return "requested" if wished and "that" in marks(token) else None
