"""The command line: what each command prints, writes and exits with."""

import csv
import gzip
import io
import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from kg.cli import habeas
from kg.cli.progress import line
from kg.cli.tables import pairs, table

QUERIES = Path(__file__).parents[2] / "examples" / "queries"
COMMAND = [sys.executable, "-c", "from kg.cli import main; main()"]
# A test run in the background would hand on that Ctrl-C is to be ignored.
LISTENING = [*COMMAND[:2], f"import signal; signal.signal(signal.SIGINT, signal.default_int_handler); {COMMAND[2]}"]


@pytest.mark.parametrize("name", sorted(habeas.commands))
def test_every_command_has_help_with_an_example(run, name):
    told = run(name, "--help")
    assert told.exit_code == 0
    assert re.search(rf"Example:\n +(HABEAS_\w+=\S+ )?habeas {name}\b", told.output)


@pytest.mark.parametrize("group", [(), ("authority",)])
def test_the_list_of_commands_cuts_no_sentence_short(run, group):
    listed = run(*group, "--help").output.partition("Commands:")[2]
    assert listed
    assert "..." not in listed


def test_help_tells_the_exit_codes_and_loads_nothing_heavy():
    script = "import sys, kg.cli; print(*sorted({'spacy', 'rdflib', 'pyoxigraph', 'flask'} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
    told = subprocess.run([*COMMAND, "--help"], capture_output=True, text=True, check=True).stdout
    assert all(code in told for code in ("0    done", "1    done", "2    not done", "130"))


def test_building_twice_changes_nothing_and_says_so(run, tmp_path, corpus):
    first = json.loads(run("build", corpus, "--store", tmp_path / "g", "--json", "--workers", 1).stdout)
    second = json.loads(run("build", corpus, "--store", tmp_path / "g", "--json", "--workers", 1).stdout)
    assert (first["read"], second["read"], second["unchanged"]) == (14, 0, 14)
    assert first["triples"] == second["triples"] > 1000


def test_a_build_ends_with_a_table_and_what_needs_a_look(run, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Police arrested Ana Ruiz in Lisbon on Friday.")
    (tmp_path / "in" / "b.txt").write_bytes(b"")
    (tmp_path / "in" / "c.png").write_bytes(b"\x89PNG")
    done = run("build", tmp_path / "in", "--store", tmp_path / "g", "--workers", 1)
    assert done.exit_code == 1
    for told in ("documents read", "claims in the graph", "triples", "findings: Violation", "seconds"):
        assert told in done.stdout
    assert "not read:\n  b.txt: the file is empty" in done.stdout
    assert "skipped:\n  c.png: the format is not known" in done.stdout


def test_strict_changes_nothing_where_a_document_fails(run, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.txt").write_bytes(b"")
    done = run("build", tmp_path / "in", "--store", tmp_path / "g", "--strict", "--workers", 1)
    assert done.exit_code == 2
    assert "b.txt: the file is empty" in done.stderr


def test_a_removed_file_is_withdrawn_unless_missing_ones_are_kept(run, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Police arrested Ana Ruiz in Lisbon on Friday.")
    build = ["build", tmp_path / "in", "--store", tmp_path / "g", "--workers", 1, "--json"]
    assert json.loads(run(*build).stdout)["read"] == 1
    (tmp_path / "in" / "a.txt").unlink()
    assert json.loads(run(*build, "--keep-missing").stdout)["withdrawn"] == 0
    assert json.loads(run(*build).stdout)["withdrawn"] == 1


@pytest.mark.parametrize("path", sorted(QUERIES.glob("*.rq")), ids=lambda path: path.stem)
def test_every_example_query_says_truly_whether_it_has_an_answer(run, built, path):
    done = run("query", path, "--store", built, "--format", "json")
    assert done.exit_code == 0, done.stderr
    rows = json.loads(done.stdout)["results"]["bindings"]
    marked_empty = "# (Empty until" in path.read_text(encoding="utf-8")
    assert bool(rows) is not marked_empty


@pytest.mark.parametrize(
    ("form", "check"),
    [
        ("table", lambda text: text.splitlines()[0].split() == ["n", "words"]),
        ("json", lambda text: json.loads(text)["head"]["vars"] == ["n", "words"]),
        ("csv", lambda text: list(csv.reader(io.StringIO(text)))[1] == ["1", "a\u202eb"]),
        ("tsv", lambda text: text.startswith("?n\t?words\n1\t")),
        ("xml", lambda text: "<literal>" in text),
    ],
)
def test_a_query_written_out_is_answered_in_each_format(run, built, form, check):
    asked = 'SELECT ?n ?words WHERE { VALUES (?n ?words) { (1 "a\u202eb") } }'
    done = run("query", asked, "--store", built, "--format", form)
    assert done.exit_code == 0
    assert check(done.stdout)


@pytest.mark.parametrize(
    ("asked", "form", "told"),
    [
        ("ASK { ?s ?p ?o }", "table", "yes"),
        ("CONSTRUCT { <urn:a> <urn:b> 1 } WHERE {}", "turtle", "<urn:a> <urn:b> 1"),
        ("DESCRIBE <urn:nothing>", "turtle", ""),
    ],
)
def test_other_queries_have_their_own_answers(run, built, asked, form, told):
    done = run("query", "-", "--store", built, "--format", form, input=asked)
    assert done.exit_code == 0
    assert told in done.stdout


def test_an_answer_that_the_format_cannot_hold_is_refused(run, built):
    for asked, form in (("ASK {}", "turtle"), ("CONSTRUCT WHERE { ?s ?p ?o }", "csv")):
        done = run("query", asked, "--store", built, "--format", form)
        assert done.exit_code == 2
        assert "another --format" in done.stderr or "use --format turtle" in done.stderr


def test_words_cannot_move_the_cursor_or_turn_the_line_in_a_table():
    lines = list(table(("a", "b"), [("x\x1b[2J", "\u202etxt\n"), ("é", "日本")]))
    assert lines[2] == r"x\x1b[2J  \u202etxt"
    assert len({line.index(part) for line, part in zip(lines[2:], (r"\u202e", "日"), strict=True)}) == 1
    assert list(pairs([("name", "A\nB")])) == ["name  A B"]


@pytest.mark.parametrize(
    ("done", "of", "shown"),
    [(5, 10, f"[{'#' * 15}{'.' * 15}] 5 of 10"), (3, 2, f"[{'#' * 30}] 3 of 2"), (0, 0, f"[{'.' * 30}] 0 of 0")],
)
def test_progress_is_a_bar_with_its_numbers(done, of, shown):
    assert line("read", done, of) == f"read     {shown}"


@pytest.mark.skipif(shutil.which("script") is None, reason="no script command to play the terminal")
def test_progress_is_shown_on_a_terminal_only(corpus, tmp_path):
    arguments = shlex.join([*COMMAND, "build", str(corpus), "--store", str(tmp_path / "g"), "--workers", "1"])
    typed = subprocess.run(["script", "-qec", arguments, "/dev/null"], capture_output=True, text=True, check=True)
    assert "] 14 of 14" in typed.stdout


def test_dumps_of_two_builds_are_the_same_bytes(run, tmp_path, built, corpus):
    run("build", corpus, "--store", tmp_path / "g", "--quiet", "--workers", 2)
    for name, store in (("one.nq.gz", built), ("two.nq.gz", tmp_path / "g")):
        assert run("dump", "--store", store, "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / "one.nq.gz").read_bytes() == (tmp_path / "two.nq.gz").read_bytes()
    lines = gzip.decompress((tmp_path / "one.nq.gz").read_bytes()).decode().splitlines()
    assert len(lines) == len(set(lines)) > 1000


@pytest.mark.parametrize("form", ["reading", "gold"])
def test_extract_writes_one_file_a_document(run, tmp_path, corpus, form):
    done = run("extract", corpus, "-o", tmp_path, "--format", form, "--workers", 1)
    assert done.exit_code == 0, done.stderr
    written = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.json"))
    assert len(written) == 14
    record = json.loads((tmp_path / "wire" / "2021-03-18-reactions.json").read_text())
    assert {"reading": "habeas-reading/1", "gold": None}[form] == record.get("format")


def test_extract_writes_a_line_for_each_attribution(run, tmp_path):
    (tmp_path / "mill.txt").write_text("The mill is shut, said Ana Torres, a baker.\n")
    done = run("extract", tmp_path / "mill.txt", "-o", tmp_path / "out", "--format", "attributions", "--workers", 1)
    assert done.exit_code == 0, done.stderr
    (line,) = (tmp_path / "out" / "mill.jsonl").read_text().splitlines()
    assert json.loads(line) == {
        "doc": "mill", "id": "s1", "speaker_start": 23, "speaker_end": 42, "speaker_spans": [[23, 42]],
        "cue_start": 18, "cue_end": 22, "cue_spans": [[18, 22]],
        "content_start": 0, "content_end": 16, "content_spans": [[0, 16]],
    }  # fmt: skip


def test_a_folder_without_documents_is_told_what_would_be_read(run, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "report.pdf").write_text("%PDF")
    for command in (["extract", "-o", tmp_path / "out"], ["build", "--store", tmp_path / "g"]):
        done = run(command[0], tmp_path / "in", *command[1:], "--workers", 1)
        assert "there is nothing to read" in done.stderr
        assert "(.pdf), and Habeas reads plain text and Markdown (.txt" in done.stderr
        assert done.exit_code == (2 if command[0] == "extract" else 0)


def test_extract_tells_of_a_few_of_the_files_that_it_skips(run, tmp_path):
    (tmp_path / "a.txt").write_text("Police arrested Ana Ruiz in Lisbon on Friday.")
    for number in range(12):
        (tmp_path / f"{number}.png").touch()
    done = run("extract", tmp_path, "-o", tmp_path / "out", "--workers", 1)
    assert (done.stderr.count(".png: the format is not known"), "… and 2 more" in done.stderr) == (10, True)
    assert ".png" not in run("extract", tmp_path, "-o", tmp_path / "out", "--workers", 1, "--quiet").stderr


def test_extract_does_not_write_two_documents_to_one_file(run, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Police arrested Ana Ruiz on Friday.")
    (tmp_path / "in" / "a.md").write_text("# Police arrested Ana Ruiz on Friday.")
    assert run("extract", tmp_path / "in", "-o", tmp_path / "out", "--workers", 1).exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.json", "a.txt.json"]


def test_explain_leads_to_the_words_and_their_place(run, built, corpus):
    told = json.loads(run("explain", "person/nino-beradze", "--store", built, "--json").stdout)
    assert told["name"] == "Nino Beradze"
    for words in told["words"]:
        text = (corpus / words["file"]).read_text(encoding="utf-8")
        assert text[words["start"] : words["end"]] == words["exact"]
    assert "characters" in run("explain", told["iri"], "--store", built).stdout


def test_stats_counts_what_the_graph_holds(run, built):
    told = json.loads(run("stats", "--store", built, "--json").stdout)
    assert told["classes"]["Document"] == 14
    assert told["triples"] > told["inferred"] > 0
    assert "Document" in run("stats", "--store", built).stdout


def test_validate_exits_with_one_where_there_is_a_violation(run, tmp_path):
    (tmp_path / "a.txt").write_text("Police arrested Ana Ruiz in Lisbon on Friday.")
    (tmp_path / "shapes.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix kg: <https://w3id.org/habeas/ns#> .\n"
        "<urn:s> a sh:NodeShape ; sh:targetClass kg:Document ; sh:message 'no documents, please' ;\n"
        "  sh:property [ sh:path kg:evidence ; sh:minCount 1 ; sh:message 'no evidence' ] ."
    )
    assert run("build", tmp_path / "a.txt", "--store", tmp_path / "g", "-q", "--workers", 1).exit_code == 0
    ours = run("validate", "--store", tmp_path / "g", "--format", "json")
    assert ours.exit_code == 0, ours.stdout
    theirs = run("validate", "--store", tmp_path / "g", "--shapes", tmp_path / "shapes.ttl", "--quiet")
    assert theirs.exit_code == 1
    assert "Violation" in theirs.stdout
    turtle = run("validate", "--store", tmp_path / "g", "--shapes", tmp_path / "shapes.ttl", "--format", "turtle")
    assert "sh:ValidationReport" in turtle.stdout


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_serve_answers_until_ctrl_c_and_a_busy_port_is_one_sentence(run, built):
    port = free_port()
    arguments = [*LISTENING, "serve", "--store", str(built), "--port", str(port)]
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True) as server:
        assert health(port)["ok"] is True
        busy = run("serve", "--store", built, "--port", port)
        server.send_signal(signal.SIGINT)
        _, told = server.communicate(timeout=30)
    assert (busy.exit_code, busy.stderr.splitlines()[-1].count("another program is using it")) == (2, 1)
    assert server.returncode == 0
    assert f"Pages at http://localhost:{port}/" in told
    assert told.count(" query ") == 3
    assert "Traceback" not in told


def test_serve_at_a_port_that_no_machine_has_is_one_sentence(run, built):
    refused = run("serve", "--store", built, "--port", 99999)
    assert (refused.exit_code, refused.stderr.splitlines()[-1].count("port 99999: ")) == (2, 1)


def health(port):
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as answer:
                return json.load(answer)
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server did not come up")


def test_a_build_that_is_interrupted_says_so_and_the_next_one_completes_it(run, tmp_path):
    (tmp_path / "in").mkdir()
    for number in range(150):
        words = f"Police arrested Ana Ruiz{number} in Lisbon. " * 40
        (tmp_path / "in" / f"{number}.txt").write_text(words)
    arguments = [*LISTENING, "build", str(tmp_path / "in"), "--store", str(tmp_path / "g"), "--workers", "2"]
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True, start_new_session=True) as builder:
        while not list((tmp_path / "g" / "readings").rglob("*.gz")):
            time.sleep(0.05)
        os.killpg(builder.pid, signal.SIGINT)
        _, told = builder.communicate(timeout=60)
    assert (builder.returncode, told) == (130, "habeas: interrupted; what was finished is kept\n")
    for path in sorted((tmp_path / "in").iterdir())[3:]:
        path.unlink()
    assert run("build", tmp_path / "in", "--store", tmp_path / "g", "--workers", 1).exit_code == 0


def test_no_colour_is_used_where_the_user_wants_none(run, built):
    plain = run("query", "ASK {", "--store", built, color=True, env={"NO_COLOR": "1"})
    loud = run("query", "ASK {", "--store", built, color=True)
    assert ("\x1b[" in plain.stderr, "\x1b[" in loud.stderr) == (False, True)


def test_a_reader_that_stops_early_is_no_error(built):
    piped = f"{' '.join(COMMAND[:1])} -c '{COMMAND[2]}' dump --store {built} | head -n 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", piped], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr, len(done.stdout.splitlines())) == (0, "", 1)
