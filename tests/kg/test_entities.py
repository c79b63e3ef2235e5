import pytest
from world import document

from kg.entities import entities
from kg.iris import Iris, folded
from kg.links import WITHIN, linked, witnesses
from kg.model import Mention, MentionType, Reading

IRIS = Iris("http://x/")
TEXT = document("Ann Lee met the police in Velm. Lee and the police of Velm left. She wept. The police stayed.")
T = MentionType


def mention(words, type_, referent, value=None, after=0):
    start = TEXT.text.index(words, after)
    return Mention(TEXT.select(start, start + len(words)), type_, referent, value)


def found(*mentions):
    return entities(Reading(TEXT, mentions=mentions), IRIS)


ANN = mention("Ann Lee", T.PERSON, "a1", "Ann Lee")
LEE = mention("Lee", T.PERSON, "a1", "Ann Lee", 30)
SHE = mention("She", T.PRONOUN, "a1")


def test_mentions_of_one_referent_are_one_entity_with_all_its_spellings():
    [ann] = found(LEE, ANN, SHE).named
    assert (ann.iri, ann.type, ann.label, ann.names) == (
        "http://x/person/ann-lee",
        "Person",
        "Ann Lee",
        ("Ann Lee", "Lee"),
    )


def test_a_pronoun_means_its_referent_or_nobody():
    both = found(ANN)
    assert both.of(SHE) == both.named[0]
    assert both.of(mention("She", T.PRONOUN, None)) is None


def test_a_state_and_its_territory_are_two_entities_of_one_referent():
    acting, lying = mention("Velm", T.PLACE_ACTOR, "v", "Velm"), mention("Velm", T.PLACE, "v", "Velm", 40)
    both = found(acting, lying)
    assert both.of(acting).iri == "http://x/organization/velm"
    assert both.of(lying).iri == "http://x/place/velm"


def test_equal_descriptions_of_two_referents_stay_two_nodes_of_the_document():
    first, second = (mention("the police", T.DESCRIPTION, f"d{n}", after=at) for n, at in enumerate((0, 20)))
    iris = {entity.iri for entity in found(second, first).described}
    assert iris == {"http://x/doc/a.txt#actor=the-police", "http://x/doc/a.txt#actor=the-police-2"}


def test_a_name_without_letters_is_nobody():
    odd = Mention(TEXT.select(30, 31), T.PERSON, "o", "--")
    assert found(odd).of(odd) is None


def test_a_place_brings_the_state_it_lies_in():
    kyiv = Mention(TEXT.select(26, 30), T.PLACE, "k", "Kyiv")
    facts = witnesses(found(kyiv).named, IRIS)
    assert ("http://x/place/kyiv", WITHIN, "http://x/place/ukraine") in facts
    assert linked(fact for fact in facts if fact[0].endswith("ukraine")).label == "Ukraine"


def test_nothing_is_left_of_an_entity_without_facts():
    assert linked(()) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ann  Lee", "ann-lee"),
        ("ÁNN\nLEE", "ann-lee"),
        ("Société O'Neil", "societe-o-neil"),
        ("Иван", "иван"),
        ("—", ""),
    ],
)
def test_names_fold_to_letters_and_hyphens(name, expected):
    assert folded(name) == expected


def test_a_description_without_letters_is_nobody():
    blank = Mention(TEXT.select(3, 4), T.DESCRIPTION, "d", " ")
    assert found(blank).of(blank) is None
