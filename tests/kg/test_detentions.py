from __future__ import annotations

import pytest

from kg.extractors.detentions import detentions, triggers
from kg.iris import ClaimIds, written
from kg.language import analyse
from kg.mentions import mentions
from kg.model import Claim, ClaimRef, Document, Quantity


def found(text: str) -> list[Claim]:
    document = Document(name="a.txt", text=text, sha256="0")
    analysis = analyse(document)
    return list(detentions(analysis, mentions(analysis), ClaimIds(document)))


def words(claim: Claim, role: str) -> list[str]:
    return [written(r) for r in claim.roles if r.name == role]


@pytest.mark.parametrize(
    "text",
    [
        "Traders detained by heavy traffic missed the opening.",
        "The mayor was detained in the lift for twenty minutes.",
        "The march of prices was arrested by the bank.",
        "Patients held in intensive care did worse.",
    ],
)
def test_nobody_is_held_whom_weather_traffic_or_illness_keeps(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Police arrested Mira Dahl on Friday.", "individualArrest"),
        ("Police arrested more than 60 students.", "massArrest"),
        ("Police arrested protesters outside the ministry.", "massArrest"),
        ("Dozens of protesters were rounded up in Riga.", "massArrest"),
        ("Mira Dahl was placed under house arrest.", "houseArrest"),
        ("Mira Dahl remains in custody in Riga.", "custody"),
        ("Secret police abducted Mira Dahl from her home.", "abduction"),
        ("The junta imprisoned Mira Dahl.", "imprisonment"),
    ],
)
def test_the_kind_follows_cue_and_number(text, kind):
    assert [claim.kinds for claim in found(text)] == [(kind,)]


def test_a_detention_says_who_by_whom_where_when_and_why():
    claim = found("Police in Riga detained Mira Dahl, a lawyer, on 4 May on suspicion of spreading false news.")[0]
    assert words(claim, "affected") == ["Mira Dahl"]
    assert words(claim, "agent") == ["Police"]
    assert words(claim, "place") == ["Riga"]
    assert words(claim, "date") == ["4 May"]
    assert words(claim, "ground") == ["spreading false news"]
    assert claim.factuality == "actual"


def test_shares_are_detentions_of_their_own_and_part_of_the_whole():
    whole, *shares = found("More than 90 people were detained, including 30 in Riga, 20 in Vilnius and 8 journalists.")
    assert [words(share, "count") + words(share, "place") for share in shares] == [
        ["30", "Riga"],
        ["20", "Vilnius"],
        ["8"],
    ]
    assert {share.first("partOf") for share in shares} == {ClaimRef(whole.id)}
    assert words(whole, "place") == []


def test_those_who_remain_in_custody_hold_nobody():
    claims = found("Eleven sailors remain in custody, among them the cook Mira Dahl of Velm.")
    assert [words(claim, "agent") for claim in claims] == [[]] * len(claims)
    assert words(claims[0], "count") == ["Eleven"]


def test_people_without_description_are_told_by_their_number_alone():
    claim = found("Police have so far detained more than 700 people.")[0]
    assert words(claim, "affected") == []
    assert isinstance(count := claim.first("count"), Quantity)
    assert (count.value, count.qualifier) == (700, "moreThan")


def test_a_count_never_stands_with_one_named_person():
    assert all(claim.first("count") is None for claim in found("Police arrested Mira Dahl, one of two editors."))


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Police did not arrest Mira Dahl.", "negated"),
        ("Mira Dahl could be arrested on her return.", "conditional"),
        ("The union demanded the arrest of Mira Dahl.", "requested"),
        ("The general threatened to arrest Mira Dahl.", "threatened"),
        ("Police tried to arrest Mira Dahl.", "prevented"),
    ],
)
def test_what_was_not_done_is_never_told_as_done(text, factuality):
    assert [claim.factuality for claim in found(text)] == [factuality]


@pytest.mark.parametrize(
    "text",
    [
        "The ship was detained in port for a week.",
        "Doctors treated a man for cardiac arrest.",
        "The judge issued a warrant for the arrest of the trader.",
        "People who protest are jailed.",
        "Those who speak out are often arrested.",
        "Police may detain anyone who refuses.",
        "The bill allows officers to hold suspects for two days.",
        "In the film the thief is arrested by his brother.",
        "Was the poet arrested?",
        "The company will hold a meeting on Friday.",
        "The match was held in Riga on Friday.",
        "The museum holds letters of the poet.",
        "The minister was held responsible for the flood.",
        "Rebels captured twelve soldiers near Riga.",
        "Gunmen kidnapped the engineer on Tuesday.",
        "The poet was sentenced to five years in prison.",
        "She is serving a ten-year sentence.",
        "The court jailed the trader for two years.",
        "She arrested my attention.",
        "The doctors arrested the spread of the infection.",
        "Prisoners are held in cells of six.",
        "Hotels hold guests liable for damage.",
        "The mother won custody of her son.",
        "The mass arrests were on every front page.",
        "The coach called it an arrest of momentum.",
        "They have now been held to a draw three times.",
        "The salt is heated until the particles are detained.",
        "Those were arrested.",
        "All were detained.",
        "He was arrested.",
        "Nobody was arrested.",
        "She had us arrested in the corner of the ring.",
        "The trader was sentenced to 11 years behind bars.",
        "Deaths in custody are on the rise.",
        "Two soldiers were captured on camera near the port.",
        "The judge remanded the trader in custody.",
        "The mayor turned the town into a jail.",
    ],
)
def test_no_detention_is_found_where_none_is_told(text):
    assert found(text) == []


def test_triggers_are_beginnings_of_words_in_lower_case():
    assert {"arrest", "detain", "custody"} <= triggers()
    assert all(stem == stem.lower() for stem in triggers())


@pytest.mark.parametrize(
    ("text", "detained"),
    [
        ("Police pulled a porter from the train and arrested him.", ["a porter"]),
        ("A porter fell ill after he was arrested by soldiers.", ["A porter"]),
        ("The cameraman spent the night in a cell after his arrest.", ["The cameraman"]),
        ("The mayor met a porter before he was arrested.", []),
        ("The woman fell ill after he was arrested by soldiers.", []),
        ("The general had two sailors arrested.", ["two sailors"]),
        ("Police arrested Mira Dahl's brother, and the general had her detained.", ["Mira Dahl's brother", "her"]),
    ],
)
def test_a_pronoun_is_read_by_its_own_sentence_or_left_out(text, detained):
    assert [word for claim in found(text) for word in words(claim, "affected")] == detained


CIRCUMSTANCES = [
    ("Mira Dahl was arrested in Riga after a rally in Velm on Monday.", "place", ["Riga"]),
    ("Mira Dahl was arrested in Riga after a rally in Velm on Monday.", "date", []),
    ("On Monday, Mira Dahl, who was born in 1980, was arrested.", "date", ["Monday"]),
    ("Teachers marched in Riga against the arrest of Mira Dahl in Velm.", "place", ["Velm"]),
    ("Mira Dahl was arrested in Riga, accused of spying.", "ground", ["spying"]),
    ("Police arrested Mira Dahl for a speech about the dam.", "ground", ["a speech about the dam"]),
    ("Police arrested Mira Dahl for the night.", "ground", []),
    ("Mira Dahl was arrested in May - a month of storms - for reading aloud.", "ground", ["reading aloud"]),
    ("Mira Dahl was arrested after insulting a general.", "ground", ["insulting a general"]),
    ("Mira Dahl was arrested because she had insulted a general.", "ground", ["she had insulted a general"]),
    ("Mira Dahl was arrested after returning to Riga.", "ground", []),
    ("Mira Dahl was arrested after soldiers insulted a general.", "ground", []),
    ("Mira Dahl was arrested. She is accused of spying.", "ground", ["spying"]),
    ("Mira Dahl was arrested after reading aloud. She is accused of spying.", "ground", ["spying"]),
    ("Police arrested 30 weavers. They are suspected of arson.", "ground", ["arson"]),
    ("Police arrested 30 weavers. Ana Berg is accused of arson.", "ground", []),
    ("Agents of the Harbour Police arrested Mira Dahl.", "agent", ["Harbour Police"]),
    ("Police held 40 weavers, hours after soldiers arrested two dyers.", "agent", ["Police", "soldiers"]),
    ("Mira Dahl was dragged off and arrested by the neck.", "agent", []),
    ("Months later, 56 weavers, tagged as rebels, were arrested by soldiers.", "affected", ["56 weavers"]),
    (
        "More than 900 weavers - among them two mayors - in the region have been arrested, a gazette said.",
        "count",
        ["More than 900", "two"],
    ),
    ("Riga busts gang of thieves, six arrested", "count", ["six"]),
    ("Three of the weavers interviewed in a report were arrested.", "count", ["Three"]),
    ("A man accused of the murder of a baker in Riga has been arrested.", "affected", ["A man"]),
    ("A nurse who helped the guild set up clinics in Velm was arrested.", "affected", ["A nurse"]),
    ("Mira Dahl was picked up by plainclothes officers.", "agent", ["plainclothes officers"]),
]


@pytest.mark.parametrize(("text", "role", "expected"), CIRCUMSTANCES)
def test_place_time_and_reason_are_those_of_its_own_clause(text, role, expected):
    assert [word for claim in found(text) for word in words(claim, role)] == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Police detained 61 people, of which 22 were peasants and 6 students.", ["peasants 22", "6 students 6"]),
        ("Police detained 43 people, nineteen of them women.", ["women nineteen"]),
        ("Police detained 90 miners. Of them, 60 were from Riga.", ["60 Riga"]),
        ("Police detained 43 people. Of these, 12 were beaten by officers.", ["12"]),
        ("Police detained 43 people. Of these laws, 60 are new.", []),
    ],
)
def test_a_share_says_who_or_where_its_people_are(text, told):
    _, *shares = found(text)
    assert [" ".join(w for role in ("affected", "count", "place") for w in words(c, role)) for c in shares] == told


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Families of the sailors, who were arrested in May, marched to the ministry.", ["the sailors"]),
        ("The wife of Mira Dahl, who was arrested in May, met the minister.", ["Mira Dahl"]),
        ("The mother of the sailors, who was arrested in May, met the minister.", ["The mother"]),
        ("The sons of the mayor, who were arrested in May, met the minister.", ["The sons"]),
        ("Police arrested the brother of the mayor.", ["the brother"]),
    ],
)
def test_relatives_of_those_held_are_not_held(text, held):
    assert [words(claim, "affected") for claim in found(text)] == [held]


@pytest.mark.parametrize(
    "text",
    [
        "In the video game, players lead a protest and are arrested by police.",
        "The novel's heroine is arrested in Riga.",
    ],
)
def test_heroes_and_players_are_not_held(text):
    assert found(text) == []


def test_so_many_of_them_are_a_share_of_the_last_larger_number():
    whole, share = found("Police arrested 40 miners in Riga. Nine of them remain in custody.")
    assert share.first("partOf") == ClaimRef(whole.id)


def test_a_total_is_counted_by_what_stands_after_of():
    claim = found("A total of 180 people were arrested across the country.")[0]
    assert (words(claim, "affected"), words(claim, "count")) == ([], ["180"])


@pytest.mark.parametrize(
    ("text", "affected", "count"),
    [
        ("Soldiers arrested Mira Dahl and 8 others.", ["Mira Dahl"], ["8"]),
        ("The league has recorded 61 arrests of weavers.", ["weavers"], ["61"]),
        ("Mira Dahl was deprived of her liberty on Monday.", ["Mira Dahl"], []),
        ("The clerk, whom plain-clothes men had dragged into a van, was seen on Friday.", ["The clerk"], []),
        ("Officers of the Border Unit seized Tarek Dahl on Monday.", ["Tarek Dahl"], []),
    ],
)
def test_who_is_held_and_how_many_are_told_together(text, affected, count):
    claim = found(text)[0]
    assert words(claim, "affected") == affected
    assert words(claim, "count") == count


def test_a_sentence_behind_a_count_tells_its_share_without_a_word_for_it():
    whole, part = found("Police detained 140 weavers on Monday. Of them, 60 were from Riga.")
    assert part.first("partOf") == ClaimRef(whole.id)
    assert words(part, "count") == ["60"]
    assert words(part, "place") == ["Riga"]


@pytest.mark.parametrize("things", ["300 coins", "Two vessels", "Some 40 documents"])
def test_things_in_custody_are_no_prisoners(things):
    assert found(f"{things} are held in custody at the bank.") == []


def test_who_is_held_behind_a_semicolon_is_not_the_police_before_it():
    last = found("Police detained Torman on May 20 in raids; Ekinay and Dursun were taken into custody in Riga.")[-1]
    assert "Police" not in words(last, "affected")
