"""An act with what was read of it in, how a court stands to it out: it frees, it is above others, it sits.

Law of this file: in doubt a court has no part in it.
"""

from __future__ import annotations

from kg.extractors.frames import frame, preposition
from kg.extractors.incidents.people import security
from kg.extractors.law.accusing import by_prosecutors, human_bearer
from kg.extractors.law.legality import Step, commanding, courts, decreed, is_court, legal
from kg.extractors.law.slots import found_wanting
from kg.extractors.wordlists import words
from kg.model import Mention, MentionType

CUSTODY = frozenset({"arrest", "custody", "detention", "imprisonment"})


def higher(step: Step) -> bool:
    """Whether a court is one above others, by a word in its name."""
    told = (*step.act.heads("court"), *([step.act.noun] if step.act.noun is not None else []))
    heads = [head for head in told if is_court(head)]
    return any(words("courts", "higher") & {token.lower_ for token in head.subtree} for head in heads)


def benched(step: Step) -> bool:
    """Whether somebody is freed on bail, or on another bond where a court was just told of."""
    if step.act.noun is not None and step.act.noun.lemma_.lower() == "bail":
        return True
    around = step.sentence.analysis.sentences[max(step.sentence.index - 1, 0) : step.sentence.index + 1]
    tokens = {word.strip(".,;:'’\"s").lower() for sentence in around for word in sentence.text.split()}
    return bool(tokens & words("courts", "court"))


def in_session(step: Step) -> bool:
    """Whether it is granted or refused, or the sentence names a court, or who sits or pleads in it."""
    if step.act.words.start and step.act.words[0].nbor(-1).lower_ in {"denied", "granted", "refused"}:
        return True
    tokens = {token.lemma_.lower() for token in step.sentence.doc}
    return bool(tokens & (words("courts", "court") | words("courts", "counsel")))


def in_court(step: Step) -> bool:
    """Whether a witness speaks in a court and to no assembly or commission."""
    text = step.sentence.text.lower()
    return (legal(step) or step.known) and not any(word in text for word in words("courts", "assembly"))


def freeing(step: Step) -> bool:
    """Whether the court that is told of is the one that frees: it acts, or it is done by its order."""
    heads = (*step.act.heads("court"), *step.act.heads("agent"), *commanding(step.act))
    ordered = frame(decree).subject if (decree := decreed(step.act)) is not None else ()
    return any(map(is_court, (*heads, *ordered))) or _seats(step)


def _seats(step: Step) -> bool:
    """Whether the court is told of right before or behind: "in court a judge", "walked free from court after"."""
    return step.act.frame.passive and not step.act.heads("agent") and any(courts(step.act))


def appealable(step: Step) -> bool:
    """Whether an appeal is to a court, or to nobody: no "appeals to the mayor"."""
    to = frame(step.act.noun or step.act.head).slot("prep:to")
    return not to or any(map(is_court, to))


def brought(step: Step) -> bool:
    """Whether it is to trial that somebody comes, and not to look on at one: "came to the trial of Bo Lind"."""
    noun = step.act.noun
    told = {child.dep_ for child in noun.children if child.i < noun.i} if noun is not None else set()
    return step.act.head.lemma_ not in {"come", "go"} or not told & {"compound", "det"}


def judged_fair(step: Step) -> bool:
    """Whether it is told of a trial that was held, as fair or unfair: "did not get a fair trial"."""
    noun = step.act.noun
    return noun is not None and found_wanting(noun) and step.status in {"actual", "alleged"}


def left_by(step: Step) -> bool:
    """Whether it is a court from which somebody walks."""
    rest = step.act.head.doc[step.act.head.i + 1 :]
    own = (token for token in rest if token.head in {step.act.head, step.act.noun})
    return any(is_court(token) and preposition(token) == "from" for token in own)


def custody_measure(step: Step) -> bool:
    """Whether a measure is one of custody: "the measure of house arrest", "a measure in the form of detention"."""
    of = frame(step.act.head).slot("prep:of")
    form = (head for noun in frame(step.act.head).slot("prep:in") for head in frame(noun).slot("prep:of"))
    return step.act.head.tag_ == "NN" and any(head.lemma_.lower() in CUSTODY for head in (*of, *form))


def custody_order(step: Step) -> bool:
    """Whether an order is one of custody: "a four-day remand order"."""
    noun = step.act.noun
    return noun is not None and any(child.lemma_.lower() in CUSTODY | {"remand"} for child in noun.lefts)


def detention_order(step: Step) -> bool:
    """Whether it is somebody's detention that is lifted, or the order for it: "the detention order of the editor"."""
    noun = step.act.noun
    own = noun is not None and (noun.lemma_ in CUSTODY or any(child.lemma_.lower() in CUSTODY for child in noun.lefts))
    return own and human_bearer(step) and bool(step.people)


def private(step: Step) -> bool:
    """Whether somebody acts who is no police, prosecutor or court, against somebody who can be sued."""
    agents, sued = step.act.heads("agent"), step.act.heads("affected")
    official = by_prosecutors(step) or any(security(head) or is_court(head) for head in agents)
    return bool(agents) and bool(sued) and bool(step.people) and not official and not step.act.frame.passive


def named_court(mention: Mention) -> bool:
    """Whether a name, or its letters, are those of a court: "SCC" for the Special Criminal Court."""
    last = (mention.value or "").lower().split()[-1:]
    return mention.type is MentionType.STATE_BODY and last in (["court"], ["courts"], ["tribunal"])
