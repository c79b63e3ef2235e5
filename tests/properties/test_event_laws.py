"""The laws of events across documents: a set of accounts has one set of proposals, by any order and any history."""

import random
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from world import built, dumped, rows, write

from kg.identity.events.accounts import Account
from kg.identity.events.judged import Judged
from kg.identity.events.proposals import Events
from kg.identity.events.tellings import Who
from kg.identity.judgements import NAME, Opinion, add
from kg.model import Judgement

PEOPLE, PLACES = ("p/1", "p/2"), ("l/Minsk", "l/Lima", "l/Velm")
WHO = Who({}, {iri: iri[2:] for iri in (*PEOPLE, *PLACES)}, frozenset(PEOPLE))
DAYS = st.sampled_from(("", "2021-03-14", "2021-03-15", "2021-03-20", "2022-01-01"))
HELD = st.sampled_from((Judgement.SAME, Judgement.DIFFERENT, Judgement.UNSURE))


def few(*choices):
    return st.frozensets(st.sampled_from(choices), max_size=2)


def dated(account, day):
    return replace(account, edtf=day, earliest=day, latest=day)


ACCOUNTS = st.builds(
    dated,
    st.builds(
        Account,
        document=st.sampled_from("abcd"),
        claim=st.just(""),
        type=st.sampled_from(("Detention", "Gathering", "ProceedingStep", "Violence")),
        kinds=few("individualArrest", "massArrest", "killing", "charge"),
        factuality=st.sampled_from(("actual", "negated", "scheduled", "requested")),
        people=few(*PEOPLE),
        places=few(*PLACES),
        published=DAYS,
        count=st.sampled_from((None, 3, 300, 5000)),
        number=st.sampled_from(("", "many")),
    ),
    DAYS,
)
CORPUS = st.lists(ACCOUNTS, max_size=14).map(lambda told: [replace(a, claim=f"c/{n}") for n, a in enumerate(told)])


@settings(deadline=None)
@given(told=CORPUS, seed=st.integers())
def test_proposals_are_of_the_set_of_accounts_and_never_within_a_document(told, seed):
    found = Events(told, WHO).proposals(Judged(()))
    assert found == Events(random.Random(seed).sample(told, len(told)), WHO).proposals(Judged(()))
    by_claim = {each.claim: each for each in told}
    for pair in found:
        left, right = by_claim[pair.left], by_claim[pair.right]
        assert (left.document != right.document, left.type) == (True, right.type)
        assert 0.5 < pair.compared.score < 1
        assert pair.left < pair.right


@settings(deadline=None)
@given(told=CORPUS, data=st.data())
def test_what_is_judged_is_never_proposed(told, data):
    pairs = st.lists(st.sampled_from([each.claim for each in told]), min_size=2, max_size=2, unique=True)
    held = data.draw(st.lists(st.tuples(pairs, HELD), max_size=4)) if len(told) > 1 else []
    opinions = [Opinion(*pair, judgement, "Ira", "2026-01-02") for pair, judgement in held]
    found = Events(told, WHO).proposals(Judged(opinions))
    assert {each.pair for each in opinions}.isdisjoint((each.left, each.right) for each in found)


NEWS = st.builds(
    "---\npublished: {}\n---\n{}".format,
    st.sampled_from(("2021-03-14", "2021-03-16", "2022-01-01")),
    st.lists(
        st.builds("Police detained {} in {}.\n".format, st.sampled_from(("Ann Lee", "Bo Nilsen")), st.just("Velm")),
        min_size=1,
        max_size=2,
    ).map("".join),
)
CORPORA = st.dictionaries(st.sampled_from(("a.txt", "b.txt", "c.txt", "d.txt")), NEWS, min_size=1)
OPEN = "?l a kg:Link ; kg:judgement kgc:unjudged ; kg:left ?left ; kg:right ?right"


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=st.lists(st.tuples(CORPORA, st.lists(HELD, max_size=2)), min_size=1, max_size=3))
def test_an_incremental_build_proposes_what_one_from_scratch_does(tmp_path_factory, history):
    folder = tmp_path_factory.mktemp("events")
    source, store = folder / "source", folder / "store"
    for documents, held in history:
        write(source, documents)
        built(source, store)
        (source / NAME).unlink(missing_ok=True)
        for judgement, (left, right) in zip(held, rows(store, f"SELECT ?left ?right WHERE {{ {OPEN} }}"), strict=False):
            add(source, Opinion(left, right, judgement, "Ira", "2026-01-02"))
        built(source, store)
    (folder / "again").mkdir()
    built(source, folder / "again")
    assert dumped(folder / "again") == dumped(store)
