"""Runs of capitalised words in, the same out, whole where letters in brackets behind tell how far a body's name goes.

"Voice of Velmia (VV)", "Society of Women in Trade (SWT)": the initials of its capitalised words, in their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.language.runs import Run
from kg.language.shapes import Word, is_capital

LONGEST = 16  # words of such a name
HELD = frozenset({"&", "'", "\u2019", "'s", "\u2019s", ","})


def spelt_out(runs: Iterable[Run], found: Sequence[Word]) -> Iterator[Run]:
    """Runs in order, those that letters behind hold together as one."""
    names = list(_names(found))
    done = 0
    for run in runs:
        first, last = next((name for name in names if name[0] < run.last and run.first < name[1]), (0, 0))
        parted = last > 0 and not (run.first <= first and last <= run.last)
        if run.first >= done:
            yield Run(min(run.first, first), max(run.last, last)) if parted else run
            done = max(done, last) if parted else done


def _names(found: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Where names end at a bracket with their initials, as words ``first:last``."""
    for at, word in enumerate(found[:-2]):
        letters = found[at + 1].text
        if word.text == "(" and len(letters) > 2 and letters.isalpha() and letters.isupper():
            first = _first(found, at, letters)
            if first is not None:
                yield first, at


def _first(found: Sequence[Word], at: int, letters: str) -> int | None:
    """Where a name begins that ends at ``at`` and has these initials, or None."""
    left = letters
    for i in range(at - 1, max(-1, at - LONGEST), -1):
        word = found[i]
        if not is_capital(word):
            if not (word.text.islower() and word.text.isalpha()) and word.text not in HELD:
                return None
            if len(left) > 1 and word.text[0].upper() == left[-1]:
                left = left[:-1]  # "People of Velmia (POV)"
        elif word.text[0] != left[-1]:
            return None
        elif not (left := left[:-1]):
            return i
    return None
