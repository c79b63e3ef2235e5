"""The laws of a build: what the graph holds does not depend on order, workers, history, or on what killed it."""

import multiprocessing
import os
import random
import re
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from world import DOCUMENTS, built, dumped, rows, write

from kg.inference import consequences
from kg.stores import open_view

PEOPLE = ("Ann Lee", "ANN LEE", "Bo Nilsen", "Bó Nilsen", "Cy Young")
PLACES = ("Velm", "Orra")
SENTENCES = st.one_of(
    st.builds("Police detained {} in {}.\n".format, st.sampled_from(PEOPLE), st.sampled_from(PLACES)),
    st.builds("{} said that all is well.\n".format, st.sampled_from((*PEOPLE, "He", "Union of Bakers"))),
)
CORPORA = st.dictionaries(
    st.sampled_from(("a.txt", "b.txt", "c/d.txt", "e e.txt", "é.txt")),
    st.lists(SENTENCES, min_size=1, max_size=4).map("".join),
)
FEW = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


def scratch(tmp_path_factory, documents) -> str:
    """The dump of a graph built from nothing."""
    folder = tmp_path_factory.mktemp("scratch")
    built(write(folder / "source", documents), folder / "store")
    return dumped(folder / "store")


@FEW
@given(history=st.lists(CORPORA, min_size=2, max_size=4))
def test_whatever_came_before_a_build_equals_a_build_from_scratch(tmp_path_factory, history):
    folder = tmp_path_factory.mktemp("history")
    for documents in history:
        built(write(folder / "source", documents), folder / "store")
    assert dumped(folder / "store") == scratch(tmp_path_factory, history[-1])


@FEW
@given(documents=CORPORA, chance=st.randoms())
def test_the_order_of_the_sources_does_not_matter(tmp_path_factory, documents, chance):
    folder = tmp_path_factory.mktemp("shuffled")
    source = write(folder / "source", documents)
    files = [source / name for name in documents if "/" not in name]
    chance.shuffle(files)
    for file in files:
        built(file, folder / "store")
    built(source, folder / "store")
    assert dumped(folder / "store") == scratch(tmp_path_factory, documents)


def test_several_workers_give_the_graph_of_one(tmp_path):
    source = write(tmp_path / "source")
    built(source, tmp_path / "one")
    built(source, tmp_path / "two", workers=2)
    assert dumped(tmp_path / "two") == dumped(tmp_path / "one")


@FEW
@given(documents=CORPORA)
def test_no_triple_stands_in_two_graphs(tmp_path_factory, documents):
    folder = tmp_path_factory.mktemp("once")
    built(write(folder / "source", documents), folder / "store")
    lines = dumped(folder / "store").splitlines()
    assert len({line.rpartition(" <")[0] for line in lines}) == len(lines)


@FEW
@given(documents=CORPORA)
def test_what_is_inferred_graph_by_graph_is_what_follows_from_the_whole(tmp_path_factory, documents):
    folder = tmp_path_factory.mktemp("inferred")
    built(
        write(folder / "source", documents | {"copy.txt": next(iter(documents.values()), "Nothing.")}), folder / "store"
    )
    with open_view(folder / "store") as view:
        graphs = {iri: frozenset(view.graph(iri)) for iri in view.graphs()}
    inferred = frozenset().union(*(triples for iri, triples in graphs.items() if "/graph/inferred/" in iri))
    asserted = frozenset().union(*graphs.values()) - inferred
    assert inferred == consequences(asserted)


@FEW
@given(documents=CORPORA)
def test_every_claim_leads_to_its_words(tmp_path_factory, documents):
    folder = tmp_path_factory.mktemp("words")
    built(write(folder / "source", documents), folder / "store")
    passage = "?p kg:inDocument ?doc ; kg:start ?start ; kg:end ?end ; kg:exact ?exact"
    found = rows(folder / "store", f"SELECT ?doc ?start ?end ?exact WHERE {{ ?x kg:evidence ?p . {passage} }}")
    with open_view(folder / "store") as view:
        assert all(view.document_text(doc)[int(start) : int(end)] == exact for doc, start, end, exact in found)


@FEW
@given(documents=CORPORA)
def test_every_actor_and_place_that_is_spoken_of_has_a_name(tmp_path_factory, documents):
    folder = tmp_path_factory.mktemp("names")
    built(write(folder / "source", documents), folder / "store")
    assert nameless(folder / "store") == []


def nameless(store):
    roles = "kg:affected|kg:agent|kg:place|kg:speaker"
    return rows(store, f"SELECT ?who WHERE {{ ?c {roles} ?who FILTER NOT EXISTS {{ ?who skos:prefLabel ?n }} }}")


def duration(builders, source, store) -> float:
    """How many seconds a whole build takes in a process of its own."""
    started = time.monotonic()
    assert not killed(builders, source, store, 60)
    return time.monotonic() - started


VARIANTS = (
    DOCUMENTS,
    {**DOCUMENTS, "a.txt": "Police detained Cy Young in Velm.\n", "e.txt": "Guards detained Ann Lee in Orra.\n"},
    {"b.txt": "Bo Nilsen said that it rains.\n", "d.txt": DOCUMENTS["d.txt"], "f.txt": DOCUMENTS["d.txt"]},
    {f"{n}.txt": f"Police detained Person {letter * 3} in Velm.\n" for n, letter in enumerate("BCDFGHJKLM")},
)


def by_document(dump: str) -> dict[str, frozenset[str]]:
    """The lines of each document's graph and of what follows from it."""
    graphs = defaultdict(set)
    for line in dump.splitlines():
        graph = re.search(r"<([^>]*)> \.$", line)[1]
        if "/doc/" in graph:
            graphs[graph].add(line)
    return {graph: frozenset(lines) for graph, lines in graphs.items()}


@pytest.fixture(scope="module")
def builders():
    here = str(Path(__file__).parents[1])
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["warm"])
    return context


def killed(builders, source, store, after: float, **options) -> bool:
    """Build in a process that is killed after some seconds; tells whether it was still at work."""
    process = builders.Process(target=built, args=(source, store), kwargs=options)
    process.start()
    process.join(after)
    alive = process.is_alive()
    process.kill()
    process.join()
    return alive


def test_a_build_killed_anywhere_leaves_documents_whole_and_the_next_completes_it(tmp_path, tmp_path_factory, builders):
    scratches = [scratch(tmp_path_factory, variant) for variant in VARIANTS]
    whole = defaultdict(set)
    for dump in scratches:
        for graph, lines in by_document(dump).items():
            whole[graph].add(lines)
    store, chance, hits = tmp_path / "store", random.Random(1), 0
    span = min(duration(builders, write(tmp_path / "source"), tmp_path / name) for name in ("warming", "warm"))
    for turn in range(200):
        if hits >= 24:
            break
        variant = chance.randrange(len(VARIANTS))
        source = write(tmp_path / "source", VARIANTS[variant])
        hit = killed(builders, source, store, chance.uniform(0, span), rebuild=turn % 4 == 0)
        hits, span = hits + hit, span * (1.05 if hit else 0.9)  # most builds are to be caught at work
        if (store / "habeas.json").exists():
            held = by_document(dumped(store))
            assert all(lines in whole[graph] for graph, lines in held.items())
            assert nameless(store) == []
        if turn % 3 == 0:
            built(source, store)
            assert dumped(store) == scratches[variant]
    assert hits >= 20


def test_the_graph_depends_neither_on_the_hash_seed_nor_on_the_process(tmp_path):
    source = write(tmp_path / "source")
    code = "import sys; from pathlib import Path; from world import built; built(Path(sys.argv[1]), Path(sys.argv[2]))"
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    command = [sys.executable, "-c", code, str(source), str(tmp_path / "there")]
    subprocess.run(command, cwd=Path(__file__).parents[1], env={**os.environ, "PYTHONHASHSEED": seed}, check=True)
    built(source, tmp_path / "here")
    assert dumped(tmp_path / "there") == dumped(tmp_path / "here")
