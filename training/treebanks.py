"""CoNLL-U in, spaCy Docs out: one Doc of up to eight sentences per paragraph, text and spaces as in the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.tokens import Doc
from spacy.vocab import Vocab

LONGEST = 8
DROPPED = frozenset({"Typo", "Abbr", "ExtPos", "Style", "NumForm", "CorrectForm", "Foreign"})
"""Morphological features that describe the writing, not the grammar."""


@dataclass(slots=True)
class Sentence:
    """Rows of ten columns, and the multiword tokens over them (first row → last row, form, space after)."""

    rows: list[list[str]] = field(default_factory=list)
    fused: dict[int, tuple[int, str, bool]] = field(default_factory=dict)


Paragraph = list[Sentence]


def paragraphs(path: Path) -> Iterator[tuple[str, Paragraph]]:
    """Paragraphs of a treebank with the name of their document."""
    document, sentence = "", Sentence()
    paragraph: Paragraph = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), "# newdoc id = end"]:
        if line.startswith(("# newdoc", "# newpar")):
            yield from _chunks(document, paragraph)
            paragraph = []
            document = line.rpartition("=")[2].strip() if line.startswith("# newdoc") else document
        elif not line and sentence.rows:
            paragraph.append(sentence)
            sentence = Sentence()
        elif line and not line.startswith("#"):
            _add(sentence, line.split("\t"))


def _chunks(document: str, paragraph: Paragraph) -> Iterator[tuple[str, Paragraph]]:
    for start in range(0, len(paragraph), LONGEST):
        yield document, paragraph[start : start + LONGEST]


def _add(sentence: Sentence, row: list[str]) -> None:
    if "-" in row[0]:
        first, last = map(int, row[0].split("-"))
        sentence.fused[first] = (last, row[1], "SpaceAfter=No" not in row[9])
    elif "." not in row[0]:
        sentence.rows.append(row)


COLUMNS = ("words", "spaces", "tags", "pos", "morphs", "lemmas", "heads", "deps", "sent_starts")


def doc(vocab: Vocab, paragraph: Paragraph, *, curly: bool = False) -> Doc:
    """One paragraph as a Doc with tags, morphology, lemmas, heads, relations and sentence starts."""
    tokens: list[tuple[Any, ...]] = []
    for sentence in paragraph:
        tokens += _tokens(sentence, len(tokens))
    columns: dict[Any, Any] = dict(zip(COLUMNS, map(list, zip(*tokens, strict=True)), strict=True))
    columns["spaces"][-1] = False
    columns["words"] = curled(columns["words"]) if curly else columns["words"]
    return Doc(vocab, **columns)


def _tokens(sentence: Sentence, offset: int) -> Iterator[tuple[Any, ...]]:
    """Values of COLUMNS for each word; ``offset`` is the number of words before the sentence."""
    forms, spaces = _surface(sentence)
    last = len(forms) - 1
    for index, (row, form, space) in enumerate(zip(sentence.rows, forms, spaces, strict=True)):
        head = int(row[6])
        tag = "" if row[4] == "_" else row[4]
        place = offset + (head - 1 if head else index)
        relation = row[7] if head else "ROOT"
        yield form, space or index == last, tag, row[3], _morphology(row[5]), row[2], place, relation, index == 0


def _surface(sentence: Sentence) -> tuple[list[str], list[bool]]:
    """Forms and spaces as printed: a multiword token is cut so that its parts spell it."""
    forms = [row[1] for row in sentence.rows]
    spaces = ["SpaceAfter=No" not in row[9] for row in sentence.rows]
    for first, (last, form, space) in sentence.fused.items():
        parts = forms[first - 1 : last]
        if "".join(parts) != form and len(form) >= len(parts):
            forms[first - 1 : last] = _cut(form, [len(part) for part in parts])
        spaces[first - 1 : last] = [False] * (last - first) + [space]
    return forms, spaces


def _cut(form: str, lengths: list[int]) -> list[str]:
    """Cut a form into as many parts as there are lengths, each near its length and none empty."""
    parts, start = [], 0
    for left, length in zip(range(len(lengths) - 1, -1, -1), lengths, strict=True):
        stop = len(form) if left == 0 else min(start + max(1, length), len(form) - left)
        parts.append(form[start:stop])
        start = stop
    return parts


def _morphology(features: str) -> str:
    kept = [feature for feature in features.split("|") if feature != "_" and feature.split("=")[0] not in DROPPED]
    return "|".join(kept)


def curled(words: list[str]) -> list[str]:
    """Words with typographic quotation marks and apostrophes, which treebanks seldom have and news has often."""
    opened, found = False, []
    for word in words:
        if word == '"':
            found.append("”" if opened else "“")
            opened = not opened
        else:
            found.append(word.replace("'", "\u2019"))
    return found
