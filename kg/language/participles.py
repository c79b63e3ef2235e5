"""A sentence's words in, the phrases of past participles behind their nouns out: "those arrested in May were freed".

A small parser takes the first past form of a sentence for its verb. What tells the participle is the finite verb behind
it that has no other subject. Law of this file: one pass over the words, and only what nothing else can be.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping

from kg.language.asides import ATTRIBUTIVE, AUXILIARIES, CLAUSES, OTHERS, OWNERS, PREPOSITIONS, is_past
from kg.lexicon import words as listed

NEVER = listed("participles", "others") | OTHERS | AUXILIARIES
UNDERGONE, LASTING = (listed("participles", key) for key in ("undergone", "lasting"))
SUBJECTS, FINITE, LINKS = (listed("participles", key) for key in ("subjects", "finite", "links"))
VERBAL, ADVERBS = listed("participles", "verbal"), listed("asides", "adverbs")
GRAMMAR = AUXILIARIES.union(OWNERS, CLAUSES, SUBJECTS, FINITE, LINKS, VERBAL, ADVERBS)
ENDINGS = ("ly", "n't", "n\u2019t", "'ve", "\u2019ve", "'s", "\u2019s", "'m", "\u2019m")
BEFORE_NOUN = 5
"""Words in which a noun phrase stands, with what joins it to a verb."""

FOLLOWING = rf"(?:{'|'.join(sorted(PREPOSITIONS))}|last|earlier|this|yesterday)\b"
PREPOSED = re.compile(rf" (?={FOLLOWING})")
BEHIND = re.compile(r"[^,;:.]+(?P<comma>,) (?:[a-z]+ly )?(?P<verb>[a-z]+)\b")
WORD = re.compile(r"(?P<word>[^\W_][\w'\u2019-]*)|(?P<mark>[^\s\w])")
REACH = 100
"""Characters within which the noun and the finite verb stand."""


def participles(text: str, told: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Start and end of each participle's phrase, in order and disjoint.

    Behind each of the asides that are ``told``, by start and end, stands a verb.
    """
    end = 0
    for found in PREPOSED.finditer(text):
        start = text.rfind(" ", end, found.start()) + 1
        form = text[start : found.start()]
        if start <= end or not (is_past(form) or form in LASTING) or form in NEVER or start - 1 in told.values():
            continue
        comma = text[start - 2] == ","
        if not _is_noun(text, start - 1 - comma) or text.startswith("of ", found.end()):
            continue
        verb = _behind_comma(text, start) if comma else _verb(text, found.end(), told, sure=form in UNDERGONE)
        if verb is not None:
            end = verb
            yield (start - 2 if comma else start), end


def _is_noun(text: str, end: int) -> bool:
    """Whether the word up to ``end`` may be a participle's noun, and is no subject as in "all that the union asked"."""
    words = [found[0] for found in WORD.finditer(text, max(0, end - REACH), end)][-BEFORE_NOUN:]
    last = words[-1] if words else ""
    link = next((at for at in range(len(words) - 1, 0, -1) if words[at] in LINKS), 0)
    relative = link > 0 and not is_past(words[link - 1])
    grammar = last.lower() in GRAMMAR or last.endswith(ENDINGS) or is_past(last)
    return last[-1:].isalnum() and not (relative or grammar)


def _verb(text: str, start: int, told: Container[int], *, sure: bool) -> int | None:
    """Where the finite verb of the same clause stands, if it has no other subject; for those ``sure``, a past form."""
    before, past = "", None
    for found in WORD.finditer(text, start, start + REACH):
        low = found[0].lower()
        if found[0] in FINITE or found.start() in told:
            return found.start()
        if found["mark"] or low in CLAUSES or low in LINKS or (low in SUBJECTS and not _joins(text, found.end(), low)):
            break
        if past is None and is_past(found[0]) and before not in ATTRIBUTIVE | PREPOSITIONS:
            past = None if low in UNDERGONE and PREPOSED.match(text, found.end()) else found.start()
        before = low
    return past if sure else None


def _joins(text: str, end: int, word: str) -> bool:
    """Whether "and" or "or" joins two names: a capital follows."""
    return word in {"and", "or"} and text[end + 1 : end + 2].isupper()


def _behind_comma(text: str, start: int) -> int | None:
    """The end of a phrase in commas, where a finite verb follows it."""
    behind = BEHIND.match(text, start, start + REACH)
    finite = behind is not None and (behind["verb"] in FINITE or is_past(behind["verb"]))
    return behind.end("comma") if behind is not None and finite else None


ONE, MANY = listed("participles", "one"), listed("participles", "many")
NOUN_BEHIND = FINITE | (PREPOSITIONS - {"of", "by"}) | frozenset("and did does not or to who whose".split())
ACCUSED = re.compile(r"(?P<before>\w+)(?: |-)accused(?=[,.;:)]|$| (?P<behind>\w+))", re.IGNORECASE)


def accused(text: str) -> Iterator[tuple[int, str]]:
    """Where "accused" is a noun, with the word to read in its place."""
    for found in ACCUSED.finditer(text):
        before, behind = found["before"].lower(), found["behind"]
        if before in ONE | MANY and (behind is None or behind in NOUN_BEHIND or is_past(behind)):
            many = before in MANY - ONE or behind in {"are", "were", "have"}
            yield found.end() - len("accused"), "suspects" if many else "suspect"
