"""Names of bodies and persons in the styles of many countries: their spans, their types, and what is no name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language import analyse
from kg.language.variants import abbreviates
from kg.lexicon import table
from kg.mentions import mentions
from kg.model import Document


def named(text):
    """Names of a text but for places, each with its type."""
    found = mentions(analyse(Document("a.txt", text, "0"))).named
    return [(m.selector.exact, str(m.type)) for m in found if m.type != "place"]


P, O, S, M, A = "person", "organisation", "state_body", "media", "place_actor"  # noqa: E741  # one letter a type keeps a row on a line


@pytest.mark.parametrize("kind", ["group", "media", "organisation", "state_body"])
def test_renowned_names_are_sorted_and_told_once(kind):
    lists = table("renowned")
    assert lists[kind] == sorted(set(lists[kind]), key=lambda name: (name.casefold(), name))
    assert not any(set(lists[kind]) & set(lists[other]) for other in lists if other != kind)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Comité para la defensa de los bosques said so.", [("Comité para la defensa de los bosques", O)]),
        ("La Coordinadora Nacional de Mineros agreed.", [("Coordinadora Nacional de Mineros", O)]),
        ("The Tribunal correctionnel de Nantes agreed.", [("Tribunal correctionnel de Nantes", S)]),
        ("The Confédération paysanne marched.", [("Confédération paysanne", O)]),
        ("The Ligue des droits de l'Enfant marched.", [("Ligue des droits de l'Enfant", O)]),
        ("The Defensoría del Pueblo and the Ministerio Público agreed.",
         [("Defensoría del Pueblo", S), ("Ministerio Público", S)]),
        ("Frente Verde leaders said no.", [("Frente Verde", O)]),
        ("The Alliance pour la forêt agreed.", [("Alliance pour la forêt", O)]),
        ("The Ligue ivoirienne des droits de l'homme agreed.", [("Ligue ivoirienne des droits de l'homme", O)]),
        ("The Réseau des femmes en Afrique agreed.", [("Réseau des femmes en Afrique", O)]),
        ("The Consejo Nacional Electoral agreed.", [("Consejo Nacional Electoral", S)]),
        ("The Consejo Indígena de Sorana agreed.", [("Consejo Indígena de Sorana", O)]),
        ("The Fiscalía General de Sorana (FGS) agreed.", [("Fiscalía General de Sorana", S), ("FGS", S)]),
        ("The Aliansi Petani Merdeka agreed.", [("Aliansi Petani Merdeka", O)]),
        ("The comité met in the frente of a house.", []),
    ],
)  # fmt: skip
def test_a_body_named_in_another_tongue_goes_on_in_small_letters(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Ministry of Labour and Social Affairs agreed.", [("Ministry of Labour and Social Affairs", S)]),
        ("The Ministry of Health and National Assembly agreed.", [("Ministry of Health", S), ("National Assembly", S)]),
        ("The Ministry of Health and Facebook agreed.", [("Ministry of Health", S), ("Facebook", O)]),
        ("The Human Rights and Democracy Network agreed.", [("Human Rights and Democracy Network", O)]),
        ("Liberty and Amnesty International agreed.", [("Amnesty International", O)]),
        (
            "The Ministry of External Relations and Cooperation agreed.",
            [("Ministry of External Relations and Cooperation", S)],
        ),
        ("The Front for the Liberation of Sorana agreed.", [("Front for the Liberation of Sorana", O)]),
        ("The Society of Women in Radio (SWR) agreed.", [("Society of Women in Radio", O), ("SWR", O)]),
        ("The Free Voice of Sorana (FVS) agreed.", [("Free Voice of Sorana", O), ("FVS", O)]),
        ("He spoke in Sorana (see page 4) of the Free Voice.", []),
        ("The Communist Party of Sorana (Marxist) agreed.", [("Communist Party of Sorana (Marxist)", O)]),
        ("The Velm Alliance in Support of Miners agreed.", [("Velm Alliance in Support of Miners", O)]),
        ("The Criminal Court on Harbour Road freed him.", [("Criminal Court", S)]),
    ],
)
def test_and_joins_what_a_body_is_for_but_no_two_bodies(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Branch 12 of the Revolutionary Court jailed her.", [("Branch 12 of the Revolutionary Court", S)]),
        ("The Anti-Terrorism Court No 3 freed him.", [("Anti-Terrorism Court No 3", S)]),
        ("The Izmir 4th Criminal Court jailed him.", [("Izmir 4th Criminal Court", S)]),
        ("He spoke on Radio Velm 98.7 again.", [("Radio Velm 98.7", M)]),
        ("They blocked the N4 and the A90.", []),
        ("She told the Sunday Ledger on Sunday.", [("Sunday Ledger", M)]),
        ("The Prosecutor General's Office agreed.", [("Prosecutor General's Office", S)]),
        ("The New People's Army denied it.", [("New People's Army", O)]),
        ("Transit Workers Local 88 agreed.", [("Transit Workers Local 88", O)]),
    ],
)
def test_numbers_days_and_owners_belong_to_the_names_of_bodies(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Velm Liberation Army denied it.", [("Velm Liberation Army", O)]),
        ("The Nigerian Army denied it.", [("Nigerian Army", S)]),
        ("The Sorana Congress of Trade Unions agreed.", [("Sorana Congress of Trade Unions", O)]),
        ("The Trade Union Congress of Sorana agreed.", [("Trade Union Congress of Sorana", O)]),
        ("The US Congress agreed.", [("US Congress", S)]),
        ("The Belarusian Helsinki Committee agreed.", [("Belarusian Helsinki Committee", O)]),
        ("The Committee to Free Ana Orlova agreed.", [("Committee to Free Ana Orlova", O)]),
        ("The Ministry of International Trade agreed.", [("Ministry of International Trade", S)]),
        (
            "The Congress of Sorana Trade Unions met. Costu agreed.",
            [("Congress of Sorana Trade Unions", O), ("Costu", O)],
        ),
        ("The National Strike Committee agreed.", [("National Strike Committee", O)]),
        ("The National People's Congress agreed.", [("National People's Congress", S)]),
        ("The FBI held her, and the FBI freed her.", [("FBI", S), ("FBI", S)]),
        (
            "The Office of the High Commissioner for Refugees agreed.",
            [("Office of the High Commissioner for Refugees", O)],
        ),
        (
            "The Sorana League for the Defence of Rights (Levado) met Levado lawyers.",
            [("Sorana League for the Defence of Rights", O), ("Levado", O), ("Levado", O)],
        ),
        ("The Bureau for Human Rights and Rule of Law agreed.", [("Bureau for Human Rights and Rule of Law", O)]),
        ("They were held under the Prevention of Smuggling Act.", []),
        ("The Association for Access to Justice agreed.", [("Association for Access to Justice", O)]),
        ("He wrote for Velmanews.org and agreed.", [("Velmanews.org", M)]),
        ("The Tehreek-e-Sorana agreed.", [("Tehreek-e-Sorana", O)]),
        ("The United States government agreed.", [("United States government", S)]),
        ("They told the Guardian of Operation Desert Fox.", [("Guardian", M)]),
        ("He is the guardian of a child. Times have changed.", []),
        ("Soldiers with an AK-47 held Westerners after Brexit.", []),
        (
            "The Alliance of Middle Eastern and North African Miners agreed.",
            [("Alliance of Middle Eastern and North African Miners", O)],
        ),
        ("The Samahang Dramo agreed.", [("Samahang Dramo", O)]),
        ("Social Media and NGOs agreed.", []),
        ("The People's Daily said so on International Women's Day.", [("People's Daily", M)]),
        ("The House of Representatives agreed.", [("House of Representatives", S)]),
        ("The Sorana Press Agency said so.", [("Sorana Press Agency", M)]),
        ("The Cyber Crime Suppression Division held her.", [("Cyber Crime Suppression Division", S)]),
        ("The police unit GARVO beat him.", [("GARVO", S)]),
        ("The telecoms giant Lumo agreed.", [("Lumo", O)]),
        ("Its owner, Harbour Services, agreed.", [("Harbour Services", O)]),
        ("The head of the group, Ana Orlova, agreed.", [("Ana Orlova", P)]),
        ("DRAVO reporter Ana Orlova was beaten.", [("DRAVO", M), ("Ana Orlova", P)]),
        ("She signed the Convention Against Torture.", []),
        ("Nearly 80 people were held under the PSA.", []),
        ("The Harbour Workers' League met. HWL lawyers left.", [("Harbour Workers' League", O), ("HWL", O)]),
        ("They met at the Old Bailey.", [("Old Bailey", S)]),
        ("It was posted on WhatsApp by Boko Haram.", [("WhatsApp", O), ("Boko Haram", O)]),
    ],
)
def test_the_words_of_a_body_tell_its_type(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Velmish police held CEO Park Dae-jung.", [("Velmish police", S), ("Park Dae-jung", P)]),
        ("Judge Rupert Harlan KC freed Det Insp Ann Roy.", [("Rupert Harlan", P), ("Ann Roy", P)]),
        ("Chief Judicial Magistrate Pooja Talvar freed him.", [("Pooja Talvar", P)]),
        ("Ministers met U Thaw Zin Latt.", [("Thaw Zin Latt", P)]),
        ("Nguyen Thi Lanh was freed.", [("Nguyen Thi Lanh", P)]),
        ("Pham Doan Linh wrote it.", [("Pham Doan Linh", P)]),
        ("Rappler CEO and editor Ana Orlova left.", [("Rappler", M), ("Ana Orlova", P)]),
        ("Ana Park met Maria Hill.", [("Ana Park", P), ("Maria Hill", P)]),
        ("Londoners and Uighurs met.", []),
        ("They urged the Moon Tae-in government.", [("Moon Tae-in", P)]),
        ("The MP for Tamale North Alhassan Tabari left.", [("Alhassan Tabari", P)]),
        ("Police held Carlos Tavel of Dravo Motor Co. on Monday.", [("Carlos Tavel", P), ("Dravo Motor Co.", O)]),
        ("Assistant Inspector-General Bo Lind met Comrade Ayo Tal.", [("Bo Lind", P), ("Ayo Tal", P)]),
        ("SHO Imran Tavel and Ven. Sumana Thero left.", [("Imran Tavel", P), ("Sumana Thero", P)]),
        ("I\u2019m here, said PM Ann Roy.", [("Ann Roy", P)]),
        (
            "Yoweri Murevani met Kenyan-American aides in Murevani and around Murevani.",
            [("Yoweri Murevani", P), ("Murevani", P), ("Murevani", P)],
        ),
        ("Elsewhere, a baker was held.", []),
    ],
)
def test_titles_and_letters_behind_are_no_part_of_a_persons_name(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The UN human rights office agreed.", [("UN human rights office", O)]),
        ("Velmish security services held her in Velmia.", [("Velmish security services", S)]),
        ("The Nakuru police department agreed.", [("Nakuru police department", S)]),
        ("He was held at Nakuru police station.", []),
        ("They sang outside the Nakuru Press Club.", []),
        ("The Nakuru Press Club agreed.", [("Nakuru Press Club", O)]),
        ("A High Court sitting in Nakuru freed him.", []),
        ("The High Court freed him.", [("High Court", S)]),
        ("Ana Orlova waves (Bo Lind/AP)", [("Ana Orlova", P)]),
        ("#FreeOrlova was posted by @AnaOrlova at pic.twitter.com/OrLoVa", []),
        ("MOMBASA: A baker was held.", []),
        ("He freed them, and Kenya recalled its envoy.", [("Kenya", A)]),
        ("The rules allow Kenya to hold them.", [("Kenya", A)]),
        ("Protesters on Kenya Road said no.", []),
        ("Saudi Arabia said it freed them.", [("Saudi Arabia", A)]),
        ("A bid by Kenya to hold them failed.", [("Kenya", A)]),
        ("They appeal to Kenya and act on Uganda's behalf.", [("Kenya", A), ("Uganda", A)]),
        ("The road, followed by Kenya, was closed.", []),
        ("Kenya was attacked by bees.", []),
        ("The US ambassador, accused by US President Ann Roy, left.", [("Ann Roy", P)]),
        ("The Kaduna government agreed.", [("Kaduna government", S)]),
        ("Ana Orlova waves. (AP Photo/Bo Lind S.)", [("Ana Orlova", P)]),
    ],
)
def test_places_houses_and_addresses_are_no_actors_where_nobody_acts(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("short", "name", "stands"),
    [
        ("cosatu", "congress of south african trade unions", True),
        ("cotu", "central organisation of trade unions", True),
        ("costa", "congress of south african trade unions", False),
        ("omar", "orlova mill", False),
    ],
)
def test_a_word_made_of_the_beginnings_of_a_name_stands_for_it(short, name, stands):
    assert abbreviates(short, tuple(name.split())) is stands


@given(st.text("abc", max_size=30), st.lists(st.text("abc", min_size=1, max_size=5), max_size=30))
def test_whether_a_word_stands_for_a_name_is_told_of_any_words(short, words):
    assert abbreviates(short, tuple(words)) in {True, False}


def test_a_nickname_in_brackets_is_who_stands_before_it():
    text = "Gen. Bakri Orlan Tavel (Hemati) left. Hemati agreed."
    assert len({m.referent for m in mentions(analyse(Document("a.txt", text, "0"))).named}) == 1


def test_letters_without_the_s_of_an_owner_stand_for_the_whole_name():
    text = "The Velm People's Relief Front met. The VPRF agreed."
    assert len({m.referent for m in mentions(analyse(Document("a.txt", text, "0"))).named}) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Marianne Lo Tsz-wing was held. Left-wing Ana Orlova spoke.",
            [("Marianne Lo Tsz-wing", P), ("Ana Orlova", P)],
        ),
        ("Jan Orlovik was held.", [("Jan Orlovik", P)]),
        ("In Jan police held them. On 4 Jan they were freed.", []),
        (
            "The Velm press office of the Specialised Harbour Court (SHC) agreed.",
            [("Specialised Harbour Court", S), ("SHC", S)],
        ),
        ("The Kenyan military denied it.", [("Kenyan military", S)]),
        ("The Kenyan military court met.", [("Kenyan military court", S)]),
        ("The English-language weekly and a Kenyan-American baker agreed.", []),
        ("He paid Tk 40,000, or 40,000 Taka.", []),
        ("Wire writer Bo Lind contributed to this report.", []),
        ("Reporting by Bo Lind; editing by Ana Orlova", []),
        ("The Native People of Orla (NPO) agreed.", [("Native People of Orla", O), ("NPO", O)]),
    ],
)
def test_what_looks_like_a_part_of_a_name_or_a_name_need_not_be_one(text, expected):
    assert named(text) == expected


OWNED = [
    ("In May, Norway's army left.", ["Norway's army"]),
    (
        "Norway\u2019s foreign ministry and the Lagos governor's office denied it.",
        ["Norway\u2019s foreign ministry", "Lagos governor's office"],
    ),
    ("The Osei administration called for it.", ["Osei administration"]),
    ("Norway's national team and Norway's military operation failed.", []),
    ("Ana Torres's government fell.", ["Ana Torres"]),
]


@pytest.mark.parametrize(("text", "expected"), OWNED)
def test_a_body_without_a_name_belongs_to_the_name_of_the_place_that_has_it(text, expected):
    assert [name for name, _ in named(text)] == expected


def test_two_words_for_a_states_government_are_one_actor():
    text = "Norway's government fell. The Norwegian government had been warned."
    found = mentions(analyse(Document("a.txt", text, "0"))).named
    assert len({mention.referent for mention in found}) == 1


SURNAMES = [
    ("Ben Pearl was taken in May. Gunmen took Pearl. Later Pearl spoke.", 3),
    ("Ben Lark was taken in May. Lark was a reporter when they took Lark. The Lark family wept.", 4),
]


@pytest.mark.parametrize(("text", "times"), SURNAMES)
def test_an_ordinary_word_is_a_name_where_it_is_the_family_name_of_somebody(text, times):
    assert [kind for _, kind in named(text)] == ["person"] * times


SIGNED = [
    "Two millers were held, she said. \u2014 Lantern Wire",
    "\u201cTwo millers were held.\u201d \u2013 AFP",
    "Nobody came home. \u2014 Ana Torres (@anatorres) October 25, 2019",
    "He lost his mill. Posted by Ben Osei on Tuesday, March 8, 2022",
]


@pytest.mark.parametrize("text", SIGNED)
def test_who_signs_a_report_or_a_post_is_no_actor_of_it(text):
    assert named(text) == []


def test_a_dash_before_somebody_told_of_signs_nothing():
    assert named("He was held by one man \u2013 Ben Osei") == [("Ben Osei", "person")]


def test_rights_that_people_stand_up_for_are_no_actor():
    assert named("Rights activists say he is ill.") == []


ACTING = [
    "Norway has shut down twelve job agencies.",
    "Iceland hanged a man for murder.",
    "Groups denounced Iceland's arrest of a poet.",
    "The poet said that Norway is deeply concerned by it.",
]


@pytest.mark.parametrize("text", ACTING)
def test_a_state_acts_by_what_it_does_has_done_or_thinks(text):
    assert "place_actor" in {kind for _, kind in named(text)}
