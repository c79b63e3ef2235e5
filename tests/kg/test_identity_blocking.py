"""Which names are brought together to be compared: spellings of one name in any script, and few others."""

import csv
from pathlib import Path

import pytest

from kg.identity.blocking import pairs
from kg.identity.clusters import clusters
from kg.identity.frames import MOST, frames
from kg.identity.names import name
from kg.identity.nodes import Node
from kg.identity.scoring import decided
from kg.lexicon import table
from kg.model import Judgement

OWN = Path(__file__).parents[1] / "data" / "identity" / "own_persons.tsv"
EITHERS = [pytest.param(row, id=row["written"]) for row in table("name_frames")["either"]]


def told(document, called):
    return Node(document, called, "Person", (called,), places=frozenset({"velm"}), years=frozenset({2015}))


def meet(left, right):
    return bool(list(pairs([("Person", (left,)), ("Person", (right,))])))


def framed(word):
    return frames(name(word).words[0])


def test_names_that_are_held_one_are_compared_and_joined_whatever_their_script():
    with OWN.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    some = [(told("l", row["left"]), told("r", row["right"])) for row in rows]
    same = [pair for pair in some if decided(*pair).judgement is Judgement.SAME]
    apart = [(left.iri, right.iri) for left, right in same if len(clusters((left, right)).clusters) > 1]
    assert len(same) > 300
    assert len(apart) <= 0.01 * len(same), apart


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("周文清", "Chou Wen-ching"),
        ("Xie Guozhong", "Hsieh Kuo-chung"),
        ("이동현", "Lee Dong-hyun"),
        ("Олег Жданченко", "Oleh Schdantschenko"),
        ("بشير الغنوشي", "Béchir Ghannouchi"),
        ("Ben Jelloun Omar", "Omar Benjelloun"),
    ],
)
def test_one_name_meets_itself_in_another_script_or_romanisation(left, right):
    assert meet(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("Oleh Zhdanchenko", "Mira Castellanos"), ("Zhang Wei", "Wang Min"), ("周文清", "Park Chul-soo")],
)
def test_names_that_no_spelling_brings_together_are_not_compared(left, right):
    assert not meet(left, right)


def test_a_name_without_letters_meets_nobody():
    assert clusters([told("l", "???"), told("m", "..."), told("r", "Oleh Zhdanchenko")]).decisions == ()


def test_a_word_of_letters_that_are_all_read_two_ways_has_few_frames():
    assert len(framed("Chcrzfusrkolarbs" * 3)) <= MOST


@pytest.mark.parametrize("row", EITHERS)
def test_each_rule_of_frames_brings_its_examples_together_and_not_its_counterexamples(row):
    assert all(framed(one) & framed(other) for one, other in map(str.split, row["examples"]))
    assert not any(framed(one) & framed(other) for one, other in map(str.split, row["counterexamples"]))
