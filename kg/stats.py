"""A view in, how much it holds of what out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import QuerySolutions

from kg.iris import Iris
from kg.stores import View

PREFIX = "PREFIX kg: <https://w3id.org/habeas/ns#>\n"
CLASSES = f"""{PREFIX}
SELECT ?class (COUNT(DISTINCT ?node) AS ?n) WHERE {{
  GRAPH ?g {{ ?node a ?class }}
  FILTER(!STRSTARTS(STR(?g), "%s"))
  FILTER(STRSTARTS(STR(?class), STR(kg:)))
}} GROUP BY ?class
"""


@dataclass(frozen=True, slots=True)
class Stats:
    """``classes`` counts nodes by the class asserted of them (local name); ``graphs`` counts the documents' graphs."""

    triples: int
    inferred: int
    classes: Mapping[str, int]


def stats(view: View) -> Stats:
    """Count triples, inferred triples and nodes by class."""
    inferred = Iris(view.base).inferred(Iris(view.base).graph(""))
    rows = view.query(CLASSES % inferred)
    assert isinstance(rows, QuerySolutions)
    classes = {row["class"].value.rpartition("#")[2]: int(row["n"].value) for row in rows}
    follows = sum(sum(1 for _ in view.graph(iri)) for iri in view.graphs() if iri.startswith(inferred))
    return Stats(view.count(), follows, dict(sorted(classes.items())))
