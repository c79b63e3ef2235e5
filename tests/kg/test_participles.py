"""Participles behind their nouns are not taken for the verb of the sentence."""

import pytest

from kg.language import analyse
from kg.language.asides import asides
from kg.language.loading import model_status
from kg.language.participles import accused, participles
from kg.model import Document

TRAINED = pytest.mark.skipif(not model_status().loaded, reason="only the language model tells these relations")

FOUND = [
    ("Clerks arrested in the raid were freed.", "arrested in the raid", "Clerks", "freed"),
    ("Cooks charged with theft in Orla and Riga left.", "charged with theft in Orla and Riga", "Cooks", "left"),
    ("A man wanted for murder was caught.", "wanted for murder", "man", "caught"),
    ("The baker shot by guards died in hospital.", "shot by guards", "baker", "died"),
    ("A group of masked men armed with clubs stormed the mill.", "armed with clubs", "men", "stormed"),
    ("The lawyer, arrested last month, remains in detention.", ", arrested last month,", "lawyer", "remains"),
    ("Guards said that clerks held since March were well.", "held since March", "clerks", "well"),
    ("Ana Orlova arrested in Riga was freed.", "arrested in Riga", "Ana", "freed"),
    ("A court sitting in Orla on Monday freed a cook.", "sitting in Orla", "court", "freed"),
]
NONE = [
    "The union marched in Orla and was stopped.",
    "Guards said on Monday two clerks were held.",
    "Guards arrested in Orla a clerk who was ill.",
    "He was arrested in Riga and is held there.",
    "The clerk who fled in March was ill.",
    "The only paper that Orla released in May was short.",
    "A baker appeared in court handcuffed.",
    "A clerk arrested in Riga.",
    "Two clerks were on Monday freed.",
    "The guild jailed in Riga in May",
    "The guild called for a strike in the mill which was long.",
    "The prime accused in the case was held.",
    "A court on Monday released on bond a clerk accused of theft.",
    "They haven't changed in the years since it was built.",
]


@pytest.mark.parametrize(("text", "phrase"), [case[:2] for case in FOUND])
def test_a_participle_is_told_by_the_finite_verb_behind_it(text, phrase):
    assert [text[start:end].rstrip() for start, end in participles(text, dict(asides(text)))] == [phrase]


@pytest.mark.parametrize("text", NONE)
def test_a_past_form_with_a_subject_an_auxiliary_or_no_other_verb_is_left_to_the_parser(text):
    assert list(participles(text, dict(asides(text)))) == []


def test_participles_are_found_in_linear_time():
    assert list(participles("Clerks held in " * 20_000, {})) == []


@TRAINED
@pytest.mark.parametrize(("text", "phrase", "noun", "verb"), FOUND)
def test_a_participle_hangs_on_its_noun_which_is_the_subject_of_the_verb(text, phrase, noun, verb):
    doc = analyse(Document("a.txt", text, "0")).sentences[0].doc
    word = phrase.strip(", ").partition(" ")[0]
    told = {t.text: (t.dep_, t.head.text) for t in doc}
    assert told[word] == ("acl", noun)
    assert next(t for t in doc if t.text == verb).i in {t.head.i for t in doc if t.dep_.startswith("nsubj")}
    assert doc.text == text


@TRAINED
@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("The Turkish police detained at least 35 people on Friday.", "detained", "police"),
        ("A court in Ankara sentenced journalist Ana Orlova to three years.", "sentenced", "court"),
        ("Gunmen abducted rights lawyer Ana Orlova from her home.", "abducted", "Gunmen"),
    ],
)
def test_a_verb_that_was_taken_for_an_attribute_is_read_again(text, verb, subject):
    doc = analyse(Document("a.txt", text, "0")).sentences[0].doc
    assert [t.text for t in doc if t.head == t] == [verb]
    assert [t.text for t in doc if t.dep_ == "nsubj"] == [subject]
    assert doc.text == text


@TRAINED
@pytest.mark.parametrize("subject", ["Otieno", "The three cooks", "Both"])
def test_what_follows_a_plea_of_not_guilty_is_not_negated(subject):
    doc = analyse(Document("a.txt", f"{subject} pleaded not guilty and was released on bail.", "0")).sentences[0].doc
    heads = {t.text: (t.dep_, t.head.text) for t in doc}
    assert heads["released"] == ("conj", "pleaded")
    assert (heads["guilty"], heads["not"][1]) == (("xcomp", "pleaded"), "guilty")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The accused was freed.", ["suspect"]),
        ("The accused were freed.", ["suspects"]),
        ("All six accused pleaded.", ["suspects"]),
        ("A judge jailed the accused.", ["suspect"]),
        ("A judge sent the main accused to jail.", ["suspect"]),
        ("The accused men were freed.", []),
        ("Cooks accused of theft left.", []),
        ("The man was accused in May.", []),
        ("The guards accused him.", []),
    ],
)
def test_the_accused_is_a_noun_behind_a_determiner_and_before_no_other(text, read):
    assert [word for _, word in accused(text)] == read


@TRAINED
def test_the_accused_is_whoever_is_tried():
    doc = analyse(Document("a.txt", "The accused pleaded not guilty and was remanded.", "0")).sentences[0].doc
    told = {t.text: (t.dep_, t.head.text) for t in doc}
    assert (told["accused"], told["remanded"]) == (("nsubj", "pleaded"), ("conj", "pleaded"))
