"""What finds claims: each extractor takes an analysis and its mentions and yields claims of its kind.

Law of this package: an extractor reads only the text it is given; attribution, factuality by attribution and the
folding of repeats are done once, in :mod:`kg.claims`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.iris import ClaimIds
from kg.language import Analysis
from kg.mentions import Mentions
from kg.model import Claim

Extractor = Callable[[Analysis, Mentions, ClaimIds], Iterable[Claim]]
"""Finds the claims of one kind in one document, in reading order."""
