"""How an act is told and when it is dated in, whether it is still to come out."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Moment, Role


def upcoming(status: str, roles: Iterable[Role], published: str | None) -> str:
    """Factuality of an act, given its roles: told as done but dated after the publication, it is scheduled.

    "Her trial opens on 14 September" is in the present tense; a verb of the past never has such a date
    (:mod:`kg.language.tense`).
    """
    dates = (role.filler for role in roles if role.name == "date" and isinstance(role.filler, Moment))
    later = any(d.earliest is not None and published and d.earliest[: len(published)] > published for d in dates)
    return "scheduled" if status == "actual" and later else status
