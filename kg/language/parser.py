"""Vectors of tokens in, dependencies out: spaCy's parser, taking all sentences of a batch one step further at a time.

spaCy's own loop gives the interpreter's lock away, and then asks for it back for every sum of vectors: a third of its
time. Here the steps are taken from Python, and the lock is kept. The transitions taken are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, cast

from spacy.language import Language
from spacy.pipeline.dep_parser import DependencyParser, parser_score
from spacy.tokens import Doc
from thinc.api import Model

NAME = "habeas_parser"


class Parser(DependencyParser):  # type: ignore[misc]  # spaCy's class has no types
    """Greedy transition parser for many short texts at a time."""

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Parse Docs in batches of the given size (spaCy's own pipe cuts them into quarters)."""
        rest = iter(docs)
        while batch := list(islice(rest, batch_size)):
            self.set_annotations(batch, self.predict(batch))
            yield from batch

    def predict(self, docs: Iterable[Doc]) -> Any:
        """Final states of Docs."""
        listed = list(docs)
        states = self.moves.init_batch(listed)
        left = [state for state in states if not state.is_final()]
        if not left:
            return states
        model = self.model.predict(listed)
        scores = _scorer(model)
        while left:
            left = self.transition_states(left, scores(left))
        model.clear_memory()
        return states


def _scorer(model: Any) -> Callable[[list[Any]], Any]:
    """What the step model gives; past it where no class is unseen, as it goes through all scores to hide none."""
    if not model.attrs["has_upper"] or not model._class_mask.all():  # noqa: SLF001 - spaCy's model tells it nowhere else
        return cast(Callable[[list[Any]], Any], model.predict)
    weights, biases = (model.vec2scores.get_param(name) for name in ("W", "b"))

    def scores(states: list[Any]) -> Any:
        vectors, _ = model.state2vec(model.get_token_ids(states), False)
        found = vectors @ weights.T
        found += biases
        return found

    return scores


@Language.factory(
    NAME,
    assigns=["token.dep", "token.head", "token.is_sent_start", "doc.sents"],
    default_config={"min_action_freq": 20},
    default_score_weights={"dep_las": 1.0},
)
def parser(nlp: Language, name: str, model: Model[Any, Any], min_action_freq: int) -> Parser:
    """Make the pipe for a pipeline."""
    return Parser(nlp.vocab, model, name, min_action_freq=min_action_freq, scorer=parser_score)
