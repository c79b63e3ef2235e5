"""Entity JSON in, items out: a line of a dump, or an answer of EntityData or wbgetentities.

Format: Wikibase, docs/topics/json.md. A dump is an array with one entity a line; EntityData holds ``entities``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.wikidata.items import ID, KEPT, NAMING, TIMES, Deleted, Entry, Item, Kind, Name, Redirect

YEAR = 9  # the precision of a time from which on it tells its year


def entries(text: bytes | str) -> list[Entry]:
    """The items of one JSON text; none where it holds other entities. Raises ValueError where it is malformed.

    An item that was merged gives a redirect and the item it was merged into.
    """
    try:
        return list(_entries(json.loads(text)))
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"not the JSON of an entity: {error}") from error


def _entries(data: Any) -> Iterator[Entry]:
    if isinstance(data, list):
        for each in data:
            yield from _entries(each)
    elif "entities" in data:
        for key, entity in data["entities"].items():
            yield from _entity(entity, key)
    elif "redirect" in data:
        yield from _redirect(str(data["entity"]), str(data["redirect"]))
    else:
        yield from _entity(data, data["id"])


def _entity(entity: Mapping[str, Any], asked: str) -> Iterator[Entry]:
    own = str(entity.get("id", asked))
    if not ID.fullmatch(own):
        return
    if "missing" in entity:
        yield Deleted(own)
        return
    old = {asked, *_merged(entity)} - {own}
    for each in sorted(old):
        yield from _redirect(each, own)
    yield _item(own, entity)


def _redirect(old: str, new: str) -> Iterator[Redirect]:
    if ID.fullmatch(old) and ID.fullmatch(new):
        yield Redirect(old, new)


def _merged(entity: Mapping[str, Any]) -> tuple[str, ...]:
    return (str(entity["redirects"]["from"]),) if "redirects" in entity else ()


def _item(id: str, entity: Mapping[str, Any]) -> Item:
    claims = _object(entity.get("claims"))
    told = {name: tuple(dict.fromkeys(_values(name, claims[name]))) for name in sorted(KEPT & claims.keys())}
    revision = entity.get("lastrevid")
    return Item(
        id,
        tuple(dict.fromkeys(_names(entity, claims))),
        {tag: str(each["value"]) for tag, each in _object(entity.get("descriptions")).items()},
        {name: values for name, values in told.items() if values},
        len(_object(entity.get("sitelinks"))),
        int(revision) if revision is not None else None,
    )


def _object(value: Any) -> Mapping[str, Any]:
    """An object of the format; PHP writes an empty one as an empty list."""
    return value or {}


def _names(entity: Mapping[str, Any], claims: Mapping[str, Any]) -> Iterator[Name]:
    for tag, label in _object(entity.get("labels")).items():
        yield from _name(tag, "label", label["value"])
    for tag, aliases in _object(entity.get("aliases")).items():
        for alias in aliases:
            yield from _name(tag, "alias", alias["value"])
    for value in (value for name in NAMING for value in _told(claims.get(name, ()))):
        plain = isinstance(value, str)
        yield from _name("mul" if plain else value["language"], "claim", value if plain else value["text"])


def _name(language: str, kind: Kind, value: str) -> Iterator[Name]:
    if spelled := " ".join(value.split()):
        yield Name(language, kind, spelled)


def _told(statements: Iterable[Mapping[str, Any]]) -> Iterator[Any]:
    """The values of statements, without deprecated ones and those that say "unknown" or "none"."""
    for each in statements:
        snak = each["mainsnak"]
        if each.get("rank") != "deprecated" and snak.get("snaktype", "value") == "value" and "datavalue" in snak:
            yield snak["datavalue"]["value"]


def _values(name: str, statements: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for value in _told(statements):
        if name in TIMES:
            yield from (str(year(value["time"])) for _ in range(value["precision"] >= YEAR))
        elif name == "P625":
            yield f"{value['latitude']},{value['longitude']}"
        else:
            yield value.get("id") or f"Q{value['numeric-id']}"


def year(time: str) -> int:
    """The year of a time as Wikibase writes it ("+1952-10-07T00:00:00Z"), negative before our era."""
    before = time.startswith("-")
    digits = time.lstrip("+-").split("-", 1)[0]
    return -int(digits) if before else int(digits)
