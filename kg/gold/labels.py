"""The one table between ontology codes and labels of the gold format: ``lexicons/gold.toml``, checked on loading."""

from __future__ import annotations

from collections.abc import Mapping

from kg.errors import LexiconError
from kg.lexicon import table


def label(list_: str, code: str) -> str:
    """Give the gold label of an ontology code in one list of the table; empty where such claims are left out.

    Raises LexiconError for a code that the list does not hold: a new code needs a decision, not a default.
    """
    labels: Mapping[str, str] = table("gold")[list_]
    if code not in labels:
        raise LexiconError(f"gold.toml: list {list_} has no label for the code {code}; add one")
    return labels[code]
