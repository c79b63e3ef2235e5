"""Where, when and by whom people were held, told a sentence before; why, told a sentence or more behind."""

import pytest

from kg.claims import claims
from kg.language import analyse
from kg.mentions import mentions
from kg.model import Document


def told(text):
    document = Document(name="example.txt", text=text, sha256="0" * 64, published="2021-06-02")
    analysis = analyse(document)
    return [claim for claim in claims(analysis, mentions(analysis)) if claim.type == "Detention"]


def words(claim, role):
    return [filler.selector.exact if hasattr(filler, "selector") else filler.exact for filler in claim.all(role)]


@pytest.mark.parametrize(
    ("text", "place", "date", "agent"),
    [
        (
            "Officers raided the office of a land forum in Kisumu on Friday. Three clerks were taken away in a van.",
            ["Kisumu"],
            ["Friday"],
            ["Officers"],
        ),
        (
            "On 3 May, soldiers surrounded the village of Orla. Eleven farmers were arrested.",
            ["Orla"],
            ["3 May"],
            ["soldiers"],
        ),
        (
            "Police stormed the dormitory in Velm on Tuesday night. They arrested nine students.",
            ["the dormitory", "Velm"],
            ["Tuesday night"],
            ["They"],
        ),
        (
            "Men in plain clothes came to the flat of the poet Irina Dahl in Riga on 4 March. They took her away.",
            ["Riga"],
            ["4 March"],
            ["They"],
        ),
        (
            "Clashes broke out in Patna on Monday. Forty people were taken into custody.",
            ["Patna"],
            ["Monday"],
            [],
        ),
        (
            "On 17 May, officers stormed her rooms in the Harbour district of Riga. They took Irina Dahl away.",
            ["Riga"],
            ["17 May"],
            ["They"],
        ),
    ],
)
def test_who_is_led_away_where_officers_moved_in_is_held_there_then_and_by_them(text, place, date, agent):
    (found,) = told(text)
    assert set(place) <= set(words(found, "place"))
    assert words(found, "date") == date
    assert set(words(found, "agent")) <= {*agent, "Men", "officers", "Police"}


RAID = "Police raided a workshop in Riga on Friday."


@pytest.mark.parametrize(
    "then",
    [
        "Two years earlier, its owner had been arrested by the army.",
        "In Tallinn, three weavers were arrested on Sunday.",
        "Meanwhile, three weavers were arrested.",
        "The union says that 300 weavers have been arrested since May.",
        "The weavers who were arrested are ill.",
        "The harbour in Tallinn was closed. Three weavers were arrested.",
    ],
)
def test_what_is_told_of_another_time_or_place_is_not_of_the_scene(then):
    (found,) = told(f"{RAID} {then}")
    assert "Riga" not in words(found, "place")
    assert "Friday" not in words(found, "date")


@pytest.mark.parametrize(
    "text",
    [
        "The president came to Riga on Monday. Two weavers were arrested.",
        "Police said on Friday that they would raid a workshop in Riga. Two weavers were arrested.",
        "The choir moved to Riga on Monday. Two weavers were arrested.",
    ],
)
def test_only_officers_who_move_in_set_a_scene(text):
    (found,) = told(text)
    assert words(found, "place") == words(found, "date") == []


def test_they_who_just_moved_in_can_lead_people_away_and_others_cannot():
    assert told("Nurses came to the hostel on Friday. They took Ann Dahl away.") == []


@pytest.mark.parametrize(
    ("again", "role", "filler"),
    [
        ("They were picked up near the market by soldiers.", "place", "the market"),
        ("The arrests were made by a border patrol.", "agent", "a border patrol"),
    ],
)
def test_what_takes_up_those_held_tells_more_of_one_detention(again, role, filler):
    (found,) = told(f"Two clerks, Ann Roy and Bo Lind, were arrested on Tuesday. {again}")
    assert filler in words(found, role)


def test_one_arrest_is_taken_up_by_its_noun():
    (found,) = told("Police arrested a priest, Julio Mena. The arrest took place in Riga on Friday.")
    assert (words(found, "place"), words(found, "date")) == (["Riga"], ["Friday"])


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("Two men were arrested in Riga. They are accused of setting fire to a bus.", ["setting fire to a bus"]),
        ("Pavel Dahl was detained in Riga. He was charged with theft.", ["theft"]),
        ("Officers arrested the mayor, Ann Roy, on Monday. On Friday she was charged with theft.", ["theft"]),
        ("Pavel Dahl was arrested in May 2019. In 2015 he had been charged with theft.", []),
        ("Pavel Dahl was detained. Ann Roy was charged with theft.", []),
        ("Nine men were arrested. Ann Roy was held too. They were charged with theft.", []),
    ],
)
def test_what_those_held_are_charged_with_is_why(text, ground):
    assert words(told(text)[0], "ground") == ground


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("Ten weavers were detained when soldiers raided the hall in Riga.", ["soldiers"]),
        ("The border police freed two of the ten weavers detained on Monday.", ["The border police"]),
        ("Police said ten weavers were detained in Riga.", ["Police"]),
        ("The guild said ten weavers were detained in Riga.", []),
        ("A court freed two of the ten weavers detained on Monday.", []),
        ("Ten weavers were detained by soldiers when police raided the hall.", ["soldiers"]),
    ],
)
def test_officers_told_of_beside_those_held_hold_them(text, agent):
    assert [words(claim, "agent") for claim in told(text)] == [agent]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Two clerks were rounded up from a hostel on Monday.", ["a hostel"]),
        ("Ann Dahl was picked up by plainclothesmen outside her house.", ["her house"]),
        ("Two clerks from Riga were arrested.", []),
        ("Police arrested two clerks from Riga.", []),
        ("Nine people were detained on Saturday at the Solova Stone.", ["the Solova Stone"]),
        ("Nine people were detained at the invitation of Ann Dahl.", []),
        ("RIGA. Nine people were detained.\n\nTALLINN. It rained.\n\nCORRECTION. Two clerks were held.", ["RIGA"]),
    ],
)
def test_where_people_are_taken_from_or_held_at_is_their_place(text, place):
    assert words(told(text)[0], "place") == place


@pytest.mark.parametrize(
    ("text", "held", "count"),
    [
        ("Police came for the poet Vera Dahl at six.", ["Vera Dahl"], []),
        ("Officers grabbed Vera Dahl at a market.", ["Vera Dahl"], []),
        ("Two weavers were driven to the police station.", ["Two weavers"], ["Two"]),
        ("Vera Dahl spent eleven months on remand.", ["Vera Dahl"], []),
        ("The ministry put the number of those arrested at 34.", [], ["34"]),
        ("Five leaders of the Orla Weavers Union who were arrested on Friday are ill.", ["Five leaders"], ["Five"]),
        ("Nine weavers picked up in the square were freed from police cells.", ["Nine weavers"], ["Nine"]),
    ],
)
def test_who_is_taken_by_other_words_is_held(text, held, count):
    (found,) = told(text)
    assert (words(found, "affected"), words(found, "count")) == (held, count)


@pytest.mark.parametrize(
    "text",
    [
        "The nurse came for Vera Dahl at six.",
        "Police came for the files of Vera Dahl.",
        "Three nurses drove to the police station.",
        "Nine weavers picked up the parcels.",
    ],
)
def test_who_is_fetched_by_others_or_goes_by_himself_is_not_held(text):
    assert told(text) == []


def test_a_day_until_which_one_is_held_is_none_of_the_detention():
    (found,) = told("Police are holding Ann Dahl until Friday.")
    assert words(found, "date") == []


def test_who_will_stay_in_custody_is_in_it():
    (found,) = told("Ann Dahl will remain behind bars.")
    assert found.factuality == "actual"


def test_many_of_a_crowd_are_held_where_it_was_some_sentences_on_if_nothing_else_is_told_between():
    crowd = "Officers of the Orla Police dispersed a crowd in Riga on Sunday."
    (found,) = told(f"{crowd} Three were hurt.\n\nThe union protested. Seventeen people were taken into custody.")
    assert (words(found, "place"), words(found, "date")) == (["Riga"], ["Sunday"])
    assert words(found, "agent") == ["Orla Police"]


def test_one_person_is_not_taken_for_one_of_a_crowd_told_of_long_before():
    crowd = "Police dispersed a crowd in Riga on Sunday. Three were hurt. The union protested. It rained."
    (found,) = told(f"{crowd} Ann Dahl was arrested.")
    assert words(found, "place") == words(found, "date") == []


def test_the_arrests_are_told_by_themselves_where_nothing_else_tells_of_any():
    assert len(told("The arrests made under the act in Riga were not valid.")) == 1


@pytest.mark.parametrize(
    ("text", "slot", "filler"),
    [
        ("Ann Dahl was taken into custody as she tried to board a ferry on Friday.", "date", ["Friday"]),
        ("When riot police moved in, eleven weavers were arrested.", "agent", ["riot police"]),
        ("The arrests, which took place on Monday in Riga, were carried out by a border patrol.", "place", ["Riga"]),
        ('Officers detained Ann Dahl for "picking quarrels", the guild said.', "ground", ["picking quarrels"]),
        ("Security forces detained at least 30 weavers in Riga, hours after thousands marched.", "place", ["Riga"]),
        ("The accused, named as Bo Lind, was nabbed from his house on Monday.", "place", ["his house"]),
        ("Bo Lind has been in custody since Sunday, when soldiers raided his home.", "agent", ["soldiers"]),
    ],
)
def test_a_clause_beside_the_arrest_tells_its_circumstances(text, slot, filler):
    assert words(told(text)[0], slot) == filler


def test_who_is_picked_up_behind_words_of_an_arrest_is_held():
    first, _ = told("Police arrested two clerks. Ann Roy and Bo Lind were picked up from their offices on Monday.")
    assert words(first, "count") == ["two"]


def test_the_group_just_told_of_is_held_once():
    (found,) = told("Officers arrested 41 workers in Riga on Monday. The workers are being held at a depot.")
    assert len(found.evidence) == 2


@pytest.mark.parametrize(
    ("then", "date"),
    [
        ("During the march ten people were held at the Solova Stone.", ["Monday"]),
        ("Ten people were held at the Solova Stone on Friday, after the march.", ["Friday"]),
        ("Ten people are held at the Solova Stone, its keeper said.", []),
    ],
)
def test_a_crowd_taken_up_by_its_name_lends_its_day_even_where_a_place_is_told(then, date):
    (found,) = told(f"Hundreds marched in Riga on Monday. {then}")
    assert words(found, "date") == date


def test_officers_who_also_took_somebody_away_did_so_there_and_then():
    text = (
        "Ivo Dahl was arrested on 6 May, when soldiers raided the Alto settlement. "
        "Officers took away his two brothers as well, but they were home by the weekend."
    )
    _, brothers = told(text)
    assert (words(brothers, "date"), words(brothers, "place")) == (["6 May"], ["the Alto settlement"])


def test_who_is_still_held_of_those_just_arrested_is_of_one_detention():
    (found,) = told("Police arrested Ann Roy and Bo Lind on Monday. Bo Lind is still being held.")
    assert words(found, "affected") == ["Ann Roy", "Bo Lind"]


@pytest.mark.parametrize("verb", ["vowed", "warned"])
def test_a_warning_of_arrests_is_a_threat(verb):
    (found,) = told(f"The governor {verb} that Ann Roy would be arrested if she came.")
    assert found.factuality == "threatened"


def test_who_is_taken_off_a_bus_by_masked_men_is_held():
    (found,) = told("Ruslan Dahl was taken off a bus at a checkpoint near Riga on 28 August by men in masks.")
    assert (words(found, "affected"), words(found, "place")[-1]) == (["Ruslan Dahl"], "Riga")


@pytest.mark.parametrize(
    ("before", "count"),
    [
        ("Police arrested three people in Riga on Monday.", ["three"]),
        ("Police raided a house in Riga on Monday.", []),
    ],
)
def test_a_participle_opens_the_sentence_that_names_those_held(before, count):
    (found,) = told(f"{before} Nabbed were Lito Ramos, his wife Ana Ramos and Bo Lind.")
    assert words(found, "affected") == ["Lito Ramos", "Ana Ramos", "Bo Lind"]
    assert (words(found, "count"), words(found, "date")) == (count, ["Monday"])
