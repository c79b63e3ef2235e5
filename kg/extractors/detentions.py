"""An analysis and its mentions in, detentions out: who was taken into custody, by whom, how many, where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from kg.extractors.frames import SUBJECTS, subjects
from kg.extractors.incidents import circumstances, custody, figures, grounds, naming, shares
from kg.extractors.incidents.accusations import explained
from kg.extractors.incidents.events import Event, bare, claim, events, named, people, roles
from kg.extractors.incidents.people import arrestable, human, noun
from kg.extractors.incidents.retellings import Told, also_told, misled, retold, taken_up
from kg.extractors.incidents.scenes import SCENE, operation
from kg.extractors.incidents.tallies import tally
from kg.extractors.incidents.triggers import stems
from kg.extractors.wordlists import pattern, words
from kg.iris import ClaimIds
from kg.language import Analysis
from kg.language.relations import causer
from kg.mentions import Mentions
from kg.model import Claim, Mention, MentionType, Quantity

NAME = "detentions"
NEEDS_OFFICIAL = frozenset({"abduct", "catch", "lead-away", "seize"})
STATES = frozenset({"custody", "send-to-jail"})
CONFINING = frozenset({"custody", "deprive-of-liberty", "house-arrest", "send-to-jail"})
PASSIVE_SUFFICES = frozenset({"capture", "round-up"})
MASS = 10


def detentions(analysis: Analysis, mentions: Mentions, ids: ClaimIds) -> Iterator[Claim]:
    """Detentions that the document tells of, whole before part."""
    told = list(_told_of(analysis, mentions, ids))
    told += _behind(told, analysis, mentions, ids)
    yield from explained(sorted(told, key=lambda each: each.index), analysis.sentences, mentions)


def _told_of(analysis: Analysis, mentions: Mentions, ids: ClaimIds) -> list[Told]:
    """Detentions as the words for them tell them, with their shares."""
    told: list[Told] = []
    for event in filter(accepted, events(NAME, analysis, mentions)):
        index, found = event.context.sentence.index, detention(event, ids)
        at = taken_up(found, told) if found is not None else retold(event, told)
        if found is not None and at is None and not misled(found, told):
            whole = shares.joined(event, found, [each.claim for each in told])
            told.append(Told(index, whole, grounds.deed(event), event.referents))
            told += (Told(index, part) for part in shares.parts(event, whole, ids))
        elif at is not None or (at := retold(event, told)) is not None:
            told[at] = also_told(told[at], event)
    return told


def _behind(told: Sequence[Told], analysis: Analysis, mentions: Mentions, ids: ClaimIds) -> list[Told]:
    """What the sentence behind a counted detention adds, where no other is told there: its shares, another's figure."""
    found, taken = [], {each.index for each in told}
    for each in told:
        at = each.index + 1
        if at in taken or at >= len(analysis.sentences) or each.claim.all("partOf"):
            continue
        for further in (shares.later, naming.later):
            found += [Told(at, claim) for claim in further(each.claim, analysis.sentences[at], mentions, ids)]
        for rival in figures.others(each.claim, analysis.sentences[at], mentions, ids):
            own = shares.within(rival, analysis.sentences[at], mentions, ids)
            found += [Told(at, claim) for claim in (rival, *own)]
    return found


def triggers() -> frozenset[str]:
    """Beginnings of words without one of which no sentence tells of a detention."""
    return stems(NAME)


def accepted(event: Event) -> bool:
    """Whether those affected can be people in custody, and those who act can hold them."""
    cue, frame = event.match.cue.id, event.match.frame
    if event.by_outlaws or _of_a_thing(event) or _general(event) or not _someone(event):
        return False
    if (cue in NEEDS_OFFICIAL or (cue in PASSIVE_SUFFICES and not _suffered(event))) and not _by_officers(event):
        return False
    if _otherwise_meant(event) or (cue == "take-from" and not _taken(event)):
        return False
    if cue == "hold":
        return (frame.passive or event.official) and _in_custody(event)
    return not _played(event)


def _by_officers(event: Event) -> bool:
    """Whether somebody acts who can hold people, or nobody but "they" who just moved in: "Police came. They took …"."""
    if event.official or any(head.lower_ != "they" for head in event.agent_heads):
        return event.official
    sentence, sentences = event.context.sentence, event.context.sentence.analysis.sentences
    before = sentences[max(sentence.index - SCENE, 0) : sentence.index]
    same = (each for each in before if each.paragraph == sentence.paragraph)
    return any(operation(each, event.context.mentions) for each in same)


def _taken(event: Event) -> bool:
    """Whether people are taken from a home or a place of work, by those who can, or by nobody told near custody."""
    sites = (head for head in event.match.frame.slot("prep:from") if noun(head) in words("circumstances", "site"))
    owned = any(child.dep_ == "nmod:poss" for head in sites for child in head.children)
    text = event.context.sentence.analysis.document.text
    return owned and (event.official or (_suffered(event) and custody.throughout(text)))


def _of_a_thing(event: Event) -> bool:
    """Whether "which" says that no person undergoes it, or "that" of holding: "a vigil for her that was held"."""
    things = {"that", "which"} if event.match.cue.id == "hold" else {"which"}
    return any(child.lower_ in things and child.dep_ in SUBJECTS for child in event.match.frame.trigger.children)


def _general(event: Event) -> bool:
    """Whether a habit is told of whoever it befalls: "security forces abduct people"."""
    heads = event.affected_heads
    habit = event.match.frame.trigger.tag_ in {"VBP", "VBZ"} and bool(heads)
    return habit and all(head.pos_ == "NOUN" and bare(head) and not list(head.children) for head in heads)


def _otherwise_meant(event: Event) -> bool:
    """Whether the words tell of a penalty, of another keeping, or of being caught by a camera."""
    cue = event.match.cue.id
    penalty = cue in {"imprison", "send-to-jail"} and _penalty(event)
    caught = event.match.frame.slot("prep:on|in") if cue == "capture" else ()
    kept = cue in STATES and not _confined(event)
    return penalty or kept or any(noun(head) in words(NAME, "pictured") for head in caught)


def _confined(event: Event) -> bool:
    """Whether a verb and a place or keeping are said of prisoners: not "in safe custody", "turned into a jail"."""
    verb, keeping = event.match.frame.trigger.lemma_, event.match.words[-1]
    if event.match.cue.id == "send-to-jail" and verb not in words(NAME, "sending"):
        return False
    beside = {child.lower_ for child in keeping.children}
    return not beside & words(NAME, "not_custody") and verb not in words(NAME, "not_keeping") and not _decided(event)


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


def detention(event: Event, ids: ClaimIds) -> Claim | None:
    """The detention of an event; None where neither who nor how many is told."""
    heads = (*(event.group_heads if event.members else ()), *event.affected_heads, *_beside(event))
    counted = (event.match.frame.trigger,) if not event.match.frame.object or _plural_deed(event) else ()
    count = event.count((*heads, *counted)) or (tally(event) if not heads else None)
    affected = tuple(
        m for m in event.affected if named(m) or _taken_up(m) or not (count and any(bare(h) for h in heads))
    )
    affected = tuple(mention for mention in affected if _told(mention))
    affected = tuple(dict.fromkeys((*affected, *(several := naming.by_name(event)))))
    if (
        len(affected) == 1
        and not (event.members or several)
        and affected[0].type is MentionType.PERSON
        and not any(map(_others, heads))
    ):
        count = None
    if not affected and count is None:
        return None
    filled = roles(
        agent=event.able_agents,
        affected=affected,
        count=count,
        place=shares.outside(event, circumstances.places(event)),
        date=circumstances.date(event),
        duration=circumstances.duration(event),
        ground=grounds.ground(event),
    )
    return replace(claim(event, ids, (kind(event, count),), filled), attribution=_counter(event))


def _counter(event: Event) -> Mention | None:
    """Who puts forward how many arrests there were: "the monitors recorded 12 arrests"; rather by name."""
    verb = event.match.head.head
    told = verb.lemma_ in words("circumstances", "counting") | words("circumstances", "reporting")
    if event.match.cue.frame != "noun" or not told or event.match.head.dep_ not in {"obj", "obl"}:
        return None
    near = (each for head in subjects(verb) if head.pos_ == "PROPN" or human(head) for each in (head, *head.children))
    found = [mention for head in near if head.dep_ in {*SUBJECTS, "nmod"} for mention in event.context.who(head)]
    return next(filter(named, found), next(iter(found), None))


def kind(event: Event, count: Quantity | None) -> str:
    """The code of the cue, or massArrest where many were arrested."""
    signal = event.match.cue.signals
    if signal not in {"individualArrest", "massArrest"}:
        return signal
    if count is None:
        return "massArrest" if any(_crowd(head) for head in event.affected_heads) else "individualArrest"
    many = (count.minimum or count.value or 0) >= MASS or count.qualifier == "vague"
    return "massArrest" if many else "individualArrest"


def _crowd(head: Token) -> bool:
    """Whether people without a name are told of in the plural: "arrested protesters", "every person"."""
    every = any(child.lower_ in {"every", "each"} for child in head.children)
    return head.pos_ == "NOUN" and human(head) and (every or "Number=Plur" in str(head.morph))


def _plural_deed(event: Event) -> bool:
    """Whether several arrests are told of with those arrested: "61 arrests of organisers"."""
    several = event.match.frame.trigger.tag_ == "NNS"
    return several and all("Number=Plur" in str(head.morph) for head in event.affected_heads)


def _taken_up(mention: Mention) -> bool:
    """Whether a pronoun means somebody told of before."""
    return mention.type is MentionType.PRONOUN and mention.referent is not None


def _beside(event: Event) -> tuple[Token, ...]:
    """Who is counted behind somebody named: "and 8 others"."""
    heads = event.affected_heads
    return tuple(other for head in heads for other in head.conjuncts if _others(other) and other not in heads)


def _others(head: Token) -> bool:
    """Whether a number counts those held beside somebody told of by himself."""
    return noun(head) == "other" and any(child.dep_ == "nummod" or child.like_num for child in head.children)


def _suffered(event: Event) -> bool:
    """Whether the detained are told of and nobody is said to act."""
    return event.match.frame.passive and not event.match.frame.subject


def _someone(event: Event) -> bool:
    """Whether people are detained: by their nouns, as the object of a verb that takes no other, or as a bare number."""
    heads = event.affected_heads
    if people(event) or (event.match.cue.frame == "noun" and not heads):
        return all(arrestable(head) for head in heads)
    sure = event.official or custody.around(event.match.words) or all(_individual(event, head) for head in heads)
    names = all(head.pos_ == "PROPN" and head.is_alpha for head in heads)  # no "11 years behind bars"
    confined = event.match.cue.id in CONFINING and (event.match.frame.passive or names)
    named = event.match.cue.id in NEEDS_OFFICIAL and names
    return (
        (event.match.frame.trigger.lemma_ in words(NAME, "personal") or confined or named)
        and bool(heads)
        and sure
        and all(map(arrestable, heads))
    )


def _individual(event: Event, head: Token) -> bool:
    """Whether a noun picks out some of many: by a number, as a name, or as the subject of a passive with an article."""
    given = event.match.frame.passive and any(child.dep_ in {"det", "nmod:poss"} for child in head.children)
    return given or head.pos_ == "PROPN" or event.count((head,)) is not None


def _told(mention: Mention) -> bool:
    """Whether a mention says who it is: no "all" or "those", no pronoun left open but one of the speaker's own."""
    said = mention.selector.exact.lower()
    if mention.extractor == "couples":
        return True
    left_open = (
        mention.type is MentionType.PRONOUN and mention.referent is None and said not in words("people", "first_person")
    )
    return not left_open and said not in words("people", "quantifiers") | words("people", "anybody")


def _played(event: Event) -> bool:
    """Whether somebody who is no officer has others arrested, and nothing else tells of custody: "had us arrested"."""
    return causer(event.match.head) is not None and not event.official and not custody.around(event.match.words)


def _in_custody(event: Event) -> bool:
    """Whether people are held who can be, not to a draw or responsible, and a body or a pronoun beside other signs."""
    text = event.context.sentence.text
    if pattern(NAME, "not_held").search(text) or _complemented(event) or event.match.frame.prepositions.get("to"):
        return False
    plain = any(human(head) and head.pos_ != "PRON" for head in event.affected_heads)
    single = any(mention.type is MentionType.PERSON for mention in event.affected)
    lasting = circumstances.duration(event) is not None or bool(event.match.frame.prepositions.get("in"))
    return plain or single or event.official or lasting or custody.around(event.match.words)


def _complemented(event: Event) -> bool:
    """Held to be something, or with a thing as object: a view, an office, an event."""
    return any(child.dep_ in {"xcomp", "ccomp", "compound:prt"} for child in event.match.head.children)
