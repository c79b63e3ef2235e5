"""The text of a SPARQL Update in, the graphs that it may write out: only they need be compared afterwards.

Law of this file: too many is allowed, too few is not. Where the text leaves it open (a variable names the graph, ALL),
or where it takes long to tell (a prefix declared twice, a text of megabytes), the answer is None: any graph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from kg.stores import UNNAMED
from server.engine.updates import SCAN, Token

OPEN = frozenset({"ALL", "NAMED"})
DECLARED = {"PREFIX": 2, "BASE": 1, "VERSION": 1}
"""Words of a prologue, and how many tokens belong to each."""

LONG = 2**19
"""Characters of an update that are read for this, at most."""


def written(update: str, base: str) -> frozenset[str] | None:
    """Name the graphs that an update may write, the default graph always; None where it may be any."""
    if len(update) > LONG:
        return None
    prologue, body = parted([token for token in SCAN.finditer(update) if not token[0].startswith("#")])
    declared = [" ".join(token[0] for token in each[:-1]).upper() for each in prologue]
    names = list(mentioned(body))
    if None in names or len(set(declared)) < len(declared):
        return None
    opening = " ".join(token[0] for each in prologue for token in each)
    query = f"{opening} SELECT ?g {{ VALUES ?g {{ {' '.join(filter(None, names))} }} }}"
    try:
        rows = ox.Store().query(query, base_iri=base)
    except SyntaxError:
        return None
    assert isinstance(rows, ox.QuerySolutions)
    return frozenset([UNNAMED, *(row["g"].value for row in rows if isinstance(row["g"], ox.NamedNode))])


def parted(tokens: Sequence[Token]) -> tuple[list[Sequence[Token]], list[Token]]:
    """Part the declarations, wherever they stand, from the operations."""
    prologue, body, at = list[Sequence[Token]](), list[Token](), 0
    while at < len(tokens):
        taken = DECLARED.get((tokens[at]["word"] or "").upper(), 0)
        if taken:
            prologue.append(tokens[at : at + 1 + taken])
        else:
            body.append(tokens[at])
        at += 1 + taken
    return prologue, body


def mentioned(tokens: Sequence[Token]) -> Iterator[str | None]:
    """Give the names of graphs, as they are written, that may be written to; None for one that is open.

    Outside of braces each name may be one (WITH, CLEAR, TO …), in a template the one after GRAPH, in a WHERE none.
    """
    depth, before, writing = 0, "", True
    for token in tokens:
        word, name = (token["word"] or "").upper(), token["text"] or token["name"]
        depth += {"{": 1, "}": -1}.get(token["mark"] or "", 0)
        if word and not depth:
            writing = word != "WHERE" or before == "DELETE"
        if word in OPEN and not depth and before != "USING":
            yield None
        if name and writing and (not depth or before == "GRAPH"):
            yield None if name[0] in "?$" else name
        before = word
