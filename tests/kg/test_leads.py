"""Who speaks without a name, and is named elsewhere as whoever speaks."""

import pytest

from kg.model import Document
from kg.reading import read

NAMED = [
    (
        "Troops held 300 bakers, a rights group said. Open Ovens, a group for bakers, said it rained.",
        "Open Ovens",
    ),
    ('A Velm Police spokesman said: "It rained." A spokesman confirmed that a baker had been arrested.', "Velm Police"),
    (
        """The Daily Oven newspaper reported that it rained, the Velm Post said.
        According to the newspaper, ten bakers were arrested.""",
        "Daily Oven",
    ),
    (
        """The Velm Commission of Bakers disclosed in a report that mills are full. It rained. Nobody came.
        The sea was calm. The bell rang. "Ten bakers were arrested," the report disclosed.""",
        "Velm Commission of Bakers",
    ),
]


def sources(text):
    reading = read(Document("a.txt", text, "0"))
    names = {mention.referent: mention.value for mention in reversed(reading.mentions) if mention.referent}
    claims = (claim for claim in reading.claims if claim.type == "Detention" and claim.attribution)
    return [names.get(claim.attribution.referent) for claim in claims]


@pytest.mark.parametrize(("text", "source"), NAMED)
def test_a_group_a_spokesman_or_a_report_speaks_for_the_body_that_others_name(text, source):
    assert sources(text) == [source]


@pytest.mark.parametrize(
    "text",
    [
        "A union said 40 bakers were arrested. The Mill Union said nine came. The Weavers' Union said ten came.",
        "A lawyer said 40 bakers were arrested. The Mill Union said nine came.",
        """A Velm Police spokesman said it rained. An Orla Police spokesman said it snowed.
        A spokesman said ten bakers were arrested.""",
    ],
)
def test_where_two_or_none_are_called_so_nobody_is_chosen(text):
    found = sources(text)
    assert found
    assert not {"Mill Union", "Weavers' Union", "Velm Police", "Orla Police"} & set(found)
