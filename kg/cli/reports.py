"""A SHACL report and the graph it judges in, findings out."""

from __future__ import annotations

from rdflib import RDF, SH, Graph
from rdflib.term import Node

from kg.model import Finding, Severity
from kg.terms import KG


def findings(report: Graph, graph: Graph) -> list[Finding]:
    """Give the findings of a report with the words of the nodes they are about, violations first."""
    found = [_finding(report, graph, result) for result in report.subjects(RDF.type, SH.ValidationResult)]
    order = list(Severity)
    return sorted(found, key=lambda each: (order.index(each.severity), each.focus_node, each.shape, each.message))


def _finding(report: Graph, graph: Graph, result: Node) -> Finding:
    focus = report.value(result, SH.focusNode)
    passages = graph.objects(focus, KG.evidence) if focus is not None else ()
    words = sorted(str(exact) for passage in passages for exact in graph.objects(passage, KG.exact))
    return Finding(
        focus_node=str(focus),
        shape=str(report.value(result, SH.sourceShape)),
        severity=Severity(str(report.value(result, SH.resultSeverity)).rpartition("#")[2]),
        message=str(report.value(result, SH.resultMessage)),
        path=_written(report.value(result, SH.resultPath)),
        value=_written(report.value(result, SH.value)),
        words=" … ".join(words) or None,
    )


def _written(node: Node | None) -> str | None:
    return None if node is None else str(node)
