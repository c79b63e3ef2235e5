"""The form of the labelled set for identity and linking: what is in it, never how well a program does on it."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data" / "identity"
TYPES = {"person", "organization", "place", "group"}
NOTES = {"office", "kind", "place", "within", "year", "born", "died", "with"}
LABELS = {"same", "different"}


@pytest.fixture(scope="module")
def pairs():
    return rows("pairs.tsv")


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def notes(context):
    """The notes of a context as (key, value); a part without a key is prose."""
    return [part.split(": ", 1) for part in context.split("; ") if re.match(r"[a-z]+: ", part)]


def sides(pair):
    return tuple(pair[f"{side}_{field}"] for side in ("left", "right") for field in ("name", "type", "context"))


def test_the_pairs_are_many_and_half_of_them_tell_two_apart(pairs):
    labels = Counter(pair["label"] for pair in pairs)
    assert set(labels) == LABELS
    assert len(pairs) >= 440
    assert labels["different"] >= labels["same"]


def test_every_pair_has_all_its_columns_and_no_stray_spaces(pairs):
    for pair in pairs:
        assert None not in pair, pair
        assert all(value and value == " ".join(value.split()) for value in pair.values()), pair


def test_both_mentions_of_a_pair_have_a_known_type_and_known_notes(pairs):
    for pair in pairs:
        assert {pair["left_type"], pair["right_type"]} <= TYPES, pair
        found = notes(pair["left_context"]) + notes(pair["right_context"])
        assert {key for key, _ in found} <= NOTES, pair


def test_years_in_notes_are_years(pairs):
    contexts = [pair[f"{side}_context"] for pair in pairs for side in ("left", "right")]
    years = [value for text in contexts for key, value in notes(text) if key in {"year", "born", "died"}]
    assert all(re.fullmatch(r"(19|20)\d\d", year) for year in years)


def test_no_pair_is_told_twice_in_either_order(pairs):
    told = [frozenset((sides(pair)[:3], sides(pair)[3:])) for pair in pairs]
    assert all(len(pair) == 2 for pair in told)
    assert len(set(told)) == len(told)


def test_the_label_cannot_be_guessed_from_the_tradition(pairs):
    told = Counter(pair["tradition"] for pair in pairs)
    same = Counter(pair["tradition"] for pair in pairs if pair["label"] == "same")
    large = [tradition for tradition, count in told.items() if count >= 8]
    assert len(large) >= 16
    assert all(0.2 <= same[tradition] / told[tradition] <= 0.8 for tradition in large)


def test_names_come_in_at_least_eight_scripts(pairs):
    letters = "".join(pair["left_name"] + pair["right_name"] for pair in pairs)
    starts = {"Cyrillic": "Ѐ-ӿ", "Arabic": "؀-ۿ", "Han": "一-鿿", "Hangul": "가-힣", "Kana": "぀-ヿ", "Greek": "Ͱ-Ͽ"}
    others = {"Georgian": "ა-ჿ", "Armenian": "Ա-֏", "Ethiopic": "ሀ-፿", "Devanagari": "ऀ-ॿ", "Myanmar": "က-႟"}
    assert all(re.search(f"[{span}]", letters) for span in {**starts, **others}.values())
