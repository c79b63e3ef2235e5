"""A release as an RO-Crate: what its metadata says of its files is so."""

import gzip
import hashlib
import json
import zipfile

import pytest
from world import built, dumped, write

from kg.cli import main
from kg.crate import METADATA, Release, crate
from kg.errors import UsageError
from kg.stores import open_view

RELEASE = Release("Our graph", "What it is.", "https://licence.example/", "The Watch", "data@watch.example")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("crate")
    built(write(folder / "source"), folder / "store")
    return folder / "store"


@pytest.fixture(scope="module")
def made(store):
    path = store.parent / "release"
    with open_view(store) as view:
        crate(view, RELEASE, path)
    return path


@pytest.fixture
def told(made):
    metadata = json.loads((made / METADATA).read_text(encoding="utf-8"))
    entities = {each["@id"]: each for each in metadata["@graph"]}
    assert len(entities) == len(metadata["@graph"])
    return entities


def test_the_root_is_described_as_the_specification_asks(told):
    assert told[METADATA]["about"] == {"@id": "./"}
    assert told[METADATA]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    root = told["./"]
    assert (root["@type"], root["name"], root["description"]) == ("Dataset", "Our graph", "What it is.")
    assert root["license"] == {"@id": "https://licence.example/"}
    assert root["datePublished"][:2] == "20"
    assert told[root["publisher"]["@id"]]["email"] == "data@watch.example"


def test_every_file_is_part_of_the_release_and_told_with_size_and_digest(made, told):
    files = {p.relative_to(made).as_posix(): p for p in made.rglob("*") if p.is_file() and p.name != METADATA}
    assert files.keys() == {name for name, each in told.items() if each["@type"] == "File"}
    for name, path in files.items():
        assert told[name]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
        assert told[name]["contentSize"] == str(path.stat().st_size)


def test_every_entity_hangs_together_with_the_root(told):
    def named(value):
        if isinstance(value, dict):
            yield from [value["@id"]] if "@id" in value else []
        elif isinstance(value, list):
            for each in value:
                yield from named(each)

    reached, waiting = set(), ["./"]
    while waiting:
        name = waiting.pop()
        if name in told and name not in reached:
            reached.add(name)
            waiting += [each for value in told[name].values() for each in named(value)]
    assert reached == told.keys() - {METADATA}


def test_the_dumps_in_it_are_the_dumps(store, made):
    assert gzip.decompress((made / "dump.nq.gz").read_bytes()).decode() == dumped(store)
    assert gzip.decompress((made / "claims.nq.gz").read_bytes()).decode() == dumped(store, content="claims")


def test_an_archive_holds_the_same_files_and_is_always_the_same(store, made, tmp_path):
    with open_view(store) as view:
        for name in ("a.zip", "b.zip"):
            crate(view, RELEASE, tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        for name in archive.namelist():
            assert archive.read(name) == (made / name).read_bytes()
        assert len(archive.namelist()) == sum(path.is_file() for path in made.rglob("*"))


def test_a_licence_in_words_is_a_file(store, tmp_path):
    with open_view(store) as view:
        crate(view, Release(licence="Ask us first."), tmp_path / "release")
    root = json.loads((tmp_path / "release" / METADATA).read_text())["@graph"][1]
    assert (tmp_path / "release" / root["license"]["@id"]).read_text().startswith("Ask us first.")


def test_a_folder_that_holds_something_is_left_alone(store, tmp_path):
    (tmp_path / "mine").write_text("mine")
    with open_view(store) as view, pytest.raises(UsageError, match="not empty"):
        crate(view, RELEASE, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


BAD = [["--crate", "x", "--claims-only"], ["--crate", "x", "-o", "y.nq"], ["--licence", "CC0"]]


@pytest.mark.parametrize("options", BAD)
def test_options_that_do_not_go_together_are_refused(store, options, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["habeas", "dump", "--store", str(store), *options])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "--crate" in capsys.readouterr().err.splitlines()[-1]
