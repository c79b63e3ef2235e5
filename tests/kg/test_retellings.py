"""What is told again of a detention: pronouns and "the arrests" are more evidence, no detention of their own."""

import pytest

from kg.extractors.detentions import detentions
from kg.iris import ClaimIds, written
from kg.language import analyse
from kg.mentions import mentions
from kg.model import Document


def found(text):
    document = Document(name="a.txt", text=text, sha256="0")
    analysis = analyse(document)
    return list(detentions(analysis, mentions(analysis), ClaimIds(document)))


TOLD = "Police arrested 30 weavers in Riga. "


@pytest.mark.parametrize(
    ("again", "passages"),
    [
        ("The arrests drew protests.", 2),
        ("The guild condemned these arrests.", 2),
        ("They were detained at a market.", 2),
        ("He was detained at a market.", 1),
        ("Arrests are rare in Riga.", 1),
        ("Nobody spoke. The mayor was ill. It rained. They were detained at a market.", 1),
        ("The arrests may go on.", 2),
    ],
)
def test_what_points_back_to_several_people_is_told_again_of_them(again, passages):
    assert [len(claim.evidence) for claim in found(TOLD + again)] == [passages]


@pytest.mark.parametrize("text", ["The arrests drew protests.", "They were detained at a market."])
def test_what_points_back_to_nothing_tells_of_nothing(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The number of arrests has risen to 120.", (120, "exact")),
        ("The tally of arrests has crossed 3,000.", (3000, "exact")),
        ("Several arrests were made in Riga.", (None, "vague")),
    ],
)
def test_arrests_of_nobody_named_are_told_by_their_number_or_as_several(text, count):
    (claim,) = found(text)
    assert (claim.first("count").value, claim.first("count").qualifier) == count


@pytest.mark.parametrize(
    ("text", "detained"),
    [
        ("Riga: twelve weavers were arrested on Monday.", "twelve weavers"),
        ("Police said twelve weavers of the guild, two of them ill, were taken into custody.", "twelve weavers"),
        ("When a curious porter came near the gate, he was detained by guards.", "a curious porter"),
        ("As many as 24 weavers were arrested by police.", "24 weavers"),
    ],
)
def test_the_subject_of_a_passive_stands_before_it_whatever_it_hangs_on(text, detained):
    assert [written(role) for role in found(text)[0].roles if role.name == "affected"] == [detained]
