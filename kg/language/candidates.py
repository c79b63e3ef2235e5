"""A sentence in, candidate names out: runs of capitals freed of titles and articles, with the evidence beside them.

Law of this file: span rules of the annotation guideline §1: a name has no title, no article, no possessive; the place
before a body's name belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from kg.gazetteer import is_demonym, place
from kg.language import Sentence
from kg.language.credits import credit, credited
from kg.language.foreign import bare, foreign_end
from kg.language.joints import title_tail
from kg.language.loading import is_ordinary
from kg.language.renowned import renowned
from kg.language.runs import Run, runs
from kg.language.shapes import Word, counts, is_capital, is_name_word, words
from kg.language.small_bodies import small_body
from kg.language.spelling_out import spelt_out
from kg.lexicon import table
from kg.lexicon import words as listed
from kg.towns import town

TRAILING = frozenset(table("titles")["trailing"].split()) | {"The"}
BEHIND = frozenset(table("titles")["behind"].split())
PAIRED = frozenset(table("titles")["paired"])
INITIALS = re.compile(r"(?:[A-Z]\.?\s?)+")
JOINING = listed("names", "body_joiners") | {"against"}
HEADS = ("organisation", "public_body", "state_body", "media", "not_actors", "places")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible name in its sentence: offsets there, the words, and what stands around them.

    ``titled`` where a title stands before; ``label`` is the model's PER, ORG or LOC, or None; ``initial`` where the
    capital may be due to the sentence's beginning; ``small_body`` for "Kenyan police".
    """

    sentence: int
    start: int
    end: int
    text: str
    titled: bool = False
    initial: bool = False
    label: str | None = None
    small_body: bool = False
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def parts(self) -> list[str]:
        """The words of the name."""
        return self.text.split()


def candidates(sentence: Sentence, peoples: Container[str] = ()) -> list[Candidate]:
    """Possible names of a sentence, in order and disjoint; none in a line all in capitals.

    ``peoples`` are the document's own adjectives of places (:func:`kg.language.peoples.peoples`).
    """
    text, found = sentence.text, words(sentence.text)
    if text.isupper() and (len(found) > 3 or text[-1:] in {".", ":"}):
        return []
    entities = [(e.start_char, e.end_char, e.label_) for e in sentence.tokens.ents]
    segments = (
        segment
        for run in spelt_out(runs(text, found), found)
        for segment in _segments(text, found, run, entities, peoples)
    )
    result: list[Candidate] = []
    taken = credited(text)
    for segment in segments:
        candidate = _candidate(sentence, found, segment, entities, peoples)
        if candidate is None or any(start <= candidate.start < end for start, end in taken):
            continue
        if candidate.start >= (result[-1].end if result else credit(text)):
            result.append(candidate)
    return result


SURE = 5  # letters from which on a common word is hardly a given name too ("Than", "Issa")
Entities = list[tuple[int, int, str]]
"""What the model found: start, end, label."""

Segment = tuple[int, int, bool]
"""Words ``first:last`` of a sentence, and whether a title stands before."""

OPENED_BY = {(mark,) for mark in (":", "“", '"', "``", "\u2018", "_", "—", "]")}


def _candidate(
    sentence: Sentence, found: list[Word], segment: Segment, entities: Entities, peoples: Container[str]
) -> Candidate | None:
    first, last, titled = segment
    label = _label(entities, found[first].start, found[last - 1].end)
    body = small_body(sentence.text, found, segment, lambda word: _is_people(word, peoples))
    behind = body or last
    start, end = found[first].start, found[behind - 1].end
    text = sentence.text[start:end]
    if not body and (_is_people(text, peoples) or _is_only_where(found, first, last)):
        return None
    before = tuple(word.lower for word in found[max(0, first - 3) : first])
    after = _following(found[behind : behind + 7])
    opened = all(not word.text[0].isalnum() for word in found[:first]) or before[-1:] in OPENED_BY
    return Candidate(sentence.index, start, end, text, titled, opened, label, body is not None, before, after)


def _is_only_where(found: list[Word], first: int, last: int) -> bool:
    """Whether a body's name is only a house's ("outside the Velm Press Club"), or any such body ("a High Court")."""
    name, before = [word.text for word in found[first:last]], [word.text for word in found[max(0, first - 3) : first]]
    head = head_word(name)
    if before[-1:] in (["a"], ["A"]) and head in {"court", "tribunal"}:
        return all(is_ordinary(part) or not part[0].isalpha() for part in name)
    where = [word for word in before if word not in {"the", "The"}]
    fronting = where[-2:] in (["front", "of"], ["steps", "of"], ["gates", "of"])
    return head in listed("names", "houses") and (fronting or not listed("names", "at_places").isdisjoint(where[-1:]))


def _following(behind: list[Word]) -> tuple[str, ...]:
    """Words behind a name in lower case; those of another name in apposition, which describes nothing, as written."""
    apposed = [word.text for word in behind[:1]] == [","]
    return tuple(
        word.text if apposed and at > 1 and word.text.istitle() else word.lower for at, word in enumerate(behind)
    )


def _label(entities: Entities, start: int, end: int) -> str | None:
    """Label of the entity that shares most with a stretch."""
    shared = [(min(b, end) - max(a, start), label) for a, b, label in entities if a < end and start < b]
    return max(shared)[1] if shared else None


def _is_people(word: str, peoples: Container[str]) -> bool:
    """Whether a word is an adjective or a people's name, of a known state or by the document's own use of it."""
    both = "-" in word and all(is_demonym(part) for part in word.split("-"))  # "Velmish-American"
    return both or is_demonym(word) or word in peoples


def _segments(
    text: str, found: list[Word], run: Run, entities: Entities, peoples: Container[str]
) -> Iterator[tuple[int, int, bool]]:
    """Parts of a run that are names each: what stands before, between and after titles."""
    first, last = _stripped(found, run.first, run.last, entities)
    if first >= last:
        return
    if renowned(text[found[first].start : found[last - 1].end]):
        yield first, last, False
        return
    if end := foreign_end(text, found, own := bare(found, first, last), last):
        yield own, end, False
        return
    if _is_body_name(found[first:last]):
        holder = _holder(found, first, last, entities)
        placed = head_word([word.text for word in found[first:last]]) in listed("names", "places")
        yield first, holder, placed and _title_before(found, first)  # "Prosecutor Ann Hill"
        if holder < last:
            yield holder, last, False
        return
    start, titled = first, _title_before(found, first)
    for index in range(first, last):
        if not _is_title(found, index, last, entities):
            continue
        yield from _plain(found, (start, _without_modifiers(found, start, index), titled), entities, peoples)
        start, titled = index + 1 + title_tail(found, index + 1), True
    yield from _plain(found, (start, last, titled), entities, peoples)


def _stripped(found: list[Word], first: int, last: int, entities: Entities) -> tuple[int, int]:
    """Run without articles and sentence openers in front and small words at its end."""
    while first < last and (not is_name_word(found[first]) or _is_article(found, first, last)):
        first += 1
    opening = all(not word.text[0].isalnum() for word in found[:first]) or (found[first - 1].text,) in OPENED_BY
    while opening and first < last and found[first].text.lower() in listed("names", "openers"):
        first += 1
    while first < last and not _ends(found, first, last):
        last -= 1
    if last - first > 1 and found[last - 1].text in TRAILING:  # what runs into the next sentence, too
        last -= 1
    whole = " ".join(word.text for word in found[first:last])
    if (
        last - first > 1
        and first == 0
        and not place(whole)
        and any(a == found[1].start for a, _, _ in entities)
        and not any(a == found[0].start for a, _, _ in entities)
    ):
        first += 1
    return first, last


def _ends(found: list[Word], first: int, last: int) -> bool:
    """Whether a name may end before ``last``: with a capitalised word, a number of its own, or a wing in brackets."""
    if last - first > 3 and (found[last - 3].text, found[last - 1].text) == ("(", ")"):
        return True
    return is_capital(found[last - 1]) or (last - first > 1 and counts(found, last - 1))


def _is_article(found: list[Word], at: int, last: int) -> bool:
    """Whether a word is an article, or "NGO" before a name; the first of two initials is none ("A K Basheer")."""
    if found[at].text == "NGO" and last - at > 1:
        return True
    initials = len(found[at + 1 : at + 2]) == 1 and len(found[at + 1].text) == 1 and found[at + 1].text.isupper()
    return found[at].text in {"The", "A", "An"} and not initials


def _is_body_name(part: list[Word]) -> bool:
    """Whether a run is the name of a body: a head word at its end or before its first "of", "for", "to"."""
    if len(part) < 2 or part[0].lower in listed("titles", "honorifics" if part[0].text[-1] == "." else "unstopped"):
        return False
    head = head_word([word.text for word in part])
    return any(head in listed("names", key) for key in HEADS)


def head_word(parts: list[str]) -> str:
    """Head of a name's words, in lower case: the last, or the one before the first small joining word; no number."""
    cut = next((i for i, part in enumerate(parts) if i and part.lower() in JOINING), len(parts))
    while cut > 1 and (parts[cut - 1][0].isdigit() or parts[cut - 1].lower() in {"no", "no."}):
        cut -= 1
    return parts[cut - 1].lower().strip(".,")


def _title_before(found: list[Word], first: int) -> bool:
    """Whether a title stands before, in small letters but at the beginning of a sentence: "lawyer Ana Ruiz"."""
    before = found[first - 1].lower if first == 1 else found[first - 1].text
    return first > 0 and before in listed("titles", "titles")


def _is_title(found: list[Word], index: int, last: int, entities: Entities) -> bool:
    """Whether a capitalised word is a title here: never the last word of what the model takes for a person."""
    word = found[index]
    if word.lower in listed("titles", "honorifics") and word.text.endswith("."):
        return True
    if word.lower in listed("titles", "unstopped") and index < last - 1:
        return len(word.text) > 1 or len(found[index + 1].text) > 2  # "U Thant", no initials
    if any(_paired(found, at) for at in (index - 1, index)):
        return index < last - 1
    if word.lower not in listed("titles", "titles"):
        return False
    inside = any(a < word.start and word.end <= b and label == "PER" for a, b, label in entities)
    return not (inside and index == last - 1)


def _paired(found: list[Word], at: int) -> bool:
    """Whether a form of address of two words begins at ``at``: "Tan Sri"."""
    return at >= 0 and " ".join(word.text for word in found[at : at + 2]) in PAIRED


def _without_modifiers(found: list[Word], start: int, end: int) -> int:
    if _is_body_name(found[start:end]):
        return end
    while end > start and (found[end - 1].lower in listed("titles", "modifiers") or not is_capital(found[end - 1])):
        end -= 1
    return end


def _plain(
    found: list[Word], segment: Segment, entities: Entities, peoples: Container[str]
) -> Iterator[tuple[int, int, bool]]:
    """One name between titles; a demonym or a place in front of a person is left out or a name of its own."""
    start, end, titled = segment
    while start < end and not is_capital(found[start]):
        start += 1
    if start >= end:
        return
    if end - start > 1 and _is_people(found[start].text, peoples):
        start += place(" ".join(word.text for word in found[start:end])) is None  # "Saudi Arabia"
    cut = next(
        (i for i in range(start + 1, end) if any(a == found[i].start and label == "PER" for a, _, label in entities)),
        None,
    )
    front = " ".join(w.text for w in found[start:cut]) if cut else ""
    body = cut is not None and _is_body_name(found[start:cut])
    if start > 1 and found[start - 1].text == "of" and end - start > 2 and place(found[start].text) and not body:
        cut, front = start + 1, found[start].text
        titled = found[start - 2].lower in listed("titles", "titles")
    letters = front.isupper() and not INITIALS.fullmatch(front)
    own = body or (cut is not None and (_is_somewhere(front) or letters))
    if end - start > 2 and found[end - 1].text in BEHIND:
        end -= 1
    if cut and own:
        yield start, cut, False
    if cut and (own or _before_person(found, start, cut, end, entities)):
        start = cut
    yield start, end, titled


def _is_somewhere(name: str) -> bool:
    """Whether a name is a state's, or a town's part by the sky: "Tamale North"."""
    base, _, part = name.rpartition(" ")
    return place(name) is not None or (part.lower() in listed("names", "compass") and town(base) is not None)


def _holder(found: list[Word], first: int, last: int, entities: Entities) -> int:
    """Where a whole person's name begins that ends the name of a body: "Ministry of Health | Ann Roy"; else the end."""
    inside = range(first + 2, last - 1)
    return next((at for at in inside if (found[at].start, found[last - 1].end, "PER") in entities), last)


def _before_person(found: list[Word], start: int, cut: int, end: int, entities: Entities) -> bool:
    """Whether common words stand before a whole person's name: "Rapporteur on Torture | Ann Roy", "Image | Ann Roy"."""
    whole = (found[cut].start, found[end - 1].end, "PER") in entities and end - cut > 1
    return whole and is_capital(found[cut]) and all(_common(word) for word in found[start:cut])


def _common(word: Word) -> bool:
    """Whether a word is long enough to be surely a common one and is no given name."""
    given = word.lower in listed("given_names", "male", "female")
    return len(word.text) >= SURE and is_ordinary(word.text) and not given
