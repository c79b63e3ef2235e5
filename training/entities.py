"""Entity corpora in, spaCy Docs with PER, ORG and LOC out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from spacy.tokens import Doc, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

from training.treebanks import Paragraph

LABELS = {
    "PER": "PER",
    "ORG": "ORG",
    "LOC": "LOC",
    **dict.fromkeys(("person", "politician", "writer", "scientist", "researcher", "musicalartist"), "PER"),
    **dict.fromkeys(("organisation", "organization", "corporation", "politicalparty", "university", "band"), "ORG"),
    **dict.fromkeys(("country", "location", "place"), "LOC"),
}
"""Labels of the corpora → ours; what is not here (works, events, languages) is no entity."""

NO_SPACE_BEFORE = frozenset(
    {*",.;:!?)]}%", "'s", "'re", "'ve", "'ll", "'d", "'m", "n't", "''", "”", "\u2019", "\u2019s"}
)
NO_SPACE_AFTER = frozenset({*"([{$#“", "\u2018", "``"})


def tagged(path: Path, column: int, word: int = 0) -> Iterator[list[tuple[str, str]]]:
    """Sentences of a column file as (word, BIO label)."""
    sentence: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith(("# ", "-DOCSTART-")):
            continue
        cells = line.split("\t") if "\t" in line else line.split()
        if len(cells) > column:
            sentence.append((cells[word], cells[column]))
        elif sentence:
            yield sentence
            sentence = []


def doc(vocab: Vocab, rows: list[tuple[str, str]]) -> Doc:
    """One tagged sentence (or several) as a Doc with entities, spaces set as print sets them."""
    words = [word for word, _ in rows]
    found = Doc(vocab, words=words, spaces=spaces(words))
    spans, start, label = [], 0, ""
    for index, tag in enumerate([*(tag for _, tag in rows), "O"]):
        kind = tag[2:] if tag[:2] in {"B-", "I-"} else ""
        if label and (kind != label or tag.startswith("B-")):
            spans += [Span(found, start, index, label=LABELS[label])] if label in LABELS else []
            label = ""
        if kind and not label:
            start, label = index, kind
    found.set_ents(filter_spans(spans))
    return found


def merged(sentences: Iterator[list[tuple[str, str]]], size: int) -> Iterator[list[tuple[str, str]]]:
    """So many sentences at a time as one, as the recogniser will meet paragraphs."""
    while group := list(islice(sentences, size)):
        yield [row for sentence in group for row in sentence]


def spaces(words: list[str]) -> list[bool]:
    """Whether a space follows each word; straight double quotes open and close in turn."""
    found, opened = [], False
    for word, follower in zip(words, [*words[1:], None], strict=True):
        opened = not opened if word == '"' else opened
        closes = follower == '"' and opened
        tight = follower is None or follower in NO_SPACE_BEFORE or word in NO_SPACE_AFTER
        found.append(not (tight or closes or (word == '"' and opened)))
    return found


PART = re.compile(r"\([^()]*\)?|[^()]+\)")


def from_mentions(found: Doc, paragraph: Paragraph, titles: frozenset[str]) -> list[Span]:
    """Named entities of GUM: of its nested mentions those headed by a proper noun, cut to the name itself."""
    spans = [_name(found, start, end, LABELS.get(kind), titles) for start, end, kind in _mentions(paragraph)]
    return filter_spans(span for span in spans if span is not None)


def _mentions(paragraph: Paragraph) -> Iterator[tuple[int, int, str]]:
    """Mentions in the ``Entity`` layer: first token, end, entity type."""
    opened: list[tuple[str, int, str]] = []
    for index, row in enumerate(row for sentence in paragraph for row in sentence.rows):
        layer = next((cell[7:] for cell in row[9].split("|") if cell.startswith("Entity=")), "")
        for part in PART.findall(layer):
            number, _, rest = part.strip("()").partition("-")
            if part.startswith("("):
                opened.append((number, index, rest.partition("-")[0]))
            if part.endswith(")"):
                at = next((i for i in range(len(opened) - 1, -1, -1) if opened[i][0] == number), None)
                if at is not None:
                    _, start, kind = opened.pop(at)
                    yield start, index + 1, kind


INSIDE = {"PER": {"flat", "compound"}}
ANY = {"flat", "compound", "amod", "nmod", "case", "nummod", "conj", "cc", "nmod:poss", "punct", "det"}


def _name(found: Doc, start: int, end: int, label: str | None, titles: frozenset[str]) -> Span | None:
    """Cut the name from a mention: its proper-noun head with what belongs to a name, without article and title."""
    head = next(
        (token for token in found[start:end] if token.head.i == token.i or not start <= token.head.i < end), None
    )
    if label is None or head is None or head.pos_ != "PROPN":
        return None
    kept = {head.i}
    for token in head.subtree:
        inside = start <= token.i < end and token.dep_.split(":")[0] in INSIDE.get(label, ANY)
        if (
            inside
            and token.head.i in kept
            and (token.text[:1].isupper() or token.dep_ in {"case", "cc", "punct", "det"})
        ):
            kept.add(token.i)
    first = last = head.i
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    while first < last and (found[first].pos_ in {"DET", "PUNCT", "CCONJ", "ADP"} or found[first].lower_ in titles):
        first += 1
    while last > first and found[last].pos_ in {"DET", "PUNCT", "CCONJ", "ADP", "PART"}:
        last -= 1
    named = found[first].text[:1].isupper() and found[first].lower_ not in titles
    return Span(found, first, last + 1, label=label) if named else None
