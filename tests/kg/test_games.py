"""Reports of games use the words of the law without meaning them; what happens beside the game is still read."""

import pytest

from kg.model import Document
from kg.reading import read

REPORT = (
    "Orla Rovers were held 1-1 by Velm in the second half of a dull game. Goalkeeper Ann Reed, who is on trial at a "
    "Danish club, was held responsible for the equaliser. The striker had appealed for a penalty and the referee "
    "showed the coach a yellow card for his protest. Fans will be charged Sh200 for the semi-final. {}"
)


def events(text):
    return [(c.type, c.trigger.exact) for c in read(Document("n.txt", text, "0" * 64)).claims if c.type != "Statement"]


def test_a_report_of_a_game_tells_of_no_arrest_trial_or_protest():
    assert events(REPORT.format("Velm were the authors of their own sentence.")) == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Police arrested four fans at the gate.", ("Detention", "arrested")),
        ("A court in Velm jailed the winger Bo Lind for two years.", ("ProceedingStep", "jailed")),
    ],
)
def test_what_the_law_does_beside_a_game_is_read(text, event):
    assert event in events(REPORT.format(text))


def test_one_word_of_a_game_makes_no_report_of_one():
    assert events("The referee Bo Lind is on trial for fraud.") != []
