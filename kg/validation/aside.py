"""A document's triples and its findings in, what may be published out: a bad claim goes with what leans on it."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import URIRef

from kg.model import Finding, Severity, Triple
from kg.terms import KG
from kg.validation.facts import TYPE, below, words

RECORDS = frozenset().union(*(below(each.n3()) for each in (KG.Event, KG.Statement, KG.LegalProceeding, KG.Sentence)))
CONTENT, EVIDENCE, PASSAGE, DOCUMENT = (each.n3() for each in (KG.content, KG.evidence, KG.Passage, KG.Document))


@dataclass(frozen=True, slots=True)
class SetAside:
    """A node that is not published, and the violation, of itself or of a node it leans on, that is the reason."""

    node: str
    because: Finding


def set_aside(
    triples: frozenset[Triple], findings: Iterable[Finding]
) -> tuple[frozenset[Triple], tuple[SetAside, ...]]:
    """Take out every claim with a violation and what leans on it; the rest of the document stays.

    A claim leans on each node it points to, and on the statement that puts it forward: what was put forward by a
    statement set aside would otherwise stand as the source's own word. Passages that only these claims cited go too.
    A fault of the document itself sets nothing aside. Returns what stays, and the claims that do not, sorted.
    """
    reasons = _reasons(triples, findings)
    gone = frozenset(reasons) | _uncited(triples, frozenset(reasons))
    kept = frozenset(triple for triple in triples if triple[0] not in gone and triple[2] not in gone)
    listing = (SetAside(words(node), reason) for node, reason in reasons.items())
    return kept, tuple(sorted(listing, key=lambda each: each.node))


def _reasons(triples: frozenset[Triple], findings: Iterable[Finding]) -> Mapping[str, Finding]:
    """Walk from the nodes at fault to all that leans on them: node → the finding behind it."""
    own = {s for s, p, o in triples if p == TYPE and o != DOCUMENT}
    violations = sorted((each for each in findings if each.severity is Severity.VIOLATION), key=lambda each: each.shape)
    reasons = {node: each for each in reversed(violations) if (node := URIRef(each.focus_node).n3()) in own}
    leaning, queue = _leaning(triples), deque(reasons)
    while queue:
        node = queue.popleft()
        for other in leaning[node] - reasons.keys():
            reasons[other] = reasons[node]
            queue.append(other)
    return reasons


def _leaning(triples: frozenset[Triple]) -> Mapping[str, set[str]]:
    """Node → the records that lean on it."""
    records = {s for s, p, o in triples if p == TYPE and o in RECORDS}
    leaning: dict[str, set[str]] = defaultdict(set)
    for s, p, o in triples:
        if s in records:
            leaning[o].add(s)
        if p == CONTENT and o in records:
            leaning[s].add(o)
    return leaning


def _uncited(triples: frozenset[Triple], gone: frozenset[str]) -> frozenset[str]:
    """Give the passages that were cited, and now by nothing that stays."""
    cited = {o for s, p, o in triples if p == EVIDENCE and s in gone}
    return frozenset(cited - {o for s, p, o in triples if p == EVIDENCE and s not in gone})
