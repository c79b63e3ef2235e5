"""A query's text in, its bare words out: what must be known of a query before it is parsed.

Law of this file: a keyword is looked for in the text less its strings, IRIs and comments; no grammar, no store.
"""

from __future__ import annotations

import re

TOKENS = re.compile(
    r"""
    (?P<text>
        "{3}(?:[^"\\]|\\.|"(?!""))*+(?:"{3}|\Z)
      | '{3}(?:[^'\\]|\\.|'(?!''))*+(?:'{3}|\Z)
      | "(?:[^"\\\n\r]|\\.)*+"?
      | '(?:[^'\\\n\r]|\\.)*+'?
      | <[^<>"{}|^`\\\x00-\x20]*+>
      | \#[^\n\r]*+
    )
    | (?P<name> [?$]\w++ | (?:[^\W\d][\w.-]*+)?:(?:[\w:]++(?:[.-]++[\w:]++)*+)?+ )
    | (?P<word> [^\W\d][\w.-]*+ )
    """,
    re.VERBOSE | re.DOTALL,
)
"""Strings, IRIs and comments; names (variables and prefixed names); bare words. Possessive, so never quadratic:
a string that does not end is text to the end of its line, a long one to the end of the query."""

PROLOGUE = frozenset({"BASE", "PREFIX", "VERSION"})


FROM = re.compile("from", re.IGNORECASE)


def words(query: str) -> list[str]:
    """List the bare words of a query, upper case: its keywords, in order."""
    return [match["word"].upper() for match in TOKENS.finditer(query) if match["word"]]


def verb(query: str) -> str:
    """Give the first keyword after the prologue, upper case: what a query or an update does; empty where none is."""
    return next((word for word in words(query) if word not in PROLOGUE), "")


def has_dataset(query: str) -> bool:
    """Tell whether a query names its own dataset (FROM), so that the union of all graphs is not its default graph."""
    return bool(FROM.search(query)) and "FROM" in words(query)
