"""A query with ``?passage kgf:search "words"`` in, the same with the passages in its place out.

The pattern ``?passage kgf:search "words" .`` becomes ``{ SELECT ?passage { VALUES ?passage { … } } }``, and
``(?passage ?score) kgf:search …`` a block of two columns.

Law of this file: text in, text out. It knows tokens, no grammar: where the property stands in any other way, the query
is refused, never guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.errors import QueryError
from kg.stores.syntax import TOKENS

NAMESPACE = "https://w3id.org/habeas/function/"
SEARCH = f"{NAMESPACE}search"
MOST = 50_000
"""Passages that a search in a query may give."""
PATTERNS = 10
"""Searches in one query."""
LONGEST = 100_000
"""Characters of a query that searches: its tokens are looked at in the server's own process."""

BEGINNINGS = frozenset("{}.)")
"""What may stand before a pattern of its own."""

SHAPE = (
    "The property kgf:search stands in a pattern of its own, with words written out, and no language, comma or path: "
    '?passage kgf:search "words" . or (?passage ?score) kgf:search "words" .'
)
ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
LETTERS = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}

Search = Callable[[str, int], Sequence[tuple[str, float]]]


@dataclass(frozen=True, slots=True)
class Token:
    """One token and where it stands."""

    text: str
    start: int
    end: int


def asks(query: str) -> bool:
    """Tell whether a query may hold the property at all: nothing can without the IRI of its namespace."""
    return NAMESPACE in query


def rewritten(query: str, search: Search) -> str:
    """Put what ``search`` (words and the most that are wanted in, IRIs and scores out) finds in place of the patterns.

    Raises QueryError where the property stands in another shape, or too much is found.
    """
    if not asks(query):
        return query
    if len(query) > LONGEST:
        raise QueryError(f"A query that searches has {LONGEST:,} characters at most.")
    tokens = list(tokenised(query))
    places = magic(tokens)
    if len(places) > PATTERNS:
        raise QueryError(f"A query may search {PATTERNS} times.")
    out, last = [], 0
    for at in places:
        columns, first = subject(tokens, at)
        found = passages(words(tokens, at + 1), search)
        end = tokens[at + 1].end
        block = values(columns, found)
        following = tokens[at + 2].text if at + 2 < len(tokens) else ""
        if following == ";":
            block, end = f"{block} {columns[0]}", tokens[at + 2].end
        out += [query[last : tokens[first].start], block]
        last = end
    return "".join([*out, query[last:]])


def tokenised(query: str) -> Iterator[Token]:
    """List strings, IRIs, names and words, and each sign between them; comments are left out."""
    last = 0
    for match in TOKENS.finditer(query):
        yield from signs(query, last, match.start())
        if not match[0].startswith("#"):
            yield Token(match[0], *match.span())
        last = match.end()
    yield from signs(query, last, len(query))


def signs(query: str, start: int, end: int) -> Iterator[Token]:
    """List the signs of a stretch."""
    yield from (Token(query[n], n, n + 1) for n in range(start, end) if not query[n].isspace())


def magic(tokens: Sequence[Token]) -> list[int]:
    """Find where the property stands, by its IRI or by a prefixed name; not where a prefix is declared."""
    prefixes: dict[str, str] = {}
    found = []
    for n, token in enumerate(tokens):
        if n > 1 and tokens[n - 2].text.upper() == "PREFIX" and token.text.startswith("<"):
            prefixes[tokens[n - 1].text] = token.text[1:-1]
        elif token.text == f"<{SEARCH}>":
            found.append(n)
        elif ":" in token.text and token.text[0] not in "<\"'?$":
            prefix, _, local = token.text.partition(":")
            if prefixes.get(f"{prefix}:", "") + local == SEARCH:
                found.append(n)
    return found


def subject(tokens: Sequence[Token], at: int) -> tuple[list[str], int]:
    """Give the variables before the property, and where the first token of their pattern stands."""
    before = [token.text for token in tokens[max(0, at - 5) : at]]
    if before and variable(before[-1]):
        columns, first = before[-1:], at - 1
    elif len(before) > 3 and before[-4] == "(" and before[-1] == ")" and all(map(variable, before[-3:-1])):
        columns, first = before[-3:-1], at - 4
    else:
        raise QueryError(SHAPE)
    if first < 1 or tokens[first - 1].text not in BEGINNINGS:
        raise QueryError(SHAPE)
    return columns, first


def variable(text: str) -> bool:
    """Tell whether a token is a variable."""
    return len(text) > 1 and text[0] in "?$"


def words(tokens: Sequence[Token], at: int) -> str:
    """Read the string after the property."""
    text = tokens[at].text if at < len(tokens) else ""
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    mark = text[:3] if text[:3] in ('"""', "'''") else text[:1]
    if (
        mark[:1] not in {'"', "'"}
        or len(text) < 2 * len(mark)
        or not text.endswith(mark)
        or following in {"@", "^", ","}
    ):
        raise QueryError(SHAPE)
    try:
        read = ESCAPE.sub(unescaped, text[len(mark) : -len(mark)])
        read.encode()
    except (ValueError, OverflowError):
        raise QueryError("The words to search hold a sign that does not exist.") from None
    return read


def unescaped(match: re.Match[str]) -> str:
    """Read one escape; ValueError or OverflowError for a sign that does not exist."""
    if match[3]:
        return LETTERS.get(match[3], match[3])
    return chr(int(match[1] or match[2], 16))


def passages(asked: str, search: Search) -> Sequence[tuple[str, float]]:
    """Look for words; QueryError where more passages hold them than a query may carry."""
    found = search(asked, MOST + 1)
    if len(found) > MOST:
        raise QueryError(f"More than {MOST:,} passages hold {asked!r}; search for more words.")
    return found


def values(columns: Sequence[str], found: Sequence[tuple[str, float]]) -> str:
    """Write a block of data, as a subquery: a bare one pyoxigraph joins row by row (11,304 rows: 3.9 s, so 0.2 s)."""
    names = " ".join(columns)
    if len(columns) == 1:
        block = f"{names} {{ {' '.join(f'<{iri}>' for iri, _ in found)} }}"
    else:
        block = f"({names}) {{ {' '.join(f'(<{iri}> {score:.4f})' for iri, score in found)} }}"
    return f"{{ SELECT {names} {{ VALUES {block} }} }}"
