import gzip
import io

import pyoxigraph
import pytest
from rdflib import Dataset
from world import built, dumped, write

from kg.cli import habeas
from kg.dump import FORMATS, SUFFIXES, dump, dump_file
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


class Pieces(io.BytesIO):
    """A file that counts how often it is written to."""

    written = 0

    def write(self, data):
        self.written += 1
        return super().write(data)


@pytest.mark.parametrize("form", ["turtle", "trig", "jsonld"])
def test_a_large_dump_is_written_piece_by_piece(tmp_path, form):
    text = "".join(f"Ann Lee said that number {n} is well.\n" for n in range(150))
    built(write(tmp_path / "source", {"a.txt": text}), tmp_path / "store")
    with open_view(tmp_path / "store") as view:
        out = Pieces()
        dump(view, form, out)
    assert out.written > 3


def commanded(store, capfdbinary, *options):
    """What ``habeas dump`` writes to stdout."""
    with pytest.raises(SystemExit) as ended:
        habeas.main(["dump", "--store", str(store), *options], prog_name="habeas")
    assert ended.value.code == 0
    return capfdbinary.readouterr().out


@pytest.mark.parametrize(("suffix", "form"), SUFFIXES.items())
def test_the_command_takes_the_form_from_the_name_of_the_file(store, tmp_path, capfdbinary, suffix, form):
    for name in (f"graph.{suffix}", f"graph.{suffix}.gz"):
        commanded(store, capfdbinary, "-o", str(tmp_path / name))
    plain = (tmp_path / f"graph.{suffix}").read_bytes()
    assert plain == gzip.decompress((tmp_path / f"graph.{suffix}.gz").read_bytes()) == dumped(store, form).encode()


def test_the_command_compresses_what_goes_to_stdout(store, capfdbinary):
    assert gzip.decompress(commanded(store, capfdbinary, "--compress")) == dumped(store).encode()


def test_claims_only_are_what_is_claimed_and_by_whom(store, capfdbinary):
    claims = commanded(store, capfdbinary, "--claims-only", "--format", "nquads").decode()
    assert claims == dumped(store, content="claims")
    assert set(claims.splitlines()) < set(dumped(store, content="asserted").splitlines())
    assert all(f"ns#{kept}>" in claims for kept in ("speaker", "accordingTo", "factuality", "evidence"))
    assert not any(f"ns#{left}>" in claims for left in ("rule", "confidence", "exact", "cue", "reviewStatus"))
    assert "prov#" not in claims


def test_one_graph_can_be_dumped_alone(store):
    with open_view(store) as view:
        (first, *_) = view.graphs()
        out = io.BytesIO()
        dump(view, "nquads", out, graphs=[first])
    lines = [line for line in dumped(store).splitlines() if line.endswith(f"<{first}> .")]
    assert out.getvalue().decode().splitlines() == lines != []
