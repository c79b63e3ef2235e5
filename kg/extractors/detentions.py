"""An analysis and its mentions in, detentions out: who was taken into custody, by whom, how many, where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extractors.incidents import circumstances, figures, grounds, naming, shares
from kg.extractors.incidents.accusations import explained
from kg.extractors.incidents.captures import NAME, accepted
from kg.extractors.incidents.contexts import OPENED
from kg.extractors.incidents.events import Event, bare, claim, events, happened, named, roles
from kg.extractors.incidents.holders import holders
from kg.extractors.incidents.people import human, noun
from kg.extractors.incidents.retellings import Told, also_told, listed, misled, retold, taken_up
from kg.extractors.incidents.tallies import put, tally
from kg.extractors.incidents.tellers import teller
from kg.extractors.incidents.triggers import Match, stems
from kg.extractors.wordlists import words
from kg.iris import ClaimIds
from kg.language import Analysis, Sentence
from kg.language.tokens import Token
from kg.mentions import Mentions
from kg.model import Claim, Mention, MentionType, Quantity

MASS = 10


def detentions(analysis: Analysis, mentions: Mentions, ids: ClaimIds) -> tuple[Claim, ...]:
    """Detentions that the document tells of, whole before part; looked for once, though releases ask for them, too."""
    known: dict[str, tuple[Claim, ...]] = analysis.memory
    if NAME not in known:
        told = list(_told_of(analysis, mentions, ids))
        told += _behind(told, analysis, mentions, ids)
        by_place = sorted(told, key=lambda each: each.index)
        known[NAME] = tuple(explained(by_place, analysis.sentences, mentions))
    return known[NAME]


def _told_of(analysis: Analysis, mentions: Mentions, ids: ClaimIds) -> list[Told]:
    """Detentions as the words for them tell them, with their shares."""
    told: list[Told] = []
    for event in filter(accepted, events(NAME, analysis, mentions, _happens)):
        index, found = event.context.sentence.index, detention(event, ids)
        found = None if found is not None and misled(found, told) else found
        if (at := _again(event, found, told)) is not None:
            told[at] = also_told(told[at], event)
        elif found is not None:
            whole = shares.joined(event, found, [each.claim for each in told])
            told.append(Told(index, whole, grounds.deed(event), event.referents))
            told += (Told(index, part) for part in shares.parts(event, whole, ids))
    return told


def _again(event: Event, found: Claim | None, told: Sequence[Told]) -> int | None:
    """The index of what was told that an event tells again; "the arrests" do so that no number is told of."""
    count = found.first("count") if found is not None else None
    vague = isinstance(count, Quantity) and count.value is None and count.minimum is None
    if found is None or (vague and not found.all("affected")):
        return retold(event, told)
    at = listed(event, found, told)
    return at if at is not None else taken_up(found, told)


def _happens(sentence: Sentence, match: Match) -> str | None:
    """How a match is told; who will stay in custody, or for a week more, is in it, and a warning is a threat."""
    told, verb = happened(sentence, match), match.head
    if told in {"conditional", "scheduled"} and verb.dep_ == "ccomp" and verb.head.lemma_ in words(NAME, "warning"):
        return "threatened"
    if told != "scheduled":
        return told
    longer = verb.lemma_ in words(NAME, "lasting") or bool({"another", "more"} & {t.lower_ for t in verb.subtree})
    staying = verb.lemma_ in words(NAME, "lasting") | {"spend"} and match.cue.frame == "state"
    return "actual" if staying and longer else told


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


def detention(event: Event, ids: ClaimIds) -> Claim | None:
    """The detention of an event; None where neither who nor how many is told."""
    heads = (*(event.group_heads if event.members else ()), *event.affected_heads, *_beside(event))
    counted = (event.match.frame.trigger,) if not event.match.frame.object or _plural_deed(event) else ()
    count = event.count((*heads, *counted)) or (tally(event) if not heads else None)
    affected = tuple(
        m for m in event.affected if named(m) or _taken_up(m) or not (count and any(bare(h) for h in heads))
    )
    affected = tuple(m for m in affected if _told(m) and m.type is not MentionType.STATE_BODY)
    affected = tuple(dict.fromkeys((*affected, *(several := naming.by_name(event)))))
    if (
        len(affected) == 1
        and not (event.members or several)
        and affected[0].type is MentionType.PERSON
        and not any(map(_others, heads))
    ):
        count = None
    if (figure := put(event)) is not None:
        affected, count = (), figure
    if not affected and count is None:
        return None
    filled = roles(
        agent=() if figure else event.able_agents or holders(event),
        affected=affected,
        count=count,
        place=shares.outside(event, circumstances.places(event), count),
        date=circumstances.date(event),
        duration=circumstances.duration(event),
        ground=grounds.ground(event),
    )
    return replace(claim(event, ids, (kind(event, count),), filled), attribution=teller(event))


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


def _told(mention: Mention) -> bool:
    """Whether a mention says who it is: no "all" or "those", no pronoun left open but one of the speaker's own."""
    said = mention.selector.exact.lower()
    if mention.extractor == "couples" or (mention.extractor == OPENED and said == "they"):
        return True
    left_open = (
        mention.type is MentionType.PRONOUN and mention.referent is None and said not in words("people", "first_person")
    )
    return not left_open and said not in words("people", "quantifiers") | words("people", "anybody")
