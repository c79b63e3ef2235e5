"""Names of the actors that people annotated, each as if told in a document of its own: who belongs together."""

import json
from itertools import combinations
from pathlib import Path

import pytest

from kg.identity.clusters import clusters
from kg.identity.nodes import Node
from kg.iris import folded

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "dev"
TYPES = {"person": "Person", "group": "Group"}
SMALL = {"the", "a", "an", "his", "her", "its", "their", "he", "she", "it", "they"}


def named(actor):
    """The names of an actor; of descriptions only what it is listed by."""
    forms = {mention["text"] for mention in actor["mentions"]}
    return sorted({n for n in forms if n[:1].isupper() and n.split()[0].lower() not in SMALL} | {actor["name"]})


def mentions(path):
    """Each name of each actor of one document as a node, and whom it names."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    for actor in gold["actors"]:
        beside = frozenset(folded(other["name"]) for other in gold["actors"] if other is not actor)
        type_ = TYPES.get(actor["type"], "Organization")
        for number, name in enumerate(named(actor)):
            document = f"{gold['doc_id']}/{number}"
            yield Node(document, f"{actor['id']}/{name}", type_, (name,), companions=beside), actor["id"]


@pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated articles are not here")
def test_names_of_one_annotated_actor_are_one_cluster_and_those_of_two_are_two():
    together = right = found = 0
    for path in sorted(GOLD.glob("*.json")):
        told = list(mentions(path))
        of = clusters(node for node, _ in told).of
        for (one, who), (other, whom) in combinations(told, 2):
            same = of[one.key] == of[other.key]
            together, found, right = together + (who == whom), found + same, right + (same and who == whom)
    assert 2 * right / (together + found) >= 0.8
    assert right == found
