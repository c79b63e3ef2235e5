"""A day's name in, month and day out: "New Year's Eve" is 31 December. Names are data (``lexicons/days.toml``)."""

from __future__ import annotations

import re

from kg.lexicon import table

DAYS = {name: tuple(map(int, day.split("-"))) for name, day in table("days")["fixed"].items()}
FIXED = "|".join(re.escape(name).replace("'", "['\u2019]") for name in DAYS)
MOVING = "|".join(map(re.escape, table("days")["moving"]["words"]))


def month_and_day(name: str) -> tuple[int, int]:
    """Month and day of a name as printed; KeyError for what ``FIXED`` does not match."""
    month, day = DAYS[name.replace("\u2019", "'")]
    return month, day
