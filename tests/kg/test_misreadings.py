"""What a reader must not make of a sentence: halves of enumerations, things that speak, things that are spoken to."""

import pytest

from kg.language import analyse
from kg.mentions import mentions
from kg.model import Document
from kg.reading import read


def told(text, kind):
    return [claim for claim in read(Document("note.txt", text, "0" * 64)).claims if claim.type == kind]


def words(claim, role):
    return [getattr(getattr(filler, "selector", filler), "exact", filler) for filler in claim.all(role)]


ENUMERATIONS = [
    (
        "The prosecutor charged Anna Berg with theft, fraud, and forming an armed gang.",
        "theft, fraud, and forming an armed gang",
    ),
    (
        "Anna Berg was charged with leading a gang, carrying arms and bribing a guard.",
        "leading a gang, carrying arms and bribing a guard",
    ),
    (
        "Two men were convicted of several crimes, including arson, insulting the mayor and theft, and sent home.",
        "several crimes, including arson, insulting the mayor and theft",
    ),
    (
        "Omar Reed was charged with conspiracy to commit theft and to import arms.",
        "conspiracy to commit theft and to import arms",
    ),
    ("Omar Reed was convicted of theft, sparking protests and prompting a strike.", "theft"),
    ("Omar Reed was charged with theft and was freed on Monday, joining his family.", "theft"),
]


@pytest.mark.parametrize(("text", "charge"), ENUMERATIONS)
def test_a_charge_holds_every_deed_that_is_enumerated_and_no_result_of_it(text, charge):
    assert words(told(text, "ProceedingStep")[0], "charge") == [charge]


def test_a_ground_holds_every_deed_that_is_enumerated():
    (detention,) = told("Police arrested Anna Berg on suspicion of theft and forming an armed gang.", "Detention")
    assert words(detention, "ground") == ["theft and forming an armed gang"]


def test_what_somebody_is_accused_of_is_content_and_no_second_target():
    (statement,) = told("The council accused Anna Berg of theft, fraud and forming an armed gang.", "Statement")
    assert words(statement, "contentText") == ["theft, fraud and forming an armed gang"]
    assert words(statement, "target") == ["Anna Berg"]


@pytest.mark.parametrize(
    "text",
    [
        "The clerk said the ruling would not dent the hopes of those joining the march to highlight the case.",
        "The commander said the fight was won adding that roads were open.",
        "Her hearing came a day after the fire, highlighting the dangers of the mill.",
    ],
)
def test_no_deed_or_thought_speaks_where_grammar_only_lends_a_subject(text):
    speakers = [word for claim in told(text, "Statement") for word in words(claim, "speaker")]
    assert not {"the ruling", "the fight", "Her hearing"} & set(speakers)


def test_a_person_lent_as_subject_speaks():
    claims = told("The miller left the hall, accusing the council of theft.", "Statement")
    assert [words(claim, "speaker") for claim in claims] == [["The miller"]]


@pytest.mark.parametrize(
    ("text", "role", "whom"),
    [
        ("The prosecution requested court permission to hold him.", "addressee", []),
        ("The prosecution asked the court to hold him.", "addressee", ["the court"]),
        ("The mayor described them as part of a plot.", "target", ["them"]),
        ("Ann Roy criticised the strikes, calling them part of a plot.", "target", ["them"]),
        ("The union urged dockers to stay at home.", "addressee", ["dockers"]),
    ],
)
def test_only_who_can_hear_is_addressed_or_accused(text, role, whom):
    assert words(told(text, "Statement")[-1], role) == whom


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The ovens were cold for weeks, said the clerk, who asked not to be named.",
            ["The ovens were cold for weeks"],
        ),
        ("The mayor said the strike was \u201ca crime.\u201d", ["the strike was \u201ca crime.\u201d"]),
        ('Ann Roy called the mill "a ruin".', ['the mill "a ruin"']),
    ],
)
def test_content_has_its_marks_in_pairs_and_nothing_of_who_speaks(text, content):
    assert words(told(text, "Statement")[0], "contentText") == content


def test_a_ground_ends_where_its_quotation_does():
    text = "Police held two bakers on Monday. They were accused of \u201cspreading rumours\u201d, a crime in Velm."
    (detention,) = told(text, "Detention")
    assert words(detention, "ground") == ["spreading rumours"]


BOTH = [
    ("Police detained Anna Berg and Omar Reed. Both were released on Friday.", ["Anna Berg", "Omar Reed"]),
    ("Police held Ida Holm and Per Lund, both of whom were released.", ["Ida Holm", "Per Lund"]),
    ("Police held Anna Berg, Omar Reed and Per Lund. Both were released on Friday.", []),
]


@pytest.mark.parametrize(("text", "freed"), BOTH)
def test_both_are_the_two_named_together_before_and_nobody_of_three(text, freed):
    (release,) = told(text, "Release")
    assert [who.value for who in release.all("affected") if who.value and who.value[0].isupper()] == freed


@pytest.mark.parametrize("whom", ["singer Anna Berg", "reporter Anna Berg", "Anna Berg"])
def test_what_somebody_is_stands_before_the_name_and_is_nobody_else(whom):
    (detention,) = told(f"Police detained {whom}.", "Detention")
    assert words(detention, "affected") == ["Anna Berg"]


NAMED = [
    ("The UN Special Rapporteur on Torture Anna Berg spoke in Velm.", "Anna Berg"),
    ("Click to expand Image Omar Reed during a talk in Velm.", "Omar Reed"),
    ("Republican Anna Berg and Democrat Omar Reed met in Velm.", "Omar Reed"),
    ("Head of the Department of Justice Omar Reed said no.", "Omar Reed"),
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_a_name_takes_in_no_capitalised_word_beside_it(text, name):
    document = Document("note.txt", text, "0" * 64)
    assert name in {mention.selector.exact for mention in mentions(analyse(document)).named}


@pytest.mark.parametrize(
    ("text", "days"), [("Guards held Anna Berg of Manila Today in Velm.", 0), ("Today police arrested Anna Berg.", 1)]
)
def test_today_in_the_name_of_a_paper_is_no_day(text, days):
    assert len(told(text, "Detention")[0].all("date")) == days


SUSPECTED = [
    ("Anna Berg was arrested on Monday. The suspect appeared in court on Tuesday.", "Anna Berg"),
    ("Anna Berg and Omar Reed were arrested. Per Lund was charged. The suspect appeared in court.", "suspect"),
    ("Omar Reed, a mayor, said a man was arrested. The suspect appeared in court.", "suspect"),
]


@pytest.mark.parametrize(("text", "meant"), SUSPECTED)
def test_the_suspect_is_the_only_one_held_by_name_or_nobody_named(text, meant):
    (step,) = told(text, "ProceedingStep")[-1:]
    assert [who.value for who in step.all("affected")] == [meant]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The case was heard by the high court. It ruled that the ban was void.", "court"),
        ("The court sat on Monday before Velm Party members. It said that the ban was void.", "Velm Party"),
    ],
)
def test_it_is_the_court_of_the_sentence_before_where_no_other_body_is_named(text, meant):
    (statement,) = told(text, "Statement")
    assert [who.value for who in statement.all("speaker")] == [meant]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Police released Anna Berg in Velm, near Kuala Lumpur.", ["Velm"]),
        ("Police released Anna Berg outside Kuala Lumpur.", ["Kuala Lumpur"]),
    ],
)
def test_a_place_that_tells_where_another_lies_is_not_where_it_happened(text, places):
    assert words(told(text, "Release")[0], "place") == places
