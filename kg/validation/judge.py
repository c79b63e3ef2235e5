"""The reference: pySHACL over one graph, with the ontology as background and nothing inferred."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pyshacl
from rdflib import Graph

from kg import ontology
from kg.errors import UsageError
from kg.validation import shapes as project


def judge(graph: Graph, shapes: Path | None = None) -> tuple[bool, Graph, str]:
    """Judge a graph by SHACL: whether it has no violation, the report as a graph, and the report as text.

    ``shapes`` is a Turtle file or a folder of them; the project's own shapes where it is None. Warnings are reported
    and do not count. Queries run once for each node, so this takes seconds for a document.
    """
    conforms, report, text = pyshacl.validate(
        graph,
        shacl_graph=project.graph() if shapes is None else _read(shapes),
        ont_graph=ontology.graph(),
        inference="none",
        advanced=False,
        allow_warnings=True,
    )
    if not isinstance(report, Graph):
        raise UsageError(f"the shapes cannot be used: {text}")
    return bool(conforms), report, cast("str", text)


def _read(shapes: Path) -> Graph:
    files = sorted(shapes.glob("*.ttl")) if shapes.is_dir() else [shapes]
    merged = Graph()
    for path in files:
        try:
            merged.parse(path, format="turtle")
        except (OSError, SyntaxError) as error:
            raise UsageError(f"{path}: cannot be read as Turtle ({error})") from error
    return merged
