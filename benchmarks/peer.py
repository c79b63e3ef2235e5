"""The same work with the usual tools: rdflib holds the graph, owlrl closes it, pySHACL judges it, rdflib writes it."""

import time
from collections.abc import Sequence

from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import Dataset, Graph, URIRef

from kg import ontology
from kg.entities import entities
from kg.iris import Iris
from kg.links import Witness, witnesses
from kg.mapping import Terms
from kg.model import Reading, Triple
from kg.quads import entity_quads, quads
from kg.runs import run_quads
from kg.validation import judge


def peer(readings: Sequence[Reading], terms: Terms) -> dict[str, float]:
    """CPU milliseconds a document, by step. Nothing is stored on disk."""
    iris = Iris()
    graphs = _graphs(readings, iris, terms)
    spent: dict[str, float] = {}
    size = len(readings)
    started = time.process_time()
    dataset = Dataset()
    for name, triples in graphs.items():
        dataset.graph(URIRef(name)).parse(data="\n".join(f"{s} {p} {o} ." for s, p, o in triples), format="nt")
    spent["rdflib: parse into a graph"] = _since(started) / size
    union = Graph()
    for s, p, o, _ in dataset.quads():
        union.add((s, p, o))
    started = time.process_time()
    judge(union)
    spent["pySHACL: all shapes"] = _since(started) / size
    for triple in ontology.graph():
        union.add(triple)
    started = time.process_time()
    DeductiveClosure(OWLRL_Semantics).expand(union)
    spent["owlrl: closure"] = _since(started) / size
    started = time.process_time()
    dataset.serialize(format="trig")
    spent["rdflib: TriG"] = _since(started) / size
    return spent


def _graphs(readings: Sequence[Reading], iris: Iris, terms: Terms) -> dict[str, frozenset[Triple]]:
    run = terms.run(iris)
    graphs = {iris.runs: run_quads(run, terms.versions)}
    facts: dict[str, set[Witness]] = {}
    for reading in readings:
        found = entities(reading, iris)
        graphs[iris.graph(iris.document(reading.document))] = quads(reading, found, iris, run=run)
        for witness in witnesses(found.named, iris):
            facts.setdefault(witness[0], set()).add(witness)
    graphs[iris.entities] = frozenset().union(*map(entity_quads, facts.values()))
    return graphs


def _since(started: float) -> float:
    return (time.process_time() - started) * 1000
