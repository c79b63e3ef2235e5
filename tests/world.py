"""A small world for tests: a reader of a language of two sentences, and ways to build and look at a graph of it.

"Police detained Ann Lee in Velm." is a detention, "Ann Lee said that all is well." a statement (of nobody, where it
is "He said …"). Two capitalised words are a person, one is a place, "Union of …" is an organisation.
"""

import io
import os
import re
from pathlib import Path

from kg.dump import dump
from kg.iris import ClaimIds
from kg.model import Claim, Code, Document, Mention, MentionType, Passage, PassageKind, Reading, Role, Selector
from kg.pipeline import Options, build
from kg.stores import open_store, open_view

DETAINED = re.compile(r"(?P<agent>Police|Guards) (?P<cue>detained) (?P<affected>[^.]+?) in (?P<place>[A-Z]\w+)\.")
SAID = re.compile(r"(?P<speaker>He|[^.\n]+?) (?P<cue>said) that (?P<contentText>[^.\n]+)\.")
DOCUMENTS = {
    "a.txt": "Police detained Ann Lee in Velm.\nAnn Lee said that all is well.\n",
    "b.txt": "Guards detained Bo Nilsen in Velm.\nBO NILSEN said that nothing is well.\n",
    "c/c.txt": "Union of Bakers said that Ann Lee is free.\nHe said that she is not.\n",
    "d.txt": "Police detained Bo Nilsen in Orra.\n",
}


def read(document: Document) -> Reading:
    """What a document of the small world says."""
    if "CRASH" in document.text:
        os._exit(13)
    if "BUG" in document.text:
        raise KeyError("a mistake in the reader")
    ids = ClaimIds(document)
    claims = [
        _claim(document, found, kind, ids) for kind, form in FORMS.items() for found in form.finditer(document.text)
    ]
    mentions = {role.filler for claim in claims for role in claim.roles if isinstance(role.filler, Mention)}
    lines = [document.select(found.start(), found.end()) for found in re.finditer(r"[^\n]+", document.text)]
    passages = tuple(Passage(line, PassageKind.SENTENCE) for line in lines)
    return Reading(document, passages, tuple(sorted(mentions)), tuple(claims))


FORMS = {"Detention": DETAINED, "Statement": SAID}


def _claim(document, found, kind, ids):
    spots = {name: document.select(*found.span(name)) for name in found.groupdict()}
    cue = spots.pop("cue")
    roles = [Role(name, spot if name == "contentText" else _mention(spot, name)) for name, spot in spots.items()]
    evidence = document.select(*found.span())
    kinds, factuality = (("report",), None) if kind == "Statement" else ((), "actual")
    style = [Role("quoteStyle", Code("indirect"))] if kind == "Statement" else []
    id_ = ids.mint(kind, evidence, roles)
    return Claim(id_, kind, cue, (evidence,), kinds, (*roles, *style), None, factuality, f"toy.{kind.lower()}", 0.9)


def _mention(spot: Selector, role: str) -> Mention:
    words = spot.exact.split()
    if words == ["He"]:
        return Mention(spot, MentionType.PRONOUN)
    name = spot.exact.title().replace(" Of ", " of ")
    if role == "agent":
        return Mention(spot, MentionType.DESCRIPTION, f"the {name}", spot.exact, "police")
    if role == "place":
        return Mention(spot, MentionType.PLACE, name, name)
    type_ = MentionType.ORGANISATION if words[0] == "Union" else MentionType.PERSON
    return Mention(spot, type_, name, name)


def document(text="Police detained Ann Lee in Velm.\n", name="a.txt", **said) -> Document:
    """A document with this text; its digest is made of the text."""
    import hashlib

    return Document(name, text, hashlib.sha256(text.encode()).hexdigest(), **said)


def write(folder: Path, documents=None) -> Path:
    """Put documents (name → text) into a folder, and no others."""
    for old in folder.glob("**/*.txt"):
        old.unlink()
    for name, text in (DOCUMENTS if documents is None else documents).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def built(sources, path: Path, *, reader=read, **options):
    """Build sources (one, or a list) into the store at ``path``; gives the report."""
    with open_store(path) as store:
        return build(sources if isinstance(sources, list) else [sources], store, Options(**options), reader=reader)


def dumped(path: Path, form="nquads", **options) -> str:
    """All the triples of a store."""
    with open_view(path) as view:
        out = io.BytesIO()
        dump(view, form, out, **options)
        return out.getvalue().decode()


def rows(path: Path, query: str) -> list[tuple[str, ...]]:
    """The rows of a query, as sorted strings; ``kg:``, ``skos:`` and ``prov:`` are known."""
    prefixes = (
        "PREFIX kg: <https://w3id.org/habeas/ns#> PREFIX kgc: <https://w3id.org/habeas/code/> "
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX prov: <http://www.w3.org/ns/prov#> "
        "PREFIX dcterms: <http://purl.org/dc/terms/> "
    )
    with open_view(path) as view:
        found = view.query(prefixes + query)
        names = found.variables
        return sorted(tuple(row[name].value if row[name] else "" for name in names) for row in found)
