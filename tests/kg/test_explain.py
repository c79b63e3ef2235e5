import hashlib

import pytest
from world import DOCUMENTS, built, rows, write

from kg.errors import UnknownIriError
from kg.explain import explain
from kg.iris import DEFAULT_BASE
from kg.stats import stats
from kg.stores import open_view


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("explain")
    built(write(folder / "source"), folder / "store")
    return folder / "store"


def explained(store, iri):
    with open_view(store) as view:
        return explain(view, iri)


def test_a_claim_is_explained_by_words_file_speaker_rule_and_run(store):
    [[iri]] = rows(store, "SELECT ?d WHERE { ?d a kg:Detention ; kg:affected/skos:prefLabel 'Ann Lee'@en }")
    found = explained(store, iri)
    [words] = found.words
    assert (words.file, words.start, words.end) == ("a.txt", 0, 32)
    assert words.exact == DOCUMENTS["a.txt"][0:32]
    assert words.sha256 == hashlib.sha256(DOCUMENTS["a.txt"].encode()).hexdigest()
    assert (found.types, found.rules) == (("Detention",), ("toy.detention",))
    assert found.sources == {f"{DEFAULT_BASE}doc/a.txt": "a.txt"}
    assert any(version.startswith("code ") for versions in found.runs.values() for version in versions)


def test_an_actor_is_explained_by_every_document_that_names_it(store):
    found = explained(store, f"{DEFAULT_BASE}person/bo-nilsen")
    assert found.name == "Bo Nilsen"
    assert {words.file for words in found.words} == {"b.txt", "d.txt"}


def test_a_passage_is_explained_by_itself(store):
    found = explained(store, f"{DEFAULT_BASE}doc/a.txt#char=0,32")
    assert [words.iri for words in found.words] == [found.iri]


@pytest.mark.parametrize("iri", ["http://localhost:8000/person/nobody", "no iri", "<x> } #", ""])
def test_what_nobody_knows_is_said_to_be_unknown(store, iri):
    with pytest.raises(UnknownIriError):
        explained(store, iri)


def test_stats_count_what_is_asserted_by_class(store):
    with open_view(store) as view:
        found = stats(view)
    assert found.classes["Detention"] == 3
    assert found.classes["Document"] == 4
    assert "Event" not in found.classes
    assert 0 < found.inferred < found.triples
