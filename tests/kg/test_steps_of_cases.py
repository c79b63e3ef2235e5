"""Steps of cases as wires of many countries tell them, who stands in them when told of again, what is no step."""

import pytest

from kg.gold import gold
from kg.model import Document, Mention
from kg.reading import read


def steps(text):
    """Each step: its kind, the names or words of those affected, and its factuality where it is not told as done."""
    claims = read(Document("note.txt", text, "0" * 64, published="2024-06-12")).claims
    return [_line(claim) for claim in claims if claim.type == "ProceedingStep"]


def _line(claim):
    people = [m for m in claim.all("affected") if isinstance(m, Mention)]
    names = (m.value if m.referent and m.referent[0] == "a" else m.selector.exact for m in people)
    who = " + ".join(dict.fromkeys(names))
    return f"{claim.kinds[0]} {who}".strip() + ("" if claim.factuality == "actual" else f" ({claim.factuality})")


TOLD = {
    "A court in Tarn handed Lena Voss four years in prison for fraud.": ["sentencing Lena Voss"],
    "A northern woman faces assault and other charges after a brawl at a fair.": ["charge A northern woman"],
    "The dentist is facing robbery and grave bodily harm charges in Velm.": ["charge The dentist"],
    "Prosecutors filed three cases of libel against the editor.": ["charge the editor"],
    "A complaint was lodged at Velm police station; a report was registered against two men at Velm police station.": [
        "investigation two men"
    ],
    "The two shepherds were declared proclaimed offenders by a court in Orla.": ["other The two shepherds"],
    "The poacher has exhausted all his appeals.": ["appeal The poacher"],
    "The monk died in prison following an unfair trial.": ["trial The monk"],
    "The weavers did not receive a fair trial, the union said.": ["trial The weavers"],
    "Both nurses have appealed to the Supreme Court.": ["appeal Both nurses"],
    "The magistrate will rule on her bail application on Thursday.": ["remand her (scheduled)"],
    "The court said it would decide on the baker's bail plea on Friday.": ["remand the baker (scheduled)"],
    "Voicing anger over the acquittal of Karl Brandt, the embassy had asked the state to look again.": [
        "acquittal Karl Brandt"
    ],
    "Those convicted included Marek Dahl and Lena Roy.": ["conviction Marek Dahl + Lena Roy"],
    "Karl Brandt walked free from court on Tuesday.": ["release Karl Brandt"],
    "Karl Brandt walked free from court after a jury acquitted him.": ["acquittal Karl Brandt"],
    "Karl Brandt, a cousin of the duke, fell ill on Tuesday while standing trial for fraud, his son told reporters.": [
        "trial Karl Brandt"
    ],
    "Four miners and a local cook were charged on charges of luring a trader and asking for 900 dollars.": [
        "charge Four miners + a local cook"
    ],
    "A tribunal condemned two captains to death for mutiny.": ["sentencing two captains"],
    "The magistrate has ordered for the immediate release of 30 pupils.": ["release 30 pupils"],
    "The state revoked the detention of nine traders on Monday.": ["release nine traders"],
    "The high court reserved its judgment on an appeal by two farmers.": ["appeal two farmers"],
    "Police were naming the other three as suspects in the arson case.": ["investigation the other three"],
    "The judge allowed him bail in one surety.": ["remand him"],
    "The magistrate granted bail to 12 of the defendants.": ["remand 12"],
    "The weaver was freed by the court after posting a bail of 500 million crowns.": ["release The weaver"],
    "A magistrate here granted a four-day remand order against the remaining six.": ["remand the remaining six"],
    "The foreman has dragged the minister to the High Court.": ["lawsuit the minister"],
    "The suspect was taken to court on Monday in handcuffs.": ["trial The suspect"],
    "The envoy was alarmed by the high court's decision to acquit two captains.": ["acquittal two captains"],
    "The weaver was in 2020 sentenced to 16 months in prison.": ["sentencing The weaver"],
    "Karl Brandt appeared before the court as an expert witness.": ["hearing"],
    "The poet was set free by a judge on Friday.": ["release The poet"],
    "Marek Dahl was jailed for 15 years, and Bo Lind and Lena Roy each received 11-year sentences, the court said.": [
        "sentencing Marek Dahl",
        "sentencing Bo Lind + Lena Roy",
    ],
    "Ann Roy appeared in court on Monday to testify about the wound.": ["hearing"],
}


@pytest.mark.parametrize(("text", "expected"), TOLD.items())
def test_a_step_is_told_in_many_words(text, expected):
    assert steps(text) == expected


AGAIN = {
    "Marek Dahl and Lena Roy were charged with theft. The accused were remanded in custody by the court.": (
        "remand Marek Dahl + Lena Roy"
    ),
    "Marek Dahl, Lena Roy and Karl Brandt were charged with theft.\n\nThe trio were jailed for a year.": (
        "sentencing Marek Dahl + Lena Roy + Karl Brandt"
    ),
    "Marek Dahl and Lena Roy were charged with theft. Rain fell.\n\nThe defendants pleaded guilty in court.": (
        "charge Marek Dahl + Lena Roy"
    ),
    "Marek Dahl and Lena Roy were jailed for a year. Students marched in Velm. They were charged with rioting.": (
        "charge They"
    ),
    "Marek Dahl and Lena Roy were jailed for a year. The three suspects were charged with theft.": (
        "charge The three suspects"
    ),
}


@pytest.mark.parametrize(("text", "last"), AGAIN.items())
def test_the_accused_are_those_of_the_step_before_where_nobody_else_is_meant(text, last):
    assert steps(text)[-1] == last


@pytest.mark.parametrize(
    "text",
    [
        "The court case went on. Papers presented before the court show that the firm paid for the flat.",
        "Courts could order the whipping of a person who has been convicted of theft.",
        "The island hanged 30 people, more than the number it sentenced in all of May.",
        "Deputies arrested the man and booked him into the county jail on suspicion of robbery.",
        "The weavers will not get a fair trial, the union said.",
        "The foreman filed a case against the ministry.",
        "The horse walked free from the stable.",
        "The union urged the state to stop the trial of civilians by officers.",
        "The court issued its final order on the dam.",
        "The inspectors have become notorious for the torture of suspects.",
    ],
)
def test_what_tells_no_step_of_a_criminal_case_is_none(text):
    assert [step for step in steps(text) if not step.startswith("lawsuit")] == []


@pytest.mark.parametrize(
    ("text", "stage", "length"),
    [
        ("The high court commuted the death sentence of the cook to seven years.", "appeal", "seven years"),
        ("Karl Brandt was jailed. His prison sentence was cut to two years on appeal.", "appeal", "two years"),
        ("The king commuted the death sentences of nine men to life imprisonment.", "sentence", "life imprisonment"),
    ],
)
def test_a_sentence_changed_by_a_higher_court_is_an_appeal_with_what_it_became(text, stage, length):
    record = gold(read(Document("note.txt", text, "0" * 64)))["proceedings"][-1]
    assert (record["stage"], record["sentence"]["text"]["text"]) == (stage, length)


def test_several_who_are_only_described_are_not_the_one_who_is_named_next():
    text = "Thirty weavers were jailed for a year in Velm.\n\nMarek Dahl, a weaver, was jailed for nine years in Velm."
    records = gold(read(Document("note.txt", text, "0" * 64)))["proceedings"]
    assert [record["sentence"]["text"]["text"] for record in records] == ["a year", "nine years"]
