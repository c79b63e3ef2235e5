from __future__ import annotations

import pytest

from kg.extractors.detentions import detentions
from kg.extractors.events import hints
from kg.extractors.gatherings import gatherings
from kg.extractors.releases import releases
from kg.extractors.violence import violence
from kg.iris import ClaimIds, written
from kg.language import analyse
from kg.lexicon import cues
from kg.mentions import mentions
from kg.model import Claim, Document

EXTRACTORS = {"detentions": detentions, "gatherings": gatherings, "releases": releases, "violence": violence}
CUES = [(name, cue) for name in EXTRACTORS for cue in cues(name)]


def found(name: str, text: str) -> list[Claim]:
    document = Document(name="a.txt", text=text, sha256="0")
    analysis = analyse(document)
    return list(EXTRACTORS[name](analysis, mentions(analysis), ClaimIds(document)))


@pytest.mark.parametrize(
    ("name", "cue", "example"), [(name, cue, example) for name, cue in CUES for example in cue.examples]
)
def test_each_cue_finds_its_examples_with_their_roles(name, cue, example):
    mine = [claim for claim in found(name, example.text) if claim.extractor.endswith(f"/{cue.id}")]
    assert len(mine) == 1
    words = {role.name: written(role) for role in mine[0].roles}
    assert {role: words.get(role) for role in example.roles} == dict(example.roles)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, cue in CUES for text in cue.counterexamples])
def test_no_cue_finds_a_counterexample(name, text):
    assert found(name, text) == []


@pytest.mark.parametrize(("name", "cue"), CUES)
def test_every_example_is_among_the_sentences_worth_parsing(name, cue):
    assert all(hints(name, example.text) for example in cue.examples)
