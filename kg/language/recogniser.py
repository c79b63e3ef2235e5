"""Vectors of tokens in, names of persons, bodies and places out: a tag for each token, the likeliest row that is whole.

A transition system (spaCy's own recogniser) takes a decision after another; here all tags of a batch come of one
matrix product, and only a sentence whose likeliest tags do not fit together is searched (Viterbi). About three times
as fast. Law of this file: TAGS are the columns of the trained weights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline.trainable_pipe import TrainablePipe
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.vocab import Vocab
from thinc.api import Model, SequenceCategoricalCrossentropy

NAME = "habeas_names"
LABELS = ("PER", "ORG", "LOC")
TAGS = ("O", *(f"{place}-{label}" for label in LABELS for place in "BILU"))
"""Outside, or the beginning, inside, last or only token of a name."""

Scores = NDArray[np.float32]
Row = NDArray[np.int64]


def _follows(one: str, other: str) -> bool:
    if one[0] in "BI":
        return other[0] in "IL" and one[2:] == other[2:]
    return other[0] in "OBU"


FOLLOWS = np.array([[_follows(one, other) for other in TAGS] for one in TAGS])
BARRED = np.where(FOLLOWS, 0.0, -np.inf).astype("float32")
FIRST, LAST = FOLLOWS[0], FOLLOWS[:, 0]


def likeliest(scores: Scores) -> Row:
    """Tags of one sentence that fit together and have the highest sum of scores (tokens by TAGS)."""
    best = cast(Row, scores.argmax(axis=1))
    if not len(best) or (FIRST[best[0]] and LAST[best[-1]] and FOLLOWS[best[:-1], best[1:]].all()):
        return best
    total, came = scores[0] + BARRED[0], []
    for row in scores[1:]:
        paths = total[:, None] + BARRED
        came.append(paths.argmax(axis=0))
        total = paths.max(axis=0) + row
    tags = [int((total + BARRED[:, 0]).argmax())]
    for back in reversed(came):
        tags.append(int(back[tags[-1]]))
    return np.array(tags[::-1])


class Recogniser(TrainablePipe):  # type: ignore[misc]  # spaCy's class has no types
    """Pipe that sets the entities of Docs."""

    def __init__(self, vocab: Vocab, model: Model[Any, Any], name: str = NAME) -> None:
        self.vocab, self.model, self.name = vocab, model, name
        self.cfg: dict[str, Any] = {}

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels of the entities."""
        return LABELS

    def predict(self, docs: Iterable[Doc]) -> list[Row]:
        """Tags of each Doc, as numbers in TAGS."""
        return [likeliest(scores) for scores in self.model.predict(list(docs))]

    def set_annotations(self, docs: Iterable[Doc], rows: Sequence[Row]) -> None:
        """Set the entities that the tags tell."""
        for doc, row in zip(docs, rows, strict=True):
            doc.set_ents(list(_spans(doc, row)) if row.any() else [])

    def get_loss(self, examples: Iterable[Example], scores: Any) -> tuple[float, Any]:
        """Cross-entropy and its gradient; tokens that do not align with the gold ones count for nothing."""
        truths: Any = [[tag if tag in TAGS else None for tag in example.get_aligned_ner()] for example in examples]
        gradient, loss = SequenceCategoricalCrossentropy(names=list(TAGS), normalize=False)(scores, truths)
        return float(loss), gradient

    def initialize(self, get_examples: Callable[[], Iterable[Example]], **_: object) -> None:
        """Make the weights; the labels are fixed."""
        docs = [example.x for example, _ in zip(get_examples(), range(10), strict=False)]
        self.model.initialize(X=docs, Y=[np.zeros((len(doc), len(TAGS)), dtype="float32") for doc in docs])

    def score(self, examples: Iterable[Example], **_: object) -> dict[str, Any]:
        """Precision, recall and F of exact spans with their labels."""
        return dict(get_ner_prf(examples))


def _spans(doc: Doc, row: Row) -> Iterator[Span]:
    """Names of tags that fit together: from the beginning of each to its last token."""
    start = 0
    for at in np.flatnonzero(row).tolist():
        place, _, label = TAGS[row[at]].partition("-")
        start = at if place in "BU" else start
        if place in "LU":
            yield Span(doc, start, at + 1, label)


@Language.factory(NAME, assigns=["doc.ents"], default_score_weights={"ents_f": 1.0, "ents_p": 0.0, "ents_r": 0.0})
def recogniser(nlp: Language, name: str, model: Model[Any, Any]) -> Recogniser:
    """Make the pipe for a pipeline; the model gives len(TAGS) scores for each token."""
    return Recogniser(nlp.vocab, model, name)
