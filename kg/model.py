"""The records that flow from stage to stage: frozen, ordered, valid from the constructor on.

Law of this file: no I/O, no store, no regex. Offsets are Unicode code points of ``Document.text``, end excluded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kg.errors import InvariantError


@dataclass(frozen=True, slots=True)
class Document:
    """One source file, decoded strictly and otherwise untouched.

    ``name`` is the path relative to its source folder, with ``/`` between parts, and is what the document's IRI
    is made from (``url``, where known, takes its place). ``body`` is the offset at which the text proper begins
    (after front matter). ``published`` is an ISO date (``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``) or None.
    """

    name: str
    text: str
    sha256: str
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    body: int = 0
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    language: str = "en"

    def __post_init__(self) -> None:
        if not self.name:
            raise InvariantError("a document needs a name")
        if not 0 <= self.body <= len(self.text):
            raise InvariantError(f"{self.name}: the body starts at {self.body}, outside the text")

    def select(self, start: int, end: int) -> Selector:
        """Selector for ``text[start:end]``; raises InvariantError where that is empty or outside the text."""
        if not 0 <= start < end <= len(self.text):
            raise InvariantError(f"{self.name}: no passage at {start}:{end} in a text of {len(self.text)}")
        return Selector(start, end, self.text[start:end])


@dataclass(frozen=True, slots=True, order=True)
class Selector:
    """A stretch of one document's text: ``text[start:end] == exact``."""

    start: int
    end: int
    exact: str = field(compare=False)

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InvariantError(f"selector {self.start}:{self.end} is empty or negative")
        if len(self.exact) != self.end - self.start:
            raise InvariantError(f"selector {self.start}:{self.end} does not have the length of {self.exact!r}")

    def overlaps(self, other: Selector) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Selector) -> bool:
        """Whether ``other`` lies inside."""
        return self.start <= other.start and other.end <= self.end


class PassageKind(StrEnum):
    """What a passage is in the layout of its document."""

    TITLE = "title"
    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"
    QUOTATION = "quotation"


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A stretch of text with a layout role; passages of one kind are ordered and disjoint."""

    selector: Selector
    kind: PassageKind


class MentionType(StrEnum):
    """What a mention names. The first six are the actor types of the annotation guideline."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE_BODY = "state_body"
    GROUP = "group"
    MEDIA = "media"
    PLACE_ACTOR = "place_actor"  # a place standing for its government
    PLACE = "place"
    DESCRIPTION = "description"  # a common noun phrase: "the police", "protesters", "his lawyer"
    PRONOUN = "pronoun"


NAMED_ACTORS = frozenset(
    {
        MentionType.PERSON,
        MentionType.ORGANISATION,
        MentionType.STATE_BODY,
        MentionType.GROUP,
        MentionType.MEDIA,
        MentionType.PLACE_ACTOR,
    }
)


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """An expression that refers to an actor or a place.

    ``referent`` is the local id of who or what is meant, shared by all mentions of one referent in the document
    ("a3"); None where it could not be resolved (a pronoun without an antecedent). ``value`` is the referent's
    principal name in this document. ``kind`` is a code of the actor kinds ("police", "court", "protesters"), or None.
    """

    selector: Selector
    type: MentionType
    referent: str | None = None
    value: str | None = None
    kind: str | None = None
    extractor: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of people as printed. ``value`` is None for "dozens"; ``unit`` is the words for what is counted.

    ``qualifier`` is a code: exact, approximately, moreThan, atLeast, lessThan, atMost, vague. Bounds follow the
    wording only (ontology.md 2.1): "around N" has none.
    """

    selector: Selector
    qualifier: str
    value: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A time expression: verbatim always, EDTF where it can be told, days only where text or document fix them.

    ``basis`` is "text" or "published" (anchored on the document's date of publication).
    """

    selector: Selector
    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    basis: str = "text"


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as printed, with its ISO 8601 form ("P3Y6M", "P15D") where it can be told."""

    selector: Selector
    iso: str | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money as printed (a fine), with amount and ISO 4217 or printed currency where told."""

    selector: Selector
    amount: float | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class ClaimRef:
    """Another claim of the same reading, by id."""

    id: str


@dataclass(frozen=True, slots=True, order=True)
class Code:
    """A code of a controlled list, by local name ("direct")."""

    name: str


Filler = Mention | Quantity | Moment | Duration | Money | Selector | ClaimRef | Code | bool


@dataclass(frozen=True, slots=True)
class Role:
    """One filled role of a claim. ``name`` is the local name of an ontology property.

    Mentions fill actor and place roles; Quantity fills ``count``; Moment ``date``; Duration ``duration``; Money
    ``fine``; a Selector fills text roles (``ground``, ``means``, ``charge``, ``quote``, ``contentText``,
    ``speakerText``); ClaimRef fills ``content``, ``topic``, ``partOf``, ``proceeding``, ``sentence``, ``respondsTo``;
    a Code ``quoteStyle``; a bool ``suspended``.
    """

    name: str
    filler: Filler


MODEL = "llm:"
"""Before the name of a language model, as an extractor."""

TOGETHER = " + "
"""Between the extractors that found one claim."""

OTHERWISE = " (as "
"""Before the factuality that an extractor told, where the claim has that of another: "llm:toy (as actual)"."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing one document says: a statement, an event, a proceeding or a sentence, with its words.

    ``type`` is the local name of an ontology class ("Detention"), ``kinds`` local names of codes ("massArrest").
    ``trigger`` is the expression that gave rise to it (a statement's cue). ``evidence`` holds at least one passage,
    as a rule the whole sentence. ``attribution`` is the nearest named source, None where the document itself speaks.
    ``factuality`` is a code for events, None for statements, proceedings and sentences. ``extractor`` is the id of
    the rule, or "llm:" and the name of a model; several with ``TOGETHER`` between them. ``score`` is the
    probability that the evidence says so, not that it is true.
    """

    id: str
    type: str
    trigger: Selector
    evidence: tuple[Selector, ...]
    kinds: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    attribution: Mention | None = None
    factuality: str | None = None
    extractor: str = ""
    score: float = 1.0

    def __post_init__(self) -> None:
        if not self.evidence:
            raise InvariantError(f"claim {self.id} of class {self.type} has no evidence")
        if not 0.0 <= self.score <= 1.0:
            raise InvariantError(f"claim {self.id}: score {self.score} is outside 0..1")

    @property
    def extractors(self) -> tuple[str, ...]:
        """The ids of all that found it: one, or several where claims were merged."""
        return tuple(self.extractor.split(TOGETHER)) if self.extractor else ()

    def all(self, name: str) -> tuple[Filler, ...]:
        """Fillers of one role, in order."""
        return tuple(role.filler for role in self.roles if role.name == name)

    def first(self, name: str) -> Filler | None:
        """The first filler of one role, or None."""
        return next(iter(self.all(name)), None)


class Severity(StrEnum):
    """How much a finding or an issue matters; the names are SHACL's."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that was not understood, as data: counted and listed, never hidden."""

    document: str
    stage: str
    code: str
    message: str
    severity: Severity = Severity.WARNING
    selector: Selector | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document says, in its own names: the unit of work, of cache and of parallelism."""

    document: Document
    passages: tuple[Passage, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what several mentions mean. ``type`` is the local name of an ontology class; ``names`` are as written.

    ``kinds`` are codes of the actor kinds: documents may differ.
    """

    iri: str
    type: str
    label: str
    names: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()

    def __post_init__(self) -> None:
        if not self.names:
            raise InvariantError(f"entity {self.iri} has no name")


Triple = tuple[str, str, str]
"""Subject, predicate, object as N-Triples terms ("<iri>", '"words"@en')."""

Graphs = Mapping[str, frozenset[Triple]]
"""Named graph IRI → its triples; no triple stands in two graphs."""


class Judgement(StrEnum):
    """What is held of a proposed identity."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    UNJUDGED = "unjudged"


@dataclass(frozen=True, slots=True)
class Link:
    """A proposed or judged identity of two IRIs that explains itself: features name → (score, detail).

    ``score`` is the probability that the two are one, None where a person judged; ``when`` is the day of that.
    """

    left: str
    right: str
    judgement: Judgement
    score: float | None
    features: Mapping[str, tuple[float, str]]
    by: str
    sentence: str = ""
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One validation result: mirrors sh:ValidationResult and says where to look."""

    focus_node: str
    shape: str
    severity: Severity
    message: str
    path: str | None = None
    value: str | None = None
    graph: str | None = None
    words: str | None = None
