"""Names of persons, bodies and places in pairs: what makes them one, what forbids it, what leaves it open."""

import pytest

from kg.identity.bodies import bodies
from kg.identity.comparison import ENOUGH
from kg.identity.persons import persons
from kg.identity.places import places
from kg.identity.spelling import skeleton, sound

ONE_PERSON = """
Maksim Dorovny | Максим Доровный
Maksim Dorovny | Доровный Максим Игоревич
Maksim Dorovny | DOROVNY, Maksym
Volodymyr Teslenko | Vladimir Teslenko
Mikhail Bakhtarov | Michail Bachtarov
Hassan Dowlati | حسن دولتي
Tamar Ben-Shalit | Tamar Ben Shalit
Abd al-Rahim Qudsi | Abdulrahim al-Qudsi
Nur al-Din Farsi | Noureddine Farsi
Mohamed ElWakil | Muhammad al-Wakil
Kim Sang-ho | 김상호
Jeong Min-kyu | Min-kyu Jeong
Farkas Viktor | Viktor Farkas
Elena Ruiz Calderón | Elena Ruiz Calderon
Ursula von der Heide | Ursula Heide
Bill Hartnell | William Hartnell
Νίκος Βαρδής | Nikos Vardis
नरेन्द्र वर्मा | Narendra Verma
Tekle Wolde | Tekle Wolde Mariam
Dr. Okello Odera, MP | Okello Odera
"""
TWO_PERSONS = """
Maksim Dorovny | Irina Dorovnaya
Pavel Ilyich Antonov | Pavel Sergeevich Antonov
Mara Okonjo | Musa Okonjo
T. Okonjo | Mara Okonjo
Hassan Dowlati | حسين دولتي
Kim Sang-ho | Kim Sang-il
George W. Barlow | George H. W. Barlow
Samuel Reed Jr. | Samuel Reed Sr.
Juan García López | Juan García Pérez
Abu Hamza al-Kutubi | Hamza al-Kutubi
Salim bin Rashid | Salim bin Nasser
Nasser bin Salim | Salim bin Nasser
James Thomas | Thomas James
Mr Barlow | Mrs Barlow
Anna Maria Vogt | Anna Luise Vogt
Peter Lee | Peter Li
"""
OPEN_PERSONS = """
Dorovny | Maksim Dorovny
Ivanov | Ivan Ivanov
Ivanov | Ivanov
M. Okonjo | Mara Okonjo
Erik Hansen | Erik Hanson
John Smith | John Smyth
Samuel Reed | Samuel Reed Jr.
Maria Garcia | Maria Lopez Garcia
"""
ONE_BODY = """
Moscow Foreign Ministry | Russian Foreign Ministry
Ministry of Foreign Affairs of Kenya | Kenyan Foreign Ministry
Supreme Court of Kenya | Kenya's Supreme Court
Harbour Workers' League | Harbor Workers League
Union of Bakers | Bakers' Union
The Lantern | Lantern newspaper
U.S. State Department | US Department of State
Second Velm Brigade | 2nd Velm Brigade
"""
TWO_BODIES = """
Kenyan Foreign Ministry | Russian Foreign Ministry
Moscow police | Russian police
15th Division | 16th Division
Harbour Workers' League | Health Workers' League
Ministry of Health | Ministry of Defence
Velm police | Orra police
Russia | Russian government
"""
OPEN_BODIES = """
Supreme Court | Supreme Court
Labour Party | Labour Party
Foreign Ministry | Russian Foreign Ministry
HWL | Harbour Workers' League
Lantern | Lantern Human Rights Centre
Open Hand | Open Hand Kenya
"""


def table(lines):
    return [tuple(part.strip() for part in line.split("|")) for line in lines.strip().splitlines()]


@pytest.mark.parametrize(("left", "right"), table(ONE_PERSON))
def test_two_spellings_of_one_whole_name_are_one_person(left, right):
    assert persons(left, right).points >= ENOUGH
    assert not persons(left, right).conflict


@pytest.mark.parametrize(("left", "right"), table(TWO_PERSONS))
def test_a_part_that_differs_makes_two_persons(left, right):
    found = persons(left, right)
    assert found.conflict or not found.plausible


@pytest.mark.parametrize(("left", "right"), table(OPEN_PERSONS))
def test_what_many_bear_or_a_part_of_a_name_leaves_it_open(left, right):
    found = persons(left, right)
    assert found.plausible
    assert not found.conflict
    assert found.points < ENOUGH


@pytest.mark.parametrize(("left", "right"), table(ONE_BODY))
def test_the_order_of_words_and_the_way_to_tell_the_state_make_no_other_body(left, right):
    assert bodies(left, right).points >= ENOUGH


@pytest.mark.parametrize(("left", "right"), table(TWO_BODIES))
def test_bodies_of_two_states_two_numbers_or_two_fields_are_two(left, right):
    found = bodies(left, right)
    assert found.conflict or not found.plausible


@pytest.mark.parametrize(("left", "right"), table(OPEN_BODIES))
def test_a_name_that_each_state_has_a_body_of_leaves_it_open(left, right):
    found = bodies(left, right)
    assert found.plausible
    assert found.points < ENOUGH


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        ("Kiev", "Kyiv", True),
        ("St. Olaf", "Saint Olaf", True),
        ("North Korea", "South Korea", False),
        ("Velm County", "Velm Province", False),
        ("Velm", "Orra", False),
    ],
)
def test_places_are_one_by_the_gazetteer_or_by_their_words(left, right, one):
    found = places(left, right)
    assert (found.points >= ENOUGH and not found.conflict) is one


@pytest.mark.parametrize("compare", [persons, bodies, places])
@pytest.mark.parametrize(("left", "right"), [("", "Ann"), ("...", "..."), ("'", "(x)"), ("x" * 5000, "y" * 5000)])
def test_strange_names_are_nobodys(compare, left, right):
    assert compare(left, right).points < ENOUGH


@pytest.mark.parametrize("pair", table(ONE_PERSON) + table(TWO_PERSONS) + table(OPEN_PERSONS))
def test_a_comparison_does_not_depend_on_the_side(pair):
    left, right = persons(*pair), persons(*reversed(pair))
    assert (left.points, bool(left.conflict)) == (right.points, bool(right.conflict))


def test_spellings_of_one_sound_are_levelled_and_skeletons_hold_across_scripts():
    assert sound("alexei") == sound("aleksey")
    assert skeleton("navalny") == skeleton("navalnyj")


@pytest.mark.parametrize("compare", [persons, bodies, places])
@pytest.mark.parametrize("unit", ["y", "a ", " ", "(", "ov", "al-", "., ", "abu ", "vich", "\u0301"])
def test_hostile_names_are_compared_all_the_same(compare, unit):
    assert compare(unit * 20_000, f"{unit * 20_000}x").score <= 1
