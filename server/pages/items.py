"""An actor or place in, the items of other databases that it is, or may be, out: what each is called, who says so, why.

Law of this file: an item that nobody confirmed never reads as if somebody had.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import DCTERMS, RDFS, SKOS

from kg.identity.judgements import ITEM
from kg.reviewing import told_of_item
from kg.stores import View
from kg.terms import KGC
from kg.wikidata.enrichment import SCHEMA
from server.pages.cards import Ref
from server.pages.held import Held, held
from server.pages.nodes import LEGAL, Node, href, nodes, rows

AUTO = " --auto "
"""What the judge of a pair has in its name where ``habeas link --auto`` confirmed it, and no person did."""

CONFIRMED, PROPOSED = "Confirmed to be the same", "Only proposed, confirmed by nobody"
UNSIGNED = "Said to be the same, though not by whom"
BY_RULE, OPEN = "Confirmed by a program, and by no person", "Looked at and left open"


@dataclass(frozen=True, slots=True)
class Item:
    """An item: how it stands with it, its number and address, what it is called and described as, who holds that."""

    standing: str
    ref: Ref
    told: str
    held: Held

    @property
    def asked(self) -> bool:
        """Whether ``habeas review`` asks about it."""
        return bool(self.held.confidence)

    @property
    def settled(self) -> bool:
        """Whether a person has confirmed it."""
        return self.standing == CONFIRMED


def items(view: View, node: Node) -> list[Item]:
    """List the items that a node was matched with, those confirmed first; what was rejected is left out."""
    links = {each.other: each for each in reversed(held(view, _iris(view, node.iri), ITEM))}
    unsure = (each.other for each in links.values() if each.judgement == str(KGC.unsure))
    same = node.texts(SKOS.exactMatch)
    wanted = {iri: links.get(iri, Held(iri, "")) for iri in (*same, *node.texts(SKOS.closeMatch), *unsure)}
    about = nodes(view, wanted)
    surest = sorted(
        wanted.values(), key=lambda each: (each.other not in same, -float(each.confidence or 0), each.other)
    )
    return [_item(view, about.get(each.other, Node(each.other)), each, each.other in same) for each in surest]


def _iris(view: View, iri: str) -> Iterator[str]:
    """The IRI of a node and those it took the place of: a judgement may speak of one of these."""
    if LEGAL.fullmatch(iri):
        yield iri
        yield from (old.value for (old,) in rows(view, f"SELECT ?x WHERE {{ ?x <{DCTERMS.isReplacedBy}> <{iri}> }}"))


def _item(view: View, node: Node, link: Held, same: bool) -> Item:
    number = Ref(node.iri.removeprefix(ITEM[:-1]), href(view.base, node.iri))
    return Item(_standing(link, same), number, _told(node, link), link)


def _standing(link: Held, same: bool) -> str:
    if same and not link.judge:
        return UNSIGNED
    if same:
        return BY_RULE if AUTO in link.judge else CONFIRMED
    return OPEN if link.judgement == str(KGC.unsure) else PROPOSED


def _told(node: Node, link: Held) -> str:
    """What an item is called and described as: by what ``habeas enrich`` brought, else by the proposal."""
    own = [words for each in (str(RDFS.label), f"{SCHEMA}description") if (words := _english(node, each))]
    return ": ".join(own) or told_of_item(link.reasons).removesuffix(": ")


def _english(node: Node, predicate: str) -> str:
    """A text in the language of the page where there is one, else in whichever comes first."""
    said = [term for term in node.all(predicate) if isinstance(term, ox.Literal)]
    return next((term.value for term in sorted(said, key=lambda t: (t.language not in ("en", "mul"), str(t)))), "")
