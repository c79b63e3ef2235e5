"""Who is said to be of a group that was held, and the reasons, places and sources told around a detention."""

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


def words(claim, role):
    return [written(each) for each in claim.roles if each.name == role]


@pytest.mark.parametrize(
    ("text", "people", "count"),
    [
        ("Mira Dahl was among the 14 people detained in Riga.", ["Mira Dahl"], ["14"]),
        ("Mira Dahl was one of nine teachers held by police.", ["Mira Dahl"], ["nine"]),
        ("Mira Dahl and Jon Berg were among those arrested.", ["Mira Dahl", "Jon Berg"], []),
        ("Mira Dahl and two clerks were among 31 weavers arrested near Riga.", ["Mira Dahl", "two clerks"], ["31"]),
        ("Among those arrested was Mira Dahl.", ["Mira Dahl"], []),
        ("Those detained included Mira Dahl.", ["Mira Dahl"], []),
        ("Police detained 25 people, including the poet Mira Dahl.", ["Mira Dahl"], ["25"]),
        ("At least 25 people, among them Mira Dahl, were arrested.", ["Mira Dahl"], ["At least 25"]),
        ("Police detained 25 people. Mira Dahl thanked them, including Jon Berg.", [], ["25"]),
    ],
)
def test_who_is_said_to_be_of_a_group_was_held(text, people, count):
    (claim,) = found(text)
    assert words(claim, "affected") == people
    assert words(claim, "count") == count


@pytest.mark.parametrize(
    "later",
    [
        "Mira Dahl was among those arrested.",
        "Among them was Mira Dahl.",
        "The suspects were identified as Mira Dahl and others.",
        "Police identified the men as Mira Dahl and others.",
    ],
)
def test_who_is_named_behind_a_number_is_a_share_of_it(later):
    whole, part = found(f"Police detained 14 people in Riga. {later}")
    assert words(part, "affected") == ["Mira Dahl"]
    assert part.first("partOf").id == whole.id


def test_who_was_not_among_those_held_was_not_held():
    (claim,) = found("Neither Mira Dahl nor Jon Berg was among the 14 people detained in Riga.")
    assert words(claim, "affected") == []


@pytest.mark.parametrize("later", ["A clerk, named as Mira Dahl, spoke.", "Mira Dahl was among the guests."])
def test_who_is_named_for_something_else_is_no_share(later):
    assert len(found(f"Police detained 14 people in Riga. {later}")) == 1


def test_the_shares_of_a_rivals_figure_are_its_own():
    claims = found(
        "Police said 34 people were detained in Riga. The union put the figure at 61, including nine nurses."
    )
    rival, share = claims[1:]
    assert (words(rival, "count"), words(share, "affected")) == (["61"], ["nine nurses"])
    assert share.first("partOf").id == rival.id


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Mira Dahl was arrested on sedition charges.", "sedition"),
        ("Mira Dahl was arrested on anti-state charges.", "anti-state"),
        ("Mira Dahl was arrested on terrorism-related charges.", "terrorism-related"),
        ("Mira Dahl was arrested in connection with a leaflet.", "a leaflet"),
        ("Mira Dahl was arrested in relation to a leaflet.", "a leaflet"),
        ("Mira Dahl was detained. Prosecutors accuse her of spreading false news.", "spreading false news"),
        ("A man was taken away by officers after he unfurled a banner.", "he unfurled a banner"),
    ],
)
def test_the_reason_is_read_however_it_is_told(text, reason):
    assert words(found(text)[0], "ground") == [reason]


@pytest.mark.parametrize("text", ["Mira Dahl was detained for questioning.", "Mira Dahl was held on serious charges."])
def test_what_gives_no_reason_is_none(text):
    assert words(found(text)[0], "ground") == []


@pytest.mark.parametrize(
    ("text", "place", "date"),
    [
        ("Ten people were arrested after clashes with police in Riga on Friday.", ["Riga"], ["Friday"]),
        ("Police detained Mira Dahl while she was covering a rally in Riga on Friday.", ["Riga"], ["Friday"]),
        ("Police in Riga said they had arrested Mira Dahl on Friday.", ["Riga"], ["Friday"]),
        ("A union in Riga said police had arrested Mira Dahl on Friday.", [], ["Friday"]),
        ("Ten people were arrested after a meeting in Riga on Friday.", [], []),
        ("Police made ten arrests that night.", [], ["that night"]),
    ],
)
def test_where_and_when_people_clashed_they_were_held(text, place, date):
    claim = found(text)[0]
    assert (words(claim, "place"), words(claim, "date")) == (place, date)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Jon Berg, a monitor, reported at least 12 arrests in Riga.", "Jon Berg"),
        ("Jon Berg has documented 40 arrests in Riga.", "Jon Berg"),
        ("The police made 40 arrests in Riga.", None),
    ],
)
def test_who_counts_arrests_puts_them_forward(text, who):
    source = found(text)[0].attribution
    assert (source and source.selector.exact) == who


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("RIGA: Latvian police on Sunday detained 160 weavers.", ["Latvian police"]),
        (
            "Mira Dahl was arrested by police in Riga last week for posting a poem, her lawyer Jon Berg said.",
            ["police"],
        ),
    ],
)
def test_who_acts_stands_behind_a_towns_colon_and_is_not_who_tells(text, agent):
    assert words(found(text)[0], "agent") == agent


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("The leaders of peaceful protests in Riga, who were arrested in May, were freed.", ["The leaders"]),
        ("In Riga, several workers who tried to stage a protest were arrested.", ["several workers"]),
        ("Mira Dahl, held since last August, went on hunger strike.", ["Mira Dahl"]),
        ("Soldiers took Mira Dahl from her home in Riga.", ["Mira Dahl"]),
    ],
)
def test_people_are_held_wherever_the_parse_puts_them(text, people):
    assert words(found(text)[0], "affected") == people
