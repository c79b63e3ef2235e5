"""Text in, the language it is written in out: by script, then by the commonest words of each language.

The word lists are data (``lexicons/stopwords.toml``). The question to be answered is only whether a text is English
and may be read for claims; "und" (ISO 639-2, undetermined) answers it as well as a name would.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from kg.lexicon import table

SAMPLE = 20_000  # characters: enough for a stable share of common words
FEW = 25  # words: below this a headline of names says nothing about its language
SHARE = 0.12  # English prose has about 0.4 of these words, headlines and lists of names 0.1 to 0.2
WORD = re.compile(r"[^\W\d_]+")


def tongue(text: str) -> str:
    """ISO 639-1 code of the language most of a text is in, or "und"."""
    words = [word.casefold() for word in WORD.findall(text[:SAMPLE])]
    if not words:
        return "und"
    hits = Counter(language for word in words for language in _languages().get(word, ()))
    best, count = min(hits.items(), key=lambda item: (-item[1], item[0] != "en", item[0]), default=("und", 0))
    if count >= SHARE * len(words):
        return best
    return "en" if len(words) < FEW and _latin(words) and best in {"en", "und"} else "und"


def _latin(words: list[str]) -> bool:
    letters = "".join(words)
    return sum(letter < "\u0250" for letter in letters) > len(letters) / 2


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, words in table("stopwords").items():
        for word in words.split():
            found[word] = (*found.get(word, ()), language)
    return found
