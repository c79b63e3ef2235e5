"""What a document as a whole tells of harm to people."""

import pytest

from kg.lexicon import table
from kg.model import Document
from kg.reading import read
from kg.violations import Violations, _words, violations

ENTRIES = [
    pytest.param(group, name, entry, id=name)
    for group in ("kinds", "perpetrators")
    for name, entry in table("violations")[group].items()
]


def told(text, published="2021-06-02"):
    return violations(read(Document(name="a.txt", text=text, sha256="0" * 64, published=published)))


@pytest.mark.parametrize(("group", "name", "entry"), ENTRIES)
def test_a_list_of_words_finds_its_examples_and_no_counterexample(group, name, entry):
    assert all(_words(group, name).search(text) for text in entry["examples"])
    assert not any(_words(group, name).search(text) for text in entry["counterexamples"])


def test_a_report_is_summed_up_by_kind_doer_victim_place_and_time():
    found = told("Police arrested Ana Torres, a poet, in Nairobi on 3 May 2019. Kenyan officers beat her, she said.")
    assert found == Violations(("detention", "other"), "state", ("Ana Torres",), "Kenya", 2019, 5)


@pytest.mark.parametrize(
    ("word", "kinds"), [("vanished", ()), ("disappeared", ()), ("was forcibly disappeared", ("disappearance",))]
)
def test_one_word_deep_in_a_document_makes_a_subject_only_where_it_can_mean_nothing_else(word, kinds):
    assert told("The mayor of Orla opened a bridge. " * 20 + f"A clerk {word} in March.").kinds == kinds


def test_captives_of_gunmen_are_kidnapped_by_an_armed_group():
    found = told(
        "Gunmen kidnapped two teachers in Kaduna. The kidnappers want a ransom, and nobody has seen the teachers."
    )
    assert (found.kinds, found.perpetrator, found.country) == (("kidnapping",), "armedGroup", "Nigeria")


def test_without_a_date_in_the_text_harm_is_of_the_year_of_publication():
    assert told("Two clerks were jailed in Orla.").year == 2021
    assert told("Two clerks were jailed in Orla.", published=None).year is None


def test_what_is_no_harm_to_people_is_not_summed_up():
    found = told("The mayor of Orla opened a bridge. The choir sang.")
    assert (found.kinds, found.perpetrator, found.victims) == ((), None, ())


def test_an_empty_document_tells_nothing():
    assert told("") == Violations()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Gunmen kidnapped Mira Dahl in Riga.", ("Mira Dahl",)),
        ("Police arrested three clerks: Mira Dahl, Olav Kern and Ida Bohr.", ("Mira Dahl", "Olav Kern", "Ida Bohr")),
        ("Seven teachers were arrested, including Mira Dahl and Olav Kern.", ("Mira Dahl", "Olav Kern")),
        ("A guard, Olav Kern, had beaten Mira Dahl with a stick.", ("Mira Dahl",)),
        ("Olav Kern was arrested on charges of murder.", ()),
        ("Seven teachers were arrested, Mira Dahl said.", ()),
    ],
)
def test_victims_are_those_who_suffer_and_those_listed_with_them(text, names):
    assert told(text).victims == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("On Monday Mira Dahl and Olav Kern were arrested in Riga.", ("Mira Dahl", "Olav Kern")),
        ("Two clerks for the Riga office -- Mira Dahl, 27, and Ida Bohr -- were detained.", ("Mira Dahl", "Ida Bohr")),
        ("The arrested clerks are Mira Dahl of Riga, Olav Kern of Nairobi and 11 others.", ("Mira Dahl", "Olav Kern")),
        ("Those killed include Mira Dahl, a clerk; and Olav Kern, a poet.", ("Mira Dahl", "Olav Kern")),
        ("Police killed two men, Mira Dahl and Olav Kern.", ("Mira Dahl", "Olav Kern")),
        ("Mira Dahl was arrested together with Olav Kern.", ("Mira Dahl", "Olav Kern")),
        ("Mira Dahl, a poet who was abducted in Orla, is missing.", ("Mira Dahl",)),
        (
            "The state freed fifty people jailed since 2016, such as Mira Dahl and Olav Kern.",
            ("Mira Dahl", "Olav Kern"),
        ),
        ("Mira Dahl's abduction shocked the town.", ("Mira Dahl",)),
        ("The town mourned the killing of Dahl critic Olav Kern. Ida Dahl denied it.", ("Olav Kern",)),
        ("The guards were not arrested, among them Mira Dahl.", ()),
        ("The killing of a poet, Mira Dahl said, shocked the town.", ()),
    ],
)
def test_victims_are_those_whom_words_of_harm_name_in_a_row_or_beside_others(text, names):
    assert told(text).victims == names


def test_a_victim_called_by_two_names_is_named_once():
    assert told("Police arrested Mira Dahl. Guards beat Dahl, and Ms. Dahl was tortured.").victims == ("Mira Dahl",)


def test_a_word_that_is_spelt_like_no_name_of_a_person_is_no_victim():
    assert told("WireOrla was arrested. Police tortured wire.example in Riga.").victims == ()


def test_whoever_is_held_where_people_were_kidnapped_is_suspected_of_it():
    text = "Gunmen kidnapped Mira Dahl in Riga. Police arrested Olav Kern. The kidnappers freed the hostage."
    assert told(text).victims == ("Mira Dahl",)


def test_whoever_is_arrested_for_telling_of_a_crime_is_a_victim():
    text = "Mira Dahl, an editor, was arrested for reporting on the massacre of farmers."
    assert told(text).victims == ("Mira Dahl",)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Two clerks were jailed on 3 May 2018. The town council of 2016 met in 2017.", 2018),
        ("Two clerks were jailed last year.", 2020),
        ("In March 2021 the town of Orla elected a mayor. Two clerks were jailed in 2017 and 2017 was long.", 2017),
        ("Two clerks were arrested in 2017 and released in 2019. The arrests of 2017 shocked the town.", 2017),
        ("Two clerks were jailed. They are to be tried in 2023.", 2021),
        ("Two clerks were abducted on 3 January. Gunmen abducted a miller in June 2019 and a nurse last year.", 2021),
        ("The choir sang.", None),
        ("The choir sang in March 2019.", None),
    ],
)
def test_the_year_is_that_which_most_dates_of_harm_tell(text, year):
    assert told(text).year == year


def test_the_month_is_the_first_that_is_told_of_the_year():
    found = told("Two clerks were jailed in 2019. The court jailed another on 4 May 2019.")
    assert (found.year, found.month) == (2019, 5)


def test_arrests_of_kidnappers_are_no_detention_that_harms():
    assert told("Police arrested two men after a teacher was kidnapped. The kidnappers asked for a ransom.").kinds == (
        "kidnapping",
    )


def test_whoever_is_charged_with_terrorism_or_to_be_freed_is_still_a_victim():
    assert told("Mira Dahl, an editor, was arrested on charges of terrorism.").victims == ("Mira Dahl",)
    assert told("The union demanded the release of Mira Dahl.").victims == ("Mira Dahl",)
