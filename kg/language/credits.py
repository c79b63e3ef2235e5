"""A sentence in, where its dateline, by-line and credits of pictures stand out: names there are nobody's mention."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.language.datelines import opening, signed

BY_LINE = re.compile(
    r"(?:By|Photo|Photos|Picture|Pictures|Image|Credit|Press Release|Source)\b:?\s[^.?!]{3,60}$|"
    r"(?:Photo|Image|Picture|Credit|Source): ?[^.?!]{3,60}\.?$"
)


PHOTO = re.compile(r"\([^()/]{2,50}/[A-Z][\w .]{1,30}\)|^[^()/.]{2,60}/(?:AFP|AP|EPA|Getty|Reuters|REUTERS)\b.{0,20}$")
"""Who took a picture: "(Ann Roy/Wire)"."""


STAFF = re.compile(
    r"^[^.?!]{3,160}\bcontributed (?:reporting|to (?:the|this) (?:article|report|story))\b"
    r"|^\(?(?:Additional reporting|Editing|Reporting|Writing) by [A-Z].{2,160}$"
)
"""Who else worked on a report: "Wire writer Ann Roy contributed to this report"."""


SIGNED = re.compile(
    r"(?:^|[.!?\"\u201d\u2019)]\s)(?:--?|[\u2013\u2014])\s?[A-Z][\w./ ]{1,30}$"
    r"|[\u2013\u2014-]\s?[^@()\u2013\u2014]{2,60}\(@\w{1,30}\)(?=\s+[A-Z][a-z]+ \d|\s*$)"
    r"|\bPosted by [A-Z][^,.;:!?]{2,60} on (?:[A-Z][a-z]+day|[A-Z][a-z]+ \d)"
)
"""Who signs a report or a post: "— Wire" at its end, "— Ann Roy (@annroy)", "Posted by Ann Roy on Monday"."""
SIGNS = re.compile(r"[\u2013\u2014-]|Posted by")


@lru_cache(maxsize=256)
def credit(text: str) -> int:
    """End of a dateline or by-line at the beginning of a sentence; its names are nobody's mention."""
    by_line = BY_LINE.match(text)
    return signed(text) or opening(text) or (by_line.end() if by_line else 0)


def credited(text: str) -> list[tuple[int, int]]:
    """Where a sentence tells who took a picture or had a part in the report, as offsets."""
    staff = STAFF.match(text)
    told = [match.span() for match in PHOTO.finditer(text)] if "/" in text else []
    told += [match.span() for match in SIGNED.finditer(text)] if SIGNS.search(text) else []
    return [staff.span(), *told] if staff else told
