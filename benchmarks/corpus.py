"""A corpus of any size: invented reports, the same for the same number, names shared as in real news."""

import random
from collections.abc import Sequence
from pathlib import Path

FIRST = (
    "Amina Bruno Celia Dragan Elif Farid Greta Hamid Irina Jonas Keiko Lamin Mirela Naveed Oksana Pavel Samir".split()
)
LAST = (
    "Abara Bergh Cotta Dimov Erdem Faye Grosz Haddad Ilves Juric Kovel Lindt Moyo Nagy Okoro Petkov Quist Ruiz".split()
)
CITIES = "Varsk Olmera Tindal Kessova Port-Mara Luhne Sarbek Dovrin Almeria Nasto".split()
BODIES = (
    "Rights Watch Varsk",
    "Union of Reporters",
    "Ministry of the Interior",
    "Open Courts Fund",
    "Committee of Lawyers",
)
SENTENCES = (
    "Police in {city} detained more than {n} people on Saturday during a march against the new law, {body} said.",
    "{person}, a lawyer, was arrested in {city} on 12 March and taken to a police station.",
    '"We were held for {few} days without a charge," {person} told reporters.',
    "{body} condemned the arrests and called for the release of {person}.",
    "A court in {city} sentenced {person} to {few} years in prison for extremism.",
    "The Ministry of the Interior denied that officers had beaten {person}.",
    "About {n} people gathered in the centre of {city} on Sunday.",
    "{person} is accused of taking part in an unauthorised rally; the trial begins on Monday.",
    "The weather was cold, and the shops along the avenue stayed open until the evening.",
    "The town lies on the river, some forty kilometres from the border.",
    "Residents said that traffic had returned to normal by the afternoon.",
    "The law was passed in January after a short debate.",
)


def report(number: int) -> str:
    """The text of one report, with front matter: about 300 words."""
    chance = random.Random(number)
    people = [f"{_common(chance, FIRST)} {_common(chance, LAST)}" for _ in range(3)]
    month, day = 1 + number % 12, 1 + number % 28
    lines = [f"---\ntitle: Report {number} from {_common(chance, CITIES)}\npublished: 2022-{month:02}-{day:02}\n---"]
    for _ in range(6):
        facts = [
            chance.choice(SENTENCES).format(
                city=_common(chance, CITIES),
                body=_common(chance, BODIES),
                person=chance.choice(people),
                n=chance.randrange(20, 900),
                few=chance.randrange(2, 9),
            )
            for _ in range(3)
        ]
        lines.append(" ".join(facts))
    return "\n\n".join(lines) + "\n"


def _common(chance: random.Random, items: Sequence[str]) -> str:
    """One of some items, the first ones far more often than the last."""
    return items[int(len(items) * chance.random() ** 3)]


def write(folder: Path, size: int) -> Path:
    """Write a corpus of ``size`` reports."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(size):
        (folder / f"{number:06}.txt").write_text(report(number), encoding="utf-8")
    return folder
