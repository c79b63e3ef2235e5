"""Who is before which court on what charge, where the words stand elsewhere than the parser hung them."""

from dataclasses import replace

import pytest

from kg.extractors.proceedings import proceedings
from kg.gold import gold
from kg.gold.proceedings import same_stage
from kg.iris import ClaimIds
from kg.language import analyse
from kg.mentions import mentions
from kg.model import Document, Mention
from kg.reading import read


def steps(text):
    analysis = analyse(Document("note.txt", text, "0" * 64, published="2021-06-02"))
    found = proceedings(analysis, mentions(analysis), ClaimIds(analysis.document))
    return [claim for claim in found if claim.type == "ProceedingStep"]


def filled(role, step):
    return [f.selector.exact if isinstance(f, Mention) else f.exact for f in step.all(role)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mira Dahl was jailed for six years by Judge Ivan Petrov at Riga Crown Court.", "Riga Crown Court"),
        ("Judge Ivan Petrov of the Riga District Court remanded Mira Dahl.", "Riga District Court"),
        ("Mira Dahl was sentenced to six years in prison by Judge Ivan Petrov.", "Ivan Petrov"),
        ("Mira Dahl was jailed for six years at the Old Bailey.", "Old Bailey"),
        ("A court in Riga, Latvia has jailed Mira Dahl for six years.", "A court"),
        ("Mira Dahl was jailed for six years on Friday, the Riga High Court said.", "Riga High Court"),
        ("A warrant for the arrest of Mira Dahl was issued by Riga Trial Court Branch 4.", "Riga Trial Court Branch 4"),
        ("The Riga High Court granted Mira Dahl bail.", "Riga High Court"),
        ("A court ruled that her long stay in Orla broke the terms and ordered her to serve six years.", "A court"),
    ],
)
def test_the_court_is_told_before_who_sits_in_it(text, expected):
    assert filled("court", steps(text)[0]) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The High Court criticised the trial of Mira Dahl for theft.",
        "The governor, a former judge of the High Court, said that Mira Dahl was jailed for six years.",
        "Mira Dahl had been sentenced to death in May. The High Court freed Dahl on Friday.",
    ],
)
def test_a_court_told_of_that_did_not_decide_is_not_the_court(text):
    assert filled("court", steps(text)[0]) == []


def test_a_report_tells_the_court_by_what_it_heard():
    jailed, *_ = steps("Mira Dahl was jailed for six years. Riga Crown Court heard that she sold a boat.")
    assert filled("court", jailed) == ["Riga Crown Court"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A judge refused bail to four clerks held on suspicion of arson.", "arson"),
        ("The clerk is serving a two-year term on trumped up smuggling charges.", "smuggling"),
        ("Mira Dahl is facing theft and unlawful entry charges.", "theft and unlawful entry"),
        ("The baker faces theft and other charges.", "theft"),
        ("Mira Dahl was convicted of crimes against the crown.", "crimes against the crown"),
        ("Two bakers were charged in Riga on Friday over the deaths.", "the deaths"),
        ("Police opened an investigation into Mira Dahl's death.", "Mira Dahl's death"),
        ("Mira Dahl was charged with stealing £2,300,000 from a bank.", "stealing £2,300,000 from a bank"),
        ("Six sailors were charged with abducting a baker in the Riga Sessions Court.", "abducting a baker"),
    ],
)
def test_what_somebody_is_charged_with_is_told_whole(text, expected):
    assert filled("charge", steps(text)[0]) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The baker was indicted for the crime.",
        "Prosecutors charged the baker in court for exercising her right to speak.",
        "The trial of Mira Dahl was moved to a court notorious for issuing long terms.",
    ],
)
def test_what_names_no_offence_is_no_charge(text):
    assert filled("charge", steps(text)[0]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine clerks and a local baker were charged with theft.", ["Nine clerks", "a local baker"]),
        ("Petrov posted bail and left.", ["Petrov"]),
        ("The police filed a charge sheet against 15 accused.", ["15 accused"]),
        ("The accused was convicted of theft.", ["The accused"]),
        ("The court dropped a theft case filed against the clerk.", ["the clerk"]),
        ("It is not the first time for Petrov, who was charged with theft in 2007.", ["Petrov"]),
        ("One of the bakers was sentenced to four years in prison.", ["One"]),
        ("The president pardoned Mira Dahl.", ["Mira Dahl"]),
        (
            "The youngest of the clerks in the plot to rob Gov. Mira Dahl was extradited on Monday to Velm from Orla.",
            ["The youngest"],
        ),
        (
            "EFO is saddened by the news that our friend, the poet Mira Dahl, a foe of kings, was sentenced to death.",
            ["Mira Dahl"],
        ),
    ],
)
def test_those_affected_are_found_where_the_parser_hung_them_elsewhere(text, expected):
    assert filled("affected", steps(text)[0]) == expected


def test_a_penalty_is_none_of_the_people_who_get_it():
    (step,) = steps("Ivan Petrov, who was sentenced to four months of prison (suspended) and five lashes")
    assert filled("affected", step) == ["Ivan Petrov"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mira Dahl was charged for allegedly insulting a judge who had fined her.", "insulting a judge"),
        ("Mira Dahl was jailed for nine months for “insulting” a bishop.", "insulting” a bishop"),
        ("She was jailed for a year for defaming a mayor, a conviction that shocked many.", "defaming a mayor"),
        ("A court jailed two bakers for a year on trumped-up charges, including “spying for Velm”.", "spying for Velm"),
        ("A court jailed a baker for a year for something many people do.", None),
        ("She was indicted at the Court for the Eastern District of Velm.", None),
    ],
)
def test_a_charge_is_an_offence_with_its_object_and_no_more(text, expected):
    assert filled("charge", steps(text)[0]) == ([expected] if expected else [])


def test_steps_of_a_sentence_are_about_the_charge_that_one_of_them_has():
    told = steps("Petrov, who was charged with theft, was acquitted by the court.")
    assert [filled("charge", step) for step in told] == [["theft"], ["theft"]]


def test_a_sentence_lends_its_charge_to_no_remand():
    told = steps("Ivan Petrov, who was sentenced to a year in prison for theft in 2010, was remanded on Monday.")
    assert [filled("charge", step) for step in told] == [["theft"], []]


def test_a_term_suspended_is_given_and_not_changed():
    (step,) = steps("The ninth clerk was given a four-month term suspended for a year by a judge.")
    assert step.kinds == ("sentencing",)


def test_what_another_is_fined_is_no_part_of_a_sentence():
    told = steps("He was handed a four-month prison sentence and fined €900, while the bank was fined €75,000.")
    assert sorted(filled("affected", step) for step in told) == [["He"], ["He"], ["the bank"]]


@pytest.mark.parametrize(
    "text",
    [
        "The police said fans would be charged Rf200 after the arrests.",
        "The federation's disciplinary panel rejected the sailor's appeal against the verdict.",
        "The goalkeeper, who was on trial at a rival club last month, was blamed by the police.",
        "The police said the bakers were the authors of their own sentence.",
        "He accused the bank of treating clerks like suspects on bail.",
        "The union urged the ministry to drop the charges against the jailed clerk.",
        "The union said the ministry should release and drop charges against a baker.",
    ],
)
def test_clubs_prices_and_calls_from_outside_are_no_proceedings(text):
    assert [step for step in steps(text) if step.factuality != "negated"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The accused would be required to appear in court on Jan. 19.", "scheduled"),
        ("The clerk said he would not appeal against the verdict.", "negated"),
        ("Mira Dahl was set free after a Riga court dropped a theft case against her.", "actual"),
    ],
)
def test_what_is_required_is_scheduled_and_what_is_ruled_out_denied(text, expected):
    assert steps(text)[-1].factuality == expected


def test_a_sentence_told_by_its_measure_alone_is_passed_like_the_one_before_it():
    _, step = steps(
        "A Velm court jailed two sailors for theft for a year on Monday. The baker Ivan Petrov got a month."
    )
    assert [filled(role, step) for role in ("court", "charge")] == [["Velm court"], ["theft"]]
    assert step.first("date").edtf == "2021-05-31"


@pytest.mark.parametrize("text", ["The baker is serving a month in prison.", "The baker was sentenced to a month."])
def test_a_sentence_that_is_served_or_told_in_full_is_another(text):
    assert filled("court", steps(f"A Velm court jailed two sailors for theft for a year. {text}")[-1]) == []


def test_what_has_lasted_since_a_month_began_in_it():
    (step,) = steps("Ivan Petrov has been remanded in custody since March.")
    assert step.first("date").edtf == "2021-03"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mira Dahl will challenge her sentence.", ["Mira Dahl"]),
        ("The prosecutors will appeal her acquittal.", ["her"]),
    ],
)
def test_who_fights_a_sentence_of_their_own_is_told_before_whose_it_is(text, expected):
    assert filled("affected", steps(text)[0]) == expected


def test_discharged_and_acquitted_is_one_step():
    (step,) = steps("The high court discharged and acquitted the clerk.")
    assert step.kinds == ("acquittal",)


def test_who_is_charged_to_court_is_charged():
    (step,) = steps("The police said the clerk was charged to court.")
    assert (step.kinds, filled("affected", step)) == (("charge",), ["the clerk"])


def records(text):
    return gold(read(Document("note.txt", text, "0" * 64)))["proceedings"]


def test_each_of_several_people_has_a_record_of_a_sentence_of_their_own():
    found = records("The bakers Ivan Petrov and Mira Dahl were sentenced to six and nine years in prison respectively.")
    assert [(r["defendants"], r["sentence"]["duration"]) for r in found] == [(["a1"], "P6Y"), (["a2"], "P9Y")]


def test_who_got_another_sentence_in_the_same_case_has_a_record_of_their_own():
    found = records(
        "Ivan Petrov was sentenced to six years in prison by a court in Velm. Petrov and the baker Mira Dahl were "
        "convicted of theft by the court. Dahl received a three-year sentence."
    )
    told = [(r["defendants"], r["sentence"]["duration"]) for r in found if r["stage"] == "sentence"]
    assert told == [(["a1"], "P6Y"), (["a2"], "P3Y")]


def test_a_case_against_an_acquittal_that_is_dismissed_drops_no_charges():
    text = "The High Court dismissed the case against the acquittal of the clerk Ivan Petrov."
    assert all(step.kinds != ("dismissal",) for step in steps(text))


def test_an_inquiry_into_nobody_told_far_from_another_is_none_into_whom_that_one_names():
    (named,) = steps("Police are investigating Ivan Petrov for theft.")
    (bare,) = steps("The harbour was quiet that day. " * 20 + "Police are investigating the death of a sailor.")
    assert (bare.kinds, bare.all("affected")) == (named.kinds, ())
    assert not same_stage(replace(named, roles=named.roles[:1]), bare)


def test_what_a_bureau_is_there_for_is_no_investigation():
    assert not steps("Velm set the bureau up in May. It is tasked with investigating thefts committed by clerks.")


def test_a_step_that_names_nobody_is_about_the_defendants_of_its_case():
    found = records("Ivan Petrov was charged with theft by a Velm judge. The court adjourned the case until Friday.")
    assert [(r["stage"], r["defendants"]) for r in found] == [("charge", ["a1"]), ("trial", ["a1"])]


@pytest.mark.parametrize(("judge", "court"), [("a Velm judge", "a Velm judge"), ("a judge", None)])
def test_a_judge_is_a_court_where_it_is_told_of_which_place(judge, court):
    (record,) = records(f"Ivan Petrov was convicted of theft by {judge}.")
    assert (record["court"] and record["court"]["text"]) == court


def test_the_day_that_opens_a_paragraph_of_a_bulletin_is_that_of_a_sentence():
    days = (
        "14 March. A Velm court jailed Ivan Petrov for a year.\n\n15 March. A Riga court jailed Mira Dahl for a year.\n"
    )
    text = f"Bulletin\n\n{days}"
    assert [r["date"] and r["date"]["text"]["text"] for r in records(text)] == ["14 March", "15 March"]
