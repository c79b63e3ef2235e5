"""An event word in its sentence in, its factuality out: told as done, planned, asked for, possible or denied.

The words that decide are data (``lexicons/factuality.toml``). Law of this file: in doubt an event is not actual;
who says so is not its business.
"""

from __future__ import annotations

from kg.factuality.clauses import negative, own_signal
from kg.factuality.generics import DEFINITE, generic, in_story
from kg.factuality.governors import clause_of_content, governing
from kg.factuality.signals import NONE, first, governors
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
    misplaced,
    relation,
    resumed,
)
from kg.language.tokens import Token
from kg.lexicon import Cue

ACTUAL, SAME = "actual", "same"
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
    return own_signal(token) or _outer(token, depth)


def _outer(token: Token, depth: int) -> str:
    """What the clause above says of the event; actual where it stands by itself or is presupposed."""
    head = token.head
    if misread := _mistaken(token) or _introduced(token):
        return misread
    if caused := _caused(token, depth):
        return caused
    if token.dep_ in FREE or head == token:
        return _beside(token, depth) or ("conditional" if infinitive(token) else ACTUAL)
    if token.dep_ == "conj" and not misplaced(token):
        plain = _outer if has_subject(token) or _anew(token) else _status
        return _listed(token, depth) or plain(resumed(token) or head, depth + 1)
    if _afterthought(token):
        return _status(_main(head), depth + 1)
    return _governed(token, depth)


def _anew(token: Token) -> bool:
    """Whether a verb with an auxiliary of its own goes on from one that is negated: "was not hit but was held"."""
    own = any(child.dep_.startswith("aux") and child.tag_ in FINITE for child in token.children)
    denied = negative(token.head) and not any(first("mark", mark) for mark in marks(token.head))
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
        found = next((cue for cue in verdicts if cue), None) if not negative(governor.head) else None
    return found.signals if found else None


def _caused(token: Token, depth: int) -> str | None:
    """How it is told that somebody has, or wants, something done: "had him arrested", "wants him freed"."""
    found = causer(token)
    if found is None:
        return None
    signals = [cue.signals for cue in governors(found[0].lemma_) if cue.signals != SAME]
    above = _status(found[0], depth + 1)
    return _under(signals[0], above, token) if signals else above


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
