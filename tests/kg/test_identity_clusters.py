"""Who is who among some nodes: what is joined, what is declined, and that judgements win."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.identity.clusters import Judged, clusters
from kg.identity.nodes import Node
from kg.identity.scoring import decided
from kg.model import Judgement

SAME, DIFFERENT, UNSURE = Judgement.SAME, Judgement.DIFFERENT, Judgement.UNSURE


def node(document, name, type_="Person", **told):
    names = (name,) if isinstance(name, str) else name
    iri = f"{type_}/{names[0]}".lower().replace(" ", "-")
    return Node(document, iri, type_, names, **{key: frozenset(value) for key, value in told.items()})


def grouped(nodes, judgements=()):
    found = clusters(nodes, judgements)
    return {frozenset(document for document, _ in cluster.members) for cluster in found.clusters}


def groups(*documents):
    return {frozenset(group.split()) for group in documents}


RUSSIA = {"setting": {"Russia"}}


def test_spellings_of_one_name_are_one_cluster_under_the_name_of_most_documents():
    nodes = [node("a", "Maksim Dorovny"), node("b", "Maksim Dorovny"), node("c", "Максим Доровный")]
    [cluster] = clusters(nodes).clusters
    assert (cluster.iri, cluster.name, len(cluster.members)) == ("person/maksim-dorovny", "Maksim Dorovny", 3)


def test_a_surname_joins_the_one_person_whose_office_and_state_agree():
    nodes = [
        node("a", "Maksim Dorovny", offices={"judge"}, states={"Russia"}),
        node("b", "Dorovny", offices={"judge"}),
        node("c", "Dorovny"),
    ]
    assert grouped(nodes) == groups("a b", "c")


def test_a_surname_alone_is_declined_where_two_candidates_remain():
    nodes = [node("a", "Ivan Dorovny", **RUSSIA), node("b", "Petr Dorovny", **RUSSIA), node("c", "Dorovny", **RUSSIA)]
    found = clusters(nodes)
    assert grouped(nodes) == groups("a", "b", "c")
    assert {(d.left[0], d.right[0]) for d in found.proposals} == {("a", "c"), ("b", "c")}


def test_a_surname_alone_joins_the_better_of_two_where_it_is_better_by_far():
    both = {"offices": {"judge"}, "companions": {"ann-lee", "bo-nilsen"}}
    nodes = [node("a", "Ivan Dorovny", **both), node("b", "Petr Dorovny"), node("c", "Dorovny", **both)]
    assert grouped(nodes) == groups("a c", "b")


def test_a_surname_joins_an_initial_that_joins_a_whole_name():
    judge = {"offices": {"judge"}, "setting": {"Russia"}}
    nodes = [node("a", "Maksim Dorovny", **judge), node("b", "M. Dorovny", **judge), node("c", "Dorovny", **judge)]
    assert grouped(nodes) == groups("a b c")
    assert grouped(nodes[1:]) == groups("b c")


def test_namesakes_told_apart_by_state_and_office_are_two_and_the_untold_third_joins_neither():
    nodes = [
        node("a", "Ivan Petrov", offices={"judge"}, states={"Russia"}),
        node("b", "Ivan Petrov", offices={"singer"}, states={"Bulgaria"}),
        node("c", "Ivan Petrov"),
    ]
    assert grouped(nodes) == groups("a", "b", "c")
    assert grouped([nodes[0], nodes[2]]) == groups("a c")


def test_two_persons_of_one_name_told_of_a_century_apart_are_two():
    assert grouped([node("a", "Ann Velm", years={1880}), node("b", "Ann Velm", years={2015})]) == groups("a", "b")


def test_a_ministry_without_its_state_joins_the_one_of_the_state_its_document_is_about():
    nodes = [
        node("a", "Kenyan Foreign Ministry", "Organization"),
        node("b", "Ministry of Foreign Affairs", "Organization", setting={"Kenya"}),
        node("c", "Foreign Ministry", "Organization", setting={"Peru"}),
        node("d", "Foreign Ministry", "Organization"),
    ]
    assert grouped(nodes) == groups("a b", "c", "d")


def test_letters_introduced_in_one_document_name_the_body_in_another_unless_two_bodies_have_them():
    nodes = [node("a", ("Harbour Workers' League", "HWL"), "Organization"), node("b", "HWL", "Organization")]
    assert grouped(nodes) == groups("a b")
    two = [*nodes, node("c", ("Health Workers' League", "HWL"), "Organization")]
    assert grouped(two) == groups("a", "b", "c")


def test_a_place_and_its_government_are_two():
    assert grouped([node("a", "Velm", "Place"), node("b", "Velm", "Organization")]) == groups("a", "b")


def test_a_judgement_joins_what_the_rules_do_not_and_parts_what_they_join():
    nodes = [node("a", "Abu Nidal Farsi"), node("b", "Karim Wakil"), node("c", "Karim Wakil")]
    same = Judged((nodes[0].key,), (nodes[1].key,), SAME, "ann")
    different = Judged((nodes[1].key,), (nodes[2].key,), DIFFERENT, "ann")
    assert grouped(nodes) == groups("a", "b c")
    assert grouped(nodes, [same, different]) == groups("a b", "c")


def test_a_judgement_may_mean_several_nodes_on_a_side():
    nodes = [node("a", "Ann Velm"), node("b", "Ann Velm"), node("c", "Anna Orra")]
    assert grouped(nodes, [Judged((nodes[0].key, nodes[1].key), (nodes[2].key,), SAME, "ann")]) == groups("a b c")


def test_a_judgement_of_what_is_no_longer_there_changes_nothing():
    nodes = [node("a", "Ann Velm"), node("b", "Ann Velm")]
    assert grouped(nodes, [Judged((("gone", "x"),), (nodes[0].key,), DIFFERENT, "ann")]) == groups("a b")


def test_a_decision_explains_itself_in_a_sentence_with_its_reasons():
    found = decided(node("a", "Dorovny", offices={"judge"}), node("b", "Maksim Dorovny", offices={"judge"}))
    assert found.judgement is SAME
    assert found.sentence.endswith("Dorovny is part of Maksim Dorovny; both: judge.")
    assert [feature.name for feature in found.features] == ["surname", "office"]


NAMES = (
    "Ivan Petrov",
    "Petrov",
    "Pyotr Petrov",
    "I. Petrov",
    "Иван Петров",
    "Mara Okonjo",
    "Okonjo",
    "Mara Okonjo Jr.",
)
BODIES = ("HWL", "Harbour Workers' League", "Health Workers' League", "Supreme Court", "Supreme Court of Peru")
NODES = st.lists(
    st.one_of(
        st.builds(
            node,
            st.sampled_from("abcdef"),
            st.sampled_from(NAMES),
            offices=st.sets(st.sampled_from(("judge", "singer")), max_size=1),
            states=st.sets(st.sampled_from(("Russia", "Peru")), max_size=1),
        ),
        st.builds(
            node,
            st.sampled_from("abcdef"),
            st.sampled_from(BODIES),
            st.just("Organization"),
            setting=st.sets(st.sampled_from(("Russia", "Peru")), max_size=1),
        ),
    ),
    max_size=14,
    unique_by=lambda n: n.key,
)
FEW = settings(max_examples=60, deadline=None)


@st.composite
def judged(draw):
    nodes = draw(NODES)
    if not nodes:
        return nodes, []
    side = st.sets(st.sampled_from([n.key for n in nodes]), min_size=1, max_size=2).map(
        lambda keys: tuple(sorted(keys))
    )
    said = st.builds(Judged, side, side, st.sampled_from((SAME, DIFFERENT, UNSURE)), st.just("ann"))
    found = draw(st.lists(said, max_size=4))
    return nodes, [each for each in found if set(each.left).isdisjoint(each.right)]


@FEW
@given(judged(), st.randoms())
def test_neither_order_nor_repetition_changes_who_is_who(world, chance):
    nodes, judgements = world
    again, others = [*nodes, *nodes], [*judgements, *judgements]
    chance.shuffle(again)
    chance.shuffle(others)
    first, second = clusters(nodes, judgements), clusters(again, others)
    assert (first.clusters, first.decisions) == (second.clusters, second.decisions)


@FEW
@given(judged())
def test_each_node_is_in_one_cluster_and_what_is_judged_different_is_in_two(world):
    nodes, judgements = world
    found = clusters(nodes, judgements)
    assert sorted(key for cluster in found.clusters for key in cluster.members) == sorted(n.key for n in nodes)
    parted = [each for each in judgements if each.judgement is DIFFERENT]
    assert all(found.of[one] != found.of[other] for each in parted for one in each.left for other in each.right)


@FEW
@given(judged())
def test_what_is_judged_the_same_is_one_where_nothing_is_judged_otherwise(world):
    nodes, judgements = world
    found = clusters(nodes, [each for each in judgements if each.judgement is SAME])
    same = [each.left + each.right for each in judgements if each.judgement is SAME]
    assert all(found.of[one] == found.of[keys[0]] for keys in same for one in keys)


@FEW
@given(NODES)
def test_no_cluster_holds_two_whose_names_forbid_it(nodes):
    by_key = {n.key: n for n in nodes}
    for cluster in clusters(nodes).clusters:
        members = [by_key[key] for key in cluster.members]
        assert not any(decided(a, b).confidence == 0.0 for a in members for b in members if a.key < b.key)


@pytest.mark.parametrize("count", [0, 1])
def test_nobody_and_one_are_fine(count):
    assert len(clusters([node("a", "Ann")][:count]).clusters) == count


def test_persons_of_other_callings_in_other_towns_stay_apart_where_one_name_is_fuller():
    cook = {"offices": {"cook"}, "places": {"mombasa"}, "setting": {"Kenya"}}
    clerk = {"offices": {"lawyer"}, "places": {"nakuru"}, "setting": {"Kenya"}}
    assert grouped([node("a", "Ann Velm-Reed", **cook), node("b", "Ann Velm", **clerk)]) == groups("a", "b")
    assert grouped([node("a", "Ann Velm-Reed", **cook), node("b", "Ann Velm", **cook)]) == groups("a b")


def test_courts_of_one_name_in_two_towns_are_two():
    courts = [
        node("a", "Central District Court", type_="Organization", places={"mombasa"}),
        node("b", "Central District Court", type_="Organization", places={"nakuru"}),
    ]
    assert grouped(courts) == groups("a", "b")


@pytest.mark.parametrize(
    ("left", "right"),
    [("Kansas City", "Kansas"), ("\u9655\u897f", "\u5c71\u897f"), ("Frankfurt an der Oder", "Frankfurt")],
)
def test_places_that_only_sound_alike_are_two(left, right):
    assert grouped([node("a", left, type_="Place"), node("b", right, type_="Place")]) == groups("a", "b")


def test_who_is_recalled_after_her_death_is_still_one_and_who_acts_after_it_is_another():
    ann = node("a", "Ann Velm-Reed", died={2019}, years={2019})
    recalled = node("b", "Ann Velm-Reed", years={2023}, acts=())
    acting = node("c", "Ann Velm-Reed", years={2023})
    assert grouped([ann, recalled]) == groups("a b")
    assert grouped([ann, acting]) == groups("a", "c")
