"""Judging who is who in the terminal: what is shown, what each key does, and where it is kept."""

import os
import pty
import re
import select
import sys

import pytest
from world import built, rows, write

from kg.cli.tables import width_of, wrapped
from kg.identity.judgements import NAME, Opinion, opinions
from kg.identity.proposals import Proposal
from kg.identity.proposals import write as propose
from kg.model import Judgement

ASKED = b"[q]uit "
BASE = "http://localhost:8000/"
LEE, KIM = f"{BASE}person/ann-lee", f"{BASE}person/mia-kimani"
ITEMS = [f"http://www.wikidata.org/entity/Q900000000{n}" for n in (1, 2)]
DOCUMENTS = {"a.txt": "Police detained Ann Lee in Velm.\n", "b.txt": "Mia Kimani said that all is well.\n"}


@pytest.fixture
def world(tmp_path):
    """A corpus with two open pairs; gives its folder and its store."""
    source = write(tmp_path / "in", DOCUMENTS)
    told = [(KIM, ITEMS[0], 0.4, "", "one name"), (LEE, ITEMS[1], 0.9, "Anne Lee", "name and office")]
    propose(
        source,
        [Proposal(left, item, sure, label, "judge", "habeas link", why) for left, item, sure, label, why in told],
    )
    built(source, tmp_path / "g")
    return source, tmp_path / "g"


def held(source):
    return [(each.left, each.judgement, each.who) for each in opinions(source)]


def test_open_pairs_are_listed_the_likeliest_first(run, world):
    lines = run("review", "--store", world[1], "--list").output.splitlines()[2:]
    assert [line.split()[:3] for line in lines] == [["0.9", LEE, ITEMS[1]], ["0.4", KIM, ITEMS[0]]]


def test_a_pair_is_shown_with_its_reason_and_the_words_of_both(run, world):
    shown = run("review", "--store", world[1], input="q\n").output
    assert all(told in shown for told in ("1 of 2", "name and office", "a.txt", "…Police detained [Ann Lee]"))
    assert re.search(r"^Ann Lee +\| Anne Lee$", shown, re.MULTILINE)
    assert "| Wikidata" in shown
    assert "| judge" in shown


@pytest.mark.parametrize(
    ("keys", "kept"),
    [
        ("ar", [(LEE, Judgement.SAME, "Ira"), (KIM, Judgement.DIFFERENT, "Ira")]),
        ("sa", [(KIM, Judgement.SAME, "Ira")]),
        ("aq", [(LEE, Judgement.SAME, "Ira")]),
        ("aurs", [(LEE, Judgement.DIFFERENT, "Ira")]),
        ("uq", []),
        ("xq", []),
    ],
)
def test_keys_accept_reject_skip_undo_and_quit(run, world, keys, kept):
    source, store = world
    done = run("review", "--store", store, "--who", "Ira", input="".join(f"{key}\n" for key in keys))
    assert done.exit_code == 0, done.output
    assert held(source) == kept


def test_where_nothing_is_open_a_sentence_says_so(run, tmp_path):
    built(write(tmp_path / "in", DOCUMENTS), tmp_path / "g")
    told = {run("review", "--store", tmp_path / "g", *more).output for more in ((), ("--list",))}
    assert told == {"nothing is open: every pair is judged or clear\n"}


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 9, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("\u738b\u5c0f\u660e \u738b", 4, ["\u738b\u5c0f", "\u660e", "\u738b"]),
        ("a\x1b[2Jb", 20, ["a\\x1b[2Jb"]),
    ],
)
def test_lines_are_as_wide_as_a_terminal_shows_them(text, width, lines):
    assert wrapped(text, width) == lines
    assert all(width_of(line) <= width for line in lines)


@pytest.mark.parametrize("columns", [80, 140])
def test_on_a_terminal_a_key_is_enough_and_both_sides_fit_into_its_columns(world, columns):
    source, store = world
    shown = terminal("aq", columns, "review", "--store", store, "--who", "Ira")
    assert held(source) == [(LEE, Judgement.SAME, "Ira")]
    assert "\x1b[33m\x1b[1m[Ann Lee]\x1b[0m" in shown
    plain = re.sub(r"\x1b\[[\d;]*m", "", shown).splitlines()
    assert max(map(len, plain[:-1])) <= columns  # the last names a file


def terminal(keys, columns, *arguments):
    """Run the command on a terminal of its own, pressing a key whenever it asks; gives all that it shows."""
    command = [sys.executable, "-c", "from kg.cli import main; main()", *map(str, arguments)]
    pid, screen = pty.fork()
    if pid == 0:
        os.environ |= {"COLUMNS": str(columns), "TERM": "xterm"}
        os.execv(sys.executable, command)
    shown = b""
    while more := _read(screen):
        shown += more
        quiet = not select.select([screen], [], [], 0.3)[0]
        while quiet and shown.endswith(ASKED):  # what is typed before it is asked for is lost
            os.write(screen, keys[shown.count(ASKED) - 1].encode())
            quiet = not select.select([screen], [], [], 0.3)[0]
    os.waitpid(pid, 0)
    os.close(screen)
    return shown.decode().replace("\r", "")


def _read(screen):
    try:
        return os.read(screen, 1 << 16)
    except OSError:  # how Linux says that the other end is closed
        return b""


def test_what_was_judged_is_not_asked_again_and_shows_after_the_next_build(run, world):
    source, store = world
    told = run("review", "--store", store, input="a\nr\n").output
    assert str(source / NAME) in told.replace("\n", "")
    assert "habeas build" in told
    assert "nothing is open" in run("review", "--store", store).output
    built(source, store)
    assert rows(store, "SELECT ?s ?o WHERE { ?s skos:exactMatch ?o }") == [(LEE, ITEMS[1])]


def test_where_there_are_several_sources_a_folder_must_be_named(run, world, tmp_path):
    other = write(tmp_path / "other", {"c.txt": "Bo Nilsen said that it rains.\n"})
    built(other, world[1])
    refused = run("review", "--store", world[1])
    assert refused.exit_code == 2
    assert "--ledger" in refused.output
    assert run("review", "--store", world[1], "--ledger", tmp_path, input="q\n").exit_code == 0


def test_explain_tells_who_holds_two_names_to_be_one_actor_and_why(run, world):
    source, store = world
    (source / NAME).write_text(
        "left\tright\tjudgement\twho\twhen\twhy\n" + f"{LEE}\t{KIM}\tsame\tIra\t2026-01-02\tI know her\n"
    )
    built(source, store)
    told = run("explain", LEE, "--store", store).output
    assert all(part in told for part in ("the same as", KIM, "Ira 2026-01-02", "I know her"))
    assert opinions(source) == (Opinion(LEE, KIM, Judgement.SAME, "Ira", "2026-01-02", "I know her"),)
