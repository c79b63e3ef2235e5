"""A language model on the command line: chosen, priced, agreed to, asked, and what is told in the end."""

import json
import os
import subprocess
import sys

import pytest
from endpoint import answer, completion, endpoint, record

pytest.importorskip("httpx", reason="the extra habeas[llm] is not installed")

SECRET = "sk-very-secret-0123456789"
COMMAND = [sys.executable, "-c", "from kg.cli import main; main()"]
ARREST = "Police arrested Ana Ruiz in Lisbon on Friday."
HELD = {"evidence": ARREST, "trigger": "arrested", "kind": "individualArrest", "factuality": "actual"}
GOOD = completion(answer(detentions=[record("detentions", **HELD, affected=["Ana Ruiz", "Tom Reed"])]))
BROKEN = (403, {}, SECRET.encode())


@pytest.fixture
def source(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(f"{ARREST} Rui Melo said that she was well.\n")
    (tmp_path / "in" / "b.txt").write_text(
        "A court sentenced Rui Melo to two years in prison. Nobody was hurt in the fire at the mill.\n"
    )
    return tmp_path / "in"


@pytest.fixture
def habeas(run, tmp_path, monkeypatch):
    """Run a command with a model at an endpoint."""
    monkeypatch.setenv("HABEAS_LLM_KEY", SECRET)
    monkeypatch.setenv("HABEAS_LLM_MODEL", "toy")

    def command(name, server, *arguments):
        told = run(name, *arguments, "--llm-url", server.url, "--llm-cache", tmp_path / "cache", "--workers", 1)
        assert SECRET not in told.output
        return told

    return command


def extract(habeas, server, source, extractor="llm", *more):
    out = source.parent / "out"
    told = habeas("extract", server, source, "-o", out, "--extractor", extractor, *more)
    found = {path.stem: json.loads(path.read_text()) for path in out.glob("*.json")}
    return told, found


def build(habeas, server, source, *more):
    told = habeas("build", server, source, "--store", source.parent / "g", "--extractor", "rules,llm", "--yes", *more)
    return told, json.loads(told.stdout) if "--json" in more else None


def test_a_model_reads_and_what_it_invents_is_told(habeas, source):
    with endpoint(GOOD) as server:
        told, found = extract(habeas, server, source, "llm", "--yes")
    assert told.exit_code == 0
    assert [claim["extractor"] for claim in found["a"]["claims"]] == ["llm:toy"]
    assert "1 × actors not in the text" in told.stderr
    assert "1 × evidence not in the text" in told.stderr
    assert "Tom Reed" not in told.output


@pytest.mark.parametrize("chosen", [("rules,llm",), ("rules", "--extractor", "llm")])
def test_both_extractors_are_merged(habeas, source, chosen):
    with endpoint(GOOD) as server:
        _, found = extract(habeas, server, source, *chosen, "--yes")
    extractors = {claim["type"]: claim["extractor"] for claim in found["a"]["claims"]}
    assert extractors == {"Detention": "detention/arrest + llm:toy", "Statement": "statement/report.say"}


def test_the_same_answer_can_be_scored_as_gold(habeas, source):
    with endpoint(GOOD) as server:
        _, found = extract(habeas, server, source, "llm", "--yes", "--format", "gold")
    assert found["a"]["detentions"][0]["detained"]["text"]["text"] == "Ana Ruiz"


def test_nothing_is_sent_before_somebody_agrees(habeas, source):
    with endpoint(GOOD) as server:
        told, found = extract(habeas, server, source, "llm", "--llm-price", "1:2")
    assert (told.exit_code, found, server.requests) == (2, {}, [])
    assert "2 documents in 2 passages go to 127.0.0.1" in told.stderr
    assert "by the price given" in told.stderr
    assert "--yes" in told.stderr


def test_what_is_kept_needs_no_second_consent(habeas, source):
    with endpoint(GOOD) as server:
        extract(habeas, server, source, "llm", "--yes")
        told, _ = extract(habeas, server, source, "rules,llm")
    assert (told.exit_code, len(server.requests)) == (0, 2)


def test_where_the_model_fails_the_rules_claims_stay_and_the_document_is_listed(habeas, source):
    with endpoint(GOOD, BROKEN) as server:
        told, found = extract(habeas, server, source, "rules,llm", "--yes")
    assert told.exit_code == 1
    assert "read by the rules alone" in told.stderr
    assert "b.txt: 127.0.0.1" in told.stderr
    assert found["a"]["claims"][0]["extractor"].endswith("llm:toy")
    assert found["b"]["claims"]


def test_a_model_alone_that_fails_leaves_its_document_unread(habeas, source):
    with endpoint(GOOD, BROKEN) as server:
        told, found = extract(habeas, server, source, "llm", "--yes")
    assert (told.exit_code, set(found)) == (1, {"a"})
    assert "not read: b.txt: 127.0.0.1" in told.stderr


def test_a_build_asks_again_about_what_got_no_answer_and_only_that(habeas, source):
    with endpoint(BROKEN, GOOD) as server:
        first, second, third = (build(habeas, server, source, "--json") for _ in range(3))
    assert [(told.exit_code, report["read"], report["unchanged"]) for told, report in (first, second, third)] == [
        (1, 2, 0), (0, 1, 1), (0, 0, 2)
    ]  # fmt: skip
    assert len(server.requests) == 3
    assert [issue["document"] for issue in first[1]["unanswered"]] == ["a.txt"]


def test_other_extractors_make_another_reading(habeas, run, source):
    with endpoint(GOOD) as server:
        build(habeas, server, source)
        store = source.parent / "g"
        again = json.loads(run("build", source, "--store", store, "--json", "--workers", 1).stdout)
    assert (again["read"], again["unchanged"]) == (2, 0)


def test_a_build_tells_once_what_the_model_invented(habeas, source):
    with endpoint(GOOD) as server:
        told, _ = build(habeas, server, source)
    assert told.stdout.count("1 × actors not in the text") == 1


def test_the_graph_names_both_extractors_and_the_log_no_address_and_no_key(habeas, run, source):
    with endpoint(GOOD) as server:
        build(habeas, server, source)
        query = source / "q.rq"
        query.write_text(
            "SELECT ?r { ?d a <https://w3id.org/habeas/ns#Detention> ; <https://w3id.org/habeas/ns#rule> ?r }"
        )
        told = run("query", query, "--store", source.parent / "g", "--format", "csv").stdout
        bytes_ = b"".join(path.read_bytes() for path in (source.parent / "g").rglob("*") if path.is_file())
    assert set(told.split()) == {"r", "detention/arrest", "llm:toy"}
    assert not any(word.encode() in bytes_ for word in (SECRET, server.url))


def test_withheld_documents_are_not_sent_and_what_was_kept_of_them_is_removed(habeas, source, tmp_path):
    with endpoint(GOOD) as server:
        extract(habeas, server, source, "llm", "--yes")
        (source / "withheld.txt").write_text("a.txt\n")
        extract(habeas, server, source, "llm", "--yes")
    assert len(server.requests) == 2
    assert len(list((tmp_path / "cache").rglob("*.json"))) == 1


def test_the_names_of_withheld_actors_are_not_sent_and_no_claim_tells_of_them(habeas, source):
    (source / "withheld.txt").write_text("actor: Ana Ruiz\n")
    pronoun = record("statements", evidence="Rui Melo said that she was well.", cue="said", kind="report",
                     speakers=["Rui Melo"], content=["she was well"])  # fmt: skip
    masked = record("detentions", **HELD | {"evidence": ARREST.replace("Ana Ruiz", "████████")}, affected=["████████"])
    with endpoint(completion(answer(statements=[pronoun], detentions=[masked]))) as server:
        _, found = extract(habeas, server, source, "llm", "--yes")
    assert server.shown[0].startswith("Police arrested ████████ in Lisbon")
    assert not any("Ruiz" in json.dumps(each) for each in (server.requests, found))
    assert [claim["type"] for claim in found["a"]["claims"]] == ["Statement"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--extractor", "magic"), "there is no extractor 'magic'"),
        (("--extractor", "llm"), "needs --llm-url and --llm-model"),
        (("--extractor", "llm", "--llm-model", "toy", "--llm-url", "nowhere"), "begins with http"),
        (
            ("--extractor", "llm", "--llm-model", "toy", "--llm-url", "http://127.0.0.1:9", "--llm-price", "much"),
            "no price",
        ),
    ],
)
def test_a_choice_that_cannot_be_carried_out_is_refused_in_one_sentence(run, source, arguments, told):
    done = run("extract", source, "-o", source.parent / "out", *arguments)
    assert done.exit_code == 2
    assert told in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(("answered", "code", "asked"), [("y\n", 0, 2), ("n\n", 2, 0)])
def test_on_a_terminal_the_user_is_asked(source, tmp_path, answered, code, asked):
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
    above, below = pty.openpty()
    with endpoint(GOOD) as server:
        model = ["--llm-url", server.url, "--llm-model", "toy", "--llm-cache", str(tmp_path / "cache")]
        arguments = [*COMMAND, "extract", str(source), "-o", str(tmp_path / "out"), "--extractor", "llm", *model]
        os.write(above, answered.encode())
        done = subprocess.run(arguments, stdin=below, capture_output=True, text=True, check=False, timeout=120)
    os.close(above)
    os.close(below)
    assert (done.returncode, len(server.requests)) == (code, asked)
    assert "Send them?" in done.stderr


def test_strict_changes_nothing_where_the_model_gives_no_answer(habeas, source):
    with endpoint(BROKEN) as server:
        told, _ = build(habeas, server, source, "--strict")
    assert told.exit_code == 2
    assert "--strict allows none" in told.stderr


def test_an_endpoint_that_fails_again_and_again_is_not_asked_any_more(habeas, source):
    for name in "cdef":
        (source / f"{name}.txt").write_text(f"Nobody saw {name} there.\n")
    with endpoint(BROKEN) as server:
        told, _ = extract(habeas, server, source, "rules,llm", "--yes")
    assert len(server.requests) == 3
    assert told.stderr.count("for 3 documents in a row") == 3
