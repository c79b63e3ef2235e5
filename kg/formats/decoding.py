"""Bytes and a declared encoding in, text out: strictly, or not at all.

The order is byte order mark, strict UTF-8, declared encoding. No guess is made: a guessed encoding would put wrong
words into evidence.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from kg.errors import DocumentError

# UTF-32 before UTF-16: the little-endian mark of the one begins with that of the other.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and the name of the encoding it was in."""

    text: str
    encoding: str


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Text of ``data``; raises DocumentError where it is empty, binary or in an encoding that is not known."""
    if not data:
        raise DocumentError("the file is empty")
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _readable(_strict(data[len(mark) :], encoding), encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if declared is None:
            raise _refused(data, error) from error
        return _readable(_strict(data, declared), declared)
    if "\0" in text and declared is not None:  # UTF-16 without its mark is valid UTF-8 as long as it is ASCII
        return _readable(_strict(data, declared), declared)
    return _readable(text, "utf-8")


def _refused(data: bytes, error: UnicodeDecodeError) -> DocumentError:
    if b"\0" in data:
        return DocumentError("the file is binary, not text")
    return DocumentError(f"byte {error.start} is not UTF-8; say what the encoding is with --encoding or in the sidecar")


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
        text.encode("utf-8")  # some codecs yield lone surrogates, which no output could hold
    except LookupError as error:
        raise DocumentError(f"there is no encoding called {encoding!r}") from error
    except UnicodeError as error:
        raise DocumentError(f"the text is not {encoding}: {error}") from error
    return text


def _readable(text: str, encoding: str) -> Decoded:
    if not text.strip():
        raise DocumentError("the file holds nothing but white space")
    if "\0" in text:
        raise DocumentError("the file is binary, not text")
    return Decoded(text, encoding)
