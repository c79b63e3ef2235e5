"""An event by a cue of custody in, whether people are taken into or kept in custody out.

What verbs of holding and taking mean beside that is data (``lexicons/detentions.toml``). Law of this file: in doubt
nobody is held.
"""

from __future__ import annotations

from kg.extractors.frames import SUBJECTS
from kg.extractors.incidents import circumstances, custody
from kg.extractors.incidents.events import Event, people
from kg.extractors.incidents.membership import outside
from kg.extractors.incidents.people import arrestable, human, noun
from kg.extractors.incidents.remarks import kidnapped, remarked
from kg.extractors.incidents.scenes import SCENE, operation
from kg.extractors.wordlists import pattern, words
from kg.language.relations import FINITE, causer
from kg.language.tokens import Token
from kg.model import MentionType

NAME = "detentions"
NEEDS_OFFICIAL = frozenset({"abduct", "catch", "come-for", "lead-away", "seize"})
STATES = frozenset({"custody", "send-to-jail"})
HELD = frozenset({"custody", "hold"})
CONFINING = frozenset({"custody", "deprive-of-liberty", "house-arrest", "send-to-jail"})
NEAR = 5
"""Words behind a verb among which stands what caught people on film."""

PASSIVE_SUFFICES = frozenset({"capture", "round-up"})


def accepted(event: Event) -> bool:
    """Whether those affected can be people in custody, and those who act can hold them."""
    cue, frame = event.match.cue.id, event.match.frame
    if event.by_outlaws or _delayed(event) or _of_a_thing(event) or remarked(event) or not _someone(event):
        return False
    if (cue in NEEDS_OFFICIAL or (cue in PASSIVE_SUFFICES and not _suffered(event))) and not _by_officers(event):
        return False
    if _otherwise_meant(event) or (cue == "take-from" and not _taken(event)):
        return False
    if (cue in HELD and kidnapped(event)) or outside(event.match):
        return False
    if cue == "hold":
        return (frame.passive or event.official) and _in_custody(event)
    return not _played(event)


def _by_officers(event: Event) -> bool:
    """Whether somebody acts who can hold people, or nobody but "they" who just moved in: "Police came. They took …"."""
    if event.official or any(noun(head) == "questioning" for head in event.match.frame.slot("prep:for")):
        return not event.agent_heads or event.official
    if any(head.lower_ != "they" for head in event.agent_heads):
        return False
    sentence, sentences = event.context.sentence, event.context.sentence.analysis.sentences
    before = sentences[max(sentence.index - SCENE, 0) : sentence.index]
    same = [each for each in before if each.paragraph == sentence.paragraph]
    if event.match.cue.id == "lead-away" and _suffered(event):
        told = (pattern("custody", "seizing").search(each.text) for each in same)
        if custody.around(event.match.words) or any(told):
            return True
    return any(operation(each, event.context.mentions) for each in same)


def _taken(event: Event) -> bool:
    """Whether people are taken from a home or a place of work, by those who can, or by nobody told near custody."""
    sites = (head for head in event.match.frame.slot("prep:from") if noun(head) in words("circumstances", "site"))
    owned = any(child.dep_ == "nmod:poss" for head in sites for child in head.children)
    owned = owned or any(noun(head) in words(NAME, "vehicle") for head in event.match.frame.slot("prep:off"))
    owned = owned or any(map(_hidden, event.match.frame.slot("prep:to")))
    text = event.context.sentence.analysis.document.text
    return owned and (event.official or (_suffered(event) and custody.throughout(text)))


def _hidden(head: Token) -> bool:
    """Whether somebody is taken where nobody knows: "to an undisclosed location"."""
    return any(child.lower_ in words(NAME, "hidden") for child in head.children)


def _of_a_thing(event: Event) -> bool:
    """Whether "which" says that no person undergoes it, or "that" of holding: "a vigil for her that was held"."""
    things = {"that", "which"} if event.match.cue.id == "hold" else {"which"}
    return any(child.lower_ in things and child.dep_ in SUBJECTS for child in event.match.frame.trigger.children)


def _delayed(event: Event) -> bool:
    """Whether weather, traffic or the like keeps people: "detained by fog", "detained in the queue"."""
    heads = (*event.agent_heads, *event.match.frame.slot("prep:in"))
    return any(noun(head) in words(NAME, "delaying") for head in heads)


def _otherwise_meant(event: Event) -> bool:
    """Whether the words tell of a penalty, of another keeping, or of being caught by a camera."""
    cue = event.match.cue.id
    penalty = (cue in {"imprison", "send-to-jail"} and _penalty(event)) or (cue == "custody" and _served(event))
    kept = cue in STATES and not _confined(event)
    owned = event.match.cue.frame == "noun" and any(
        noun(head) in words(NAME, "anyone") for head in event.affected_heads
    )
    return penalty or kept or owned or (cue in {"capture", "catch"} and _pictured(event))


def _pictured(event: Event) -> bool:
    """Whether people are only caught by a camera: "were captured on video"."""
    doc, last = event.match.head.doc, event.match.words[-1].i
    behind = [token.lemma_.lower() for token in doc[last + 1 : last + NEAR]]
    return bool(behind) and behind[0] in {"on", "in"} and bool(set(behind) & words(NAME, "pictured"))


def _confined(event: Event) -> bool:
    """Whether a verb and a place or keeping are said of prisoners: not "in safe custody", "turned into a jail"."""
    verb, keeping = event.match.frame.trigger.lemma_, event.match.words[-1]
    if event.match.cue.id == "send-to-jail" and not _sent(event):
        return False
    beside = {child.lower_ for child in keeping.children}
    return not beside & words(NAME, "not_custody") and verb not in words(NAME, "not_keeping") and not _decided(event)


def _sent(event: Event) -> bool:
    """Whether a verb puts people where a preposition says, and they do not go there by themselves."""
    verb, frame = event.match.frame.trigger.lemma_, event.match.frame
    return verb in words(NAME, "sending") and (verb not in words(NAME, "going") or frame.passive or bool(frame.subject))


def _decided(event: Event) -> bool:
    """Whether a court is told to decide on custody, other than that of the police."""
    beside = {child.lower_ for child in event.match.words[-1].children}
    courts = any(noun(head) in words(NAME, "deciding") for head in event.agent_heads)
    return (courts or event.match.frame.trigger.lemma_ in words(NAME, "remanding")) and not beside & words(
        NAME, "seizers"
    )


def _penalty(event: Event) -> bool:
    """Whether a judgment or a term is told of: then jailing is the penalty."""
    told = pattern(NAME, "penalty").search(event.context.sentence.text)
    return told is not None or circumstances.duration(event) is not None


def _served(event: Event) -> bool:
    """Whether years are told that somebody spent in jail: a sentence that was served, not a detention."""
    spent = event.match.frame.trigger.lemma_ == "spend" and event.match.words[-1].lemma_ in words(NAME, "serving")
    untried = spent and pattern(NAME, "untried").search(event.context.sentence.text)
    length = circumstances.duration(event) if spent and not untried else None
    return length is not None and "year" in length.selector.exact.lower()


def _suffered(event: Event) -> bool:
    """Whether the detained are told of and nobody is said to act."""
    return event.match.frame.passive and not event.match.frame.subject


def _someone(event: Event) -> bool:
    """Whether people are detained: by their nouns, as the object of a verb that takes no other, or as a bare number."""
    heads = event.affected_heads
    if any(not human(head) and head.tag_ in {*FINITE, "VBG"} for head in heads):
        return False
    if any(map(_thing, heads)) and not any(m.type is MentionType.GROUP for m in event.affected):
        return False
    if people(event) or (event.match.cue.frame == "noun" and not heads):
        return all(arrestable(head) for head in heads)
    sure = event.official or custody.around(event.match.words) or all(_individual(event, head) for head in heads)
    names = all(head.pos_ == "PROPN" and head.is_alpha for head in heads)  # no "11 years behind bars"
    confined = event.match.cue.id in CONFINING and (event.match.frame.passive or names)
    named = event.match.cue.id in NEEDS_OFFICIAL and names
    return (_personal(event) or confined or named) and bool(heads) and sure and all(map(arrestable, heads))


def _personal(event: Event) -> bool:
    """Whether the word is one that is said of people, whatever these are called; a state may be of a term."""
    return event.match.cue.frame != "state" and event.match.frame.trigger.lemma_ in words(NAME, "personal")


def _thing(head: Token) -> bool:
    """Whether a name with an article is a ship's or the like: "the Orla Star was detained", "the Ann Roy"."""
    if head.pos_ != "PROPN":
        return False
    if head.ent_type_ == "PER":
        return head.i > 0 and head.nbor(-1).lower_ == "the" and any(child.dep_ == "flat" for child in head.children)
    article = next((child for child in head.children if child.dep_ == "det" and child.lower_ == "the"), head)
    called = article != head and all(token.pos_ == "PROPN" for token in head.doc[article.i + 1 : head.i])
    return called and not human(head)


def _individual(event: Event, head: Token) -> bool:
    """Whether a noun picks out some of many: by a number, as a name, or as the subject of a passive with an article."""
    given = event.match.frame.passive and any(child.dep_ in {"det", "nmod:poss"} for child in head.children)
    return given or head.pos_ == "PROPN" or event.count((head,)) is not None


def _played(event: Event) -> bool:
    """Whether somebody who is no officer has others arrested, and nothing else tells of custody: "had us arrested"."""
    return causer(event.match.head) is not None and not event.official and not custody.around(event.match.words)


def _in_custody(event: Event) -> bool:
    """Whether people are held who can be, not to a draw or responsible, and a body or a pronoun beside other signs."""
    text, within = event.context.sentence.text, event.match.frame.slot("prep:in")
    if any(noun(head) in words(NAME, "held_in") for head in within):
        return False
    if pattern(NAME, "not_held").search(text) or _complemented(event) or event.match.frame.prepositions.get("to"):
        return False
    plain = any(human(head) and head.pos_ != "PRON" for head in event.affected_heads)
    single = any(mention.type is MentionType.PERSON for mention in event.affected)
    lasting = circumstances.duration(event) is not None or bool(within)
    return plain or single or event.official or lasting or custody.around(event.match.words)


def _complemented(event: Event) -> bool:
    """Held to be something, or with a thing as object: a view, an office, an event."""
    return any(child.dep_ in {"xcomp", "ccomp", "compound:prt"} for child in event.match.head.children)
