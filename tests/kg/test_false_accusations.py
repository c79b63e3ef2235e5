"""Sentences from which a careless reader would accuse or convict somebody: what they say, and who it is about."""

import pytest

from kg.model import Document, Mention
from kg.reading import read

NOTHING: list[str] = []


def told(text):
    """Each step told as done: its kind, whom it affects as written, and the court if one is named."""
    steps = [c for c in read(Document("note.txt", text, "0" * 64)).claims if c.type == "ProceedingStep"]
    return sorted(_line(step) for step in steps if step.factuality == "actual")


def _line(step):
    who = " + ".join(m.selector.exact for m in step.all("affected") if isinstance(m, Mention))
    return f"{step.kinds[0]} {who or '-'}"


OTHERS = {
    "James Holt was convicted of robbing and murdering two sailors.": ["conviction James Holt"],
    "Beata Ruiz was found guilty of theft and using a forged ticket.": ["conviction Beata Ruiz"],
    "The judge who freed Bo Lind was suspended and charged with theft.": ["charge The judge"],
    "Her case is like that of Lin Mei, who in spring appeared in court over a song.": ["hearing Lin Mei"],
    "Crowds came to the Lind trial in Oslo. Ann Roy was tried for theft by a court in May.": ["trial Ann Roy"],
    "Two of the weavers were tried in a court and given life sentences.": ["sentencing Two", "trial Two"],
    "The union published a list of sailors sentenced to nine years of jail.": ["sentencing sailors"],
    "Prosecutors charged Bo Lind. The government answered on Monday. They were jailed for a year.": [
        "charge Bo Lind",
        "sentencing They",
    ],
    "Relatives of a Velm man sentenced to death said on Monday that he was ill.": ["sentencing a Velm man"],
    "The leaders of quiet protests in Velm, who were tried in a court, went home.": ["trial The leaders"],
    "A court issued an arrest warrant against Azad's brother.": ["arrestWarrant Azad's brother"],
    "Some 600 MWs were charged criminally for singing at home.": ["charge Some 600 MWs"],
    "The clerk was charged with neglect of duty by prosecutors.": ["charge The clerk"],
    "Prosecutors charged two men with running a gang.": ["charge two men"],
    "A total of 31 bakers have so far been charged with theft.": ["charge 31 bakers"],
}


@pytest.mark.parametrize(("text", "expected"), OTHERS.items())
def test_a_step_affects_who_is_before_the_court_and_no_victim_judge_or_thing(text, expected):
    assert told(text) == expected


UNTOLD = [
    "The union called on the ministry to free the detainees, drop all charges and lift the ban.",
    "We urge the authorities to release Ann Roy, drop all charges against her, and look into the raid.",
    "The group urges the government to: release all poets; drop all charges against Bo Lind; repeal the law.",
    "The authorities must release Ann Roy, drop all charges against her, and close the camp.",
    "Those convicted under the law can be jailed for up to five years.",
    "The mayor promised to prosecute those responsible for the raid.",
    "Until the clerk is tried or convicted, his shop stays shut.",
    "The opposition has charged the mayor with theft and fraud.",
    "Critics charged the minister with corruption.",
    "Velm has often blamed the islanders for piracy, a charge the islanders have denied.",
    "The amendment increases the punishment for theft to ten years in prison.",
    "The report tells of arrests, trials and prosecutions in many ports.",
    "He is reading a novel about a judge who is put on trial.",
    "Their appeals to the mayor, who was once jailed, fell on deaf ears.",
    "The evidence presented in court that day was thin.",
    "The indictment describes the killing of a sailor.",
    "The public prosecution announced the release of 31 bakers.",
    "As our investigations of the mayor showed, guards beat a clerk.",
    "The clerks would like the guards to be prosecuted in a court.",
    "He wants a government of unity, charged with the task of reform. A judge left the room.",
    "A reward is offered for hints that lead to the conviction of the person responsible for the murder.",
    "If a person is caught with a knife, the person will be sentenced to a year in jail.",
    "His appeal to the ministry, which jailed him, was rejected.",
    "Ann Roy has 15 days to appeal.",
    "Ann Roy was not among those charged with theft.",
    "Although none of the poets had been charged with theft, their case went on.",
    "Facing a prison sentence, the clerk fled.",
    "The state still imposes the death penalty.",
    "The singer, who appeared in court in May, released her song “Small Rivers”.",
]


def test_a_pronoun_taken_for_a_prosecutor_accuses_nobody():
    text = "State prosecutor Hans Wolter spoke. He was extradited in 2017 and convicted of theft."
    steps = [c for c in read(Document("n.txt", text, "0" * 64)).claims if c.type == "ProceedingStep"]
    assert [m.referent for step in steps for m in step.all("affected")] == [None, None]


def test_a_lawyer_of_nobody_may_be_tried():
    text = "Another lawyer, Le Thi Lan, was held. She was jailed for two years."
    [step] = [c for c in read(Document("n.txt", text, "0" * 64)).claims if c.type == "ProceedingStep"]
    assert step.first("affected").value == "Le Thi Lan"


def test_a_prosecutor_who_is_tried_by_name_is_meant_by_a_pronoun_too():
    text = "State prosecutor Hans Wolter was charged with theft. He was convicted of theft in May."
    steps = [c for c in read(Document("n.txt", text, "0" * 64)).claims if c.type == "ProceedingStep"]
    assert len({m.referent for step in steps for m in step.all("affected")}) == 1


@pytest.mark.parametrize("text", UNTOLD[:-1])
def test_what_is_demanded_said_of_whoever_fits_or_only_blamed_is_no_step(text):
    assert told(text) == NOTHING


def test_a_song_is_released_by_no_court():
    assert told(UNTOLD[-1]) == ["hearing The singer"]


DONE = {
    "The judge said the two people convicted must mend the fence.": ["conviction the two people"],
    "The court convicted those involved in the theft.": ["conviction those"],
    "Those arrested on Monday were charged with theft.": ["charge Those"],
    "The sailors stayed in jail until they were acquitted in May.": ["acquittal they"],
    "The prosecutor has charged the opposition leader Ann Roy with fraud.": ["charge Ann Roy"],
    "The judge dropped the charges against Bo Lind and freed him.": ["dismissal Bo Lind", "release him"],
    "The film about Bo Lind, who was jailed for two years, opened on Monday.": ["sentencing Bo Lind"],
    "When he came to trial on Monday, a judge dismissed the case against Bo Lind.": ["dismissal Bo Lind", "trial he"],
    "An appeals court decided on May 3 to uphold the sentence of Bo Lind.": ["appeal Bo Lind"],
}


@pytest.mark.parametrize(("text", "expected"), DONE.items())
def test_what_is_told_as_done_stays_told_beside_such_words(text, expected):
    assert told(text) == expected


def test_the_year_of_a_deed_is_not_that_of_its_judgment():
    [step] = [c for c in read(Document("n.txt", DEED, "0" * 64)).claims if c.kinds == ("sentencing",)]
    assert step.first("date").selector.exact == "Monday"


TIMES = {
    "Ann Roy, who led the union before founding a party in May 2019, was jailed for a year.": None,
    "Ann Roy was sent to pretrial detention but released in May 2020.": None,
    "The prosecution appealed the acquittal of Ann Roy, and a hearing is expected in November.": None,
    "Ann Roy was convicted and fined on Monday by a court.": "Monday",
    "The trial of 46 poets opened in the Orla district court on Monday.": "Monday",
}


@pytest.mark.parametrize(("text", "day"), TIMES.items())
def test_a_step_has_no_time_of_what_is_told_beside_it(text, day):
    step = next(c for c in read(Document("n.txt", text, "0" * 64)).claims if c.type == "ProceedingStep")
    date = step.first("date")
    assert (date and date.selector.exact) == day


DEED = "On Monday a court jailed Bo Lind for two years for the murder of a mayor in 1980."
COURTS = {
    "Branch 26 of the Orla Revolutionary Court jailed Bo Lind for a year.": "Branch 26 of the Orla Revolutionary Court",
    "Bo Lind was tried by a three-judge bench of the Velm High Court.": "Velm High Court",
    "The Justice Department charged Bo Lind with theft in the District Court of Orla.": "District Court of Orla",
}


@pytest.mark.parametrize(("text", "court"), COURTS.items())
def test_a_court_is_told_by_its_name_and_not_by_who_sits_in_a_part_of_it(text, court):
    steps = [c for c in read(Document("n.txt", text, "0" * 64)).claims if c.type == "ProceedingStep"]
    assert all(step.first("court").selector.exact.endswith(court) for step in steps)
    assert steps


OF_ANOTHER = [
    "Karl Brandt went missing in May. Police spokesman Bo Lind said he was arrested for theft.",
    "Karl Brandt went missing in May. His lawyer, Bo Lind, said he was being held in Velm.",
    "Karl Brandt went missing in May. Bo Lind, his brother, said he had been wrongly jailed.",
    'Karl Brandt went missing in May. Bo Lind said: "He was arrested for theft."',
    'Karl Brandt went missing in May. Brandt\'s cook Bo Lind said: "He was arrested for theft."',
    'Karl Brandt went missing in May.\n\nHe is ill, Bo Lind said.\n\n"They tell us that he is being held in Velm."',
]


@pytest.mark.parametrize("text", OF_ANOTHER)
def test_nobody_is_held_for_telling_what_befell_another(text):
    (detention,) = (c for c in read(Document("note.txt", text, "0" * 64)).claims if c.type == "Detention")
    assert [who.value for who in detention.all("affected")] == ["Karl Brandt"]


def test_nobody_is_tried_for_telling_what_another_pleaded():
    text = "Karl Brandt was charged in May. His lawyer, Bo Lind, said he pleaded not guilty to theft."
    steps = [c for c in read(Document("note.txt", text, "0" * 64)).claims if c.type == "ProceedingStep"]
    assert {who.value for step in steps for who in step.all("affected")} == {"Karl Brandt"}


def test_who_tells_of_himself_may_be_held():
    text = "Karl Brandt went missing in May. The cook Bo Lind said he was arrested for theft."
    (detention,) = (c for c in read(Document("note.txt", text, "0" * 64)).claims if c.type == "Detention")
    assert [who.value for who in detention.all("affected")] == ["Bo Lind"]


def test_the_last_of_a_list_is_no_subject_that_a_pronoun_takes_up():
    text = "The song was about Karl Brandt, Mayor Bo Lind and the guild. He was arrested on Thursday."
    found = (c for c in read(Document("note.txt", text, "0" * 64)).claims if c.type == "Detention")
    assert not any(who.value for claim in found for who in claim.all("affected"))
