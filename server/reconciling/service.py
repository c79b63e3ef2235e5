"""``/reconcile``: the actors and places of the graph by the Reconciliation Service API 0.2.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/. The id of an entity is what its IRI
has after the base ("person/ana-duarte"). JSONP is not offered: every address may be asked from any page (CORS).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, render_template, request

from kg import __version__
from kg.errors import QueryError, UnknownIriError
from kg.ontology import TERMS
from kg.stores import View
from kg.terms import KG
from server.engine.results import compact
from server.pages.cards import places
from server.pages.nodes import href, rows, term_comment
from server.publishing.making import NAMES
from server.publishing.press import NotReadyError
from server.publishing.record import record
from server.reconciling.candidates import Candidate, candidates
from server.reconciling.extending import extended
from server.reconciling.names import Known, Names, iri_of, local
from server.reconciling.properties import (
    TYPES,
    Property,
    as_type,
    named,
    own_id,
    properties,
    texts,
    values,
)
from server.reconciling.requests import BATCH, Extension, Query, parameters, read, whole
from server.site import site

blueprint = Blueprint("reconcile", __name__)

WAIT, SECONDS = 2.0, 10.0
"""Seconds for which a request waits for the index; that it may then take."""
WIDTH, HEIGHT = 430, 320
"""Pixels of a preview."""
QUOTED = 3
"""Passages in a preview."""
SUGGESTED, DEEPEST = 20, 10_000
"""Suggestions of one request; how many may be skipped."""


@blueprint.route("/reconcile", methods=["GET", "POST"])
def reconcile() -> Response:
    """Answer queries or give values; without either, tell what this service does."""
    asked = read(parameters())
    if asked is None:
        return told(manifest())
    view = site().view
    with index() as names:
        if isinstance(asked, Extension):
            return told(extended(view, names, asked))
        return told({key: {"result": answered(view, names, query)} for key, query in asked.items()})


def told(value: Any) -> Response:
    """Send JSON."""
    return Response(compact(value), mimetype="application/json")


def index() -> Names:
    """Give the names of the graph as it now is; NotReadyError while they are being put in order."""
    path = site().press.made(site().view, NAMES, WAIT)
    if path is None:
        raise NotReadyError("The index of names is being made; ask again shortly.")
    return Names(path, SECONDS)


def manifest() -> dict[str, Any]:
    """Tell what this service does (§4.1)."""
    about = record()
    here = {"service_url": about.root.rstrip("/")}
    suggest = {
        kind: {
            **here,
            "service_path": f"/reconcile/suggest/{kind}",
            "flyout_service_path": f"/reconcile/flyout/{kind}?id=${{id}}",
        }
        for kind in FLYOUTS
    }
    return {
        "versions": ["0.2"],
        "name": about.settings.title,
        "identifierSpace": about.base,
        "schemaSpace": str(TERMS),
        "documentation": f"{about.root}catalog",
        "logo": f"{about.root}static/icon.svg",
        "serviceVersion": __version__,
        "defaultTypes": [as_type(each) for each in TYPES],
        "view": {"url": f"{about.root}{{{{id}}}}"},
        "preview": {"url": f"{about.root}reconcile/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": suggest,
        "extend": {
            "propose_properties": {**here, "service_path": "/reconcile/properties"},
            "property_settings": [],
        },
        "batchSize": BATCH,
    }


def answered(view: View, names: Names, query: Query) -> list[dict[str, Any]]:
    """Give the candidates of a query."""
    return [as_candidate(view, each) for each in candidates(view, names, query)]


def as_candidate(view: View, each: Candidate) -> dict[str, Any]:
    """Tell a candidate as the API does (§5.2)."""
    return {
        **described(view, each.known),
        "type": [as_type(each.known.type)],
        "score": each.score,
        "match": each.match,
        "features": [{"id": name, "value": value} for name, value in each.features],
    }


def described(view: View, known: Known) -> dict[str, Any]:
    """Tell an entity from its namesakes."""
    others = ", ".join(known.names[1:4])
    documents = f"named in {known.documents} document{'' if known.documents == 1 else 's'}"
    parts = [named(known.type), documents, *([f"also {others}"] if others else [])]
    return {"id": local(view.base, known.iri), "name": known.names[0], "description": "; ".join(parts)}


@blueprint.get("/reconcile/suggest/<kind>")
def suggest(kind: str) -> Response:
    """Suggest entities, types or properties whose name begins so (§7.2)."""
    asked = parameters()
    prefix = next((value for name, value in asked if name == "prefix"), "").strip()
    after = whole(asked, "cursor", 0, DEEPEST)
    if kind == "entity":
        return told({"result": suggested(prefix, after)})
    listed = [each for each in terms(kind) if fits(prefix, each)]
    return told({"result": listed[after : after + SUGGESTED]})


def suggested(prefix: str, after: int) -> list[dict[str, Any]]:
    """Suggest entities, the one of this id before all."""
    view = site().view
    with index() as names:
        itself = names.known(iri_of(view.base, prefix)) if not after else None
        begun = names.beginning(prefix, SUGGESTED, after)
    shown = dict.fromkeys(([itself] if itself else []) + begun)
    return [{**described(view, each), "notable": [{"id": each.type, "name": named(each.type)}]} for each in shown]


def terms(kind: str) -> list[dict[str, Any]]:
    """List the types or properties; UnknownIriError for what is neither."""
    if kind == "type":
        return [{"id": each, "name": named(each), "description": term_comment(f"{TERMS}{each}")} for each in TYPES]
    if kind != "property":
        raise UnknownIriError(f"There are suggestions of {', '.join(FLYOUTS)}, none of {kind[:40]!r}.")
    return [{"id": each.id, "name": each.name, "description": each.description} for each in properties()]


def fits(prefix: str, term: Mapping[str, str]) -> bool:
    """Tell whether an id, a name or one of its words begins so."""
    said = prefix.casefold()
    return any(text.casefold().startswith(said) for text in (term["id"], term["name"], *term["name"].split()))


@blueprint.get("/reconcile/flyout/<kind>")
def flyout(kind: str) -> Response:
    """Give a few lines of HTML about an entity, a type or a property (§7.5)."""
    if kind not in FLYOUTS:
        raise UnknownIriError(f"There are flyouts of {', '.join(FLYOUTS)}, none of {kind[:40]!r}.")
    asked = asked_id()
    if kind == "entity":
        about = described(site().view, known(asked))
    else:
        about = next((each for each in terms(kind) if each["id"] == own_id(asked)), {})
    if not about:
        raise UnknownIriError(f"There is no {kind} {asked[:100]!r}.")
    return told({"id": asked, "html": render_template("flyout.html", about=about)})


FLYOUTS = ("entity", "type", "property")
"""What is suggested."""


@blueprint.get("/reconcile/preview")
def preview() -> Response:
    """Show an entity in a frame of WIDTH by HEIGHT pixels (§6.2): the one page that others may frame."""
    view, about = site().view, known(asked_id())
    query = f"SELECT ?p {{ GRAPH ?g {{ <{about.iri}> <{KG.evidence}> ?p }} }} LIMIT {QUOTED}"
    facts = [(each.name, shown) for each in properties() if (shown := lines(view, about, each))]
    return Response(
        render_template(
            "preview.html",
            about=described(view, about),
            type=named(about.type),
            address=href(view.base, about.iri),
            facts=facts,
            places=places(view, [p.value for (p,) in rows(view, query)]),
        )
    )


def lines(view: View, about: Known, property: Property) -> list[str]:
    """Give what a preview shows of a property."""
    if not property.predicate or property.id == "skos:prefLabel":
        return []
    return list(texts(view, values(view, [about.iri], [property]).get((about.iri, property.predicate), ())).values())


def asked_id() -> str:
    """Read which entity, type or property is asked for."""
    if not (asked := request.args.get("id", "").strip()):
        raise QueryError("The parameter 'id' is needed.")
    return asked


def known(id: str) -> Known:
    """Give the entity of an id; UnknownIriError for what is none."""
    with index() as names:
        if about := names.known(iri_of(site().view.base, id)):
            return about
    raise UnknownIriError(f"There is no entity {id[:100]!r}.")


@blueprint.get("/reconcile/properties")
def proposed() -> Response:
    """Propose properties that entities of a type have (§8.2)."""
    asked = parameters()
    wanted = next((own_id(value) for name, value in asked if name == "type"), TYPES[-1])
    most = whole(asked, "limit", SUGGESTED, SUGGESTED)
    listed = [{"id": each.id, "name": each.name} for each in properties() if wanted in each.types]
    return told({"type": wanted, "limit": most, "properties": listed[:most]})
