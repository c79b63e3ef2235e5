import gzip
import io

import pyoxigraph
import pytest
from rdflib import Dataset
from world import built, dumped, write

from kg.dump import FORMATS, dump, dump_file
from kg.errors import StoreError, UsageError
from kg.stores import open_view


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dump")
    built(write(folder / "source"), folder / "store")
    return folder / "store"


@pytest.mark.parametrize("form", FORMATS)
def test_two_builds_of_one_source_give_the_same_bytes(store, tmp_path, form):
    built(write(tmp_path / "elsewhere"), tmp_path / "store")
    built(write(tmp_path / "elsewhere"), tmp_path / "store", rebuild=True)
    assert dumped(store, form) == dumped(tmp_path / "store", form)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_holds_every_triple(store, form):
    with open_view(store) as view:
        expected = {triple for graph in view.graphs() for triple in view.graph(graph)}
    quads = pyoxigraph.parse(dumped(store, form), format=FORMATS[form])
    assert {(str(q.subject), str(q.predicate), str(q.object)) for q in quads} == expected


@pytest.mark.parametrize("form", ["nquads", "trig", "jsonld"])
def test_a_format_with_graphs_keeps_them(store, form):
    with open_view(store) as view:
        expected = set(view.graphs())
    assert {quad.graph_name.value for quad in pyoxigraph.parse(dumped(store, form), format=FORMATS[form])} == expected


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib, by rdflib
def test_other_tools_read_the_dump(store):
    found = Dataset()
    found.parse(data=dumped(store), format="nquads")
    assert sum(1 for _ in found.quads()) == len(dumped(store).splitlines())


def test_lines_are_sorted_within_each_graph(store):
    lines = [line.rpartition(" <") for line in dumped(store).splitlines()]
    assert lines == sorted(lines, key=lambda parts: (parts[2], parts[0]))


def test_without_inferred_triples_only_what_is_asserted_is_written(store):
    assert "/graph/inferred/" in dumped(store)
    assert "/graph/inferred/" not in dumped(store, content="asserted")


def test_a_file_is_compressed_by_its_suffix_and_always_the_same(store, tmp_path):
    with open_view(store) as view:
        for name in ("a.nq.gz", "b.nq.gz", "c.nq"):
            dump_file(view, "nquads", tmp_path / name)
    first, second, plain = ((tmp_path / name).read_bytes() for name in ("a.nq.gz", "b.nq.gz", "c.nq"))
    assert first == second
    assert gzip.decompress(first) == plain == dumped(store).encode()


def test_a_full_disk_is_one_sentence_and_leaves_the_old_file(store, tmp_path):
    target = tmp_path / "old.nq"
    target.write_text("old")
    (tmp_path / "old.nq.new").symlink_to("/dev/full")
    with open_view(store) as view, pytest.raises(StoreError, match="No space left"):
        dump_file(view, "nquads", target)
    assert target.read_text() == "old"


def test_an_unknown_format_is_refused(store):
    with open_view(store) as view, pytest.raises(UsageError, match="turtle"):
        dump(view, "rdf", io.BytesIO())
