"""A reading in, the persons to whom its document tells that harm was done out, by name.

Whoever undergoes violence, custody or a case; those named beside them ("seven clerks: A, B and C"). Laws of this file:
who is accused of harm, or does it, is no victim but for violence told of them; word lists are data
(``lexicons/violations.toml``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.beside import beside
from kg.extractors.wordlists import pattern
from kg.model import Claim, Mention, MentionType, Reading, Selector

VIOLENCE = "Violence"
RELEASE = "Release"
HARM = frozenset({"Detention", VIOLENCE})
SUFFERED: Mapping[str, frozenset[str]] = {
    "affected": HARM | {RELEASE, "ProceedingStep"},
    "defendant": frozenset({"LegalProceeding"}),
}
UNTOLD = frozenset({"negated", "scheduled", "requested"})
GRAVE = frozenset({"deathSentence", "lifeSentence"})


def victims(reading: Reading, *, held: bool = True) -> tuple[str, ...]:
    """Names as the document gives them, in the order in which harm to them is told.

    Where custody is no subject of the document (not ``held``), whoever is only taken into it or tried is suspected of
    what the document is about.
    """
    names = {m.referent: m.value for m in reading.mentions if m.type is MentionType.PERSON and m.referent}
    told = [claim for claim in reading.claims if claim.factuality not in UNTOLD or _demanded(claim)]
    harmed = {each for claim in told if claim.type == VIOLENCE for each in _who(claim, "affected")}
    counted = told if held else [claim for claim in told if claim.type in {VIOLENCE, RELEASE}]
    found = [each for claim in counted for each in _sufferers(claim)]
    found += beside(reading, [claim for claim in counted if claim.type in HARM | {RELEASE}])
    doers = _doers(told) - harmed
    return _apart(value for each in dict.fromkeys(found) if each not in doers and (value := names.get(each)))


def _apart(names: Iterator[str]) -> tuple[str, ...]:
    """Names of persons, each person's once: none that is part of another, or a word spelt like no person's."""
    listed = [name for name in dict.fromkeys(names) if " " in name or _personal(name)]
    return tuple(n for n in listed if not any(f" {n} " in f" {other} " for other in listed if other != n))


def _personal(word: str) -> bool:
    """Whether each part of a word has one capital, its first: neither "WhatsApp" nor "wire.example"."""
    return all(part[:1].isupper() and part[1:].isalpha() and part[1:].islower() for part in word.split("-"))


def _demanded(claim: Claim) -> bool:
    """Whether somebody's release is asked for: then they are held."""
    return claim.type == RELEASE and claim.factuality != "negated"


def _sufferers(claim: Claim) -> Iterator[str]:
    return (each for role, types in SUFFERED.items() if claim.type in types for each in _who(claim, role))


def _doers(told: list[Claim]) -> set[str]:
    """Who commits violence, is accused of harm, or is punished as for a killing."""
    found = {each for claim in told if claim.type == VIOLENCE for each in _who(claim, "agent")}
    for claim in told:
        if GRAVE & set(claim.kinds) or any(map(_crime, _reasons(claim))):
            found |= {*_who(claim, "affected"), *_who(claim, "defendant")}
    return found


def _crime(reason: str) -> bool:
    """Whether a reason is a crime against people, and not that somebody told of one: "reporting on the massacre"."""
    crime = pattern("violations", "crimes").search(reason)
    return crime is not None and not pattern("violations", "telling").search(reason, 0, crime.start())


def _reasons(claim: Claim) -> Iterator[str]:
    fillers = (filler for role in ("charge", "ground") for filler in claim.all(role))
    return (filler.exact for filler in fillers if isinstance(filler, Selector))


def _who(claim: Claim, role: str) -> Iterator[str]:
    return (filler.referent for filler in claim.all(role) if isinstance(filler, Mention) and filler.referent)
