"""The URL map and one record for each operation in, the description of the whole HTTP surface out: OpenAPI 3.1.

https://spec.openapis.org/oas/v3.1.0. The records are data, in ``openapi.toml`` beside this file; an operation without a
record is an error, so that nothing is left out.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, current_app

from kg.errors import InvariantError
from server.publishing.record import record
from server.site import site

blueprint = Blueprint("openapi", __name__)

PLACEHOLDER = re.compile(r"<(?:\w+:)?(\w+)>")
IMPLIED = frozenset({"HEAD", "OPTIONS"})
"""Methods that every address has, or that go with GET."""

SENTENCE = {"schema": {"type": "string"}}


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """Describe every address and what it answers."""
    found = record()
    about = {
        "openapi": "3.1.0",
        "info": {"title": found.settings.title, "version": "1", "description": found.settings.description},
        "servers": [{"url": found.root.rstrip("/")}],
        "externalDocs": {"url": f"{found.root}catalog", "description": "What the data is and where to get it"},
        "paths": paths(current_app),
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }
    return Response(json.dumps(about, indent=1), content_type="application/openapi+json")


@cache
def records() -> Mapping[str, Any]:
    """Read the records."""
    return tomllib.loads(Path(__file__).with_name("openapi.toml").read_text(encoding="utf-8"))


def paths(app: Flask) -> dict[str, dict[str, Any]]:
    """Describe the operations of every rule; raises InvariantError for one without a record."""
    found: dict[str, dict[str, Any]] = {}
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        for method in sorted(rule.methods or ()):
            if method not in IMPLIED:
                at = found.setdefault(PLACEHOLDER.sub(r"{\1}", rule.rule), {})
                at[method.lower()] = operation(rule.rule, method.lower())
    return found


def operation(rule: str, method: str) -> dict[str, Any]:
    """Describe one operation."""
    told = records().get(rule, {}).get(method)
    if told is None:
        raise InvariantError(f"openapi.toml has no record of {method.upper()} {rule}")
    described = {
        "operationId": told["id"],
        "summary": told["summary"],
        "parameters": [parameter(name) for name in told.get("takes", ())],
        "responses": responses(told),
    }
    if "body" in told:
        described["requestBody"] = {"required": True, "content": {k: {"schema": v} for k, v in told["body"].items()}}
    if told.get("secured") and site().settings.writable:
        described["security"] = [{"token": []}]
    return described


def parameter(name: str) -> dict[str, Any]:
    """Describe one parameter."""
    told = records()["parameters"][name]
    return {"name": name, "required": told["in"] == "path", **told}


def responses(told: Mapping[str, Any]) -> dict[str, Any]:
    """Describe what an operation answers when all is well, and what when it is not."""
    media = [kind for name in told.get("gives", ()) for kind in records()["media"][name]]
    well = {str(status): answer(told["summary"], media) for status in told.get("statuses", [200])}
    said = records()["errors"]
    wrong = {str(status): answer(said[str(status)], ["text/plain", "text/html"]) for status in told.get("errors", ())}
    return well | {"304": {"description": "Nothing has changed."}} | wrong


def answer(description: str, media: Iterable[str]) -> dict[str, Any]:
    """Describe one answer."""
    kinds: dict[str, Any] = {kind: {"schema": {}} if "json" in kind else SENTENCE for kind in media}
    return {"description": description, **({"content": kinds} if kinds else {})}
