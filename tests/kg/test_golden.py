"""Articles of our own, annotated before the machine read them: what it reads in each is stored, and measured."""

import json
import runpy
from difflib import unified_diff
from pathlib import Path

import pytest

from kg.documents import documents
from kg.gold import gold
from kg.reading import read

GOLDEN = Path(__file__).parents[1] / "golden"
FOLDERS = sorted(folder for folder in GOLDEN.iterdir() if folder.is_dir())
SCORER = Path(__file__).parents[2].parent / "shared" / "gold" / "score.py"
FLOORS = {
    "mention_exact": 0.80,
    "mention_overlap": 0.84,
    "actor_cluster": 0.84,
    "statement": 0.62,
    "detention": 0.62,
    "proceeding": 0.66,
    "gathering": 0.50,
}
PRECISION_FLOORS = {"statement": 0.68, "detention": 0.70, "proceeding": 0.80, "gathering": 0.68}

each_folder = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


@pytest.fixture(scope="module")
def found():
    """What the machine reads in each article, by the name of its folder."""
    return {folder.name: gold(read(_document(folder))) for folder in FOLDERS}


@pytest.fixture(scope="module")
def scores(found):
    if not SCORER.is_file():
        pytest.skip("the scorer beside the checkout (../shared/gold/score.py) is not here")
    pairs = [(_annotated(folder), found[folder.name]) for folder in FOLDERS]
    return runpy.run_path(str(SCORER))["score_docs"](pairs).plain()


def _document(folder):
    (source,) = folder.glob(f"{folder.name}.*")
    (document,) = documents([source])
    return document


def _annotated(folder):
    return json.loads((folder / "gold.json").read_text(encoding="utf-8"))


def _written(record):
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _spans(value):
    if isinstance(value, dict):
        if {"start", "end"} <= value.keys():
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _spans(item)


@each_folder
def test_an_article_is_read_as_it_was_read_before(folder, found, request, capsys):
    stored, today = folder / "expected.json", _written(found[folder.name])
    before = stored.read_text(encoding="utf-8") if stored.exists() else ""
    changes = "\n".join(unified_diff(before.splitlines(), today.splitlines(), "stored", "today", lineterm=""))
    if request.config.getoption("update_golden"):
        stored.write_text(today, encoding="utf-8")
        with capsys.disabled():
            print(changes)  # noqa: T201 - the option promises to show what changed
    elif changes:
        pytest.fail(f"{folder.name} is read differently; --update-golden accepts it\n{changes}", pytrace=False)


@each_folder
def test_every_span_annotated_or_read_is_verbatim(folder, found):
    text = _document(folder).text
    spans = [*_spans(_annotated(folder)), *_spans(found[folder.name])]
    assert spans
    assert [span for span in spans if text[span["start"] : span["end"]] != span["text"]] == []


@each_folder
def test_the_annotation_is_of_this_very_text(folder, found):
    assert _annotated(folder)["text_sha256"] == found[folder.name]["text_sha256"]


@pytest.mark.parametrize("task", FLOORS)
def test_unseen_articles_are_read_well_enough(task, scores):
    assert scores[task]["f1"] >= FLOORS[task]


@pytest.mark.parametrize("task", PRECISION_FLOORS)
def test_what_is_told_of_unseen_articles_is_mostly_true(task, scores):
    assert scores[task]["p"] >= PRECISION_FLOORS[task]


def test_no_event_is_read_where_none_is_told(scores):
    assert scores["fp_in_irrelevant_docs"] == 0
