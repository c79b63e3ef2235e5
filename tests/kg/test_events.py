from __future__ import annotations

import pytest

from kg.extractors.detentions import detentions
from kg.extractors.gatherings import gatherings
from kg.extractors.incidents.events import hints
from kg.extractors.releases import releases
from kg.extractors.violence import violence
from kg.iris import ClaimIds, written
from kg.language import analyse
from kg.lexicon import cues
from kg.mentions import mentions
from kg.model import Claim, Document

EXTRACTORS = {"detentions": detentions, "gatherings": gatherings, "releases": releases, "violence": violence}
UNREAL = [
    "The ministry warned that protesters would be arrested.",
    "He urged the authorities not to arrest the students.",
    "They want him released.",
    "The group is seeking the release of its leader.",
    "Her lawyer applied for her release.",
    "Parliament debated whether to free the prisoners.",
    "The judge ordered the release of the clerk on bail.",
    "The EU wants Minsk to free the detainees.",
    "Unless the army releases the poet, the strike will go on.",
    "The court ruled that he should be freed.",
    "Mira Dahl faces arrest if she returns.",
    "There is no evidence that the police beat him.",
    "The claim that soldiers killed civilians is false.",
    "It is not true that officers shot the boy.",
    "The plan to arrest the mayor was dropped.",
    "Reports that the editor had been detained were denied.",
    "Rumours of his arrest spread on Monday.",
    "The threat of arrest hangs over the poet.",
    "He would have been arrested had he stayed.",
    "Had the police arrested him, the crowd would have rioted.",
    "She dreamed that she was arrested.",
    "He narrowly escaped being killed by soldiers.",
    "The president promised to release all political prisoners.",
    "The opposition has called for a rally in Riga on Sunday.",
    "Organisers called off the march.",
    "The mayor banned a demonstration planned for Friday.",
    "The police chief ordered officers to detain the organisers.",
    "Soldiers were told to shoot protesters.",
    "The boy begged the guards to stop beating him.",
    "Police failed to arrest the attackers.",
    "They fear that Mira Dahl has been tortured.",
    "Nobody knows if the poet has been killed.",
    "She hopes to be released soon.",
    "The prosecutor asked the court to keep him in custody.",
    "He denies torturing prisoners.",
    "The minister rejected accusations that police tortured detainees.",
    "Activists say he may have been beaten.",
    "Suspects can be held for up to 14 days.",
    "The guards were ready to shoot the prisoners.",
    "Anyone caught marching will be arrested.",
]
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
    for example in cue.examples:
        assert any(hints(name, sentence) for sentence in analyse(Document("a.txt", example.text, "0")).sentences)


@pytest.mark.parametrize("text", UNREAL)
def test_what_is_asked_for_feared_denied_or_supposed_is_never_told_as_done(text):
    assert [claim.extractor for name in EXTRACTORS for claim in found(name, text) if claim.factuality == "actual"] == []
