"""Names of bodies and places in many languages: what they are read as, and which are one."""

import pytest

from kg.identity.atlas import cities_called, region_called, states_called
from kg.identity.bodies import bodies
from kg.identity.body_names import body
from kg.identity.nodes import Node
from kg.identity.offices import office
from kg.identity.places import places, site
from kg.identity.scoring import decided
from kg.lexicon import table
from kg.model import Judgement


def node(document, name, type_="Organization", **told):
    return Node(document, name, type_, (name,), **{key: frozenset(values) for key, values in told.items()})


@pytest.mark.parametrize(("name", "words"), table("bodies")["examples"])
def test_words_of_public_bodies_are_read_in_many_languages(name, words):
    told = body(name)
    assert sorted(words.split()) in [sorted(told.words), *map(sorted, told.meanings)]


@pytest.mark.parametrize(("name", "words"), table("bodies")["counterexamples"])
def test_a_word_that_is_another_one_is_not_read_so(name, words):
    assert sorted(body(name).words) != sorted(words.split())


@pytest.mark.parametrize(
    ("form", "state"),
    [
        ("Беларуси", "Belarus"),
        ("египетская", "Egypt"),
        ("المصرية", "Egypt"),
        ("Rosji", "Russia"),
        ("საქართველოს", "Georgia"),
        ("Ελλάδας", "Greece"),
        ("中国", "China"),
        ("Türkiye", "Turkey"),
        ("République démocratique du Congo", "Democratic Republic of the Congo"),
    ],
)
def test_a_state_is_known_in_its_cases_and_adjectives(form, state):
    assert states_called(form) == {state}


@pytest.mark.parametrize("word", ["liberal", "Romano", "central", "Kirov", "", "Ль"])
def test_a_word_that_is_no_form_of_a_state_names_none(word):
    assert states_called(word) == frozenset()


@pytest.mark.parametrize(
    ("form", "city"),
    [
        ("Хабаровска", "Khabarovsk"),
        ("Bremer", "Bremen"),
        ("московского", "Moscow"),
        ("大阪", "Osaka"),
        ("Saigon", "Ho Chi Minh City"),
    ],
)
def test_a_town_is_known_in_its_cases_adjectives_and_other_names(form, city):
    assert cities_called(form)[0].name == city


def test_a_region_that_is_no_state_is_known_in_several_languages():
    assert {region_called(name) for name in ("Крыма", "Krym", "Crimean")} == {"Crimea"}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Köln", "Cologne"),
        ("Озеро Селигер", "Lake Seliger"),
        ("Пермская область", "Perm Oblast"),
        ("Площадь Победы", "Ploshchad Pobedy"),
    ],
)
def test_places_of_one_name_in_two_languages_may_be_one(left, right):
    found = places(left, right)
    assert found.plausible
    assert not found.conflict


@pytest.mark.parametrize(
    ("left", "right"),
    [("Kirov", "Kirov Oblast"), ("Lake Tana", "Tana River"), ("Niger", "Nigeria"), ("Wien", "Vilnius")],
)
def test_places_of_two_sorts_or_states_are_two(left, right):
    assert places(left, right).conflict


def test_what_a_place_is_stands_apart_from_its_name():
    assert site("Nahr al-Litani").sorts == {"river"}
    assert site("City of Perth").sorts == frozenset()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("МВД Казахстана", "Interior Ministry of Kazakhstan"),
        ("Tribunal Supremo de España", "Supreme Court of Spain"),
        ("İstanbul 7. Ağır Ceza Mahkemesi", "Istanbul 7th Heavy Penal Court"),
        ("Landgericht Bonn", "Bonn Regional Court"),
        ("Суд Московского района г. Бреста", "Moskovsky District Court of Brest"),
        ("الجيش اليمني", "Yemeni Army"),
    ],
)
def test_a_translated_name_that_tells_its_state_or_town_is_the_same_body(left, right):
    assert decided(node("a", left), node("b", right)).judgement is Judgement.SAME


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("МВД Казахстана", "МВД Узбекистана"),
        ("Tribunal Supremo de España", "Constitutional Court of Spain"),
        ("İstanbul 7. Ağır Ceza Mahkemesi", "Istanbul 8th Heavy Penal Court"),
        ("ИК-5", "Penal Colony No. 6"),
        ("الجيش اليمني", "Sudanese Army"),
        ("Asociación de Maestros de Jujuy", "Jujuy Journalists' Association"),
    ],
)
def test_a_translated_name_of_another_body_is_another(left, right):
    assert decided(node("a", left), node("b", right)).judgement is not Judgement.SAME


def test_a_translated_court_is_known_by_the_state_that_documents_tell():
    there, elsewhere = node("a", "محكمة النقض", states={"Egypt"}), node("b", "Court of Cassation", states={"Egypt"})
    assert decided(there, elsewhere).judgement is Judgement.SAME
    assert decided(there, node("b", "Court of Cassation", states={"Iraq"})).judgement is not Judgement.SAME
    assert decided(there, node("b", "Court of Cassation")).judgement is Judgement.UNSURE


def test_a_body_of_a_town_is_not_joined_to_one_whose_town_is_untold():
    town, untold = (
        node("a", "Gomel District Court", setting={"Belarus"}),
        node("b", "District Court", setting={"Belarus"}),
    )
    assert decided(town, untold).judgement is Judgement.UNSURE
    assert decided(town, node("b", "District Court", setting={"Belarus"}, places={"gomel"})).judgement is Judgement.SAME


def test_an_abbreviation_is_known_by_what_its_letters_stand_for_in_its_language():
    short, long = node("a", "КГБ", states={"Belarus"}), node("b", "State Security Committee", states={"Belarus"})
    assert decided(short, long).judgement is Judgement.SAME


def test_a_name_letter_by_letter_in_another_script_is_the_same_name():
    assert bodies("Вольная Газета", "Volnaya Gazeta").points >= 2


@pytest.mark.parametrize("text", ["第", "ال", "d'", "№", "-" * 400, "Ж" * 400, "ИК-", "(", "裁" * 300])
def test_strange_names_of_bodies_are_read_all_the_same(text):
    assert bodies(text, "Interior Ministry").points < 2
    assert places(text, "Köln").points < 2


@pytest.mark.parametrize(
    ("text", "title", "states"),
    [
        ("президент Грузии", "president", {"Georgia"}),
        ("ministre de la Justice", "justice minister", set()),
        ("وزير الداخلية", "interior minister", set()),
        ("abogada", "lawyer", set()),
        ("the Kenyan foreign minister", "foreign minister", {"Kenya"}),
    ],
)
def test_an_office_is_one_in_whatever_language_it_is_told(text, title, states):
    assert (office(text).titles, office(text).states) == ({title}, states)


@pytest.mark.parametrize("text", ["Präsidium", "генерал", "", "rue de la Paix"])
def test_words_that_name_no_office_give_none(text):
    assert office(text).titles == frozenset()
