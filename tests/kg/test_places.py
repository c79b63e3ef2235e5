"""Where events happened: named places and sites without a name, by the clause that tells of the event."""

import pytest

from kg.extractors.detentions import detentions
from kg.extractors.gatherings import gatherings
from kg.iris import ClaimIds
from kg.language import analyse
from kg.mentions import mentions
from kg.model import Document, MentionType


def told(text, extractor=detentions):
    document = Document(name="example.txt", text=text, sha256="0" * 64, published="2021-06-02")
    analysis = analyse(document)
    return list(extractor(analysis, mentions(analysis), ClaimIds(document)))


def words(text, role, extractor=detentions):
    (claim,) = told(text, extractor)
    return [filler.selector.exact for filler in claim.all(role)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mira Dahl was arrested at her home in Riga.", ["her home", "Riga"]),
        ("Police detained two clerks outside the old town hall.", ["the old town hall"]),
        ("Two clerks were arrested on public land.", ["public land"]),
        ("Two clerks were arrested in the northern province of Orla.", ["Orla"]),
        ("Police broke up a march in Riga and detained forty people.", ["Riga"]),
        ("Police broke up a march in Riga, detaining forty people.", ["Riga"]),
        ("Police detained Mira Dahl as she was filming outside the district court.", ["the district court"]),
        ("Mira Dahl was arrested upon returning to Riga.", ["Riga"]),
        ("Mira Dahl was detained when she landed in Riga.", ["Riga"]),
        ("Mira Dahl was arrested on her return to Riga.", ["Riga"]),
        ("Mira Dahl was arrested before leaving for Riga.", []),
        ("A clerk at the old library was arrested.", []),
        ("Mira Dahl was arrested at her flat in the early hours of Monday.", ["her flat"]),
        ("Mira Dahl was arrested at the gates of the harbour.", ["the gates of the harbour"]),
        ("According to an office of the union in Velm, two clerks were arrested.", []),
        ("Mira Dahl was held in court.", []),
        ("Mira Dahl was arrested for insulting the mayor of Riga.", []),
        ("Two sailors were freed in Velm and nine clerks were arrested.", []),
        ("Police stormed the union's office and arrested two clerks.", ["the union's office"]),
        ("Police raided a flat in Riga, detaining two clerks.", ["a flat", "Riga"]),
        ("Police guarded the union's office and arrested two clerks.", []),
        ("The monitors have documented 40 arrests of weavers on the island.", ["the island"]),
        ("Mira Dahl was detained by Riga's port police.", []),
        ("Mira Dahl was arrested in Latvia's Kurzeme province.", ["Latvia", "Kurzeme"]),
        ("Mira Dahl spent a month in detention before a Riga court acquitted her.", []),
        ("Mira Dahl was arrested on a visit to Riga.", ["Riga"]),
        ("Mira Dahl is held in Riga while fighting her extradition to Latvia.", ["Riga"]),
        ("Nine stowaways were arrested at sea by the navy.", ["at sea"]),
        ("Two of the banker's sons were detained abroad in May.", ["abroad"]),
        ("Some 40 Quakers are held in Latvian jails.", ["Latvian jails"]),
        ("Some 40 Quakers are held in jail.", []),
        ("Wardens rounded up scores of them in a hangar.", ["a hangar"]),
        (
            "Troopers arrested Mira Dahl and booked her into the Kuldiga Detention Center.",
            ["the Kuldiga Detention Center"],
        ),
        ("Troopers arrested Mira Dahl and took her to the jail.", []),
        ("Troopers arrested Mira Dahl and took her to Kuldiga hospital.", []),
        ("Mira Dahl flew to Riga on Friday, where she was arrested.", ["Riga"]),
        ("Nine clerks who were held on 4 May, when police cleared a sit-in at the depot, were freed.", ["the depot"]),
        ("Officers burst into the old depot and arrested Mira Dahl.", ["the old depot"]),
        ("Nine clerks were held in a wave of arrests in Riga.", ["Riga"]),
        ("Activists in Riga said they had been held for two days.", ["Riga"]),
        ("Police in Latvia – the smaller of the two – have arrested the heads of two guilds.", ["Latvia"]),
        ("Latvia's arrest of Mira Dahl angered the guilds.", []),
        ("Mira Dahl was jailed over her coverage of floods in Riga city.", []),
        ("Along with Riga, police arrested nine clerks.", []),
        ("Nine clerks were detained at Vogelmar airport in July.", ["Vogelmar airport"]),
        ("Nine clerks were detained at Riga airport in July.", ["Riga"]),
        ("More clerks are imprisoned in Latvia than in any other land of the world.", ["Latvia"]),
        ("Scores of clerks were detained around the world.", ["the world"]),
        ("Scores of clerks were arrested despite the overcrowding in Latvian jails.", []),
        ("Nine clerks were arrested in a string of raids in Latvia's capital Riga.", ["Latvia", "Riga"]),
    ],
)
def test_an_event_happened_where_its_own_clause_says(text, expected):
    found = [claim for claim in told(text) if claim.type == "Detention"]
    assert [filler.selector.exact for claim in found for filler in claim.all("place")] == expected


def test_a_site_is_a_place_without_a_name():
    (claim,) = told("Mira Dahl was arrested at her home.")
    (home,) = claim.all("place")
    assert (home.type, home.value) == (MentionType.PLACE, None)


def test_people_gather_outside_buildings():
    text = "Teachers held a rally outside the education ministry."
    assert words(text, "place", gatherings) == ["the education ministry"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The marches of 1991 shook Latvia for a month.", ["Latvia"]),
        ("Latvia, which was rocked by a month of protests in 1991, will vote in May.", ["Latvia"]),
        ("The guilds have gripped the capital with weeks of protests.", ["the capital"]),
        ("Latvia saw weeks of protests against the levy.", ["Latvia"]),
        ("The protests hit the fish trade.", []),
        ("A spate of protests has taken place across Latvia this year.", ["Latvia"]),
        ("The guilds staged a series of marches in Riga on Friday.", ["Riga"]),
        ("A wave of protests broke out in Riga on Monday.", ["Riga"]),
        ("The guilds held nationwide protests on Monday.", ["nationwide"]),
    ],
)
def test_unrest_is_where_it_shakes_the_land(text, expected):
    assert words(text, "place", gatherings) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police broke up a march in Riga on Monday and detained forty people.", ["Monday"]),
        ("On 4 May, guards proceeded to detain eleven farmers.", ["4 May"]),
        ("Two clerks were arrested in connection with the 2006 murder of a judge.", []),
    ],
)
def test_an_event_happened_when_its_own_clause_says(text, expected):
    found = words(text, "date")
    assert found == expected


def test_a_gathering_is_when_and_where_it_is_said_to_be_held():
    text = "A march staged by teachers in front of Parliament on Monday ended in blows."
    assert words(text, "place", gatherings) == ["Parliament"]
    assert words(text, "date", gatherings) == ["Monday"]
