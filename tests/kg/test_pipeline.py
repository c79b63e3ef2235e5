import pytest
from world import DOCUMENTS, built, dumped, read, rows, write

from kg.errors import StoreError, UsageError
from kg.stores import open_store, open_view

PEOPLE = "SELECT ?name WHERE { ?p a kg:Person ; skos:prefLabel ?name }"
DETAINED = "SELECT ?name WHERE { ?d a kg:Detention ; kg:affected/skos:prefLabel ?name }"


@pytest.fixture
def source(tmp_path):
    return write(tmp_path / "source")


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store"


def test_a_build_says_what_it_read_and_what_the_graph_holds(source, store):
    report = built(source, store)
    assert (report.read, report.unchanged, report.failed) == (4, 0, ())
    assert report.claims == {"Detention": 3, "Statement": 3}
    with open_view(store) as view:
        assert report.triples == view.count() == len(dumped(store).splitlines())


def test_a_second_build_reads_nothing_and_changes_nothing(source, store):
    built(source, store)
    before = dumped(store)
    with open_view(store) as view:
        generation = view.generation
    report = built(source, store)
    assert (report.read, report.unchanged) == (0, 4)
    with open_view(store) as view:
        assert view.generation == generation
    assert dumped(store) == before


def test_a_changed_document_is_replaced_whole(source, store):
    built(source, store)
    (source / "d.txt").write_text("Police detained Cy Young in Orra.\n")
    report = built(source, store)
    assert (report.read, report.unchanged) == (1, 3)
    assert rows(store, DETAINED) == [("Ann Lee",), ("Bo Nilsen",), ("Cy Young",)]


def test_a_removed_document_is_withdrawn_with_the_names_only_it_bore(source, store):
    built(source, store)
    (source / "b.txt").unlink()
    (source / "d.txt").unlink()
    assert built(source, store).withdrawn == 2
    assert rows(store, PEOPLE) == [("Ann Lee",)]
    assert "Nilsen" not in dumped(store)


def test_keep_missing_keeps_what_is_gone_from_the_folder(source, store):
    built(source, store)
    before = dumped(store)
    (source / "b.txt").unlink()
    assert built(source, store, keep_missing=True).withdrawn == 0
    assert dumped(store) == before


def test_a_document_that_can_no_longer_be_read_keeps_its_earlier_version(source, store):
    built(source, store)
    before = dumped(store)
    (source / "a.txt").write_bytes(b"\xff\xfe\xff")
    report = built(source, store)
    assert [each.name for each in report.failed] == ["a.txt"]
    assert report.withdrawn == 0
    assert dumped(store) == before


def test_a_single_file_never_withdraws_its_neighbours(source, store):
    built(source, store)
    before = dumped(store)
    built(source / "a.txt", store)
    assert dumped(store) == before


def test_another_folder_leaves_the_documents_of_the_first_alone(source, store, tmp_path):
    built(source, store)
    other = write(tmp_path / "other", {"e.txt": "Police detained Eva Holm in Velm.\n"})
    report = built(other, store)
    assert (report.read, report.withdrawn) == (1, 0)
    assert ("Ann Lee",) in rows(store, PEOPLE)
    assert ("Eva Holm",) in rows(store, PEOPLE)


def test_two_folders_may_not_give_one_name_to_two_documents(source, store, tmp_path):
    other = write(tmp_path / "other", {"a.txt": "Police detained Eva Holm in Velm.\n"})
    [failed] = built([source, other], store).failed
    assert failed.name == "a.txt"
    assert str(source) in failed.reason
    assert ("Eva Holm",) not in rows(store, PEOPLE)


def test_a_name_taken_by_an_earlier_build_is_refused_until_its_file_is_gone(source, store, tmp_path):
    built(source, store)
    other = write(tmp_path / "other", {"a.txt": "Police detained Eva Holm in Velm.\n"})
    assert [each.name for each in built(other, store).failed] == ["a.txt"]
    (source / "a.txt").unlink()
    assert built(other, store).failed == ()
    assert ("Eva Holm",) in rows(store, PEOPLE)


def test_a_url_of_its_own_lets_two_documents_share_a_name(source, store, tmp_path):
    text = "---\nurl: https://other.example/a\n---\nPolice detained Eva Holm in Velm.\n"
    other = write(tmp_path / "other", {"a.txt": text})
    assert built([source, other], store).failed == ()
    assert ("Eva Holm",) in rows(store, PEOPLE)


def test_of_equal_files_the_one_whose_name_comes_first_speaks(source, store):
    (source / "0.txt").write_text(DOCUMENTS["a.txt"])
    built(source, store)
    repeats = "SELECT ?name ?of WHERE { ?d kg:duplicateOf ?o ; dcterms:identifier ?name . ?o dcterms:identifier ?of }"
    assert rows(store, repeats) == [("a.txt", "0.txt")]
    assert len(rows(store, DETAINED)) == 3
    (source / "0.txt").unlink()
    built(source, store)
    assert rows(store, repeats) == []
    assert len(rows(store, DETAINED)) == 3


def test_a_document_in_another_language_is_kept_without_claims(tmp_path, store):
    from kg.reading import read as real

    source = write(tmp_path / "s", {"x.txt": "---\nlanguage: de\n---\nDie Polizei nahm Anna Lehmann fest.\n"})
    report = built(source, store, reader=real)
    assert [issue.code for issue in report.issues] == ["language"]
    assert report.claims == {}
    assert rows(store, "SELECT ?l WHERE { ?d a kg:Document ; dcterms:language ?l }") == [("de",)]


def test_strict_leaves_the_graph_as_it_was(source, store):
    built(source, store)
    before = dumped(store)
    (source / "b.txt").write_bytes(b"\xff\xfe\xff")
    (source / "a.txt").write_text("Police detained Cy Young in Orra.\n")
    with pytest.raises(UsageError, match=r"b\.txt"):
        built(source, store, strict=True)
    assert dumped(store) == before


def test_a_mistake_of_the_reader_fails_one_document_only(source, store):
    (source / "x.txt").write_text("BUG\n")
    [failed] = built(source, store).failed
    assert failed.name == "x.txt"
    assert "report it" in failed.reason
    assert len(rows(store, DETAINED)) == 3


def test_the_death_of_a_process_fails_one_document_only(source, store):
    (source / "b0.txt").write_text("CRASH\n")
    report = built(source, store, workers=2)
    assert [each.name for each in report.failed] == ["b0.txt"]
    assert report.read == 4


def test_a_source_that_does_not_exist_is_said_before_anything_is_read(source, store):
    with pytest.raises(UsageError, match="nowhere"):
        built([source, source / "nowhere"], store)


def test_a_full_disk_loses_nothing(source, store):
    built(source, store)
    before = dumped(store)
    (source / "a.txt").write_text("Police detained Cy Young in Orra.\n")
    done = limited(source, store)
    assert done.startswith("StoreError")
    assert "cannot be written" in done
    assert dumped(store) == before
    built(source, store)
    assert ("Cy Young",) in rows(store, PEOPLE)


def limited(source, store) -> str:
    """Build in a process that may write no file beyond a few bytes."""
    import subprocess
    import sys
    from pathlib import Path

    code = (
        "import resource, signal, sys; from pathlib import Path; from world import built\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))\n"
        "try: built(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "except Exception as error: print(type(error).__name__, error)\n"
    )
    command = [sys.executable, "-c", code, str(source), str(store)]
    done = subprocess.run(
        command, cwd=Path(__file__).parents[1], capture_output=True, text=True, timeout=60, check=False
    )
    return done.stdout or done.stderr


def test_no_inference_leaves_consequences_out(source, store):
    built(source, store, inference=False)
    assert "/graph/inferred/" not in dumped(store)
    built(source, store)
    assert "/graph/inferred/" in dumped(store)


def test_rebuild_gives_the_same_graph(source, store):
    built(source, store)
    before = dumped(store)
    built(source, store, rebuild=True)
    assert dumped(store) == before


def test_every_record_but_the_runs_leads_to_the_one_run(source, store):
    built(source, store)
    runs = rows(store, "SELECT ?r WHERE { ?r a prov:Activity }")
    assert len(runs) == 1
    assert rows(store, "SELECT DISTINCT ?r WHERE { ?x prov:wasGeneratedBy ?r }") == runs


def test_an_invalid_claim_is_set_aside_and_the_rest_published(source, store):
    (source / "x.txt").write_text("Union of Smiths said that one is one.\nPolice detained Eva Holm in Velm.\n")
    report = built(source, store, reader=wrong_kind)
    assert report.set_aside
    assert ("Union of Smiths",) in rows(store, "SELECT ?n WHERE { ?s kg:speaker/skos:prefLabel ?n }")
    published = built(source, store, reader=wrong_kind, publish_invalid=True)
    assert published.claims["Detention"] == report.claims["Detention"] + 1


def wrong_kind(document):
    """Reads a detention of x.txt with a place among its agents."""
    from dataclasses import replace

    from kg.model import Role

    reading = read(document)
    if document.name != "x.txt":
        return reading
    claims = []
    for claim in reading.claims:
        place = claim.first("place")
        roles = (*claim.roles, Role("agent", place)) if place else claim.roles
        claims.append(replace(claim, roles=roles))
    return replace(reading, claims=tuple(claims))


def test_one_writer_at_a_time(source, store):
    with open_store(store), pytest.raises(StoreError, match="another process"):
        built(source, store)
