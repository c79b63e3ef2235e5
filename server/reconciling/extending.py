"""Ids of entities and properties in, their values out: the data extension service (§8.4).

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/#data-extension-service
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as ox

from kg.errors import QueryError
from kg.stores import View
from server.reconciling.names import Known, Names, iri_of, local
from server.reconciling.properties import Property, Values, counted, found, texts, values
from server.reconciling.requests import Extension


def extended(view: View, names: Names, asked: Extension) -> dict[str, Any]:
    """Give values of properties of entities; QueryError for a property that there is not."""
    wanted = {each: _property(each) for each in asked.properties}
    known = {each: names.known(iri_of(view.base, each)) for each in asked.ids}
    held = values(view, [about.iri for about in known.values() if about], wanted.values())
    shown = _written(view, names, {term for terms in held.values() for term in terms})
    return {
        "meta": [{"id": key, "name": each.name} for key, each in wanted.items()],
        "rows": {
            row: {key: _cells(about, each, held, shown) for key, each in wanted.items()} for row, about in known.items()
        },
    }


def _property(asked: str) -> Property:
    if (known := found(asked)) is None:
        raise QueryError(f"There is no property {asked[:100]!r}; /reconcile/suggest/property lists them.")
    return known


def _written(view: View, names: Names, terms: Iterable[Any]) -> dict[Any, dict[str, str]]:
    """Write values: entities of ours by id, all else as text."""
    said, written = texts(view, terms), {}
    for term in terms:
        about = names.known(term.value) if isinstance(term, ox.NamedNode) else None
        entity = {"id": local(view.base, about.iri), "name": about.names[0]} if about else None
        written[term] = entity or {"str": said[term.value]}
    return written


def _cells(about: Known | None, of: Property, held: Values, shown: Mapping[Any, dict[str, str]]) -> list[Any]:
    """Give the values of a property of an entity; none where there is no such entity."""
    if about is None:
        return []
    if (count := counted(about, of)) is not None:
        return [{"int": count}]
    return [shown[term] for term in held.get((about.iri, of.predicate), ())]
