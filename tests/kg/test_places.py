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
