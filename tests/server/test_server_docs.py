"""docs/server.md tells of every address, setting and form that there is."""

from pathlib import Path

import pytest

from server.endpoint.negotiation import GRAPHS, RESULTS
from server.operations.configuration import documented

TEXT = (Path(__file__).parents[2] / "docs" / "server.md").read_text(encoding="utf-8")


def test_every_address_is_described(app):
    rules = {rule.rule.split("<")[0] for rule in app.url_map.iter_rules()} - {"/static/"}
    assert [rule for rule in rules if f"`{rule}" not in TEXT] == []


def test_the_table_of_settings_is_that_of_the_code():
    assert documented(TEXT) == TEXT


@pytest.mark.parametrize("form", [*RESULTS, *GRAPHS], ids=lambda form: form.name)
def test_every_form_is_described(form):
    assert f"`{form.name}`" in TEXT
