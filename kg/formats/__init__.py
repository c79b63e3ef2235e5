"""Bytes in, text out: one entry per media type, found by the suffix of the file name.

Law of this package: text is the strict decoding of the bytes less the byte order mark; nothing else is removed,
replaced or normalised, so that every offset fits the file. To add a format, write its function and add one entry.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from kg.formats.decoding import Decoded, decode


@dataclass(frozen=True, slots=True)
class Format:
    """How files of one media type are known and read.

    ``read`` takes the file's bytes and the declared encoding (or None); it raises DocumentError where the bytes
    are not what the format promises.
    """

    suffixes: tuple[str, ...]
    read: Callable[[bytes, str | None], Decoded]


FORMATS: Mapping[str, Format] = {
    "text/plain": Format((".txt", ".text"), decode),
    "text/markdown": Format((".md", ".markdown"), decode),
}


def media_type(name: str) -> str | None:
    """Media type of a file by the suffix of its name, in any case; None where no format knows it."""
    suffix = PurePath(name).suffix.lower()
    return next((media for media, form in FORMATS.items() if suffix in form.suffixes), None)
