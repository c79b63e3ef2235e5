"""Readings out to public JSON and back: the record of truth, one compressed file for each document.

The format ``habeas-reading/1``: one object with ``document`` (its metadata and text), ``passages``, ``mentions``,
``claims`` and ``issues``. A selector is ``[start, end, words]``, offsets in code points of ``document.text``; absent
fields are the record's defaults. A role is ``{"name": …, KIND: …}`` where KIND tells what fills it (``FILLERS``).

Law of this file: ``from_json(as_json(reading)) == reading``, and a selector whose words are not those of the text
at its place is refused.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.model import (
    Claim,
    ClaimRef,
    Code,
    Document,
    Duration,
    Filler,
    Issue,
    Mention,
    MentionType,
    Moment,
    Money,
    Passage,
    PassageKind,
    Quantity,
    Reading,
    Role,
    Selector,
    Severity,
)

FORMAT = "habeas-reading/1"
FILLERS: Mapping[str, type[Any]] = {
    "mention": Mention,
    "quantity": Quantity,
    "moment": Moment,
    "duration": Duration,
    "money": Money,
    "words": Selector,
    "claim": ClaimRef,
    "code": Code,
    "truth": bool,
}
KINDS = {type_: kind for kind, type_ in FILLERS.items()}
SEQUENCES = ("passages", "mentions", "claims", "issues")


def as_json(reading: Reading) -> dict[str, Any]:
    """Give the public JSON of a reading: plain dicts and lists, ready for :func:`json.dumps`."""
    found = {"format": FORMAT, "document": _plain(reading.document)}
    return found | {name: [_plain(record) for record in getattr(reading, name)] for name in SEQUENCES}


def from_json(data: Mapping[str, Any]) -> Reading:
    """Rebuild a reading from its public JSON; raises StoreError where it is not one, or its words do not fit."""
    if data.get("format") != FORMAT:
        raise StoreError(f"a reading of format {data.get('format')!r} cannot be read, only {FORMAT}")
    try:
        document = Document(**data["document"])
        made = _Records(document.text)
        return Reading(document, *(tuple(made.record(name, item) for item in data[name]) for name in SEQUENCES))
    except (KeyError, TypeError, ValueError) as error:
        raise StoreError(f"the reading of {data.get('document', {}).get('name')!r} is damaged: {error}") from error


def _plain(record: Any) -> Any:
    convert = PLAIN.get(type(record))
    return convert(record) if convert else record


def _fields(record: Any) -> dict[str, Any]:
    found = ((name, getattr(record, name), default) for name, default in _defaults(record.__class__))
    return {name: _plain(value) for name, value, default in found if default is MISSING or value != default}


def _role(role: Role) -> dict[str, Any]:
    return {"name": role.name, KINDS[type(role.filler)]: _plain(role.filler)}


@cache
def _defaults(type_: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in fields(type_))


PLAIN: Mapping[type[Any], Callable[[Any], Any]] = {
    Selector: lambda selector: [selector.start, selector.end, selector.exact],
    ClaimRef: lambda ref: ref.id,
    Code: lambda code: code.name,
    Role: _role,
    tuple: lambda items: [_plain(item) for item in items],
    **dict.fromkeys((Document, Passage, Mention, Quantity, Moment, Duration, Money, Claim, Issue), _fields),
}


class _Records:
    """Makes records from plain JSON, each selector held against the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._makers: Mapping[str, Callable[[Any], Any]] = {
            "passages": lambda d: Passage(self.selector(d["selector"]), PassageKind(d["kind"])),
            "mentions": self.mention,
            "claims": self.claim,
            "issues": self.issue,
        }

    def record(self, name: str, data: Any) -> Any:
        return self._makers[name](data)

    def selector(self, data: list[Any]) -> Selector:
        start, end, words = data
        if self._text[start:end] != words:
            raise ValueError(f"the text at {start}:{end} is not {words!r}")
        return Selector(start, end, words)

    def mention(self, data: Mapping[str, Any]) -> Mention:
        return Mention(**{**data, "selector": self.selector(data["selector"]), "type": MentionType(data["type"])})

    def issue(self, data: Mapping[str, Any]) -> Issue:
        selector = self.selector(data["selector"]) if "selector" in data else None
        severity = Severity(data.get("severity", Severity.WARNING))
        return Issue(**{**data, "selector": selector, "severity": severity})

    def claim(self, data: Mapping[str, Any]) -> Claim:
        attribution = self.mention(data["attribution"]) if "attribution" in data else None
        made = {
            "trigger": self.selector(data["trigger"]),
            "evidence": tuple(self.selector(item) for item in data["evidence"]),
            "kinds": tuple(data.get("kinds", ())),
            "roles": tuple(self.role(item) for item in data.get("roles", ())),
            "attribution": attribution,
        }
        return Claim(**{**data, **made})

    def role(self, data: Mapping[str, Any]) -> Role:
        kind = next(kind for kind in data if kind != "name")
        return Role(data["name"], self.filler(FILLERS[kind], data[kind]))

    def filler(self, type_: type[Any], data: Any) -> Filler:
        if type_ is Selector:
            return self.selector(data)
        if type_ is Mention:
            return self.mention(data)
        if isinstance(data, dict):
            return type_(**{**data, "selector": self.selector(data["selector"])})  # type: ignore[no-any-return]  # a table's types
        return type_(data)  # type: ignore[no-any-return]  # a table's types


class Readings:
    """A folder of readings, each in one gzip file named after its document and what determined its content.

    Files are written beside their place and moved there, so that one is whole or absent.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str, key: str) -> Path:
        """Where the reading of document ``name`` (its IRI) made under ``key`` lies; the path does not tell the name."""
        digest = hashlib.sha256(name.encode()).hexdigest()
        return self.folder / digest[:2] / f"{digest[2:34]}-{key}.json.gz"

    def has(self, name: str, key: str) -> bool:
        """Tell whether this reading is there."""
        return self.path(name, key).exists()

    def write(self, reading: Reading, name: str, key: str) -> None:
        """Keep a reading; raises OSError where the disk is full or may not be written."""
        path = self.path(name, key)
        path.parent.mkdir(parents=True, exist_ok=True)
        words = json.dumps(as_json(reading), ensure_ascii=False, separators=(",", ":"))
        beside = path.with_suffix(".new")
        beside.write_bytes(gzip.compress(words.encode(), compresslevel=1, mtime=0))
        beside.replace(path)

    def read(self, name: str, key: str) -> Reading:
        """Fetch a reading; raises StoreError where it is missing or damaged."""
        path = self.path(name, key)
        try:
            return from_json(json.loads(gzip.decompress(path.read_bytes())))
        except (OSError, EOFError, zlib.error, ValueError) as error:
            raise StoreError(f"the reading of {name} in {path} cannot be read ({error}); build it again") from error

    def remove(self, name: str, keys: Iterable[str]) -> None:
        """Forget readings of one document; those that are not there are no error."""
        for key in keys:
            self.path(name, key).unlink(missing_ok=True)

    def sweep(self, keep: Iterable[tuple[str, str]]) -> None:
        """Forget every reading but those named (document, key): what killed builds have left."""
        kept = {self.path(name, key) for name, key in keep}
        for path in self.folder.glob("*/*"):
            if path not in kept:
                path.unlink()
