"""Vectors of words in, vectors of words in their context out: spaCy's window encoder, written out for reading.

Half of its time goes into copies between the layers. Here a layer is one product of matrices and a few sums in place,
with the pieces of a maxout one behind the other; the figures are the same to the last bit. Law of this file: layers and
parameters are those of ``spacy.MaxoutWindowEncoder.v2``, which also trains them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any, Self, cast

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray
from spacy.ml.models.tok2vec import MaxoutWindowEncoder
from spacy.util import registry
from thinc.api import Model
from thinc.layers.with_array import forward as trained
from thinc.layers.with_array import init

Vectors = NDArray[np.float32]
LEAST = np.float32(1e-8)
"""What thinc adds to a variance."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Weights (3 · width by pieces · width) and biases of one maxout, scale and shift of what normalises it."""

    weights: Vectors
    biases: Vectors
    scale: Vectors
    shift: Vectors

    @classmethod
    def of(cls, maxout: Model[Any, Any], norm: Model[Any, Any]) -> Self:
        """Take the weights of two of thinc's layers, all first pieces before all second ones."""
        weights, biases, scale, shift = (
            cast(Vectors, part.get_param(name))
            for part, name in ((maxout, "W"), (maxout, "b"), (norm, "G"), (norm, "b"))
        )
        flat = weights.swapaxes(0, 1).reshape(-1, weights.shape[2])
        return cls(np.ascontiguousarray(flat.T), np.ascontiguousarray(biases.T).ravel(), scale, shift)

    def __call__(self, windows: Vectors) -> Vectors:
        """Vectors of windows (one a row), normalised."""
        width = len(self.scale)
        pieces: Vectors = windows @ self.weights
        pieces += self.biases
        found: Vectors = pieces[:, :width]
        for at in range(width, len(self.biases), width):
            np.maximum(found, pieces[:, at : at + width], out=found)
        found = found - found.sum(axis=1, keepdims=True) / np.float32(width)
        variance = (found * found).sum(axis=1, keepdims=True) / np.float32(width)
        found *= (variance + LEAST) ** -0.5
        found *= self.scale
        found += self.shift
        return found


@registry.architectures("kg.WindowEncoder.v1")  # type: ignore[untyped-decorator]  # catalogue has no types
def window_encoder(width: int, maxout_pieces: int, depth: int) -> Model[Any, Any]:
    """SpaCy's MaxoutWindowEncoder that sees one word to either side."""
    whole = MaxoutWindowEncoder(width, 1, maxout_pieces, depth)
    dims = {name: whole.maybe_get_dim(name) for name in whole.dim_names}
    return Model(whole.name, partial(_encode, []), init=init, attrs=dict(whole.attrs), dims=dims, layers=whole.layers)


def _encode(
    layers: list[Layer], model: Model[Any, Any], texts: Sequence[Vectors], is_train: bool
) -> tuple[list[Any], Callable[[Any], Any]]:
    """Encode texts (a row a token) together, as many rows of zeros between them as the layers look far."""
    if is_train:
        layers.clear()  # the weights are about to change
        return cast(tuple[list[Any], Callable[[Any], Any]], trained(model, texts, is_train))
    if not layers:
        named = {name: [part for part in model.walk() if part.name == name] for name in ("maxout", "layernorm")}
        layers += map(Layer.of, named["maxout"], named["layernorm"])
    gap = len(layers)
    starts = np.cumsum([gap + 1, *(len(text) + gap for text in texts)]).tolist()
    rows: Vectors = np.zeros((starts[-1] + 1, len(layers[0].scale)), dtype="f")
    for start, text in zip(starts, texts, strict=False):
        rows[start : start + len(text)] = text
    for layer in layers:
        rows[1:-1] += layer(_windows(rows))
    return [rows[start : end - gap] for start, end in pairwise(starts)], lambda _: []


def _windows(rows: Vectors) -> Vectors:
    """Each row but the first and the last, between its neighbours."""
    return np.ascontiguousarray(as_strided(rows, (len(rows) - 2, 3 * rows.shape[1]), rows.strides, writeable=False))
