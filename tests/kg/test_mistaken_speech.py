"""What is no statement though it holds a word of saying, and who speaks where a parse names somebody else."""

import pytest

from kg.model import Document
from kg.reading import read


def told(text):
    return [claim for claim in read(Document("note.txt", text, "0" * 64)).claims if claim.type == "Statement"]


def words(claim, role):
    return [getattr(getattr(filler, "selector", filler), "exact", filler) for filler in claim.all(role)]


@pytest.mark.parametrize(
    "text",
    [
        "The detention of the two drummers underscored how little the council had learned.",
        "These raids tell us that the port is unsafe.",
        "The crackdown condemns the fishermen to silence.",
        "Rowers hung out a banner saying “Stop the quarry”.",
        "By sending this form you agree that the shop may write to you.",
        "A tribunal condemned the painter Osman Vale to life in prison.",
        "The Supreme Court dismissed appeals against the release of Osman Vale.",
        "In denying her the simplest hearing, the town breaks its own law.",
        "Thousands came to celebrate the harvest.",
        "An aide referred the Lantern to the harbour office.",
        "When asked for receipts by the Lantern, Omar Roy went home.",
        "Ines Vale was brought to court on Monday and told she would face another hearing.",
        "It is telling that nobody came.",
        "The film was revealing in ways that its makers had not seen.",
        "They see the rebels as threatening to their trade.",
        "What the board is proposing falls within the second group.",
        "The government must free the nurses and publicly condemn the raid.",
        "The council should visit the wells, mend the pumps, and openly and clearly condemn such waste.",
    ],
)
def test_deeds_banners_readers_and_judges_do_not_speak(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The mill belongs to those named Ana Roy and Omar Haddad, who left, Lantern Wire said.", "Lantern Wire"),
        ("The board and its plan did not please the nurses' aunts, the Port Herald reported.", "Port Herald"),
        ("The curfew is the first in years, with Omar Roy saying it is needed.", "Omar Roy"),
        ("The mill has been quiet since May, with guards telling the Lantern that it is shut.", "guards"),
        ("In a note on the fines, U.S. Secretary of State Anna Berg said the mill remains open.", "Anna Berg"),
        ("The wife of Dr. Omar Vale told the Lantern that he was beaten.", "The wife"),
        ("A member of Ms Vale's crew said the boat was old.", "A member"),
        ("A number of raids were a mistake, the mayor said.", "the mayor"),
    ],
)
def test_whoever_speaks_is_whom_the_words_name(text, speaker):
    assert words(told(text)[0], "speaker") == [speaker]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("As of May 3, forty millers were ill, the Lantern reported.", ["As of May 3, forty millers were ill"]),
        ("Roy said that as a result her mill had closed.", ["as a result her mill had closed"]),
        (
            "The union said the council would close the mill, according to the Lantern.",
            ["the council would close the mill"],
        ),
        ("It cited the baker as saying that his oven had burst.", ["his oven had burst"]),
        ("The reserve that Omar Roy mentioned will be sent home.", ["The reserve"]),
        (
            "They closed the school, a step denounced by the parents as “a disgrace to the valley”.",
            ["a step", "a disgrace to the valley"],
        ),
        (
            "Varnia is calling for the baker Omar Roy to be released at once.",
            ["the baker Omar Roy to be released at once"],
        ),
        ("The fishermen voiced opposition to the dam.", ["the dam"]),
    ],
)
def test_what_is_said_is_whole_and_no_more(text, content):
    assert words(told(text)[0], "contentText") == content


def test_to_ask_that_something_be_done_is_to_demand_it():
    (asked,) = told("The council asked that two clerks also leave the town.")
    assert asked.kinds == ("demand",)


def test_nobody_is_told_something_by_a_day():
    (announced,) = told("The family was rescued, the Harbour Union announced Tuesday on its website.")
    assert words(announced, "addressee") == []


def test_what_draws_condemnation_is_the_whole_deed_told_before_it():
    (condemned,) = told("Varnia closed its ports on Monday, drawing condemnation from the harbour towns.")
    assert words(condemned, "contentText") == ["Varnia closed its ports on Monday"]


def test_a_statement_that_claims_something_is_told_once():
    (claimed,) = told("The guild released a statement claiming its members did not enter the mill.")
    assert words(claimed, "contentText") == ["its members did not enter the mill"]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("The envoy expressed concern over the Varnan Supreme Court's ruling on the mill.", ["Varnan Supreme Court"]),
        ("The ministry expressed concern over Anna Berg's health.", []),
        ("The envoy expressed concern over the ruling on the mill.", []),
    ],
)
def test_concern_over_the_deed_of_a_body_is_aimed_at_the_body_and_none_at_whoever_suffers(text, target):
    (concerned,) = [claim for claim in told(text) if "concern" in claim.kinds]
    assert words(concerned, "target") == target


def test_whoever_speaks_is_told_without_how_long_before_it_was():
    (statement,) = told("Bo Lind was freed, one day after an online petition highlighted his case.")
    assert words(statement, "speakerText") == ["an online petition"]
