"""IndiaPoliceEvents: "did police arrest someone?", asked of every sentence of The Times of India's articles of 2002.

``events/ipe/sents.jsonl`` has a line for each sentence, in order: ``doc_id``, ``sent_text`` and ``sent_labels`` (ARREST
among them where annotators said yes). An article is read whole, its sentences joined as they stand. One counts as
found where a detention told as fact has its trigger, or where a passage that repeats one has a word of detention.
Halterman, Keith, Sarwar, O'Connor, "Corpus-Level Evaluation for Event QA" (Findings of ACL 2021).
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from benchmarks.extraction.measures import Errors, Measure, counted
from benchmarks.extraction.shared import Shared
from kg.extractors.incidents.captures import NAME
from kg.extractors.incidents.triggers import stems
from kg.language import LETTERS
from kg.lexicon import Beginnings
from kg.model import Claim, Document, Reading

ASKED, PRECISION = 84.0, 85.0

DETENTION = Beginnings(stems(NAME))
"""Whether a text has a word of detention."""


@dataclass(frozen=True, slots=True)
class Article:
    """A document with the offsets at which its sentences begin, their words, and which of them tell of an arrest."""

    document: Document
    starts: tuple[int, ...]
    sentences: tuple[str, ...]
    wanted: frozenset[int]


def articles(shared: Shared) -> list[Article]:
    """The articles in the order of the file; raises AbsentError where it is not there."""
    path: Path = shared.path("events", "ipe", "sents.jsonl")
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [_article(name, list(group)) for name, group in groupby(rows, key=lambda row: row["doc_id"])]


def _article(name: int, rows: list[dict[str, Any]]) -> Article:
    sentences = tuple(row["sent_text"] for row in rows)
    starts, text = [], ""
    for sentence in sentences:
        starts.append(len(text))
        text += sentence if sentence[-1:].isspace() else f"{sentence} "
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    wanted = frozenset(number for number, row in enumerate(rows) if "ARREST" in row["sent_labels"])
    return Article(Document(name=f"ipe_{name}.txt", text=text, sha256=sha256), tuple(starts), sentences, wanted)


def found(article: Article, reading: Reading) -> frozenset[int]:
    """Numbers of the sentences in which a detention is told as fact."""
    facts = (claim for claim in reading.claims if claim.type == "Detention" and claim.factuality == "actual")
    return frozenset(number for claim in facts for number in _told(article, claim))


def _told(article: Article, claim: Claim) -> Iterator[int]:
    yield bisect_right(article.starts, claim.trigger.start) - 1
    for passage in claim.evidence:
        if not passage.contains(claim.trigger):
            first, last = (bisect_right(article.starts, at) for at in (passage.start, passage.end - 1))
            yield from (number for number in range(first - 1, last) if _hinted(article.sentences[number]))


def _hinted(sentence: str) -> bool:
    text = sentence.lower()
    return DETENTION(text, frozenset(LETTERS.findall(text)))


def outcomes(shared: Shared) -> Iterable[tuple[Article, frozenset[int]]]:
    """Each article with the numbers of the sentences found in it."""
    wanted = articles(shared)
    return zip(wanted, map(found, wanted, shared.read(article.document for article in wanted)), strict=True)


def score(shared: Shared) -> list[Measure]:
    """F1 over all sentences, and the precision that is asked beside it."""
    pairs = [(article.wanted, numbers) for article, numbers in outcomes(shared)]
    right, predicted, wanted = (
        sum(map(len, each)) for each in ((w & n for w, n in pairs), (n for _, n in pairs), (w for w, _ in pairs))
    )
    whole = counted("sentences that tell of an arrest", right, predicted, wanted, asked=ASKED)
    return [whole, Measure("precision of these", whole.precision, asked=PRECISION, unit="%", main=False)]


def errors(shared: Shared) -> Errors:
    """Sentences missed and wrongly found."""
    listed = Errors()
    for article, numbers in outcomes(shared):
        for number in sorted(numbers ^ article.wanted):
            name = "missed" if number in article.wanted else "wrongly found"
            listed.add(name, f"{article.document.name} {number}: {article.sentences[number]}")
    return listed
