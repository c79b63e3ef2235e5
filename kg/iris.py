"""Raw values in, IRIs out: every IRI of the data is minted here and nowhere else.

Law of this file: an IRI is made of what was written (path, name, words), never of a clock, a counter over the
corpus, a score or a cleaned value. No blank nodes.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlsplit

from kg.model import ClaimRef, Code, Document, Role, Selector

DEFAULT_BASE = "http://localhost:8000/"
SAFE = "/-._~!$&'()*+,;=:@"


@lru_cache(maxsize=4096)  # the same names come again and again
def folded(name: str) -> str:
    """A name for comparison: compatibility form, no case, no diacritics, words joined by single hyphens."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = "".join(c if c.isalnum() else " " for c in bare.casefold()).split()
    return "-".join(words)


@dataclass(frozen=True, slots=True)
class Iris:
    """The IRIs under one base (which ends with a slash)."""

    base: str = DEFAULT_BASE

    def document(self, document: Document) -> str:
        """From the document's URL where it has one, else from its path in the source folder."""
        if document.url:
            parts = urlsplit(document.url)
            tail = f"{parts.netloc}{parts.path}" + (f"?{parts.query}" if parts.query else "")
            return f"{self.base}doc/{quote(tail, safe=SAFE)}"
        return f"{self.base}doc/{quote(document.name, safe=SAFE)}"

    def passage(self, document: str, selector: Selector) -> str:
        """A passage by RFC 5147 text fragment: ``<document>#char=start,end``."""
        return f"{document}#char={selector.start},{selector.end}"

    def claim(self, id: str) -> str:
        """A claim, by the id that :class:`ClaimIds` gave it ("detention-1f0c…")."""
        return f"{self.base}claim/{id}"

    def entity(self, type: str, name: str) -> str:
        """An actor or place known by name over all documents: ``person/alexei-navalni``."""
        return f"{self.base}{type.lower()}/{quote(folded(name), safe=SAFE)}"

    def described(self, document: str, name: str) -> str:
        """An actor that only one document describes ("the police"): a fragment of that document."""
        return f"{document}#actor={quote(folded(name), safe=SAFE)}"

    def run(self, digest: str) -> str:
        """A run, by the digest of what determines its result."""
        return f"{self.base}run/{digest}"

    def graph(self, iri: str) -> str:
        """The named graph of what a document asserts."""
        return f"{self.base}graph/{iri.removeprefix(self.base)}"

    def inferred(self, graph: str) -> str:
        """The named graph of what follows from a graph."""
        return f"{self.base}graph/inferred/{graph.removeprefix(self.base + 'graph/')}"

    def built(self, graph: str) -> bool:
        """Whether a named graph is the build's own: the next build would undo what anyone else writes there."""
        return graph.startswith(f"{self.base}graph/")

    @property
    def entities(self) -> str:
        """The named graph of actors and places, their names and links."""
        return f"{self.base}graph/entities"

    def link(self, left: str, right: str) -> str:
        """What is held of two IRIs being one: a digest of the two, in either order."""
        return f"{self.base}link/{hashlib.sha256(chr(31).join(sorted((left, right))).encode()).hexdigest()[:16]}"

    @property
    def links(self) -> str:
        """The named graph of who is who: links, what is retired, what is matched."""
        return f"{self.base}graph/links"

    @property
    def runs(self) -> str:
        """The named graph of runs."""
        return f"{self.base}graph/runs"


class ClaimIds:
    """Mints the ids of one document's claims, in reading order.

    An id is the digest of document, class and the words of evidence and roles as written, with an ordinal among
    equals; so a better extractor that finds the same words keeps the id.
    """

    def __init__(self, document: Document) -> None:
        self._document = document.url or document.name
        self._seen: Counter[str] = Counter()

    def mint(self, type: str, evidence: Selector, roles: Iterable[Role]) -> str:
        """The id of a claim of class ``type`` told first in ``evidence``."""
        words = sorted(f"{role.name}\x1f{written(role)}" for role in roles if written(role))
        raw = "\x1e".join([self._document, type, evidence.exact, *words])
        digest = hashlib.sha256(raw.encode()).hexdigest()[:16]
        self._seen[digest] += 1
        ordinal = self._seen[digest]
        return f"{type.lower()}-{digest}" + (f"-{ordinal}" if ordinal > 1 else "")


def written(role: Role) -> str:
    """The words of a role as they stand in the text; empty for references, codes and truth values."""
    filler = role.filler
    if isinstance(filler, Selector):
        return filler.exact
    return "" if isinstance(filler, (ClaimRef, Code, bool)) else filler.selector.exact
