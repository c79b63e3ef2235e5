"""The laws of who is who in a build: the same ledger, judgements and documents give the same graph, by any history."""

import shutil
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from world import built, dumped, write

from kg.identity.judgements import NAME, Opinion, add, holding
from kg.identity.ledger import Ledger
from kg.identity.nodes import Node
from kg.identity.records import Records
from kg.iris import Iris
from kg.model import Judgement
from kg.resolution import identity

BASE = "http://localhost:8000/"
PEOPLE = ("Ann Lee", "Anne Leigh", "Bo Nilsen", "Aleksei Petrov", "Alexey Petrov")
IRIS = [f"{BASE}person/{name.lower().replace(' ', '-')}" for name in PEOPLE]
NODES = [f"{BASE}doc/{letter}.txt#person/ann-lee" for letter in "abc"]
NAMES = ("a.txt", "b.txt", "c.txt", "d.txt")
SENTENCES = st.builds("Police detained {} in {}.\n".format, st.sampled_from(PEOPLE), st.sampled_from(("Velm", "Orra")))
CORPORA = st.dictionaries(st.sampled_from(NAMES), st.lists(SENTENCES, min_size=1, max_size=3).map("".join), min_size=1)
HELD = st.sampled_from((Judgement.SAME, Judgement.DIFFERENT, Judgement.UNSURE))
PAIRS = st.lists(st.sampled_from([*IRIS, f"{IRIS[0]}-2", *NODES]), min_size=2, max_size=2, unique=True)
OPINIONS = st.lists(st.builds(lambda pair, held: Opinion(*pair, held, "Ira", "2026-01-02"), PAIRS, HELD), max_size=3)
NAMED = st.dictionaries(st.sampled_from("abcd"), st.sets(st.sampled_from(range(len(PEOPLE))), min_size=1), min_size=1)
FEW = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


def judged(source, opinions):
    (source / NAME).unlink(missing_ok=True)
    for opinion in opinions:
        add(source, opinion)


@FEW
@given(history=st.lists(st.tuples(CORPORA, OPINIONS), min_size=1, max_size=3))
def test_an_incremental_build_equals_one_from_scratch_with_the_ledger_it_wrote(tmp_path_factory, history):
    folder = tmp_path_factory.mktemp("who")
    (folder / "source").mkdir()
    (folder / "source" / "identity.tsv").write_text("")
    for documents, opinions in history:
        judged(write(folder / "source", documents), opinions)
        built(folder / "source", folder / "store")
    shutil.copytree(folder / "source", folder / "again")
    ledger = (folder / "again" / "identity.tsv").read_text()
    built(folder / "again", folder / "scratch")
    assert dumped(folder / "scratch") == dumped(folder / "store")
    assert (folder / "again" / "identity.tsv").read_text() == ledger


@FEW
@given(documents=CORPORA, opinions=OPINIONS)
def test_judging_and_taking_it_back_leaves_no_trace(tmp_path_factory, documents, opinions):
    folder = tmp_path_factory.mktemp("back")
    source = write(folder / "source", documents)
    built(source, folder / "store")
    before = dumped(folder / "store")
    named = [each for each in opinions if {each.left, each.right} <= set(IRIS)]
    judged(source, named)
    built(source, folder / "store")
    judged(source, [])
    built(source, folder / "store")
    assert dumped(folder / "store") == before


def known(documents, opinions, ledger):
    nodes = [
        Node(f"{BASE}doc/{letter}.txt", IRIS[n], "Person", (PEOPLE[n],))
        for letter, named in documents.items()
        for n in named
    ]
    return identity(nodes, Records(Path(), holding(opinions), ledger), Iris(), "2026-01-02")


@settings(max_examples=300, deadline=None)
@given(history=st.lists(st.tuples(NAMED, OPINIONS), min_size=1, max_size=3))
def test_who_is_who_is_told_again_by_the_ledger_that_it_wrote(history):
    ledger = Ledger()
    for documents, opinions in history:
        found = known(documents, opinions, ledger)
        ledger = found.settled.ledger
    again = known(*history[-1], ledger)
    assert (again.settled, again.found) == (found.settled, found.found)
