"""A document in, its reading out: the unit of work, of cache and of parallelism.

Pure, but where a language model is asked for (:mod:`kg.llm`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass

from kg.claims import EXTRACTORS, claims
from kg.collecting import uncollected
from kg.extractors import Extractor
from kg.iris import ClaimIds
from kg.language import Analysis, analyse
from kg.llm.answers import EndpointError
from kg.llm.asking import told, unanswered
from kg.llm.cache import forget
from kg.llm.settings import Llm
from kg.mentions import Mentions, mentions
from kg.model import Claim, Document, Issue, Reading, Severity
from kg.passages import passages
from kg.withheld import masked

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Extractors:
    """What finds claims: the rules, a language model, or both."""

    rules: bool = True
    llm: Llm | None = None

    @property
    def name(self) -> str:
        """For people and logs: it tells no address."""
        return " + ".join([*(["rules"] if self.rules else []), *([self.llm.name] if self.llm else [])])

    @property
    def versions(self) -> Mapping[str, str]:
        """What determines a reading beside code and lexicons; nothing where the rules read alone."""
        if self.llm is None:
            return {}
        return {"extractors": f"{'rules and ' if self.rules else ''}{self.llm.version}"}

    def forget(self, document: Document) -> None:
        """Remove from the cache what a model once said of a document that may not be published any more."""
        if self.llm is not None:
            forget(self.llm.cache, document)


RULES = Extractors()


def read(document: Document, extractors: Extractors = RULES, actors: frozenset[str] = frozenset()) -> Reading:
    """What a document says; one in another language than English, or without words, has only an issue.

    ``actors`` are folded names that a language model is not shown. Where it gives no answer, the rules' claims stand
    with an issue; raises EndpointError where there are none.
    """
    if not english(document):
        message = f"language is {document.language!r}; only English is read"
        return Reading(document, issues=(_issue(document, "language", message),))
    # all that is made of a document lives until it is read; but a model may be waited for, for minutes
    with uncollected() if extractors.llm is None else nullcontext():
        return _read(document, extractors, actors)


def _read(document: Document, extractors: Extractors, actors: frozenset[str]) -> Reading:
    analysis = analyse(document)
    if not analysis.sentences:
        return Reading(document, issues=(_issue(document, "empty", "there are no words to read"),))
    named = mentions(analysis)
    model = _Model(extractors.llm, actors) if extractors.llm else None
    issues: tuple[Issue, ...]
    try:
        found = claims(analysis, named, _chosen(extractors, model))
        issues = model.issues if model else ()
    except EndpointError as error:
        if not extractors.rules:
            raise
        found, issues = claims(analysis, named), (unanswered(document, error),)
    return Reading(document, passages(analysis), named.all, found, (*analysis.issues, *issues))


def english(document: Document) -> bool:
    """Whether a document is said to be in the language that is read."""
    return document.language.split("-")[0].lower() == ENGLISH


class _Model:
    """A language model as one more extractor, which leaves behind what it had to drop."""

    def __init__(self, llm: Llm, actors: frozenset[str]) -> None:
        self._llm, self._actors = llm, actors
        self.issues: tuple[Issue, ...] = ()

    def __call__(self, analysis: Analysis, named: Mentions, ids: ClaimIds) -> Iterable[Claim]:
        shown = masked(analysis.document, named.named, self._actors) if self._actors else analysis.document
        if shown is None:
            return ()
        found = told(self._llm, analysis, named, ids, shown=shown, actors=self._actors)
        self.issues = found.issues
        return found.claims


def _chosen(extractors: Extractors, model: _Model | None) -> tuple[Extractor, ...]:
    return (*(EXTRACTORS if extractors.rules else ()), *((model,) if model else ()))


def _issue(document: Document, code: str, message: str) -> Issue:
    return Issue(document.name, "reading", code, message, Severity.INFO)
