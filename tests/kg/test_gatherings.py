from __future__ import annotations

import pytest

from kg.extractors.gatherings import gatherings
from kg.iris import ClaimIds, written
from kg.language import analyse
from kg.mentions import mentions
from kg.model import Claim, Document


def found(text: str) -> list[Claim]:
    document = Document(name="a.txt", text=text, sha256="0")
    analysis = analyse(document)
    return list(gatherings(analysis, mentions(analysis), ClaimIds(document)))


def test_a_gathering_says_where_when_how_many_and_what_for():
    claim = found("About 2,000 people attended a rally in Riga on Sunday against the new tax.")[0]
    roles = {r.name: written(r) for r in claim.roles}
    assert roles["count"] == "About 2,000"
    assert roles["place"] == "Riga"
    assert roles["date"] == "Sunday"
    assert roles["ground"] == "the new tax"


@pytest.mark.parametrize(
    ("text", "place", "date"),
    [
        ("A bigger rally is set for Friday in Riga.", "Riga", "Friday"),
        ("A march was planned for 5 June in Riga.", "Riga", "5 June"),
        ("Students picketed the ministry on Monday over fees.", "the ministry", "Monday"),
        ("On Friday her rally in Riga had gone on peacefully.", "Riga", "Friday"),
        (
            "Students were held during a demonstration in front of the House of Guilds on Monday.",
            "the House of Guilds",
            "Monday",
        ),
        ("The union said it would hold another rally at the flyover on Monday.", "the flyover", "Monday"),
        ("Shops shut on Monday when police fired gas to break up a march in Riga.", "Riga", "Monday"),
        ("Five clerks were arrested last Friday for staging a demonstration in Riga.", "Riga", "last Friday"),
        ("A vigil marking the June 4 crackdown was held in Riga on Tuesday.", "Riga", "Tuesday"),
        ("Protesters stormed the depot hall on Saturday.", "the depot hall", "Saturday"),
        ("Some 1,500 truckers rallied at a container depot on Thursday.", "a container depot", "Thursday"),
        ("Clerks took out a rally in Riga on Monday against the arrests.", "Riga", "Monday"),
    ],
)
def test_where_and_when_it_is_stands_behind_the_verb_that_fixes_it(text, place, date):
    roles = {r.name: written(r) for r in found(text)[0].roles}
    assert (roles["place"], roles["date"]) == (place, date)


def test_gathering_to_protest_is_one_gathering_with_the_protest_as_trigger():
    assert [claim.trigger.exact for claim in found("Hundreds of teachers gathered in Riga to protest.")] == ["protest"]


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Workers will march against the tax on Sunday.", "scheduled"),
        ("The banned march had been announced in May.", "prevented"),
        ("Police prevented the students from gathering to protest.", "prevented"),
        ("Teachers protested in Riga over fees.", "actual"),
        ("The farmers announced a road blockade at Velm for Friday.", "scheduled"),
        ("The choir plans to join a vigil in Riga on Friday.", "scheduled"),
        ("Neighbours joined a vigil in Riga on Friday.", "actual"),
        ("The rally was called off by the mayor.", "prevented"),
        ("The guild said a second demo would be held on Friday.", "scheduled"),
        ("The union announced that it would stage another rally in Riga.", "scheduled"),
        ("The procession set off from the old market, with banners.", "actual"),
        ("The union held a protest march through Riga on Friday.", "actual"),
    ],
)
def test_a_gathering_planned_or_prevented_is_not_one_held(text, factuality):
    assert [claim.factuality for claim in found(text)] == [factuality]


@pytest.mark.parametrize(
    "text",
    [
        "The crowd gathered to watch the fireworks.",
        "Guests assembled in the hall for dinner.",
        "The fans marched to the stadium to celebrate the cup.",
        "Shares rallied after the report.",
        "The rally car caught fire.",
        "The team demonstrated a new engine.",
        "A demonstration of the software took place on Monday.",
        "The author protested that the price was too high.",
        "The envoy lodged a formal protest with the ministry.",
        "Riot police stood by.",
        "The poet was born in March.",
        "The parade of products ended with a new telephone.",
        "Critics protested.",
        "The clerks deny the charge of having joined a gathering with bad intent.",
        "The housing rally lost steam in the autumn.",
        "Officers marched along the hard shoulder, handing out water.",
        "Pilgrims walked behind the statue. A vigil is held the night before.",
        "Bond yields fell. Investors who sold early missed the rally.",
        "A concert opened the night. The crowd occupied the square from dawn.",
        "Neighbours gathered in the street to watch the fox.",
        "Children march behind a brass band at the harbour festival.",
    ],
)
def test_no_gathering_is_found_where_none_is_told(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "role", "expected"),
    [
        ("Students protested against the government in Riga.", "target", "the government"),
        ("Workers demonstrated against Omar Haddad in Riga.", "target", "Omar Haddad"),
        ("Students protested against the government, demanding lower fees.", "ground", "demanding lower fees"),
        ("Teachers formed a human chain demanding an inquiry.", "ground", "demanding an inquiry"),
        ("Thousands of people rallied in Riga to demand an inquiry.", "count", "Thousands"),
        ("On Friday, a rally is planned over the arrest of Mira Dahl.", "date", "Friday"),
        ("Teachers protested in Riga over the trial of a poet in Velm.", "place", "Riga"),
    ],
)
def test_a_gathering_says_against_whom_what_for_and_where(text, role, expected):
    (claim,) = found(text)
    assert [written(r) for r in claim.roles if r.name == role] == [expected]


def test_a_tax_is_no_target():
    assert found("Thousands protested in Riga against the tax.")[0].all("target") == ()


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("The march was banned by the mayor.", "prevented"),
        ("Police quelled the protest.", "actual"),
        ("Nurses walked out to protest against the cuts.", "actual"),
        ("Police dispersed the demonstrators.", "actual"),
        ("Around 500 women marched in Riga.", "actual"),
    ],
)
def test_a_gathering_is_told_by_what_was_done_to_it(text, factuality):
    assert [claim.factuality for claim in found(text)] == [factuality]


@pytest.mark.parametrize(
    "text",
    [
        "Police blocked the road to Riga.",
        "People were told not to attend the rally.",
        "The protester wrote a book about Riga.",
        "The general called on the people to protest.",
    ],
)
def test_nobody_gathers_where_others_act_or_are_only_asked(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "role", "expected"),
    [
        ("Farmers blocked the road to Riga, demanding higher prices.", "ground", "demanding higher prices"),
        ("Hundreds marched in Riga in support of Mira Dahl on Sunday.", "ground", "in support of Mira Dahl"),
        ("The mayor’s new tax has triggered protests in Riga.", "ground", "The mayor’s new tax"),
        ("Thousands gathered in Riga to protest against the tax.", "ground", "the tax"),
        ("The rally was organised by Mira Dahl.", "organizer", "Mira Dahl"),
        ("The Velm Union announced that it would hold a rally in Riga.", "organizer", "it"),
        ("The protest was called by the Velm Union.", "organizer", "Velm Union"),
        ("Some 2,000 people took part in the protest on Tuesday.", "count", "Some 2,000"),
        ("Locals burned tyres on Sunday, protesting the closure.", "ground", "the closure"),
        ("The march in Riga drew 300 people.", "count", "300"),
        ("Friends walked through Riga behind a banner reading “Free the poet.”", "ground", "Free the poet"),
        ("Hundreds marched through Riga to mark the anniversary of the coup.", "ground", "the anniversary of the coup"),
    ],
)
def test_a_gathering_says_why_and_who_called_it(text, role, expected):
    (claim,) = found(text)
    assert [written(r) for r in claim.roles if r.name == role] == [expected]


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Students stormed the depot hall in protest.", "protest", "the depot hall"),
        ("Farmers squatted on the highway.", "squatted", "the highway"),
        ("Weavers blocked the main road for hours.", "blocked", "the main road"),
        ("Farmers burnt tyres in Riga.", "burnt tyres", "Riga"),
        ("Nurses staged a dharna in front of the secretariat.", "dharna", "the secretariat"),
        ("Forty clerks held up pens and chanted outside the court.", "chanted", "the court"),
        ("Some 80 weavers walked to the town hall to demand their pay.", "walked", "the town hall"),
        ("Friends held a vigil outside the prison.", "vigil", "the prison"),
        ("Opponents of the law rallied outside the parliament building.", "rallied", "the parliament building"),
        ("Supporters gathered outside the court.", "gathered", "the court"),
        ("Indigenous authorities blocked the highway to demand his resignation.", "blocked the highway", "the highway"),
        ("Clerks staged a sit-in-protest at the market over fees.", "sit-in-protest", "the market"),
        ("Police fired gas to break up a rally of the opposition at the market.", "rally", "the market"),
    ],
)
def test_people_gather_by_what_they_do_and_where(text, trigger, place):
    claim = found(text)[0]
    assert claim.trigger.exact == trigger
    assert [written(role) for role in claim.roles if role.name == "place"] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "Forty clerks walked to the station.",
        "The clerk walked to the ministry to demand his pay.",
        "The monks chanted at dawn.",
        "The cook burnt tyres for the exhibition in the hall.",
        "In the video game, two players lead a protest.",
    ],
)
def test_whoever_walks_or_chants_for_another_end_does_not_protest(text):
    assert found(text) == []


def test_members_of_a_body_stage_its_protest_and_a_slogan_is_what_it_is_for():
    (sit_in,) = found("Earlier in the day, around 300 members of the Velm Party staged a dharna outside the town hall.")
    told = {role.name: written(role) for role in sit_in.roles}
    assert told["organizer"] == "Velm Party"
    assert told["count"] == "around 300"
    (chanting,) = found('Some 50 clerks chanted "Free the press" outside the court.')
    assert [written(role) for role in chanting.roles if role.name == "ground"] == ["Free the press"]


def test_an_auxiliary_apart_from_its_verb_still_tells_the_day():
    (claim,) = found("Youths of the town had on May 4 stormed the church in protest, carrying banners.")
    assert [written(role) for role in claim.roles if role.name == "date"] == ["May 4"]
