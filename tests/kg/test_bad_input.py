"""What goes wrong outside: each time one clear sentence, the right exit code, and nothing lost."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph
import pytest

from kg.documents import documents

COMMAND = [sys.executable, "-c", "from kg.cli import main; main()"]
GOOD = "Police in Lisbon arrested the lawyer Ana Ruiz on Friday, her colleague Rui Matos said."


@pytest.fixture
def source(tmp_path):
    """A folder with one good document, to which a test adds trouble."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    return folder


@pytest.fixture
def build(run, source, tmp_path):
    """Build the folder; gives the exit code, the report and what stands on standard error."""

    def built(*options):
        done = run("build", source, "--store", tmp_path / "g", "--workers", 1, "--json", *options)
        return done.exit_code, json.loads(done.stdout) if done.stdout else {}, done.stderr

    return built


def claims(report):
    return sum(report["claims"].values())


def binary(folder):
    (folder / "bad.txt").write_bytes(b"\x7fELF\x02\x01\0\0\xff\xfe" * 100)


def too_large(folder):
    with (folder / "bad.txt").open("wb") as file:
        file.truncate(50_000_000)


def empty(folder):
    (folder / "bad.txt").touch()


def wrong_encoding(folder):
    (folder / "bad.txt").write_bytes("Полиция".encode("cp1251"))


def malformed_sidecar(folder):
    (folder / "bad.txt").write_text(GOOD)
    (folder / "bad.txt.meta.json").write_text('{"title": ')


def same_name_in_ruins(folder):
    (folder / "bad.txt").symlink_to(folder / "gone.txt")


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (empty, "the file is empty"),
        (binary, "binary"),
        (too_large, "50,000,000 bytes"),
        (wrong_encoding, "--encoding"),
        (malformed_sidecar, "the sidecar is not JSON"),
        (same_name_in_ruins, "does not exist"),
    ],
)
def test_a_bad_file_is_listed_and_the_others_are_built(build, source, spoil, reason):
    spoil(source)
    code, report, error = build()
    assert code == 1
    assert [each["name"] for each in report["unreadable"]] == ["bad.txt"]
    assert reason in report["unreadable"][0]["reason"]
    assert "\n" not in report["unreadable"][0]["reason"]
    assert (report["read"], error) == (1, "")


def test_an_earlier_good_version_stays_when_a_file_goes_bad(build, source):
    _, before, _ = build()
    binary(source)
    (source / "bad.txt").rename(source / "good.txt")
    code, after, _ = build()
    assert code == 1
    assert claims(after) == claims(before) > 0


def test_a_wrong_encoding_is_right_once_it_is_named(build, source):
    wrong_encoding(source)
    code, report, _ = build("--encoding", "cp1251")
    assert (code, report["read"], report["unreadable"]) == (0, 2, [])


@contextmanager
def as_nobody():
    """Without root's right to read everything; whoever else runs the tests has no such right."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_file_and_a_folder_without_permission_are_listed(source, monkeypatch):
    (source / "bad.txt").write_text(GOOD)
    (source / "bad.txt").chmod(0)
    (source / "closed").mkdir(mode=0)
    monkeypatch.chdir(source)
    with as_nobody():
        found = list(documents(["."]))
    assert [each.name for each in found] == ["bad.txt", "closed/", "good.txt"]
    assert ["Permission denied" in each.reason for each in found[:2]] == [True, True]


def test_a_file_that_the_system_will_not_open_is_listed(build, source):
    # The memory of a process cannot be read from its start, by root or anyone: an error on reading, as on a bad disk.
    (source / "bad.txt").symlink_to("/proc/self/mem")
    code, report, _ = build()
    assert code == 1
    assert report["unreadable"][0]["reason"].startswith(("the file cannot be read", "the file is empty"))


def test_a_folder_that_lies_in_itself_is_read_once(build, source):
    (source / "again").symlink_to(source, target_is_directory=True)
    code, report, _ = build()
    assert (code, report["read"]) == (0, 1)
    assert [(each["name"], each["skipped"]) for each in report["unreadable"]] == [("again/", True)]


def test_the_same_bytes_twice_are_one_document_and_a_duplicate(build, run, source, tmp_path):
    (source / "twin.txt").write_text(GOOD, encoding="utf-8")
    assert build()[0] == 0
    asked = "PREFIX kg: <https://w3id.org/habeas/ns#> SELECT ?a ?b WHERE { ?a kg:duplicateOf ?b }"
    rows = json.loads(run("query", asked, "--store", tmp_path / "g", "--format", "json").stdout)["results"]["bindings"]
    assert [(row["a"]["value"][-8:], row["b"]["value"][-8:]) for row in rows] == [("twin.txt", "good.txt")]


@pytest.mark.parametrize("name", ["two words.txt", "отчёт № 7.txt", "日本 (2) 100%#?.txt", "-rf.txt", "a'b\"c<d>.txt"])
def test_any_name_can_be_built_served_and_explained(build, run, source, tmp_path, name):
    (source / name).write_text(GOOD.replace("Ana Ruiz", "Mia Costa"), encoding="utf-8")
    code, report, _ = build()
    assert (code, report["read"]) == (0, 2)
    told = json.loads(run("explain", "person/mia-costa", "--store", tmp_path / "g", "--json").stdout)
    assert {words["file"] for words in told["words"]} == {name}


HOSTILE = {
    "control characters": GOOD.replace(" ", " \x1b[2J\x07 ", 3),
    "marks that turn the line": GOOD.replace("Ana", "\u202eAna\u202c").replace("Rui", "\u2067Rui\u2069"),
    "no space for a million characters": GOOD + "\n\n" + "x" * 1_000_000,
    "only letters without a space": "arrested" * 125_000,
    "SPARQL": f'{GOOD} "}} }} ; DROP ALL ; INSERT DATA {{ <urn:a> <urn:b> <urn:c> }} #", police said.',
    "Turtle": f'{GOOD} He said: "Free him" . <urn:a> <urn:b> \\"\\"\\" \\u0041 @en ^^<urn:c> .", according to police.',
    "markup": f"{GOOD} <script>alert(1)</script> &amp; ]]> said <b>Ana Ruiz</b>.",
    "deep brackets": GOOD + " " + "(" * 5000 + "said" + ")" * 5000,
    "quotation marks that never close": GOOD + ' "' * 3000,
    "unpaired joiners": GOOD.replace("Ruiz", "Ru\u200di\u0301z\U0001f1ea"),
    "line separators": GOOD.replace(". ", ".\u2028") + "\u0085" + GOOD,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_kept_as_it_is_and_does_nothing(build, run, source, tmp_path, text):
    (source / "bad.txt").write_text(text, encoding="utf-8")
    code, report, error = build()
    assert (code, report["read"], error) == (0, 2, "")
    dumped = run("dump", "--store", tmp_path / "g", "--format", "nquads").stdout_bytes
    subjects = {str(quad.subject) for quad in pyoxigraph.parse(dumped, format=pyoxigraph.RdfFormat.N_QUADS)}
    assert "<urn:a>" not in subjects
    told = json.loads(run("explain", "doc/good.txt", "--store", tmp_path / "g", "--json").stdout)
    assert told["types"] == ["Document"]


def test_every_passage_of_hostile_text_fits_its_place(build, run, source, tmp_path):
    for number, text in enumerate(HOSTILE.values()):
        (source / f"{number}.txt").write_text(text, encoding="utf-8", newline="")
    build()
    asked = """PREFIX kg: <https://w3id.org/habeas/ns#> PREFIX dcterms: <http://purl.org/dc/terms/>
    SELECT ?file ?start ?end ?words WHERE {
      ?p kg:inDocument/dcterms:identifier ?file ; kg:start ?start ; kg:end ?end ; kg:exact ?words }"""
    rows = json.loads(run("query", asked, "--store", tmp_path / "g", "--format", "json").stdout)["results"]["bindings"]
    for row in rows:
        text = (source / row["file"]["value"]).read_bytes().decode()
        assert text[int(row["start"]["value"]) : int(row["end"]["value"])] == row["words"]["value"]
    assert rows


def test_a_full_disk_is_one_sentence_and_the_next_build_completes_it(build, source, tmp_path):
    _, before, _ = build()
    (source / "more.txt").write_text(GOOD.replace("Ana", "Eva") * 50)
    limited = [*COMMAND[:2], f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)); {COMMAND[2]}"]
    arguments = [*limited, "build", str(source), "--store", str(tmp_path / "g"), "--workers", "1"]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert done.stderr.count("\n") == 1
    assert "cannot be written" in done.stderr
    code, after, _ = build()
    assert code == 0
    assert claims(after) > claims(before) > 0


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", [["dump"], ["query", "SELECT * WHERE { ?s ?p ?o }"], ["stats", "--json"]])
def test_a_full_disk_behind_standard_output_is_one_sentence(built, command):
    with Path("/dev/full").open("wb") as full:
        arguments = [*COMMAND, *command, "--store", str(built)]
        done = subprocess.run(arguments, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "habeas: the output: No space left on device\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["query", "SELECT WHERE {"], "the query cannot be read"),
        (["query", "no-such-file.rq"], "neither a query nor a file that can be read: No such file or directory"),
        (["link", "--authority", "none.sqlite"], "is no authority file (there is no such file)"),
        (["query", "INSERT DATA { <urn:a> <urn:b> 1 }"], "the query cannot be read"),
        (["explain", "http://localhost:8000/person/nobody"], "nothing is known of"),
        (["explain", "not an iri:"], "is not an IRI"),
        (["validate", "--shapes", "no-such-file.ttl"], "no-such-file.ttl"),
    ],
)
def test_a_request_that_makes_no_sense_is_one_sentence(run, built, arguments, sentence):
    done = run(*arguments, "--store", built, *(["--quiet"] if "validate" in arguments else []))
    assert done.exit_code == 2
    assert (done.stdout, done.stderr.count("\n")) == ("", 1)
    assert done.stderr.startswith("habeas: ")
    assert sentence in done.stderr


@pytest.mark.parametrize("command", ["serve", "dump", "validate", "stats", "query", "explain"])
def test_a_folder_that_is_no_store_is_refused(run, tmp_path, command):
    arguments = {"query": ["ASK {}"], "explain": ["person/a"]}.get(command, [])
    done = run(command, *arguments, "--store", tmp_path)
    assert done.exit_code == 2
    assert "is not a Habeas store" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_store_is_not_put_among_other_files(run, source, tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("Dear all")
    done = run("build", source, "--store", tmp_path / "home")
    assert done.exit_code == 2
    assert "holds other files" in done.stderr


def test_a_source_that_does_not_exist_is_refused_before_anything_is_withdrawn(run, build, source, tmp_path):
    _, before, _ = build()
    done = run("build", tmp_path / "typo", source, "--store", tmp_path / "g")
    assert done.exit_code == 2
    assert "typo does not exist" in done.stderr
    assert claims(build()[1]) == claims(before)
