"""Who is told to be held where grammar and sense part: members of a body, those named in an aside, ships, courts."""

import pytest

from kg.gold import gold
from kg.iris import written
from kg.model import Document
from kg.reading import read


def detentions(text):
    return [claim for claim in read(Document("a.txt", text, "0" * 64)).claims if claim.type == "Detention"]


def words(claim, role):
    return [written(each) for each in claim.roles if each.name == role]


@pytest.mark.parametrize(
    ("text", "people", "count"),
    [
        ("The clerks are among at least 30 members of the media arrested after the vote.", [], ["at least 30"]),
        ("Two members of a youth group, who had been arrested in Riga on Friday, were freed.", [], ["Two"]),
        ("The former editor of the weekly news outlet Post was arrested on 19 March.", ["The former editor"], []),
        ("Last May, a poet and Roman Catholic, Luka Dahl, was detained in Riga.", ["Luka Dahl"], []),
        ("Radio Orla reports that pastor Liang Hu, the founder of a church, was arrested in Riga.", ["Liang Hu"], []),
        ("Mr Dahl spent more than a month under house arrest, then left Riga.", ["Dahl"], []),
        ("Mira Dahl Arrested for Inciting Public, Says Velman Army", ["Mira Dahl"], []),
        ("Ten were detained including Mira Dahl.", ["Mira Dahl"], ["Ten"]),
        ("The Tribune reports they were driven to the jail, after being arrested in Riga.", [], []),
        (
            "The 26-year-old activist and critic of President Jan Dahl was arrested.",
            ["The 26-year-old activist", "critic"],
            [],
        ),
        ("Anton Montes, 62, and 37-year-old Ines Lind were arrested Sunday.", ["Anton Montes", "Ines Lind"], []),
        ("Police arrest striking workers in Riga", ["striking workers"], []),
        (
            "Both are among several thousand people who activists say were arrested in Riga.",
            [],
            ["several thousand"],
        ),
        ("The suspects it was learnt were arrested in Riga.", ["The suspects"], []),
        ("Police arrested Mira Dahl, according to Jon Berg as well as Ann Lund, head of a union.", ["Mira Dahl"], []),
        ("Police in May arrested Manila Today editor Mira Dahl.", ["Mira Dahl"], []),
        ("Omar told us by letter that three of the members of the public had been arrested.", [], ["three"]),
        ("The judge freed four members of an old people's (OP) group, who had been arrested in a raid.", [], ["four"]),
        ("The government said the two were free. They can learn a lesson from their detention.", [], []),
    ],
)
def test_the_person_is_held_and_not_the_word_that_stands_nearest(text, people, count):
    found = [claim for claim in detentions(text) if claim.factuality == "actual"]
    assert [name for claim in found for name in words(claim, "affected")] == people
    assert [many for claim in found for many in words(claim, "count")] == count


@pytest.mark.parametrize(
    "text",
    [
        "We demand immediate release of all arrested, full apology by the police and payment of bills.",
        "She served the last part of her sentence under house arrest because of the flood.",
        "The Orla Star was detained in Riga Harbour in October for sailing without papers.",
        "British police detained an oil tanker - the Orla Star - in Riga in July.",
        "Jan Dahl was freed last year after spending nine years in jail for theft.",
        "Finally, after two weeks in confinement, the group called the head of the mission.",
        "The police arrest log of the town is long.",
        "The authorities do not comment on police work such as the detention of dissidents.",
        "In most cases, detainees are held in several police stations across Riga before they are moved.",
        "Opponents of the mayor are arrested for treason.",
        "A baker was kidnapped on Monday. The man was held in a cellar for three days.",
        "He said that he was only making a citizen's arrest.",
        "The soldiers are captured on a phone camera flogging students.",
        "The police praised the officials of the councils that swept to power in the elections held last autumn.",
    ],
)
def test_no_person_is_held_where_a_thing_or_nobody_is_meant(text):
    assert detentions(text) == []


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("Those arrested included one clerk who was beaten in Riga.", []),
        ("The Department of Foreign Affairs is helping three people detained in Riga.", []),
        ("The police freed two of the ten clerks held in Riga.", ["The police"]),
        ("The paper compares jailed rebel leader Jan Dahl to a saint.", []),
        ("Police arrested twenty clerks in Riga, detaining them for a week.", ["Police"]),
    ],
)
def test_nobody_holds_himself_and_who_only_helps_holds_nobody(text, agents):
    assert [name for claim in detentions(text) for name in words(claim, "agent")] == agents


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("He paid his boys who are at large, and efforts are made to arrest them.", "prevented"),
        ("They went from door to door with pleas for the arrest of a mayor.", "requested"),
        ('"We were arrested for singing, there is no evidence of a crime," Dahl said.', "actual"),
        ("Nobody knows who arrested Mira Dahl.", "actual"),
        ("Nobody knows whether police arrested Mira Dahl.", "conditional"),
        ("The police did not arrest Mira Dahl.", "negated"),
        ("In Reversal, Macron Orders Arrest of Velman Terror Fugitives", "requested"),
        ("Mira Dahl spent two years in detention without trial.", "actual"),
        ("The police were cited as saying that they had not detained Dahl.", "negated"),
    ],
)
def test_what_is_sought_is_not_done_and_what_is_only_asked_about_is(text, told):
    assert [claim.factuality for claim in detentions(text)] == [told]


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ("Velmia detains five for killing a clerk in 2016\n\nVelmian police have detained five people, they said.", 1),
        ("The Velm Army confirmed the arrest of Mira Dahl. Its troops arrested Mira Dahl in Riga.", 1),
        ("Mira Dahl was arrested in Riga on Friday. Doctors fear for Mira Dahl since her arrest last week.", 1),
        ("Soldiers detained Mira Dahl in Riga. Police detained Mira Dahl in Riga.", 2),
        ("Mira Dahl was arrested last month. Mira Dahl was arrested last year.", 2),
        ("The miners were detained in Riga. Fishermen were arrested in Riga.", 2),
        ("Students were detained in Riga. The demonstrators were arrested in Riga.", 1),
    ],
)
def test_one_arrest_told_by_several_names_for_day_and_agent_is_one_record(text, records):
    assert len(gold(read(Document("a.txt", text, "0" * 64)))["detentions"]) == records


def test_a_year_behind_the_deed_is_not_that_of_the_arrest():
    (claim,) = detentions("Velmia detains five for killing a clerk in 2016")
    assert words(claim, "date") == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("In Riga, the union said soldiers had arrested two of its members.", ["Riga"]),
        ("In Riga, agents gave no names as they took ten people into custody.", ["Riga"]),
        ("Mira Dahl was detained in her apartment building.", ["her apartment building"]),
        ("In Riga, the union praised those who had arrested two clerks.", []),
        ("In Riga, the union said soldiers had arrested two clerks in Orlow.", ["Orlow"]),
        ("Some 412 clerks were arrested across the country in November.", ["the country"]),
        ("Police detained 46 clerks in operations in five provinces.", ["five provinces"]),
        ("The mayor's trips across the country ended when clerks were arrested.", []),
    ],
)
def test_where_people_are_held_stands_at_the_head_or_is_told_at_large(text, places):
    assert [place for claim in detentions(text) for place in words(claim, "place")] == places


@pytest.mark.parametrize(
    ("text", "released"),
    [
        ("Jan Dahl was held for at least nine hours before being released.", True),
        ("Jan Dahl lived in the fort for years before being arrested by police in May.", False),
        ("Jan Dahl was held in May. Dozens of groups are supporting the case for Dahl to be freed.", False),
        ("Jan Dahl was freed by the army in 1999. Jan Dahl was arrested by police in 2002.", False),
    ],
)
def test_who_is_to_be_freed_or_was_freed_before_is_still_held(text, released):
    (record,) = gold(read(Document("a.txt", text, "0" * 64)))["detentions"]
    assert record["released"] is released


def test_what_arrests_are_related_to_is_their_ground():
    (claim,) = detentions("The group has registered 88 arrests related to the toll.")
    assert words(claim, "ground") == ["the toll"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('"There will be no tax!" demonstrators chanted on Friday in Riga.', [("actual", ["Riga"])]),
        ('Demonstrators will chant "No to the dam" on Friday in Riga.', [("conditional", ["Riga"])]),
        (
            "In Riga, a town near the border with Velmia, protesters gathered near a school and threw stones.",
            [("actual", ["Riga", "a school"])],
        ),
        ("Vigils planned in support of the publisher", [("scheduled", [])]),
    ],
)
def test_what_is_chanted_lies_ahead_but_not_the_chanting(text, told):
    claims = read(Document("a.txt", text, "0" * 64)).claims
    assert [(claim.factuality, words(claim, "place")) for claim in claims if claim.type == "Gathering"] == told
