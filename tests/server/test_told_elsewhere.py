"""The page of an event: which accounts of other documents may be of it, and what they tell differently."""

import pytest
import world

from kg.identity.judgements import Opinion, add
from kg.model import Judgement
from kg.stores import open_view
from server import create_app
from server.assembly import close

NEWS = "---\npublished: {}\n---\n{}\n"


@pytest.fixture
def told(tmp_path):
    """A corpus in which two documents tell of one arrest; gives its folder, its store and the two claims."""
    source = world.write(
        tmp_path / "in",
        {
            "a.txt": NEWS.format("2021-03-14", "Police detained Ann Lee in Velm."),
            "b.txt": NEWS.format("2021-03-15", "Guards detained <b>Zed</b> Ann Lee in Velm."),
            "c.txt": NEWS.format("2021-03-15", "Guards detained Ann Lee in Velm."),
        },
    )
    world.built(source, tmp_path / "g")
    ends = world.rows(tmp_path / "g", "SELECT ?l ?r WHERE { ?x a kg:Link ; kg:left ?l ; kg:right ?r }")
    return source, tmp_path / "g", ends[0]


def page(store, iri):
    with open_view(store) as view:
        app = create_app(view)
        shown = app.test_client().get(iri.removeprefix("http://localhost:8000")).text
        close(app)
        return shown


def test_a_proposed_event_is_shown_with_the_other_words_and_the_reasons(told):
    _, store, (left, right) = told
    for own, other in ((left, right), (right, left)):
        shown = page(store, own)
        assert "May be the same event as" in shown
        assert other.removeprefix("http://localhost:8000") in shown
        assert "Both tell of the detention of Ann Lee in Velm." in shown
        assert "people +1: both of Ann Lee" in shown


def test_a_confirmed_event_says_who_judged_and_a_rejected_one_is_not_shown(told):
    source, store, ends = told
    add(source, Opinion(*ends, Judgement.SAME, "Ira", "2026-01-02", "one night <i>"))
    world.built(source, store)
    shown = page(store, ends[0])
    assert "Judged to be the same event as" in shown
    assert 'one night &lt;i&gt; <span class="quiet">(Ira)</span>' in shown
    add(source, Opinion(*ends, Judgement.DIFFERENT, "Ira", "2026-01-03"))
    world.built(source, store)
    assert "Told in other documents" not in page(store, ends[0])


def test_a_claim_that_nobody_else_tells_says_nothing_of_others(client):
    assert "Told in other documents" not in client.get("/claim/detention-1").text
