"""docs/server.md tells of every address, setting and form that there is."""

from dataclasses import fields
from pathlib import Path

import pytest

from server.endpoint.negotiation import GRAPHS, RESULTS
from server.engine.limits import Limits
from server.site import Settings

TEXT = (Path(__file__).parents[2] / "docs" / "server.md").read_text(encoding="utf-8")


def test_every_address_is_described(app):
    rules = {rule.rule.split("<")[0] for rule in app.url_map.iter_rules()} - {"/static/"}
    assert [rule for rule in rules if f"`{rule}" not in TEXT] == []


SET = [each for each in (*fields(Settings), *fields(Limits)) if each.name not in {"limits", "store"}]


@pytest.mark.parametrize("setting", SET, ids=lambda setting: setting.name)
def test_every_setting_is_described(setting):
    assert f"| `{setting.name}` |" in TEXT


@pytest.mark.parametrize("form", [*RESULTS, *GRAPHS], ids=lambda form: form.name)
def test_every_form_is_described(form):
    assert f"`{form.name}`" in TEXT
