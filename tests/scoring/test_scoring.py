"""The score table: what it says of figures and errors, what it remembers, and what it does without the data."""

import os
import shutil
import subprocess
import sys

import pytest

from benchmarks.extraction import history, records, slot_errors, statement_errors, tables
from benchmarks.extraction.calibration import bins, error
from benchmarks.extraction.measures import Errors, Measure, counted, share
from benchmarks.extraction.shared import ROOT
from benchmarks.extraction.statement_errors import Said

TEXT = "Ann Lee said that rents rose in May, and the mayor denied it on Sunday."


def at(words):
    start = TEXT.index(words)
    return [(start, start + len(words))]


def said(source, cue, content):
    return Said("a", TEXT, at(source) if source else [], at(cue), at(content))


WANTED = said("Ann Lee", "said", "rents rose in May")


def test_f1_stands_beside_its_precision_and_recall():
    found = counted("x", 2, 4, 8)
    assert (found.precision, found.recall, round(found.value, 1)) == (50.0, 25.0, 33.3)


def test_nothing_to_measure_is_no_figure():
    assert counted("x", 0, 0, 0).value is None
    assert share("x", 0, 0).value is None


@pytest.mark.parametrize(
    ("value", "less", "met"), [(3, True, False), (1, True, True), (3, False, True), (None, False, None)]
)
def test_a_bar_is_met_from_the_right_side(value, less, met):
    assert Measure("x", value, asked=2, less=less).met is met


@pytest.mark.parametrize(
    ("found", "why"),
    [
        ([], "cue found, no source or content"),
        ([said("Ann Lee", "said", TEXT)], "content too long"),
        ([said("Ann Lee", "said", "rents")], "content too short"),
        ([said("the mayor", "said", "rents rose in May")], "source in the wrong place"),
        ([said("", "said", "rents rose in May")], "source not found"),
        ([said("the mayor", "said", "it on Sunday")], "source and content wrong"),
        ([said("the mayor", "denied", TEXT)], "cue swallowed by the content of another"),
    ],
)
def test_a_missed_statement_is_told_by_what_went_wrong(found, why):
    counts = statement_errors.classified([WANTED], [], [WANTED], found).counts
    assert counts == {f"missed: {why}": 1}


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (said("the mayor", "said", "it on Sunday"), "cue right, a part wrong"),
        (said("the mayor", "denied", "rents rose in May"), "another cue for the same content"),
        (said("Ann Lee", "rose", "it"), "inside a wanted content"),
        (said("Ann Lee", "denied", "it on Sunday"), "no statement there"),
    ],
)
def test_a_spurious_statement_is_told_by_what_it_lies_on(found, why):
    assert statement_errors.classified([], [found], [WANTED], [found]).counts == {f"spurious: {why}": 1}


def event(start, end, stage=None):
    told = {"start": start, "end": end, "trigger": {"start": start + 1, "end": start + 4}}
    return {"evidence": [told]} | ({"stage": stage} if stage else {})


def test_records_are_matched_one_to_one():
    assert list(records.pairs([event(0, 9)], [event(0, 9), event(0, 9)], records.same_event)) == [(0, 0)]


def test_a_step_matches_only_in_its_stage():
    assert records.same_event(event(0, 9, "trial"), event(0, 9, "trial"))
    assert not records.same_event(event(0, 9, "trial"), event(0, 9, "appeal"))


def held(place, by):
    actor = {"id": "a1", "mentions": [{"text": "Rana Ilves"}, {"text": "Ilves"}]}
    detention = event(0, 9) | {
        "detained": {"actors": ["a1"]},
        "place": [{"text": text} for text in place],
        "by_text": by,
    }
    return {"actors": [actor], "detentions": [detention]}


@pytest.mark.parametrize(
    ("wanted", "read", "why"),
    [
        (held(["Tarn"], None), held([], None), {"detentions: place missing": 1}),
        (held(["Tarn"], None), held(["Oxley"], None), {"detentions: place wrong": 1}),
        (held([], None), held([], {"text": "guards"}), {"detentions: agent not wanted": 1}),
        (held(["the town of Tarn"], None), held(["Tarn"], None), {}),
    ],
)
def test_a_slot_is_told_by_what_went_wrong(wanted, read, why):
    found = Errors()
    slot_errors.classified("detentions", wanted, read, found)
    assert found.counts == why


def test_what_is_kept_is_what_the_next_run_is_held_against(tmp_path):
    file = tmp_path / "kept.tsv"
    first, second = counted("a, b (c)", 1, 2, 2), Measure("speed", 12.3, unit="/s")
    history.keep({"task": [first], "other": [second]}, "1234567", "a note\twith a tab", file)
    history.keep({"task": [counted("a, b (c)", 2, 2, 2)]}, "1234567+", "", file)
    assert history.previous(file) == {("task", "a, b (c)"): 100.0, ("other", "speed"): 12.3}
    assert {line.count("\t") for line in file.read_text(encoding="utf-8").splitlines()} == {4}


def test_the_table_shows_the_change_and_marks_what_is_not_reached():
    measure = counted("triple", 5, 10, 10, asked=70.0)
    _, line = tables.table("task", [measure], {("task", "triple"): 40.0}, colours=False)
    assert line.split() == ["triple", "50.0", "50.0", "50.0", "40.0", "+10.0", "≥", "70", "!"]


def test_scores_that_tell_the_truth_have_no_calibration_error():
    truth = [(0.75, right) for right in (True, True, True, False)]
    assert error(truth) == 0
    assert error([(1.0, False)]) == 100
    assert sum(map(len, bins([*truth, (1.0, True), (0.0, False)]))) == 6


def test_without_the_data_our_own_articles_are_scored(tmp_path):
    shutil.copytree(ROOT / "benchmarks", tmp_path / "benchmarks")
    for name in ("ghana-daily", "kenya-court"):  # two of them, as all are read by tests of their own
        shutil.copytree(ROOT / "tests" / "golden" / name, tmp_path / "tests" / "golden" / name)
    command = [sys.executable, "-m", "benchmarks.extraction", "--shared", "none", "--workers", "1"]
    paths = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*command, "--only", "articles", "speed"], cwd=tmp_path, env=paths, capture_output=True, text=True, check=True
    )
    assert "There is no development data" in done.stdout
    assert "golden statements" in done.stdout
    assert "speed: not scored" in done.stdout
