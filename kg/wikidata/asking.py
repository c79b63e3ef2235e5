"""Actors and places that no authority file settles in, an authority file of what Wikidata answers about them out.

Laws of this file: a person who may be private is asked about only by leave, named or for all; nothing but names leaves
this machine, and no name that such a person's stands in. What is asked is kept, so that it is asked once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from rdflib import DCTERMS

from kg.identity.nodes import Node
from kg.iris import folded
from kg.lexicon import table
from kg.stores import View
from kg.terms import KG
from kg.wikidata.building import build, types
from kg.wikidata.candidates import asked
from kg.wikidata.client import Client
from kg.wikidata.entity_json import entries
from kg.wikidata.items import ID, Item
from kg.wikidata.likeness import bare
from kg.wikidata.lookup import Authority
from kg.wikidata.subjects import rows

NAMES = 2  # of one actor or place that are asked about
LANGUAGES = 3  # in which each name is asked about: those of most documents
AROUND = 3  # times that what is named by the items fetched is fetched, too
TOGETHER = 10  # queries of one request to a service of reconciliation
CANDIDATES = 20  # that such a service is asked for

SUFFERED = f"SELECT DISTINCT ?actor WHERE {{ ?event <{KG.affected}>|<{KG.defendant}> ?actor }}"
SPOKEN = f"""
    SELECT ?language WHERE {{ ?document <{DCTERMS.language}> ?language }}
    GROUP BY ?language ORDER BY DESC(COUNT(?document)) ?language
"""
Progress = Callable[[str, int, int | None], None]


def askable(
    nodes: Iterable[Node], view: View, *, named: Collection[str] = (), everybody: bool = False
) -> tuple[list[Node], int]:
    """Those of some nodes that a service may be told the names of, and how many were left out.

    Bodies and places may, and persons whom a document gives a public office and to whom nothing is done in the graph;
    of all others those that are ``named`` by their IRIs, or ``everybody``.
    """
    known = list(nodes)
    suffered = frozenset[str]() if everybody else frozenset(actor for (actor,) in rows(view, SUFFERED))
    private = {n.iri for n in known if not everybody and n.iri not in named and _private(n, suffered)}
    hidden = frozenset(folded(name) for n in known if n.iri in private for name in n.names if len(name.split()) > 1)
    free = [n for n in known if n.iri not in private and (n.iri in named or not _tells(n, hidden))]
    return free, len(known) - len(free)


def _private(node: Node, suffered: Collection[str]) -> bool:
    """Whether a node is a person, may be one, or is several, of whom nothing says that they stand in public."""
    if node.type not in {"Person", "Actor", "Group"}:
        return False
    public = table("wikidata")["public"]["offices"].split()
    return node.iri in suffered or not any(office.split()[-1] in public for office in node.offices)


def _tells(node: Node, hidden: frozenset[str]) -> bool:
    """Whether a name holds that of a person who is not asked about: the friends of somebody."""
    for words in (folded(name).split("-") for name in node.names):
        runs = ("-".join(words[a:b]) for a in range(len(words)) for b in range(a + 2, len(words) + 1))
        if not hidden.isdisjoint(runs):
            return True
    return False


def languages(view: View) -> list[str]:
    """The languages to ask in: those of most documents, English where none tells its own."""
    found = dict.fromkeys(tag.split("-")[0].lower() for (tag,) in rows(view, SPOKEN))
    return list(found)[:LANGUAGES] or ["en"]


def _names(node: Node) -> tuple[str, ...]:
    """The names to ask about: of persons without their titles, of bodies with their state, too."""
    found = map(bare, node.names) if node.type == "Person" else iter(asked(node))
    return tuple(dict.fromkeys(found))[:NAMES]


@contextmanager
def answered(
    nodes: Iterable[Node], client: Client, spoken: Iterable[str], *, service: bool, progress: Progress
) -> Iterator[Authority]:
    """An authority file of all items that the nodes may be, and of what these name; gone when it is closed.

    ``service`` asks the client's service of reconciliation which items may be meant, else Wikidata's search does.
    Raises UsageError where they cannot be asked; what was answered until then is kept.
    """
    known = list(nodes)
    ids = _reconciled(known, client, progress) if service else _searched(known, client, list(spoken), progress)
    with TemporaryDirectory(prefix="habeas-") as folder:
        told, made = Path(folder) / "answers.jsonl", Path(folder) / "authority.sqlite"
        with told.open("w", encoding="utf-8") as file:
            file.writelines(f"{text}\n" for text in _around(ids, client, progress))
        build([told], made, types([]))
        with Authority(made) as authority:
            yield authority


def _searched(nodes: list[Node], client: Client, spoken: list[str], progress: Progress) -> Iterator[str]:
    for done, node in enumerate(nodes, 1):
        for name in _names(node):
            for language in spoken:
                yield from client.search(name, language)
        progress("ask", done, len(nodes))


def _reconciled(nodes: list[Node], client: Client, progress: Progress) -> Iterator[str]:
    client.check()
    names = sorted({name for node in nodes for name in _names(node)})
    for start in range(0, len(names), TOGETHER):
        some = names[start : start + TOGETHER]
        queries = {f"q{n}": {"query": name, "limit": CANDIDATES} for n, name in enumerate(some)}
        for found in client.reconciled(queries).values():
            yield from (each["id"] for each in found if ID.fullmatch(str(each.get("id"))))
        progress("ask", start + len(some), len(names))


def _around(ids: Iterable[str], client: Client, progress: Progress) -> Iterator[str]:
    """The answers about items, then about those that they name, and so on; each once."""
    seen, ahead = set[str](), dict.fromkeys(ids)
    for _ in range(1 + AROUND):
        found = [each for each in ahead if each not in seen]
        seen.update(found)
        ahead = {}
        for done, text in enumerate(client.texts(found), 1):
            progress("fetch", done, len(found))
            yield text
            ahead |= dict.fromkeys(_named(text))


def _named(text: str) -> Iterator[str]:
    items = (each for each in entries(text) if isinstance(each, Item))
    yield from (value for item in items for values in item.claims.values() for value in values if ID.fullmatch(value))
