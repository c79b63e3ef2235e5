"""Confirmed items in, lines for QuickStatements out: where on the web a public figure is spoken of, and nothing else.

Laws of this file: nobody becomes public through us. An item must tell an office or occupation of its own; of somebody
who was detained, an office. Only public addresses of documents are told (P973, described at URL), never a claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from rdflib import SDO

from kg.stores import View
from kg.terms import KG
from kg.wikidata.items import Item
from kg.wikidata.lookup import Authority
from kg.wikidata.subjects import rows

SPOKEN_OF = f"""
    SELECT DISTINCT ?actor ?url WHERE {{
      ?actor <{KG.evidence}> ?passage . ?passage <{KG.inDocument}> ?document . ?document <{SDO.url}> ?url
    }} ORDER BY ?actor ?url
"""
DETAINED = f"SELECT DISTINCT ?actor WHERE {{ ?event a <{KG.Detention}> ; <{KG.affected}> ?actor }}"


def statements(view: View, authority: Authority, matches: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Lines that say where on the web public figures are spoken of; ``matches`` are actors with items' ids."""
    spoken: dict[str, list[str]] = defaultdict(list)
    for actor, url in rows(view, SPOKEN_OF):
        spoken[actor].append(url)
    detained = {actor for (actor,) in rows(view, DETAINED)}
    for actor, id_ in sorted(set(matches)):
        item = authority.item(id_)
        if item is not None and public(item, detained=actor in detained):
            yield from (f'{item.id}\tP973\t"{url}"' for url in spoken[actor] if _reachable(url))


def public(item: Item, *, detained: bool) -> bool:
    """Whether an item tells that who it is about stands in public: an office, or, of nobody detained, an occupation."""
    return bool(item.values("P39") if detained else item.values("P39", "P106"))


def _reachable(url: str) -> bool:
    """Whether an address is one of the web, and not of a machine or a house of its own."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    named = "." in host and not host.replace(".", "").isdecimal() and not host.endswith((".local", ".internal"))
    return parts.scheme in {"http", "https"} and named and not parts.username and not set(url) & set('" \t\n')
