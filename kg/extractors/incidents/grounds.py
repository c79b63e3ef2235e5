"""An event in its sentence in, the reason given for it out: an offence, a charge, a law, a cause.

Word lists are data (``lexicons/circumstances.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kg.extractors.conjuncts import whole
from kg.extractors.frames import SUBJECTS, frame, governs, phrase, preposition
from kg.extractors.incidents.circumstances import places
from kg.extractors.incidents.events import Event, named
from kg.extractors.incidents.people import noun
from kg.extractors.incidents.reach import beside
from kg.extractors.incidents.suspicions import clause_of, opened, statute, suspicion
from kg.extractors.wordlists import words
from kg.language.relations import FINITE
from kg.language.tokens import Token
from kg.model import Selector

TAIL = re.compile(r"\W*\b(?:in front of|in|at|near|outside|across|throughout)(?: the)?$")


def ground(event: Event) -> Selector | None:
    """The stated reason, without the words that introduce it; a deed told beside it is none yet."""
    slots = event.match.cue.slots.get("ground", "")
    if not slots:
        return None
    told_of = (*event.match.frame.slot(slots), *_connected(event), *_charged(event), *_resumed(event))
    heads = [*told_of, *_wanted(event), *_booked(event)]
    laws = [head for head in heads if preposition(head) == "under"]
    found = _first(event, (head for head in heads if head not in laws)) or _accused(event) or _first(event, laws)
    found = found or _quoted(event) or _probed(event) or _said(event)
    return found and _trimmed(event, without_place(event, whole(event.context.sentence, found)))


def _first(event: Event, heads: Iterable[Token]) -> Selector | None:
    """The first reason among phrases that says one of its own."""
    return next((reason for head in heads if (reason := _reason(event, head)) and not pointing(reason.exact)), None)


def pointing(said: str) -> bool:
    """Whether words for a reason only point to one told elsewhere: "such charges", "the events", "the act"."""
    return _pointing().fullmatch(said) is not None


@cache
def _pointing() -> re.Pattern[str]:
    nouns = "|".join(sorted(words("circumstances", "pointing")))
    return re.compile(
        rf"(?:(?:all|an?|any|other|such|that|the|these|this|those) )"
        rf"(?:(?:above|alleged|following|other|said|same) )*[\"\u201c\u2018']?(?:{nouns})s?[\"\u201d\u2019']?",
        re.IGNORECASE,
    )


def _trimmed(event: Event, stretch: Selector) -> Selector:
    """A reason without what a comma parts from it that tells of something else: ", as part of a crackdown"."""
    aside = _aside().search(stretch.exact)
    document = event.context.sentence.analysis.document
    return document.select(stretch.start, stretch.start + aside.start()) if aside and aside.start() else stretch


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(rf",(?: or|) (?:{'|'.join(sorted(words('circumstances', 'aside')))})\b")


def _connected(event: Event) -> Iterator[Token]:
    """What stands behind "in connection with" and "in relation to", wherever the parser hung it."""
    for link in event.match.frame.prepositions.get("in", ()):
        after = link.doc[link.i + 1 : link.i + 2].text.lower()
        if (link.lower_, after) in {("connection", "with"), ("connection", "to"), ("relation", "to")}:
            marker = link.nbor()
            yield from (token for token in link.doc[marker.i + 1 :] if marker in token.children)
    linked = (child for child in event.match.head.children if child.lower_ in {"linked", "related"})
    yield from (token for link in linked for token in link.children if preposition(token) == "to")


def _wanted(event: Event) -> Iterator[Token]:
    """For what those affected were wanted: "two men wanted on burglary warrants were held"."""
    for head in event.affected_heads:
        for verb in (child for child in head.children if child.dep_ == "acl" and child.lemma_ == "want"):
            yield from (reason for reason in frame(verb).slot("prep:for|over|on"))


def _booked(event: Event) -> Iterator[Token]:
    """What those affected were charged with at once: "two of the men were arrested and charged with theft"."""
    verbs = (verb for verb in event.match.head.conjuncts if verb.i > event.match.head.i and verb.tag_ in {"VBD", "VBN"})
    for verb in (verb for verb in verbs if verb.lemma_ in words("circumstances", "booking")):
        if not any(child.dep_ in SUBJECTS for child in verb.children):
            yield from frame(verb).slot("prep:with|for|over")


def _said(event: Event) -> Selector | None:
    """What those who hold somebody say of them: "arrested the clerk, alleging that she had stolen a boat"."""
    if event.match.frame.passive:
        return None
    gerunds = (c for c in event.match.head.children if c.tag_ == "VBG" and c.dep_ in {"advcl", "xcomp"})
    for verb in (verb for verb in gerunds if verb.lemma_ in words("circumstances", "putting_forward")):
        said = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i and _of_affected(event, c)), None)
        if said is not None:
            return event.context.sentence.select(clause_of(said))
    return None


def _of_affected(event: Event, clause: Token) -> bool:
    """Whether the subject of a clause is somebody affected, by who is meant or by a pronoun for people."""
    heads = frame(clause).object if frame(clause).passive else frame(clause).subject
    meant = {m.referent for head in heads for m in event.context.who(head) if m.referent}
    pronoun = any(head.lower_ in words("people", "pronouns") for head in heads)
    return bool(meant & event.referents) or (pronoun and not meant & {m.referent for m in event.agents})


def _probed(event: Event) -> Selector | None:
    """What the case is of in which people are held: "in a fraud case", "as part of an inquiry into smuggling"."""
    for token in event.match.head.doc[event.match.head.i + 1 :]:
        if noun(token) not in words("circumstances", "probe") or token.pos_ != "NOUN":
            continue
        over = token.head if noun(token.head) == "part" else token
        if preposition(over) in {"as", "in"} and (_governs(event, over) or beside(event, over, over.left_edge.i)):
            told = (child for child in token.children if preposition(child) in {"into", "of", "over"})
            inner = [child for child in told if noun(child) not in words("circumstances", "no_ground")]
            kind = [child for child in token.children if child.dep_ == "compound" and child.pos_ == "NOUN"]
            select = event.context.sentence.select
            if inner or kind:
                return select(phrase(inner[0], whole=True)) if inner else select(token.doc[kind[0].i : kind[-1].i + 1])
    return None


def _resumed(event: Event) -> Iterator[Token]:
    """A gerund with "for" behind an aside between dashes: "was held on Monday - his birthday - for reading aloud"."""
    doc, verb = event.match.head.doc, event.match.head
    for token in doc[verb.i + 1 :]:
        if token.lower_ == "for" and doc[token.i - 1].text in DASHES and token.i + 1 < len(doc):
            aside = [t.i for t in doc[verb.i + 1 : token.i - 1] if t.text in DASHES]
            gerund = doc[token.i + 1]
            if aside and gerund.tag_ == "VBG":
                yield gerund


def _quoted(event: Event) -> Selector | None:
    """What stands in quotation marks behind "for" and the event's words: 'was held for "picking quarrels"'."""
    sentence, doc = event.context.sentence, event.match.head.doc
    found = QUOTED.search(sentence.text, event.match.words.end_char - doc[0].idx)
    between = (t for t in doc[event.match.head.i + 1 :] if found and t.idx - doc[0].idx < found.start())
    if found is None or any(token.tag_ in FINITE for token in between):
        return None
    start = sentence.selector.start + found.start(1)
    return sentence.analysis.document.select(start, start + len(found[1]))


QUOTED = re.compile(r"\bfor [\"\u201c]([^\"\u201d\n]{3,80})[\"\u201d]")

DASHES = frozenset({"-", "\u2013", "\u2014"})


def deed(event: Event) -> Selector | None:
    """What those affected had done: "because he ...", "after helping ...", "after they ..."."""
    for child in (child for anchor in event.anchors for child in anchor.children):
        opening = preposition(child)
        if child.dep_ != "advcl" or opening not in {"after", "because"} or not child.tag_.startswith("VB"):
            continue
        edge = child.left_edge
        if {edge.lower_, edge.doc[max(edge.i - 1, 0)].lower_} & words("circumstances", "soon"):
            continue
        if _by_affected(event, child) and child.lemma_ not in words("circumstances", "no_deed"):
            own = [t for t in child.subtree if t.i > child.left_edge.i]
            return event.context.sentence.select(child.doc[own[0].i : own[-1].i + 1]) if own else None
    return None


def _by_affected(event: Event, verb: Token) -> bool:
    """Whether the understood subject of an active clause is one of those affected."""
    told = frame(verb)
    if told.passive:
        return False
    if verb.tag_ == "VBG" and not any(child.dep_ in SUBJECTS for child in verb.children):
        return event.match.frame.passive
    meant = {m.referent for head in told.subject for m in event.context.who(head) if m.referent}
    pronoun = any(head.lower_ in words("people", "pronouns") for head in told.subject)
    own = bool(meant & {m.referent for m in event.affected}) or not any(map(named, event.affected))
    return pronoun and own and not meant & {m.referent for m in event.agents}


def _charged(event: Event) -> Iterator[Token]:
    """Words such as "suspicion" with a preposition, wherever in the clause the parser hung them."""
    for token in event.match.head.doc:
        if token.lemma_ not in words("circumstances", "charge") or (start := opened(token)) is None:
            continue
        if _governs(event, token) or beside(event, token, start) or _through(event, token):
            yield token


def _through(event: Event, token: Token) -> bool:
    """Whether a charge hangs on what those affected are called: "arrested two men working there on suspicion of"."""
    between = token.doc[event.match.head.i + 1 : token.i]
    held = any(head in token.ancestors and event.match.head.i < head.i < token.i for head in event.affected_heads)
    return held and not any(word.tag_ in FINITE or word.text == ";" for word in between)


def _governs(event: Event, token: Token) -> bool:
    """Whether a token hangs on the event within its own clause."""
    return any(governs(anchor, token) for anchor in event.anchors)


def _accused(event: Event) -> Selector | None:
    """What those affected are said to be accused of, set off in the event's sentence: ", accused of spying"."""
    near = {*event.anchors, *event.affected_heads}
    for token in event.match.head.doc:
        if (
            token.lemma_ in words("circumstances", "accusing")
            and token.tag_ in {"VBN", "VBD"}
            and token.head in near
            and token not in near
        ):
            told = frame(token)
            if told.passive and (heads := told.slot("prep:of")):
                return event.context.sentence.select(phrase(heads[0], whole=True))
    return None


def without_place(event: Event, stretch: Selector) -> Selector:
    """A stretch up to the place that follows it: "the dam", not "the dam in Orla"."""
    document = event.context.sentence.analysis.document
    for place in places(event):
        before = document.text[stretch.start : place.selector.start].rstrip()
        cut = TAIL.sub("", before)
        if stretch.contains(place.selector) and cut and cut != before:
            return document.select(stretch.start, stretch.start + len(cut))
    return stretch


def _reason(event: Event, head: Token) -> Selector | None:
    """What a phrase gives as reason: an offence after "on charges of", a law after "under", a cause, a deed."""
    select, lemma, opening = event.context.sentence.select, head.lemma_.lower(), preposition(head)
    if lemma in words("circumstances", "cause"):
        if head.right_edge == head:  # "in support", whose "of" the parser hung elsewhere
            return None
        return select(head.doc[head.left_edge.i : head.right_edge.i + 1])
    if lemma in words("circumstances", "charge") and (opening != "with" or lemma == "warrant"):
        told = suspicion(head)
        return None if told is None else select(told)
    if opening == "under":
        law = statute(head)
        return None if law is None else select(law)
    if opening in {"in", "on"} or lemma in words("circumstances", "no_ground") or _is_circumstance(event, head):
        return None
    return select(phrase(head, whole=True))


def _is_circumstance(event: Event, head: Token) -> bool:
    """Whether a phrase tells when, how long or where rather than why."""
    select, context = event.context.sentence.select, event.context
    times = [m.selector for m in context.moments] + [d.selector for d in context.durations]
    timed = any(time.overlaps(select(phrase(head))) for time in times) and not head.tag_.startswith("VB")
    return timed or any(place.selector.overlaps(select(head)) for place in context.places)
