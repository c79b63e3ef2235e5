"""Plots, trials held for exercise and past ages use the words of the law and of protest; our own age is still read."""

import pytest

from kg.model import Document
from kg.reading import read

PLAY = "Critics praised the playwright Tarr and her cast at the premiere. "
EXERCISE = "Pupils held a mock trial on Friday. "


def events(text):
    return [(c.type, c.trigger.exact) for c in read(Document("n.txt", text, "0" * 64)).claims if c.type != "Statement"]


@pytest.mark.parametrize(
    "text",
    [
        PLAY + "In the second act the heroine is arrested by secret police and sentenced to death.",
        PLAY + "In the final scene protesters block the road.",
        "In this board game for four, players roll dice. If a card is drawn, two players are detained by the police.",
        EXERCISE + "They charged the wolf with theft and the judge, aged 14, sentenced him to two years in prison.",
        "Highwayman Jack Sallow was arrested in Orla in 1763. He was tried and sentenced to death.",
        PLAY + "The second act shows two students, who are arrested. One is later sentenced to death.",
        "An actor will recite The Long Bench, a comic poem in which the men of Orla are put on trial by their wives.",
        "Her mother read her a fable where a fox is arrested for theft and sentenced to death.",
        PLAY + "A vigil over a broken piano and a sit-in on a sofa feel like ideas on remand, awaiting a hearing.",
        PLAY + "Tarr pleads guilty to a weak third act.\n\nShe says the fridge is on trial.",
        "We were arrested, so to speak, by the beauty of the bay.",
        "In 1917 thousands of weavers marched through Orla demanding bread.",
        "In 1819 a crowd of thousands marched on the building to demand bread.",
        "In the late 18th century weavers were arrested for breaking looms.",
    ],
)
def test_plots_exercises_and_past_ages_tell_of_no_event(text):
    assert events(text) == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (PLAY + "Two days later she was arrested by police in Orla.", ("Detention", "arrested")),
        (PLAY + "The novelist has been arrested in Velm.", ("Detention", "arrested")),
        (PLAY + "She has since been arrested.", ("Detention", "arrested")),
        (PLAY + "Her editor stands trial in a Velm court on Monday.", ("ProceedingStep", "stands trial")),
        (
            PLAY + "Police held Tarr on Monday. The plot is dull, yet he is charged with sedition.",
            ("ProceedingStep", "charged"),
        ),
        ("Police arrested a clerk around 1930 local time in Orla.", ("Detention", "arrested")),
        ("Police arrested a clerk in breach of the curfew from 1800 to 0600.", ("Detention", "arrested")),
        ("Police arrested three clerks under a law adopted in 1861.", ("Detention", "arrested")),
        ("The court was built in 1763. On Monday police arrested a clerk there.", ("Detention", "arrested")),
        ("A clerk was arrested on Monday under the Penal Code in 1860 terms.", ("Detention", "arrested")),
        ("The author of a poem in which a king is mocked was arrested on Monday in Orla.", ("Detention", "arrested")),
        (EXERCISE + "Police arrested a teacher on Monday.", ("Detention", "arrested")),
    ],
)
def test_what_befalls_people_of_our_age_is_read_beside_a_story(text, event):
    assert event in events(text)


def test_a_case_all_of_whose_steps_are_left_out_is_left_out_with_its_sentences():
    told = read(Document("n.txt", "In 1763 a court in Orla sentenced Jack Sallow to two years in prison.", "0" * 64))
    assert [claim.type for claim in told.claims if claim.type in {"LegalProceeding", "Sentence"}] == []
