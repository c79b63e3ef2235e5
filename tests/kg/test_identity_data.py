"""The form of the labelled set for identity and linking: what is in it, never how well a program does on it."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data" / "identity"
TYPES = {"person", "organization", "place", "group"}
NOTES = {"office", "kind", "place", "within", "year", "born", "died", "with"}
LABELS = {"same", "different"}
INVENTED = 9_000_000_001
# The numbers that somebody looked up; and the calendar that every date of Wikibase names.
VERIFIED = {5, 30, 145, 159, 183, 184, 458, 649, 656, 7747, 8886, 23530, 218295, 672941, 732717, 973809, 2334719}
GREGORIAN = 1985727
BORN, DIED, FOUNDED, ENDED = "P569", "P570", "P571", "P576"


@pytest.fixture(scope="module")
def pairs():
    return rows("pairs.tsv")


@pytest.fixture(scope="module")
def items():
    return rows("items.tsv")


@pytest.fixture(scope="module")
def lines():
    return [json.loads(line) for line in (DATA / "authority.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def entities(lines):
    """Item number → entity; lines of merged items left out."""
    return {line["id"]: line for line in lines if "redirect" not in line}


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


def values(entity, key):
    """The values of a property: no deprecated statement, no unknown value."""
    told = (entity["claims"] or {}).get(key, [])
    return [one["mainsnak"]["datavalue"]["value"] for one in told if one["rank"] != "deprecated" and known(one)]


def known(statement):
    return statement["mainsnak"]["snaktype"] == "value"


def kinds(entity, entities):
    """The classes of an item, and all that they are subclasses of."""
    found, waiting = set(), [value["id"] for value in values(entity, "P31")]
    while waiting:
        kind = waiting.pop()
        found.add(kind)
        waiting += [value["id"] for value in values(entities[kind], "P279") if value["id"] not in found]
    return found


def year_of(item):
    return next(int(value) for key, value in notes(item["context"]) if key == "year")


def test_the_items_are_many_and_a_quarter_of_the_names_have_none(items):
    nil = [item for item in items if item["expected"] == "NIL"]
    assert len(items) >= 170
    assert len(nil) >= 50
    assert 0.2 <= len(nil) / len(items) <= 0.5


def test_every_item_case_has_all_its_columns_and_tells_the_year(items):
    for item in items:
        assert None not in item, item
        assert all(value and value == " ".join(value.split()) for value in item.values()), item
        assert item["type"] in TYPES
        assert {key for key, _ in notes(item["context"])} <= NOTES, item
        assert 1900 <= year_of(item) <= 2030


def test_what_is_expected_stands_in_the_authority_file(items, entities):
    assert {item["expected"] for item in items} - {"NIL"} <= set(entities)


def test_what_is_expected_is_of_the_type_of_the_mention(items, entities):
    tops = {"person": "Q5", "organization": "Q9000000001", "place": "Q9000000002"}
    for item in items:
        if item["expected"] != "NIL" and item["type"] in tops:
            assert tops[item["type"]] in kinds(entities[item["expected"]], entities), item


def test_who_is_expected_lived_and_what_is_expected_stood_in_the_year_of_the_case(items, entities):
    for item in (item for item in items if item["expected"] != "NIL"):
        entity, year = entities[item["expected"]], year_of(item)
        starts = [int(value["time"][1:5]) for key in (BORN, FOUNDED) for value in values(entity, key)]
        ends = [int(value["time"][1:5]) for key in (DIED, ENDED) for value in values(entity, key)]
        assert all(start <= year for start in starts), item
        assert all(year <= end for end in ends), item


def test_the_authority_file_is_large_and_holds_namesakes_and_merged_items(lines, entities):
    labels = Counter(label["value"] for entity in entities.values() for label in entity["labels"].values())
    assert len(entities) >= 220
    assert sum("redirect" in line for line in lines) >= 3
    assert all(line["redirect"] in entities for line in lines if "redirect" in line)
    assert sum(count > 1 for count in labels.values()) >= 20
    assert sum(set(entity["labels"]) == {"mul"} for entity in entities.values()) >= 5


def test_entities_have_the_shape_of_entity_data(entities):
    for number, entity in entities.items():
        assert {"type", "id", "labels", "descriptions", "aliases", "claims", "sitelinks", "lastrevid"} <= set(entity)
        assert entity["labels"], number
        assert all(label["language"] == language for language, label in entity["labels"].items())


def test_only_numbers_that_were_verified_lie_in_the_range_of_wikidata():
    text = (DATA / "authority.jsonl").read_text(encoding="utf-8") + (DATA / "items.tsv").read_text(encoding="utf-8")
    numbers = {int(number) for number in re.findall(r"\bQ([0-9]+)", text)}
    assert {number for number in numbers if number < INVENTED} <= VERIFIED | {GREGORIAN}
