"""Sentences written by other hands than the rules', half of them about what did not happen: who reads them as facts?"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from kg.model import Document
from kg.reading import read

TABLE = Path(__file__).parents[1] / "data" / "polarity.tsv"
FACTS = {"Detention", "Release", "ProceedingStep"}


@pytest.fixture(scope="module")
def outcome():
    """Label → how many sentences there are, and which of them are read as something that happened."""
    with TABLE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    held = {row["sentence"]: row["label"] for row in rows if as_fact(row["sentence"])}
    return Counter(row["label"] for row in rows), held


def as_fact(sentence):
    reading = read(Document(name="a.txt", text=sentence, sha256="0"))
    return any(claim.type in FACTS and claim.factuality == "actual" for claim in reading.claims)


def test_fewer_than_one_in_fifty_of_the_sentences_about_no_fact_are_read_as_one(outcome):
    of, held = outcome
    wrong = sorted(sentence for sentence, label in held.items() if label != "actual")
    share = len(wrong) / (of.total() - of["actual"])
    assert share < 0.02, f"{share:.1%} read as facts: " + " | ".join(wrong)


def test_most_sentences_about_facts_are_read_as_facts(outcome):
    of, held = outcome
    assert list(held.values()).count("actual") > 0.75 * of["actual"]
