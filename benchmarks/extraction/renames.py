"""Annotated articles under other names: everybody and every place renamed, the annotations moved along.

What is renamed, in each article by itself and consistently:
persons (whoever the annotators call one): given names to given names of one culture, the rest to its family names, so
that surname and full name still belong together; gender is kept where a form of address or a pronoun tells it;
states: to other states of the gazetteer with their adjectives, peoples and capitals, or to invented ones with invented
adjectives; letters ("US") stay, and what bears "the" goes to what bears "the";
towns, regions and the places that stand in front of a body's name: to invented names.
Heads of bodies' names, organisations, media and bands stay, for the guideline's reader knows them by their words.
"""

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product
from typing import Any, TypeVar

from kg.gazetteer import is_demonym, place
from kg.language import analyse
from kg.lexicon import table
from kg.mentions import mentions
from kg.model import Document, MentionType

T = TypeVar("T")
Notes = dict[str, Any]
State = tuple[list[str], list[str], list[str], list[str]]
"""Names, adjectives, peoples and capitals."""

CULTURES = (
    ("Milomir Radovan Bogdalin Vesko", "Zdravka Milunka Jelitsa", "Dragov Petrun Kostav Mirosh", "ich enko sky ov"),
    ("Tariq Nabil Jaafar Suhayl", "Layina Samiha Nuriya", "Haddun Qasab Mansar Rashud", "i awi an ani"),
    ("Wenzhao Junbo Haolin Guowei", "Meixun Lihuan Yanqi", "Fen Zhou Tang Meng", "g sun li wei"),
    ("Evaristo Ramiro Celso Isandro", "Ximara Rosalva Elvia", "Quiran Salced Montalv Bermud", "o es era illo"),
    ("Alden Wilbert Corwin Edric", "Maribeth Rowena Elspet", "Hathern Burl Thack Winder", "ley ton by ford"),
    ("Kwabeno Chidu Tendaro Sipho", "Amaka Nomvula Thandeka", "Okor Mban Dlam Chikum", "afor u ini bura"),
    ("Rajendu Prakat Sunilan Anup", "Kavitra Deepali Sunanda", "Bhattar Chandr Murth Ganesh", "a an i wal"),
)
"""Given names of men and women, beginnings and endings of family names, made after seven languages."""

TOWNS = ("Bel Kar Mor Tash Vel Zan Osto Quim Ner Lug Dar Pal", "mora vik abad ingham andu eda polis ozero ara itsa")
STATES = ("Bel Kar Mor Tash Vel Zan Ost Quim", "onia avia estan uria")
WITH_ARTICLE = {"Bahamas", "Comoros", "Gambia", "Maldives", "Netherlands", "Philippines", "Seychelles"}
GENDERS = {"mr": 0, "sir": 0, "he": 0, "his": 0, "mrs": 1, "ms": 1, "miss": 1, "lady": 1, "she": 1, "her": 1}
PART = re.compile(r"[^\W\d_][\w'\u2019-]*\w")
SMALL = {"de", "van", "der", "von", "al", "bin"}


def gazetteer() -> Iterator[State]:
    """Rows of the gazetteer."""
    for line in filter(str.strip, table("states")["states"].splitlines()):
        name, others, adjectives, peoples, capitals = (
            [part.strip() for part in cell.split(";") if part.strip()] for cell in line.split("|")
        )
        yield name + others, adjectives, peoples or [f"{word}s" for word in adjectives], capitals


class NewNames:
    """The new names of one article, each given out once."""

    def __init__(self, seed: str, invented: bool) -> None:
        self.dice, self.invented = random.Random(seed), invented
        self.towns, self.states = (
            self.shuffled("".join(pair) for pair in product(*map(str.split, parts))) for parts in (TOWNS, STATES)
        )
        rows = self.shuffled(gazetteer())
        self.bare = [row for row in rows if row[0][0] not in WITH_ARTICLE and row[1] and row[3]]
        self.articled = [row for row in rows if row[0][0] in WITH_ARTICLE]
        self.people = [
            (self.shuffled(men.split()), self.shuffled(women.split()), self.family(stems, endings))
            for men, women, stems, endings in CULTURES
        ]

    def shuffled(self, values: Iterable[T]) -> list[T]:
        listed = list(values)
        self.dice.shuffle(listed)
        return listed

    def family(self, stems: str, endings: str) -> list[str]:
        return self.shuffled("".join(pair) for pair in product(stems.split(), endings.split()))

    def state(self, articled: bool) -> State:
        if articled or not self.invented:
            return (self.articled if articled else self.bare).pop()
        name = self.states.pop()
        adjective = f"{name}n" if name.endswith("a") else f"{name}i"
        return [name], [adjective], [f"{adjective}s"], [self.towns.pop()]


def renames(annotated: Notes, document: Document, seed: int, invented: bool) -> dict[str, str]:
    """What an article's persons and places are called, and what they are to be called."""
    new = NewNames(f"{seed} {annotated['doc_id']}", invented)
    found: dict[str, str] = {}
    for row in gazetteer():
        if any(re.search(rf"\b{re.escape(name)}\b", document.text) for names in row for name in names):
            other = new.state(f"the {row[0][0]}".lower() in document.text.lower())
            pairs = [
                (old, names[0]) for olds, names in zip(row[::-1], other[::-1], strict=True) if names for old in olds
            ]
            found = {old: name for old, name in pairs if len(old) > 3 and "." not in old} | found
    for word in sorted(place_words(annotated, document)):
        found.setdefault(word, new.towns.pop())
    for actor in annotated["actors"]:
        if actor["type"] == "person":
            rename(actor, new, document.text, found)
    return found


def place_words(annotated: Notes, document: Document) -> Iterator[str]:
    """Names of towns and regions: in places that the reader finds, and in front of state bodies' names."""
    read_as_places = [m.selector.exact for m in mentions(analyse(document)).named if m.type is MentionType.PLACE]
    in_front = [a["name"].split()[0] for a in annotated["actors"] if a["type"] == "state_body" and " " in a["name"]]
    general = {word for value in table("names").values() if isinstance(value, str) for word in value.split()}
    for name in (*read_as_places, *in_front):
        if place(name) is None and not is_demonym(name):
            words = PART.findall(name)
            yield from (word for word in words if word[1:].islower() and word.lower() not in general)


def rename(person: Notes, new: NewNames, text: str, found: dict[str, str]) -> None:
    """Give the words of a person's names new ones of one culture; the given name stands first."""
    names = sorted({mention["text"] for mention in person["mentions"]}, key=len, reverse=True)
    left = [culture for culture in new.people if all(culture) and len(culture[2]) > 4]
    men, women, families = new.dice.choice(left)
    for name in names:
        parts = [part for part in PART.findall(name) if part not in SMALL]
        for index, part in enumerate(parts):
            one = part[:-1] if part.endswith("s") and any(part[:-1] in other.split() for other in names) else part
            given = index == 0 and len(parts) > 1
            found.setdefault(one, ((women if gender(name, text) else men) if given else families).pop())
            found.setdefault(part, f"{found[one]}s")


def gender(name: str, text: str) -> int:
    """1 for a woman, 0 for a man or where neither a form of address nor a pronoun tells."""
    family = re.escape(name.rsplit(maxsplit=1)[-1])
    beside = re.findall(rf"(\w+)\.? {family}\b|\b{family},? who[^.]*? (\w+)|\b{family}[^.]*\. (\w+)", text)
    told = [GENDERS[word.lower()] for words in beside for word in words if word.lower() in GENDERS]
    return max(set(told), key=told.count) if told else 0


ARTICLE = re.compile(r"\b([Aa])n? $")


def edits(text: str, found: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """Replacements ``(start, end, words)`` in order: names as written or in capitals, and the article before them."""
    names = sorted({*found, *(name.upper() for name in found)}, key=len, reverse=True)
    by_name = {name.upper(): new.upper() for name, new in found.items()} | found
    for match in re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?![^\W_])", text):
        new = by_name[match[0]]
        if article := ARTICLE.search(text, max(0, match.start() - 4), match.start()):
            yield article.start(), article.end(), f"{article[1]}n " if new[0] in "AEIOU" else f"{article[1]} "
        yield match.start(), match.end(), new


def renamed(annotated: Notes, document: Document, seed: int, invented: bool) -> tuple[Notes, Document]:
    """An annotated article under new names: the annotations with their spans moved, and the document."""
    made = list(edits(document.text, renames(annotated, document, seed, invented)))
    parts: list[str] = []
    at = 0
    for start, end, words in made:
        parts += [document.text[at:start], words]
        at = end
    text = "".join([*parts, document.text[at:]])

    def moved(offset: int) -> int:
        return offset + sum(len(words) - (end - start) for start, end, words in made if end <= offset)

    def along(value: Any) -> Any:
        if isinstance(value, list):
            return [along(part) for part in value]
        if not isinstance(value, dict):
            return value
        value = {key: along(part) for key, part in value.items()}
        if "start" in value:
            start, end = moved(value["start"]), moved(value["end"])
            value |= {"start": start, "end": end, "text": text[start:end]}
        return value

    return with_names(along(annotated)), replace(document, text=text)


def with_names(annotated: Notes) -> Notes:
    """Actors under the name they have most of, now."""
    names = [max((m["text"] for m in a["mentions"]), key=len, default=a["name"]) for a in annotated["actors"]]
    actors = [actor | {"name": name} for actor, name in zip(annotated["actors"], names, strict=True)]
    return annotated | {"actors": actors}
