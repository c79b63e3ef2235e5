"""Spellings of persons' names by tradition: our own labelled pairs, and the laws of every comparison of names.

Each pair is told with one place and one year, so that nothing but the names decides.
"""

import csv
import itertools
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity.nodes import Node
from kg.identity.persons import persons
from kg.identity.respelling import doubt, limits
from kg.identity.scoring import decided
from kg.lexicon import table
from kg.model import Judgement

OWN = Path(__file__).parents[1] / "data" / "identity" / "own_persons.tsv"
LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)
WORDS = st.lists(
    st.sampled_from("Anna ben al- Ó Kim Лев 王小明 김 محمد نور Abu J. van Jr. (née Aung Zin -san ゆき".split()),
    max_size=5,
)


def rows():
    with OWN.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def told(document, name):
    return Node(document, name, "Person", (name,), places=frozenset({"velm"}), years=frozenset({2015}))


def held_one(row):
    return decided(told("l", row["left"]), told("r", row["right"])).judgement is Judgement.SAME


def test_no_two_persons_of_our_own_pairs_are_held_one():
    wrong = [(row["left"], row["right"]) for row in rows() if row["label"] == "different" and held_one(row)]
    assert wrong == []


def test_most_spellings_of_one_person_are_known_again_in_every_tradition():
    same = [row for row in rows() if row["label"] == "same"]
    found = Counter(row["tradition"] for row in same if held_one(row))
    asked = Counter(row["tradition"] for row in same)
    assert sum(found.values()) >= 0.95 * sum(asked.values())
    assert all(found[tradition] >= 0.6 * count for tradition, count in asked.items())


def test_both_kinds_of_pairs_come_from_many_traditions():
    labels = Counter(row["label"] for row in rows())
    assert labels["same"] >= 300
    assert labels["different"] >= 150
    assert len({row["tradition"] for row in rows()}) >= 35


@pytest.mark.parametrize("row", rows()[::3], ids=lambda row: row["left"])
def test_the_side_on_which_a_name_stands_changes_nothing(row):
    left, right = persons(row["left"], row["right"]), persons(row["right"], row["left"])
    assert (left.points, left.plausible, bool(left.conflict)) == (right.points, right.plausible, bool(right.conflict))


@given(WORDS, WORDS)
def test_any_two_names_compare_alike_from_either_side(ones, others):
    left, right = persons(" ".join(ones), " ".join(others)), persons(" ".join(others), " ".join(ones))
    assert left.score == right.score


@given(LETTERS, LETTERS)
def test_the_doubt_of_two_spellings_has_no_side_and_a_word_leaves_none_of_itself(one, other):
    assert doubt(one, other) == pytest.approx(doubt(other, one))
    assert doubt(one, one) == 0


def respellings(key):
    return [(row["id"], *pair.split()) for row in table("respellings")["respelling"] for pair in row[key]]


@pytest.mark.parametrize(("group", "one", "other"), respellings("examples"))
def test_a_respelling_finds_its_examples(group, one, other):
    assert doubt(one.lower(), other.lower()) <= limits()["possible"], group


@pytest.mark.parametrize(("group", "one", "other"), respellings("counterexamples"))
def test_a_respelling_leaves_its_counterexamples_apart(group, one, other):
    assert doubt(one.lower(), other.lower()) > limits()["likely"], group


@pytest.mark.parametrize(
    "spellings",
    [
        "Jiang Qizhen | Chiang Ch'i-chen | 江啟珍 | 江启珍",
        "Lee Dong-hyun | Yi Tonghyŏn | 이동현 | I Donghyeon",
        "Fujita Chizuru | Huzita Tiduru | Chizuru Fujita | フジタ チヅル",
        "Evgeny Shcherbakov | Jewgenij Schtscherbakow | Evgueni Chtcherbakov | Евгений Щербаков | Yevhen Shcherbakov",
        "Abdelkader Bouchareb | Abd al-Qadir Bousharib | عبد القادر بوشارب",
    ],
)
def test_each_spelling_of_a_name_is_known_by_each_other(spellings):
    for one, other in itertools.combinations(spellings.split(" | "), 2):
        assert persons(one, other).points >= 2, (one, other)
