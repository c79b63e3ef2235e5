"""Words of a sentence in, where a body's name in a Romance or Malay tongue ends there out: "Comité para la paz".

Such a name opens with the word for the body, and goes on in small letters. Law of this file: only what the tongue's own
small words hold together, or a word that is none of English, belongs to it.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.language.joints import is_head
from kg.language.loading import is_ordinary
from kg.language.shapes import Word, is_capital
from kg.lexicon import words as listed

ARTICLES = frozenset({"As", "El", "La", "Las", "Le", "Les", "Los", "Os"})
LONGEST = 12  # words of such a name


def is_foreign(found: Sequence[Word], first: int) -> bool:
    """Whether a word opens the name of a body in such a tongue."""
    word = found[first].lower
    if word in listed("names", "state_first") or word in listed("names", "organisation_first"):
        return True
    behind = [other.text for other in found[first + 1 : first + 2]]
    return is_head(word) and not listed("names", "foreign_after").isdisjoint(behind)


def bare(found: Sequence[Word], first: int, last: int) -> int:
    """Where a name begins behind its tongue's article: "La | Coordinadora Nacional"."""
    behind = first + 1 < last and found[first].text in ARTICLES and is_foreign(found, first + 1)
    return first + 1 if behind else first


def foreign_end(text: str, found: Sequence[Word], first: int, last: int) -> int:
    """Where the name ends that opens at ``first`` and runs in capitals to ``last``, 0 where none does."""
    if not is_foreign(found, first):
        return 0
    end = at = last
    while at < min(len(found), first + LONGEST) and text[found[at - 1].end : found[at].start] in {" ", ""}:
        word = found[at]
        if word.text in ELIDED or (word.text in MARKS and found[at - 1].text in ELIDED):
            at += 1
            continue
        held = found[at - 1].text in MARKS or not SMALL.isdisjoint(
            other.text for other in (found[at - 1], *found[at + 1 : at + 2])
        )
        if is_capital(word) or (word.text.isalpha() and word.text not in SMALL and (held or _foreign(word))):
            end = at + 1
        elif word.text not in SMALL:
            break
        at += 1
    return end


ELIDED, MARKS = frozenset({"d", "l"}), frozenset({"'", "\u2019"})
"""What stands for an article before a vowel: "de l'homme"."""
SMALL = listed("names", "foreign_small")


def _foreign(word: Word) -> bool:
    """Whether a small word is long and none of English: "nacional", "paysanne"."""
    return len(word.text) > 4 and word.text.isalpha() and not is_ordinary(word.text)
