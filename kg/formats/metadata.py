"""What is said about a document beside its text: front matter, and the sidecar ``NAME.meta.json``.

Law of this file: a value that is not what its key promises raises DocumentError; a key that is not ours belongs to
another program and is left alone in front matter, and refused in a sidecar, which is written for Habeas only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from kg.errors import DocumentError

Metadata = Mapping[str, str]

FENCE = re.compile(r"---[ \t]*\r?\n(?P<block>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
PAIR = re.compile(r"(?P<key>[A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*?))?[ \t]*\Z")
IGNORED = re.compile(r"\s*\Z|#|[ \t]|- ")  # blank, comment, or the inside of a value we have no key for
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=-|\Z)")
DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:[T ].*)?)?)?\Z")
LONGEST_FRONT_MATTER = 20_000


def front_matter(text: str) -> tuple[Metadata, int]:
    """Metadata between ``---`` lines at the top of a text, and the offset at which the text proper begins.

    A block that holds anything but ``key: value`` lines is a part of the text, and so is one that never closes.
    """
    found = FENCE.match(text, 0, LONGEST_FRONT_MATTER) if text.startswith("---") else None
    if found is None:
        return {}, 0
    lines = [line for line in found["block"].splitlines() if not IGNORED.match(line)]
    pairs = [PAIR.match(line) for line in lines]
    if not pairs or None in pairs:
        return {}, 0
    written = {pair["key"]: pair["value"] or "" for pair in pairs if pair}
    return _checked({key: _unquoted(value) for key, value in written.items() if key in FRONT_KEYS}), found.end()


def sidecar(data: bytes) -> Metadata:
    """Metadata of a sidecar: one JSON object whose values are strings (or null, which says nothing)."""
    try:
        values: Any = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"the sidecar is not JSON: {error}") from error
    if not isinstance(values, dict):
        raise DocumentError("the sidecar is not a JSON object")
    if unknown := values.keys() - CHECKS.keys():
        raise DocumentError(f"the sidecar has the unknown key {min(unknown)!r}; known are {', '.join(sorted(CHECKS))}")
    return _checked({key: value for key, value in values.items() if value is not None})


def _checked(values: Mapping[str, Any]) -> Metadata:
    for key, value in values.items():
        if not isinstance(value, str) or not value.strip() or not value.isprintable():
            raise DocumentError(f"the {key} of the document must be words on one line, not {value!r}")
    return {key: CHECKS[key](value.strip()) for key, value in values.items()}


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _day(value: str) -> str:
    found = DAY.match(value)
    if found is None:
        raise DocumentError(f"published is {value!r}, not a date such as 2021-02-03, 2021-02 or 2021")
    year, month, day = found["year"], found["month"], found["day"]
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise DocumentError(f"published is {value!r}, which is no day of the calendar") from error
    return "-".join(part for part in (year, month, day) if part)


def _language(value: str) -> str:
    found = LANGUAGE.match(value)
    if found is None:
        raise DocumentError(f"language is {value!r}, not a code such as en or pt-BR")
    return found[0].lower()


def _url(value: str) -> str:
    try:
        parts = urlsplit(value)
    except ValueError as error:
        raise DocumentError(f"url is {value!r}: {error}") from error
    if parts.scheme not in {"http", "https"} or not parts.netloc or " " in value:
        raise DocumentError(f"url is {value!r}, not a web address")
    return value


CHECKS: Mapping[str, Callable[[str], str]] = {
    "title": str,
    "published": _day,
    "publisher": str,
    "author": str,
    "url": _url,
    "language": _language,
    "encoding": str,
}
FRONT_KEYS = CHECKS.keys() - {"encoding"}  # it comes too late in text that is already decoded
