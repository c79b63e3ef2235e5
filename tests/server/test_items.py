"""The page of an actor: which item of Wikidata it may be, how sure that is, and whether anybody has confirmed it."""

import pytest
import world
from rdflib import RDFS, SKOS

from kg.identity.judgements import ITEM, Opinion, add
from kg.identity.proposals import Proposal, write
from kg.model import Judgement
from kg.ntriples import iri, text
from kg.stores import Revision, open_store, open_view
from kg.wikidata.enrichment import SCHEMA
from server import create_app
from server.assembly import close

BASE = "http://localhost:8000/"
LEE, NILSEN = f"{BASE}person/ann-lee", f"{BASE}person/bo-nilsen"
ONE, TWO = f"{ITEM}9000000001", f"{ITEM}9000000002"
PROPOSED, CONFIRMED = "Only proposed, confirmed by nobody", "Confirmed to be the same"
REASON = "same name; named beside <i>its party</i>"


@pytest.fixture
def proposed(tmp_path):
    """A corpus with two proposed items for Ann Lee, one with a hostile name; gives its folder and its store."""
    source = world.write(tmp_path / "in")
    write(
        source,
        [
            Proposal(
                LEE, ONE, 0.93, "Ann <script>Lee", "judge: of Velm \u202egnorw", "habeas link, authority 12", REASON
            ),
            Proposal(LEE, TWO, 0.97, "Lee of Orra", "", "habeas link", "one name"),
        ],
    )
    world.built(source, tmp_path / "g")
    return source, tmp_path / "g"


def judged(proposed, *lines):
    """Write judgements of an item and build again."""
    source, store = proposed
    for line in lines:
        add(source, Opinion(*line))
    world.built(source, store)
    return store


def page(store, actor=LEE):
    with open_view(store) as view:
        app = create_app(view)
        shown = app.test_client().get(actor.removeprefix(BASE[:-1])).text
        close(app)
        return shown


def test_a_proposed_item_tells_its_name_how_sure_why_and_by_whom(proposed):
    shown = page(proposed[1])
    assert f"{PROPOSED}: " in shown
    assert f'<a href="{ONE}" rel="noreferrer external"><bdi>Q9000000001</bdi></a>' in shown
    assert "0.93, where 1 is certain" in shown
    assert "habeas link, authority 12" in shown
    assert "<code>habeas review</code>" in shown
    assert CONFIRMED not in shown


def test_the_words_of_a_proposal_cannot_become_markup_or_turn_the_line(proposed):
    shown = page(proposed[1])
    assert "Ann &lt;script&gt;Lee: judge: of Velm" in shown
    assert "same name; named beside &lt;i&gt;its party&lt;/i&gt;" in shown
    assert "<script" not in shown
    assert "\u202e" not in shown


def test_each_item_is_told_once_the_surer_first(proposed):
    shown = page(proposed[1])
    assert shown.count("Q9000000001</bdi>") == shown.count("Q9000000002</bdi>") == 1
    assert shown.index("Q9000000002</bdi>") < shown.index("Q9000000001</bdi>")
    assert "close match" not in shown


@pytest.mark.parametrize("ends", [(LEE, TWO), (TWO, LEE)])
def test_a_confirmed_item_tells_who_confirmed_it_and_when_and_stands_before_what_is_proposed(proposed, ends):
    shown = page(judged(proposed, (*ends, Judgement.SAME, "Ira <b>", "2026-01-02", "one birth date")))
    confirmed, _, rest = shown.partition(PROPOSED)
    assert f'{CONFIRMED}: <a href="{TWO}"' in confirmed
    assert "Ira &lt;b&gt;" in confirmed
    assert '<time datetime="2026-01-02">' in confirmed
    assert "one birth date" in confirmed
    assert "habeas review" not in confirmed
    assert "Lee of Orra" in confirmed
    assert ONE in rest
    assert TWO not in rest.partition("</section>")[0]


def test_what_a_threshold_confirmed_is_not_shown_as_confirmed_by_a_person(proposed):
    who = "habeas link, authority 12 --auto 0.97"
    shown = page(judged(proposed, (LEE, ONE, Judgement.SAME, who, "2026-01-02")))
    assert f'Confirmed by a program, and by no person: <a href="{ONE}"' in shown
    assert CONFIRMED not in shown


def test_a_rejected_item_is_gone_and_one_left_open_says_who_looked(proposed):
    looked = (LEE, ONE, Judgement.UNSURE, "Ira", "2026-01-02", "no dates")
    shown = page(judged(proposed, looked, (LEE, TWO, Judgement.DIFFERENT, "Ira", "2026-01-02")))
    assert f'Looked at and left open: <a href="{ONE}"' in shown
    assert "no dates" in shown
    assert "<code>judgements.tsv</code>" in shown
    assert "habeas review" not in shown
    assert PROPOSED not in shown
    assert f'"{TWO}"' not in shown


@pytest.mark.parametrize("called", [LEE, NILSEN])
def test_a_judgement_of_either_name_of_an_actor_tells_who_confirmed_the_item(proposed, called):
    one = (LEE, NILSEN, Judgement.SAME, "Ira", "2026-01-02")
    store = judged(proposed, (called, TWO, Judgement.SAME, "Olu", "2026-01-01"), one)
    (kept,) = {now for _, now in world.rows(store, "SELECT ?x ?y WHERE { ?x dcterms:isReplacedBy ?y }")}
    confirmed = page(store, kept).partition(PROPOSED)[0]
    assert f'{CONFIRMED}: <a href="{TWO}"' in confirmed
    assert "Olu" in confirmed


def written(store, name, *triples):
    """Put a graph of these triples into a store, beside what the build wrote."""
    with open_store(store) as opened:
        opened.revise(Revision({f"{BASE}{name}": frozenset(triples)}))
        opened.publish({**opened.info.digests, name: "of this test"})


def test_what_wikidata_itself_calls_an_item_is_told_in_english_before_what_the_proposal_says(proposed):
    said = [
        (RDFS.label, "Anna", "de"),
        (RDFS.label, "Ann of Velm", "en"),
        (f"{SCHEMA}description", "judge & poet", "en"),
    ]
    written(proposed[1], "wikidata", *((iri(ONE), iri(each), text(*words)) for each, *words in said))
    shown = page(proposed[1])
    assert "Ann of Velm: judge &amp; poet" in shown
    assert "Ann &lt;script" not in shown


def test_a_match_that_nobody_signed_is_not_shown_as_confirmed(proposed):
    written(proposed[1], "brought", (iri(NILSEN), iri(SKOS.exactMatch), iri("https://other.example/9")))
    shown = page(proposed[1], NILSEN)
    assert 'Said to be the same, though not by whom: <a href="https://other.example/9"' in shown
    assert CONFIRMED not in shown


def test_an_actor_that_no_item_was_proposed_for_has_no_section_of_items(proposed):
    assert "In other databases" not in page(proposed[1], NILSEN)
