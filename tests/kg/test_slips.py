"""Where a small parser or tagger slips on a plain construction of reports, and what is read all the same."""

import pytest

from kg.language import analyse
from kg.language.times import durations
from kg.mentions import mentions
from kg.model import Document
from kg.reading import read


def document(text):
    return Document("note.txt", text, "0" * 64)


def told(text, kind):
    return [claim for claim in read(document(text)).claims if claim.type == kind]


def words(claim, role):
    return [getattr(getattr(filler, "selector", filler), "exact", filler) for filler in claim.all(role)]


HELD = [
    ("The editor told of Mona Kader, 50, who was arrested on Monday.", ["Mona Kader"]),
    ("Omar Lee wrote to a clerk, 50, who was arrested on Monday.", ["a clerk"]),
    ("The report cited prisoner Mona Kader, 50, from northern Orland, who was arrested in Velm.", ["Mona Kader"]),
    ("Omar Lee met a clerk from Orland, who was arrested on Monday.", ["a clerk"]),
]


@pytest.mark.parametrize(("text", "held"), HELD)
def test_who_means_a_person_and_neither_an_age_nor_a_town(text, held):
    (detention,) = told(text, "Detention")
    assert words(detention, "affected") == held
    assert detention.first("count") is None


def test_members_of_a_people_are_people():
    whole = next(claim for claim in told("Israel detains around 900 Swedes.", "Detention"))
    assert words(whole, "count") == ["around 900"]
    assert words(whole, "agent") == ["Israel"]


def test_a_number_rounded_by_a_preposition_is_the_object():
    assert not told("The police shot around corners.", "Violence")
    (killing,) = told("Soldiers killed around 40 villagers on Monday.", "Violence")
    assert words(killing, "count") == ["around 40"]


def test_a_noun_with_a_hyphen_is_read_as_the_noun_it_ends_in():
    (gathering,) = told("The group staged a mini-protest in front of their embassy in Velm on Friday.", "Gathering")
    assert words(gathering, "date") == ["Friday"]


def test_a_cause_ends_where_the_sentence_goes_on():
    text = "The 2019 rallies calling for more civil rights and universal suffrage shook Velm for months."
    (gathering,) = told(text, "Gathering")
    assert words(gathering, "ground") == ["more civil rights and universal suffrage"]


NICKNAMED = [
    'Ana "Tiger" Orlova',
    'Joaquin "El Toro" Guzman',
    "Joaquin \u201cEl Toro\u201d Guzman",
    "Ana 'the Cat' Orlova",
    'Ana Maria "La Jefa" Orlova Ruiz',
]


@pytest.mark.parametrize("name", NICKNAMED)
def test_a_nickname_of_several_words_stands_inside_a_name(name):
    (mention,) = mentions(analyse(document(f"Police arrested {name} at dawn."))).named
    assert (mention.selector.exact, mention.type.value) == (name, "person")


def test_brackets_with_several_words_part_two_names():
    named = mentions(analyse(document("Ann Lee (The Lantern) met Bo Reed."))).named
    assert "Ann Lee" in {mention.selector.exact for mention in named}


LENGTHS = [
    ("They were jailed for six and eight years.", [("six", "P6Y"), ("eight years", "P8Y")]),
    ("They got terms of two, three and 15 years.", [("two", "P2Y"), ("three", "P3Y"), ("15 years", "P15Y")]),
    ("They were jailed for three years and five years.", [("three years", "P3Y"), ("five years", "P5Y")]),
    ("They were jailed for a year and six months respectively.", [("a year", "P1Y"), ("six months", "P6M")]),
    ("He was jailed for a year and six months.", [("a year and six months", "P1Y6M")]),
    ("He was jailed for between six and eight years.", [("six and eight years", None)]),
]


@pytest.mark.parametrize(("text", "expected"), LENGTHS)
def test_lengths_of_several_people_stand_for_themselves(text, expected):
    (sentence,) = analyse(document(text)).sentences
    assert [(length.selector.exact, length.iso) for length in durations(sentence)] == expected


def test_each_of_several_convicts_has_a_term_of_their_own():
    text = "A court in Velm sentenced a man and a woman to 10 and eight years in prison respectively for theft."
    assert [(words(each, "affected"), words(each, "duration")) for each in told(text, "Sentence")] == [
        (["a man"], ["10"]),
        (["a woman"], ["eight years"]),
    ]
    assert len(told(text, "LegalProceeding")) == 1


def test_two_terms_of_an_unknown_order_are_those_of_all():
    sentences = told("The pair were jailed for six and eight years.", "Sentence")
    assert [words(each, "affected") for each in sentences] == [["The pair"], ["The pair"]]


AGED = [
    ("Karim Bahri fell ill, a doctor said. The 63-year-old was arrested on Friday.", "a1"),
    ("Karim Bahri, 63, met Omar Reed, 40. The 63-year-old was arrested on Friday.", "a1"),
    ("Karim Bahri, 40, met Omar Reed, 63. The 63-year-old was arrested on Friday.", "a2"),
    ("Karim Bahri spoke to Omar Reed. The 63-year-old was arrested on Friday.", "d-year-old"),
    ("Karim Bahri, 50, spoke on Monday. The 63-year-old was arrested on Friday.", "d-year-old"),
]


@pytest.mark.parametrize(("text", "referent"), AGED)
def test_an_age_means_who_is_so_old_or_the_only_person_told_of(text, referent):
    (detention,) = told(text, "Detention")
    assert [who.referent for who in detention.all("affected")] == [referent]


def test_a_pronoun_beside_a_judge_is_never_the_judge():
    steps = told("Justice Omar Bell passed the order on her bail petition.", "ProceedingStep")
    assert [who.referent for step in steps for who in step.all("affected")] in ([], [None])


def test_house_arrest_and_a_later_arrest_in_one_sentence_are_two():
    text = "Ms Ana Roy, who was put under house arrest in May, was detained outside her home, said her lawyer."
    assert [claim.kinds for claim in told(text, "Detention")] == [("houseArrest",), ("individualArrest",)]


def test_what_a_protest_supports_is_told_without_the_support():
    text = "Police arrested 400 people at demonstrations in support of opposition leader Alexei Orlov, a group said."
    (gathering,) = told(text, "Gathering")
    assert words(gathering, "ground") == ["opposition leader Alexei Orlov"]


NAMED = [
    ("Police held Fanny Mok Sau-ying on Monday.", "Fanny Mok Sau-ying"),
    ("Officers of the Directorate against Organised Crime raided the flat.", "Directorate against Organised Crime"),
    ("Voters from Moscow-leaning towns came.", "Moscow"),
    ("Goalkeeper Faruk Shikanda saved twice.", "Faruk Shikanda"),
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_a_name_goes_on_over_its_hyphens_and_small_words(text, name):
    assert [mention.selector.exact for mention in mentions(analyse(document(text))).named] == [name]


def test_a_family_name_inside_a_name_is_its_bearer():
    named = mentions(analyse(document('Owen Tse Man-hin was jailed on Monday. "I go on," Tse said.'))).named
    assert [(mention.selector.exact, mention.referent) for mention in named][-1] == ("Tse", "a1")


TYPED = [
    ("Malaca\u00f1ang said it was not told.", "place_actor"),
    ("Harcastle, which makes tiles, closed two mills.", "organisation"),
    ("Orvelo's shareholders went home. Orvelo fell.", "organisation"),
]


@pytest.mark.parametrize(("text", "type_"), TYPED)
def test_what_a_name_has_and_does_tells_what_it_is(text, type_):
    assert {mention.type.value for mention in mentions(analyse(document(text))).named} == {type_}


def test_believers_are_nobody_by_name():
    assert mentions(analyse(document("Muslim leaders met Orthodox priests and a Catholic nun."))).named == ()


def test_nobody_is_sentenced_where_a_pronoun_is_left_open():
    text = "Judge Omar Bell also declared the house forfeited and ordered him to pay a fine of 500 euros."
    assert told(text, "Sentence") == []


HIM = [
    ("Omar Sharif was convicted in Velm. Bo Jafri ordered him to pay a fine of 500 euros.", "a1"),
    ("Sharif was convicted in Velm. Jafri also took Sharif's house and ordered him to pay a fine of 500 euros.", "a1"),
]


@pytest.mark.parametrize(("text", "referent"), HIM)
def test_an_object_is_not_the_subject_of_its_own_clause(text, referent):
    (sentence,) = told(text, "Sentence")
    assert [who.referent for who in sentence.all("affected")] == [referent]


NOBODY_HELD = [
    "One of them was Ann Lee, whose son left home in 1995.",
    "A vigil for Ms Ann Lee that was to be held in Velm Square on 6 May was called off.",
    "The Interior Ministry has repeatedly rejected allegations that security forces abduct people.",
]


@pytest.mark.parametrize("text", NOBODY_HELD)
def test_nobody_is_held_by_a_meeting_or_a_habit(text):
    assert told(text, "Detention") == []


def test_whose_son_was_taken_is_not_taken():
    (detention,) = told("One of them was Ann Lee, whose son vanished in custody in 1995.", "Detention")
    assert words(detention, "affected") == ["whose son"]


LEADS = [
    "LAGOS, June 21 (NAN) - Police arraigned 17 people on Monday for theft.",
    "(Lagos, June 21, 2019) \u2013 Police arraigned 17 people on Monday for theft.",
    "Lagos, Jun 21 (Wire) -- Police arraigned 17 people on Monday for theft.",
    "LAGOS \u2014 Police arraigned 17 people on Monday for theft.",
    "LAGOS, Nigeria (Wire) - Police arraigned 17 people on Monday for theft.",
]


@pytest.mark.parametrize("text", LEADS)
def test_a_report_is_read_behind_its_dateline_as_without_one(text):
    (step,) = told(text, "ProceedingStep")
    assert [words(step, role) for role in ("affected", "agent", "date", "charge")] == [
        ["17 people"],
        ["Police"],
        ["Monday"],
        ["theft"],
    ]


def test_no_day_acts():
    for step in told("The Supreme Court on Tuesday granted bail to Ann Lee.", "ProceedingStep"):
        assert "Tuesday" not in words(step, "agent")


@pytest.mark.parametrize(
    "text",
    [
        "Orland: trade unionist abducted outside hospital, two journalists before a military court",
        "Lawyer abducted near market, three clerks held",
        "Gunmen kidnapped, among others, two clerks.",
    ],
)
def test_what_stands_behind_one_comma_is_done_nothing_to_and_nobody_kidnaps_himself(text):
    assert [words(claim, "agent") for claim in told(text, "Violence") if words(claim, "agent")] == []


def test_police_who_arrest_are_not_arrested():
    claims = told("Police in Orla arrested on Monday, after a raid, two clerks.", "Detention")
    assert [words(claim, "affected") for claim in claims if "Police" in words(claim, "affected")] == []
    (held,) = told("Two police officers were arrested on Monday.", "Detention")
    assert words(held, "affected") == ["Two police officers"]


@pytest.mark.parametrize(
    ("heading", "held"),
    [
        ("Three teachers detained over strike, says union", ["Three teachers"]),
        ("Three Teachers Detained Over Strike, Says Union", ["Three Teachers"]),
        ("Woman held over border killing", ["Woman"]),
        ("Teacher slaps pupil, arrested by police", ["Teacher"]),
        ("Coach Travels Home With Young Swimmer, Arrested on Smuggling Charge", []),
        ("Former minister, arrested in May, dies in custody", ["Former minister"]),
        ("Judge Orders Release of Four Farmers Held Since March", ["Four Farmers"]),
    ],
)
def test_headings_leave_out_auxiliaries_and_conjunctions_and_may_capitalise_every_word(heading, held):
    assert [name for claim in told(heading, "Detention") for name in words(claim, "affected")] == held


def test_a_month_in_a_heading_in_title_case_is_no_march():
    assert told("Judge Orders Release of Four Farmers Held Since March", "Gathering") == []


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("The move comes after a third editor, Joseph Lind, was detained.", ["Joseph Lind"]),
        ("The Hill Post reports that baker Ove Dahl, the head of Hill Bakery, was arrested.", ["Ove Dahl"]),
        ("The Dock Union, which reports on pay, says a clerk was arrested on Monday.", ["a clerk"]),
    ],
)
def test_no_verb_with_a_subject_of_its_own_is_held(text, held):
    assert [name for claim in told(text, "Detention") for name in words(claim, "affected")] == held
