"""An act in its sentence in, how it is told out: done, fixed for a day, asked for; dated to come, it is to come.

Law of this file: what a court orders is done, what it fixes is scheduled, what a party announces is requested.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extractors.frames import SUBJECTS, frame, preposition, verbal
from kg.extractors.law.legality import decreed, definite, is_court, postponed
from kg.extractors.law.slots import Act
from kg.extractors.wordlists import words
from kg.factuality import factuality
from kg.language import Sentence
from kg.language.tokens import Token
from kg.model import Moment, Role

TOLD = frozenset({"actual", "alleged"})
AHEAD = frozenset({"scheduled", "conditional", "threatened"})
BY_PARTIES = frozenset({"appeal", "lawsuit", "requestToCourt"})
DECISIONS = frozenset({"acquittal", "commutation", "extradition", "pardon", "release", "remand"})
HEARING = frozenset({"hear", "hearing"})
POSSIBLE = frozenset({"can", "could", "may", "might"})
UNSETTLED = frozenset({"if", "whether"})
GIVEN = frozenset({"after", "although", "because", "despite", "since", "though", "when", "while"})
PLEAS = frozenset({("requested", "conviction")})
NOT = frozenset({"n't", "never", "no", "not", "n\u2019t"})
HELD = frozenset({"nsubj", "nsubj:pass", "ROOT", "conj"})


def status(sentence: Sentence, act: Act) -> str | None:
    """Tell an act's factuality from what courts and parties do; None where none is told."""
    if _by_law(act):
        return None
    if _unheld(act):
        return "requested" if factuality(sentence, act.head) == "requested" else None
    if _neither(act):
        return "negated"
    if (decree := decreed(act)) is not None:
        return factuality(sentence, decree)
    told = "actual" if _answered(act) or _wanting(act) else _by_parties(act, _told(sentence, act))
    if told == "requested" and act.cue.signals == "dismissal" and _outsider(act):
        return None
    pleaded = (told, act.cue.signals) in PLEAS or (told == "requested" and act.cue.frame == "as")
    return None if pleaded else told


def _answered(act: Act) -> bool:
    """Whether a charge is brought that the accused deny: "she denies the charge of theft"."""
    certain = definite(act.head) or act.head.tag_ == "NNS"
    brought = act.cue.signals == "charge" and act.cue.frame == "noun" and certain
    verb = act.head.head
    finite = any(child.tag_ == "MD" for child in verb.children)
    return brought and act.head.dep_ == "obj" and verb.lemma_ in words("courts", "pleading") and not finite


def _wanting(act: Act) -> bool:
    """Whether a trial that was held is found wanting: "did not get a fair trial", "was denied"."""
    past = any(child.tag_ == "VBD" for child in act.head.children) or act.head.tag_ == "VBD"
    denied = any(child.lower_ in NOT for child in act.head.children)
    return act.cue.id == "fair-trial" and past and denied


def _outsider(act: Act) -> bool:
    """Whether somebody who is no party asks for it, and no court: "the union urged the ministry to drop the case"."""
    if act.head.dep_ not in {"advcl", "ccomp", "conj", "parataxis", "xcomp"}:
        return False
    told = (frame(verb) for verb in act.head.ancestors if any(child.dep_ in SUBJECTS for child in verb.children))
    asked = next(told, None)
    if asked is None or not asked.subject:
        return False
    sides = words("courts", "counsel") | words("courts", "prosecutor")
    party = any(head.lemma_.lower() in sides for head in asked.subject)
    return not party and not any(is_court(head) for head in (*asked.object, *asked.subject))


def _told(sentence: Sentence, act: Act) -> str | None:
    """How the words tell an act: what one is made to do is done, what is put off or ordered is scheduled."""
    near = (*act.head.children, *_before_subject(act))
    marks = {child.lower_ for child in near if child.dep_ in {"case", "mark"} or child.tag_ == "WRB"}
    told = None if marks & UNSETTLED else factuality(sentence, act.head)
    governor = act.head.head if act.head.dep_ in {"ccomp", "xcomp"} else None
    if told == "conditional" and governor is not None and governor.lemma_ in words("courts", "implying"):
        return factuality(sentence, governor)
    if told in TOLD and (postponed(act) or _to_be(act.head)):
        return "scheduled"
    ordered = governor is not None and governor.lemma_ in words("courts", "ordering")
    if (told == "requested" and (ordered or _ordered(act))) or (told in AHEAD and _promised(act)):
        return "scheduled"
    given = marks & GIVEN and not any(child.tag_ == "MD" for child in act.head.children)
    above = told == "negated" and act.head.dep_ == "advcl" and bool(marks & {"after", "when"}) and not _not(act)
    presupposed = (told in AHEAD | {"requested"} or above) and (given or _bemoaned(act) or _decided(act))
    apart = told in {"negated", "prevented"} and (_independent(act) or _finite(act.head))
    return "actual" if presupposed or apart else told


def _promised(act: Act) -> bool:
    """Whether a court says that it will do it: "the court said it would rule on her bail plea"."""
    over = act.head.head
    said = act.head.dep_ == "ccomp" and any(child.lower_ == "would" for child in act.head.children)
    return said and any(map(is_court, frame(over).subject))


def _bemoaned(act: Act) -> bool:
    """Whether a decision is told as what moves somebody: "voicing anger over the acquittal of Dahl"."""
    decided = act.cue.frame == "noun" and act.cue.signals in DECISIONS | {"conviction", "sentencing"}
    return decided and definite(act.head) and preposition(act.head) in {"despite", "over"}


def _decided(act: Act) -> bool:
    """Whether a court's decision or ruling is one to do it: "the high court's decision to acquit two sailors"."""
    noun = act.head.head
    ruling = act.head.dep_ in {"acl", "advcl"} and noun.lemma_ in words("courts", "ruling") and noun.pos_ == "NOUN"
    return ruling and any(is_court(head) for head in (*frame(noun).object, *frame(noun).slot("prep:of|by")))


def _ordered(act: Act) -> bool:
    """Whether a court orders or sets it: "ordered the retrial of two sailors"."""
    verb = act.head.head
    object_ = act.cue.frame == "noun" and act.head.dep_ == "obj" and verb.lemma_ in words("courts", "ordering")
    return object_ and any(map(is_court, frame(verb).subject))


def _not(act: Act) -> bool:
    """Whether a clause denies it by a word of its own: "when none of them was charged"."""
    words_ = (child for child in act.head.subtree if child.i < act.head.i)
    return any(word.lower_ in NOT | {"neither", "nobody", "none"} for word in words_)


def _before_subject(act: Act) -> Iterator[Token]:
    """Words before the subject of a verb, where parsers hang a conjunction: "freed after a court dropped the case"."""
    own = (child for child in act.head.children if child.dep_ in SUBJECTS and child.i < act.head.i)
    return (word for subject in own for word in subject.children if word.i < subject.i)


def _to_be(noun: Token) -> bool:
    """Whether something is to happen to a trial: "his trial is to resume"."""
    verb, children = noun.head, {child.lower_ for child in noun.head.children if child.i < noun.head.i}
    return noun.dep_.startswith("nsubj") and verb.tag_ == "VB" and "to" in children and bool(children & {"is", "are"})


def _by_parties(act: Act, told: str | None) -> str | None:
    """What a party says that it will do before a court it asks for; some words mean what is still to come."""
    if told == "actual":
        return "requested" if _undecided(act) else act.cue.factuality or told
    if told in AHEAD and any(child.lower_ in NOT for child in act.head.children):
        return "negated"
    asked = act.cue.signals in BY_PARTIES and HEARING.isdisjoint(word.lemma_ for word in (act.head, *act.words))
    if told in AHEAD and act.cue.signals in {"appeal", "lawsuit"} and _possible(act):
        return "conditional"
    return "requested" if told in AHEAD and asked else told


def _by_law(act: Act) -> bool:
    """Whether it is a law that imposes a penalty, on nobody yet."""
    verbs = [step for step in (act.head, act.head.head) if verbal(step)]
    laws = words("courts", "law")
    punishing = act.cue.signals in {"commutation", "sentencing"}
    return punishing and any(s.lemma_.lower() in laws for v in verbs for s in frame(v).subject)


def _possible(act: Act) -> bool:
    """Whether a party only may take a step: nobody has announced it."""
    return any(child.lower_ in POSSIBLE for verb in (act.head, act.head.head) for child in verb.children)


def _unheld(act: Act) -> bool:
    """Whether a trial is only an idea: "a right to a fair trial", "in favour of a trial", "a trial would fail"."""
    if act.cue.frame != "noun" or act.cue.signals not in {"trial", "hearing"}:
        return False
    if act.words.start and act.words[0].nbor(-1).lower_ in {"awaiting", "pending"}:
        return True  # "jailed pending trial" tells of custody
    if preposition(act.head) in {"after", "following"} and act.heads("affected"):
        return False
    imagined = any(child.tag_ == "MD" and child.lower_ != "will" for child in act.head.head.children)
    held = act.head.dep_ in HELD and not imagined
    if act.head.head.lemma_ in words("courts", "imagining") or _of_a_kind(act.head):
        return not act.heads("affected") or act.head.head.lemma_ in words("courts", "imagining")
    return not (definite(act.head) or held or act.heads("affected"))


def _of_a_kind(noun: Token) -> bool:
    """Whether a plural means any of its kind: "unfair trials", not "the trials", "two trials"."""
    counted = any(child.dep_ == "nummod" for child in noun.children)
    return noun.tag_ in {"NNS", "NNPS"} and not definite(noun) and not counted


def _neither(act: Act) -> bool:
    """Whether the subject denies it of two: "neither the clerk nor the poet was tried"."""
    subject = (child for child in act.head.children if child.dep_.startswith("nsubj"))
    return any(child.lower_ == "neither" for head in subject for child in (head, *head.children))


def _undecided(act: Act) -> bool:
    """Whether a decision is only what something is about: "a hearing on the commutation of his sentence"."""
    about = preposition(act.head) in {"on", "about", "over"} and not _bemoaned(act)
    return act.cue.frame == "noun" and act.cue.signals in DECISIONS and about


def _independent(act: Act) -> bool:
    """Whether the verb has a subject and an auxiliary of its own, though hung beside an infinitive: "and … was …"."""
    verb = act.head if verbal(act.head) else act.head.head
    kinds = {child.dep_ for child in verb.children}
    finite = any(child.tag_ in {"VBD", "VBZ", "VBP"} and child.dep_.startswith("aux") for child in verb.children)
    return verb.dep_ == "conj" and verb.head.dep_ == "xcomp" and finite and bool(kinds & {"nsubj", "nsubj:pass"})


def _finite(verb: Token) -> bool:
    """Whether a verb in the present with a subject was taken for a subject: "she faces trial, where X are not told"."""
    kinds = {child.dep_ for child in verb.children}
    return verb.dep_ in SUBJECTS and verb.tag_ in {"VBD", "VBP", "VBZ"} and "nsubj" in kinds


def upcoming(status: str, roles: Iterable[Role], published: str | None) -> str:
    """Factuality of an act, given its roles: told as done but dated after the publication, it is scheduled.

    "Her trial opens on 14 September" is in the present tense; a verb of the past never has such a date
    (:mod:`kg.language.tense`).
    """
    dates = (role.filler for role in roles if role.name == "date" and isinstance(role.filler, Moment))
    later = any(d.earliest is not None and published and d.earliest[: len(published)] > published for d in dates)
    return "scheduled" if status == "actual" and later else status
