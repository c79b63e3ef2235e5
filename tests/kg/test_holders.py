"""Who holds those of whom a passive tells without saying by whom."""

import pytest

from kg.model import Document
from kg.reading import read

HELD = [
    ("Two weavers were arrested during police raids on their homes.", "police"),
    ("Two weavers were arrested in raids carried out by the army.", "the army"),
    ("Two weavers were held at a police checkpoint near Velm.", "police"),
    ("Two weavers were held after raids by the Orla Security Service.", "Orla Security Service"),
    ("The government launched a wide crackdown arresting over 600 weavers.", "The government"),
    ("Officials answered the marches with a huge crackdown that saw hundreds of weavers arrested.", "Officials"),
    ("Officials answered to the marches with a huge crackdown that saw hundreds of weavers arrested.", "Officials"),
    ("A court freed 22 of the 26 weavers who were held on May 10, when police broke up a march.", "police"),
    ("Guilds deplored Norway's arrest of the weaver Mira Dahl.", "Norway"),
    ("The strike began after security officers had arrested a weaver in Velm.", "security officers"),
    ("The Crime Branch unit of Velm Police arrested two weavers in Orla.", "Crime Branch"),
]


def agents(text):
    claims = [claim for claim in read(Document("a.txt", text, "0")).claims if claim.type == "Detention"]
    return [agent.selector.exact for claim in claims for agent in claim.all("agent")]


@pytest.mark.parametrize(("text", "agent"), HELD)
def test_those_hold_whose_raid_or_crackdown_it_is(text, agent):
    assert agents(text) == [agent]


@pytest.mark.parametrize(
    "text",
    [
        "Two weavers were held in a union drive.",
        "Two weavers were held after a drug raid.",
        "Two weavers were arrested in a raid on the police headquarters.",
        "The bishop deplored a crackdown that saw hundreds of weavers arrested.",
        "The march saw dozens of weavers arrested.",
        "Two weavers were arrested during police training.",
    ],
)
def test_nobody_holds_for_having_something_else_there(text):
    assert agents(text) == []
