"""The description of the HTTP surface: it names every address, and what it says of each is so."""

import re

import pytest

from server.publishing.openapi import PLACEHOLDER, records

SPECIAL = {"media", "errors", "parameters"}


@pytest.fixture
def described(client):
    response = client.get("/openapi.json")
    assert response.mimetype == "application/openapi+json"
    return response.json


def test_every_rule_of_the_url_map_is_a_path(app, described):
    rules = {PLACEHOLDER.sub(r"{\1}", rule.rule) for rule in app.url_map.iter_rules()}
    assert described["paths"].keys() == rules
    assert described["openapi"] == "3.1.0"


def test_the_placeholders_of_a_path_are_its_required_parameters(described):
    for path, methods in described["paths"].items():
        for told in methods.values():
            needed = {each["name"] for each in told["parameters"] if each["in"] == "path" and each["required"]}
            assert needed == set(re.findall(r"\{(\w+)\}", path))


def test_no_two_operations_share_an_id():
    ids = [told["id"] for rule, methods in records().items() if rule not in SPECIAL for told in methods.values()]
    assert len(ids) == len(set(ids))


PLAIN = [
    "home",
    "documents",
    "actors",
    "claims",
    "ontology",
    "catalog",
    "void",
    "linkset",
    "openapi",
    "health",
    "robots",
]


@pytest.mark.parametrize("name", PLAIN)
def test_an_operation_answers_with_a_status_and_a_type_that_are_described(client, described, name):
    ((path, told),) = [
        (p, m["get"]) for p, m in described["paths"].items() if m.get("get", {}).get("operationId") == name
    ]
    response = client.get(path)
    assert response.mimetype in told["responses"][str(response.status_code)]["content"]
