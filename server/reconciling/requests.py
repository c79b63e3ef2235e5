"""What a client of the Reconciliation API sends in, checked records out.

§5.1 and §8.3 of https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/. Law of this file:
what cannot be read is a QueryError that says where; what is too much a TooManyError.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from flask import request

from kg.errors import HabeasError, QueryError
from server.endpoint.parameters import FORM, MediaTypeError, Parameters, in_utf_8, one, pairs

BATCH = 50
"""Queries of one request."""
LIMIT, HIGHEST = 10, 100
"""Candidates of one query where it says nothing, and at most."""
IDS, PROPERTIES = 200, 20
"""Entities and properties of one request for values; properties and their values of one query."""

Strictness = Literal["any", "all", "should"]
FIELDS = frozenset({"query", "type", "limit", "properties", "type_strict"})


class TooManyError(HabeasError):
    """More in one request than this server takes."""

    status = 413


@dataclass(frozen=True, slots=True)
class Condition:
    """A property, and values of which one should be the entity's: what stands in a table, or an id."""

    property: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A name to find the entity of; ``strict`` tells what types mean: one of them, all, or only better so."""

    name: str
    types: tuple[str, ...] = ()
    strict: Strictness = "any"
    limit: int = LIMIT
    properties: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Extension:
    """Entities and properties whose values are wanted, by id."""

    ids: tuple[str, ...]
    properties: tuple[str, ...]


def parameters() -> Parameters:
    """Give the parameters of the request at hand, from its address and from its form."""
    found = pairs(request.query_string)
    if request.method != "POST":
        return found
    if request.mimetype != FORM:
        raise MediaTypeError(f"Queries are posted as {FORM}.")
    in_utf_8(request)
    return [*found, *pairs(request.get_data(cache=False))]


def read(found: Parameters) -> Mapping[str, Query] | Extension | None:
    """Give the queries of a request by their keys, or the values it asks for; None where it asks for nothing."""
    queries, extend = one(found, "queries"), one(found, "extend")
    if queries and extend:
        raise QueryError("Ask for 'queries' or for 'extend', not for both in one request.")
    if queries:
        return batch(_object(_json(queries, "queries"), "queries"))
    return extension(_object(_json(extend, "extend"), "extend")) if extend else None


def batch(sent: Mapping[str, Any]) -> Mapping[str, Query]:
    """Read a batch of queries."""
    if len(sent) > BATCH:
        raise TooManyError(f"A batch has {BATCH} queries at most; this one has {len(sent)}.")
    return {key: _query(_object(each, key), key) for key, each in sent.items()}


def _query(sent: Mapping[str, Any], key: str) -> Query:
    if unknown := sent.keys() - FIELDS:
        raise QueryError(f"{key!r}: there is no field {min(unknown)!r}; there are {', '.join(sorted(FIELDS))}.")
    name, strict = sent.get("query", ""), sent.get("type_strict", "any")
    conditions = tuple(_condition(each, key) for each in _several(sent.get("properties"), f"{key}.properties"))
    if not isinstance(name, str) or not (name.strip() or conditions):
        raise QueryError(f"{key!r}: 'query' is a text that is not empty, unless there are 'properties'.")
    if strict not in get_args(Strictness):
        raise QueryError(f"{key!r}: 'type_strict' is any, all or should.")
    types = tuple(_id(each, f"{key}.type") for each in _list(sent.get("type")))
    return Query(name.strip(), types, cast("Strictness", strict), _limit(sent.get("limit"), key), conditions)


def _condition(sent: Any, key: str) -> Condition:
    told = _object(sent, f"{key}.properties")
    if not isinstance(told.get("pid"), str) or "v" not in told:
        raise QueryError(f"{key!r}: each of 'properties' has a 'pid' and a 'v'.")
    return Condition(told["pid"], tuple(_value(each, key) for each in _several(_list(told["v"]), f"{key}.v")))


def extension(sent: Mapping[str, Any]) -> Extension:
    """Read which values of which entities are wanted."""
    ids, properties = (sent.get(name) for name in ("ids", "properties"))
    if not isinstance(ids, list) or not isinstance(properties, list) or not all(isinstance(each, str) for each in ids):
        raise QueryError("'extend' has 'ids', a list of texts, and 'properties', a list of objects with an 'id'.")
    if len(ids) > IDS:
        raise TooManyError(f"Values of {IDS} entities at most are given at once; these are {len(ids)}.")
    return Extension(tuple(ids), tuple(_id(each, "properties") for each in _several(properties, "properties")))


def whole(found: Parameters, name: str, default: int, most: int) -> int:
    """Read a number of the address, which may not be above ``most``."""
    said = one(found, name)
    if said is None:
        return default
    if not (said.isascii() and said.isdigit() and len(said) < 10):
        raise QueryError(f"The parameter {name!r} needs a whole number.")
    return min(int(said), most)


def _json(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        told = f"character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else "it is nested too deeply"
        raise QueryError(f"The parameter {where!r} is not JSON: {told}.") from error


def _object(sent: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(sent, dict):
        raise QueryError(f"{where!r} must be a JSON object.")
    return sent


def _list(sent: Any) -> list[Any]:
    if sent is None:
        return []
    return sent if isinstance(sent, list) else [sent]


def _several(sent: Any, where: str) -> list[Any]:
    if not isinstance(sent, list | None):
        raise QueryError(f"{where!r} must be a list.")
    if len(sent or ()) > PROPERTIES:
        raise TooManyError(f"{where!r} has {PROPERTIES} members at most.")
    return sent or []


def _id(sent: Any, where: str) -> str:
    """An id, alone or in an object that tells also a name."""
    found = sent.get("id") if isinstance(sent, dict) else sent
    if not isinstance(found, str) or not found:
        raise QueryError(f"{where!r} needs ids, which are texts.")
    return found


def _value(sent: Any, key: str) -> str:
    """A value as text; of an entity its id."""
    if isinstance(sent, bool):
        return str(sent).lower()
    return str(sent) if isinstance(sent, int | float) else _id(sent, f"{key}.v")


def _limit(sent: Any, key: str) -> int:
    if sent is None:
        return LIMIT
    if isinstance(sent, bool) or not isinstance(sent, int | float) or not sent >= 1:  # NaN is not, either
        raise QueryError(f"{key!r}: 'limit' is a number of 1 or more.")
    return int(min(sent, HIGHEST))
