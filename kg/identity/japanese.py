"""A Japanese name in its own script in, how it is read in Latin letters out.

Law of this file: kana are read by table (jaconv); kanji only where a dictionary of names is there (janome, the extra
"japanese"), for characters alone do not tell how a name is read.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import Any

KANA = re.compile(r"[\u3041-\u309f\u30a1-\u30ff]+")
WRITTEN = re.compile(r"[\u3041-\u309f\u30a1-\u30ff\u3400-\u9fff々〆ヶ]{2,12}")
SURNAME = "姓"


@lru_cache(maxsize=1 << 14)
def romaji(tokens: tuple[str, ...]) -> str:
    """The words of a name in Hepburn, surname first; empty where they are not Japanese or cannot be read."""
    if not all(WRITTEN.fullmatch(token) for token in tokens):
        return ""
    if all(KANA.fullmatch(token) for token in tokens):
        return " ".join(map(_in_latin, tokens))
    return _read("".join(tokens)) if find_spec("janome") else ""


def _in_latin(kana: str) -> str:
    import jaconv  # noqa: PLC0415 (seldom needed)

    return str(jaconv.kana2alphabet(jaconv.kata2hira(kana.replace("ー", ""))))


def _read(text: str) -> str:
    """A name with kanji as the dictionary reads it: a surname, and what follows it."""
    parts = [(part.surface, part.reading, part.part_of_speech) for part in _dictionary().tokenize(text)]
    spoken = [surface if KANA.fullmatch(surface) else reading for surface, reading, _ in parts]
    if len(parts) < 2 or SURNAME not in parts[0][2] or not all(map(KANA.fullmatch, spoken)):
        return ""
    return f"{_in_latin(spoken[0])} {_in_latin(''.join(spoken[1:]))}"


@cache
def _dictionary() -> Any:
    from janome.tokenizer import Tokenizer  # noqa: PLC0415 (an extra, and large)

    return Tokenizer()
