"""What legal acts are about where it is told beside them, or in another sentence of the case."""

import pytest

from kg.claims import claims
from kg.language import analyse
from kg.mentions import mentions
from kg.model import Document


def steps(text):
    document = Document(name="example.txt", text=text, sha256="0" * 64, published="2021-06-02")
    analysis = analyse(document)
    return [claim for claim in claims(analysis, mentions(analysis)) if claim.type == "ProceedingStep"]


def words(claim, role):
    return [getattr(filler, "selector", filler).exact for filler in claim.all(role)]


@pytest.mark.parametrize(
    ("text", "charge"),
    [
        ("The court is hearing the case of four men accused of robbing a mill.", "robbing a mill"),
        (
            "The three are suspected of throwing stones and were charged under Article 18 of the code.",
            "throwing stones",
        ),
        ("The three were charged under Article 18 of the code.", "Article 18 of the code"),
        ("The clerk was remanded over the theft of a boat.", "the theft of a boat"),
        ("The teachers deny the charge of inciting a riot, the court heard.", "inciting a riot"),
    ],
)
def test_what_somebody_is_accused_of_is_the_charge_rather_than_the_law_that_names_it(text, charge):
    assert words(steps(text)[0], "charge") == [charge]


def test_a_charge_that_the_accused_deny_is_brought():
    (step,) = steps("The clerk denied the charge of theft before a court in Orla.")
    assert (step.kinds, step.factuality, words(step, "affected")) == (("charge",), "actual", ["The clerk"])


@pytest.mark.parametrize(
    ("text", "affected"),
    [
        ("Ann Dahl was found guilty of theft. The prosecutor had asked for eight years.", ["Ann Dahl"]),
        ("Ann Dahl was found guilty of theft. The prosecutor had asked for two days to prepare.", None),
    ],
)
def test_a_prosecutor_asks_for_the_one_told_of_before(text, affected):
    asked = [words(step, "affected") for step in steps(text) if step.kinds == ("requestToCourt",)]
    assert asked == ([affected] if affected else [])


def test_a_sentence_is_for_the_one_charge_of_its_case():
    text = "A court convicted Ann Dahl of theft on Monday. On Friday the judge sentenced her to two years in prison."
    (sentence,) = (step for step in steps(text) if step.kinds == ("sentencing",))
    assert words(sentence, "charge") == ["theft"]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Dahl was ordered held without bond.",
        "Bail for Ann Dahl was set at 900 dollars.",
        "Ann Dahl was enlarged on bail in 2021.",
        "A court, sitting in Riga, ordered that Ann Dahl be remanded in custody.",
    ],
)
def test_what_is_decided_on_custody_is_done(text):
    found = [step for step in steps(text) if step.kinds == ("remand",)]
    assert [(words(step, "affected"), step.factuality) for step in found] == [(["Ann Dahl"], "actual")]


def test_the_day_until_which_somebody_is_remanded_is_none_of_the_decision():
    (step,) = steps("A judge remanded Ann Dahl in custody until 14 June.")
    assert words(step, "date") == []


@pytest.mark.parametrize(
    ("text", "charge", "court"),
    [
        (
            "Nine clerks pleaded not guilty to criminal trespass at Orla Magistrates' Court on Tuesday.",
            ["criminal trespass"],
            ["Orla Magistrates' Court"],
        ),
        ("A court handed the clerk a two-year sentence for theft.", ["theft"], ["A court"]),
    ],
)
def test_a_court_is_found_by_its_name_wherever_parsers_hang_it(text, charge, court):
    (step,) = steps(text)
    assert (words(step, "charge"), words(step, "court")) == (charge, court)


def test_jailing_until_a_trial_is_no_trial():
    assert {step.kinds for step in steps("A court in Riga jailed Ann Dahl pending trial.")} == {("remand",)}


def test_a_suspect_in_a_case_is_under_investigation():
    (step,) = steps("Ann Dahl was questioned as a suspect in a case of fraud.")
    assert (step.kinds, words(step, "charge")) == (("investigation",), ["fraud"])


def test_what_is_decided_right_behind_a_charge_in_court_is_decided_there_and_then():
    text = "Ann Dahl was charged with theft at the Orla High Court on Tuesday. She was released on bail."
    (remand,) = (step for step in steps(text) if step.kinds == ("remand",))
    assert (words(remand, "court"), words(remand, "date")) == (["Orla High Court"], ["Tuesday"])


def test_what_is_decided_on_another_day_is_not_of_the_sitting():
    text = "Ann Dahl was charged with theft at the Orla High Court on Tuesday. She was released on bail in May."
    (remand,) = (step for step in steps(text) if step.kinds == ("remand",))
    assert words(remand, "date") == ["May"]
