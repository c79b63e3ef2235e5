"""An act with what was read of it in, whether it has what its cue needs out.

What each cue needs is data (``needs`` in ``lexicons/proceedings.toml``). Law of this file: in doubt an act is not meant
legally.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from kg.extractors.frames import frame, preposition, subjects
from kg.extractors.incidents.people import human, security
from kg.extractors.law.accusing import (
    accusing,
    by_prosecutors,
    criminal,
    dossier,
    first_report,
    human_bearer,
    in_case,
    jailed,
    registered,
    under_law,
)
from kg.extractors.law.benches import (
    appealable,
    benched,
    brought,
    custody_measure,
    custody_order,
    detention_order,
    freeing,
    higher,
    in_court,
    in_session,
    judged_fair,
    left_by,
    private,
)
from kg.extractors.law.figures import figurative, whoever
from kg.extractors.law.inquiries import inquiring, suspected
from kg.extractors.law.legality import Step, courts, decreed, definite, is_court, legal, offence
from kg.extractors.law.sentences import PRISON, in_years
from kg.extractors.law.slots import extradited
from kg.extractors.wordlists import words
from kg.language.times import durations
from kg.language.tokens import Token
from kg.model import MentionType

MONTHS = re.compile(r"\bmonths?\b")
NAMING = frozenset({"amod", "compound", "flat", "nmod", "nmod:poss"})


def meant(step: Step) -> bool:
    """Whether an act has all that its cue needs, and is not said of whoever fits."""
    before = step.sentence.doc[: step.act.head.i + 1]
    heads = (*step.act.heads("affected"), *subjects(step.act.head), *(t for t in before if t.tag_ == "WP"))
    loose = (head for head in heads if not definite(head))
    general = any({head.lemma_.lower(), head.lower_} & words("courts", "general") for head in loose)
    return not (general or whoever(step) or figurative(step)) and all(NEEDS[need](step) for need in step.act.needs)


def _punishing(step: Step) -> bool:
    """Whether a length of time is one of prison, or the penalty another: "asked for two days to prepare" is neither."""
    text = step.sentence.text.lower()
    other = any(penalty.kind != PRISON or in_years(step.sentence, penalty) for penalty in step.penalties)
    return other or any(word in text for word in words("courts", "prison"))


def _sentencing(step: Step) -> bool:
    """Whether what somebody is sentenced to is a penalty, or, where that is not told, the context is legal."""
    to = {head.lemma_.lower() for head in step.act.frame.slot("prep:to")}
    done = (child for child in step.act.head.children if child.dep_ == "xcomp" and child.lower_ != "up")
    to |= {child.lemma_ for child in done}  # "sentenced to start last"
    if step.penalties or to & (words("courts", "prison") | {"term", "year", "month"}):
        return True
    if to and any(word in step.sentence.text.lower() for word in words("courts", "prison") - {"sentence"}):
        return True
    return not to and (legal(step) or offence(step))


def _official(step: Step) -> bool:
    agents = step.act.heads("agent")
    ruling = any(_offices(head) & words("courts", "governing") for head in agents)
    known = any(security(head) or is_court(head) or head.pos_ == "PRON" for head in agents)
    return not agents or ruling or known or by_prosecutors(step)


def _offices(head: Token) -> set[str]:
    """A noun and the titles before it: "Interior Minister Ann Lee"."""
    return {head.lemma_.lower(), *(t.lower_ for t in head.lefts)}


def _undergone(step: Step) -> bool:
    """Whether it is told as done to somebody, by nobody or by a court, and no more is said of it."""
    further = step.act.frame.slot("prep:to|for|of|as|from") or any(c.dep_ == "xcomp" for c in step.act.head.children)
    return step.act.frame.passive and not further and all(map(is_court, step.act.heads("agent")))


def _pleaded(step: Step) -> bool:
    """Whether an offence is answered in a court: it is named, and so is the court."""
    told = step.act.heads("charge")
    named = step.charge is not None and all(head.pos_ != "VERB" for head in told)
    return named and offence(step) and any(courts(step.act))


def _rising(step: Step) -> bool:
    """Whether a matter comes up or back, and not to an end."""
    after = step.act.head.doc[step.act.head.i + 1 : step.act.head.i + 2]
    return any(token.lower_ in {"up", "back"} for token in after)


def _other(step: Step) -> bool:
    return not any(head.lower_.endswith(("self", "selves")) for head in step.act.frame.object)


def _bare(step: Step) -> bool:
    return not step.act.frame.object and not step.act.frame.slot("prep:to|for")


def _transitive(step: Step) -> bool:
    if step.act.head.i + 1 < len(step.act.head.doc) and step.act.head.nbor().lower_ == "to":
        return False
    return bool(step.act.frame.object) and not any(child.dep_ == "xcomp" for child in step.act.head.children)


def _custodial(step: Step) -> bool:
    """Whether custody is before judgment, by its name, or a court's or prosecutor's to order."""
    noun = step.act.noun
    early = words("courts", "pretrial")
    if noun is not None and (noun.lower_ == "remand" or any(child.lower_ in early for child in noun.children)):
        return True
    term = noun is not None and any(child.lower_ == "preventive" for child in noun.children)
    if term and any(MONTHS.search(length.selector.exact) for length in durations(step.sentence)):
        return True  # "placed in preventive detention for 18 months"
    agents = (*step.act.heads("agent"), *(frame(verb).subject if (verb := decreed(step.act)) else ()))
    return _pending(step) or by_prosecutors(step) or any(map(is_court, agents))


def _pending(step: Step) -> bool:
    """Whether somebody is held or freed until a trial."""
    rest = [token.lower_ for token in step.act.head.doc[step.act.head.i :]]
    at = rest.index("pending") if "pending" in rest else len(rest)
    return any(word in words("courts", "awaited") for word in rest[at + 1 : at + 5])


def _pleading(step: Step) -> bool:
    """Whether a plea is entered to an offence or, where none is named or it is of no common sort, in legal context.

    What somebody is said to be like is none: "a joiner who pleads guilty to liking cake".
    """
    if step.act.head.dep_ == "acl:relcl" and step.act.head.tag_ in {"VBP", "VBZ"}:
        return False
    return offence(step) or any(courts(step.act)) or (step.charge is None and legal(step))


def _blamed(step: Step) -> bool:
    """Whether somebody is cleared of an offence or of charges, and not of snow."""
    of = {head.lemma_.lower() for head in step.act.frame.slot("prep:of|on")}
    return offence(step) or bool(of & words("offences", "carrier"))


def _tried(step: Step) -> bool:
    heads = step.act.heads("affected")
    if heads and not step.people and not any(map(human, heads)):
        return False
    tried = (
        head
        for head in step.act.heads("affected")
        if human(head) and head.pos_ not in {"NUM", "PRON"} and head.dep_ != "nmod:poss"
    )
    opened = any(token.lemma_ in words("courts", "opening") for token in step.act.head.doc[step.act.head.i :])
    return legal(step) or any(opened or head.lemma_.lower() not in words("courts", "tested") for head in tried)


def _of_bail(step: Step) -> bool:
    """Whether a request is one for bail: "bail plea", "application for bail"."""
    noun = step.act.noun
    if noun is None or noun.lemma_.lower() == "bail":
        return noun is not None
    named = (child for child in noun.children if child.i < noun.i or preposition(child) == "for")
    return any(child.lemma_.lower() == "bail" for child in (*named, *step.act.frame.slot("prep:for")))


def _animate(step: Step) -> bool:
    """Whether, where it is told to whom something is done, they can be people."""
    heads = step.act.heads("affected")
    named = any(mention.type is not MentionType.DESCRIPTION for mention in step.people)
    bodies = words("courts", "body")
    judged = (h for h in heads if h.lower_ != "papers")  # "papers presented in court" are no newspapers
    return not heads or named or any(h.pos_ == "PRON" or human(h) or h.lemma_.lower() in bodies for h in judged)


def _civil(step: Step) -> bool:
    return any(head.lemma_.lower() in words("courts", "civil") for head in subjects(step.act.head))


def _pardoned(step: Step) -> bool:
    """Whether a pardon is told as done to people, or by a head of state, or beside legal words."""
    granted = any(head.lemma_.lower() in words("courts", "gracious") for head in _titles(step.act.heads("agent")))
    return legal(step) or (human_bearer(step) and (step.act.frame.passive or granted))


def _titles(heads: Iterable[Token]) -> Iterator[Token]:
    """Nouns and the titles before names: "President Ann Lee"."""
    return (token for head in heads for token in (head, *head.lefts))


def courts_or_prosecutor(step: Step) -> bool:
    """Whether a court or a prosecutor acts."""
    return by_prosecutors(step) or any(courts(step.act))


def _predicate(step: Step) -> bool:
    """Whether the predicate stands alone: "found him innocent", not "found an innocent explanation"."""
    noun = step.act.noun
    return noun is not None and not (noun.dep_ in {"amod", "compound"} and noun.head.i > noun.i)


NEEDS: Mapping[str, Callable[[Step], bool]] = {
    "accusation": accusing,
    "appealable": appealable,
    "ahead": lambda step: step.status == "scheduled",
    "animate": _animate,
    "bail": _of_bail,
    "bail-or-bench": benched,
    "bare": _bare,
    "brought": brought,
    "bench": lambda step: any(is_court(head) for head in step.act.heads("agent")),
    "blame": _blamed,
    "civil": _civil,
    "court": lambda step: any(courts(step.act)),
    "criminal": criminal,
    "custodial": _custodial,
    "custody-measure": custody_measure,
    "custody-order": custody_order,
    "detention-order": detention_order,
    "dossier": dossier,
    "in-court": in_court,
    "extradited": lambda step: bool(extradited(step.act)),
    "fir": first_report,
    "freeing": freeing,
    "from-court": left_by,
    "higher": higher,
    "indefinite": lambda step: not definite(step.act.noun),
    "inquiring": inquiring,
    "known": lambda step: step.known,
    "judged-fair": judged_fair,
    "judicial": lambda step: not any(security(head) and not is_court(head) for head in step.act.heads("agent")),
    "law-broken": lambda step: offence(step) or under_law(step) or in_case(step),
    "legal": legal,
    "legal-or-known": lambda step: legal(step) or (step.known and definite(step.act.noun)),
    "legal-or-person": _tried,
    "legal-or-penalty": _sentencing,
    "named-court": lambda step: step.act.noun is not None and any(t.dep_ in NAMING for t in step.act.noun.lefts),
    "offence": lambda step: step.charge is not None,
    "official": _official,
    "other": _other,
    "pardoned": _pardoned,
    "party": lambda step: bool(step.people or step.act.heads("agent")),
    "pending": _pending,
    "penalty": lambda step: bool(step.penalties),
    "penalty-or-person": lambda step: bool(step.penalties or step.people),
    "person-or-bench": lambda step: bool(step.people) or any(map(is_court, step.act.heads("agent"))),
    "person-or-charge": lambda step: bool(step.people or (step.charge and courts_or_prosecutor(step))),
    "person-or-heard": lambda step: bool(step.people) or step.known or in_session(step),
    "person-or-known": lambda step: bool(step.people) or (step.known and definite(step.act.noun)),
    "person": lambda step: bool(step.people),
    "plea": _pleading,
    "pleaded": _pleaded,
    "open": lambda step: not durations(step.sentence),
    "predicate": _predicate,
    "prison": _punishing,
    "put-off": lambda step: any(child.lower_ in {"back", "off"} for child in step.act.head.children),
    "private": private,
    "prosecutor": by_prosecutors,
    "registered": registered,
    "rising": _rising,
    "suspect": suspected,
    "suspected-in-case": lambda step: any(t.lemma_.lower() == "case" for t in step.act.head.doc[step.act.head.i + 1 :]),
    "to-court": lambda step: any(map(is_court, step.act.heads("court"))),
    "transitive": _transitive,
    "undergone": _undergone,
    "unjailed": lambda step: not jailed(step),
}
"""What a cue may need to be meant legally."""
