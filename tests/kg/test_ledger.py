"""The ledger: an IRI that was given once is kept, through new names, merges and splits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.identity.clusters import ANY, Cluster
from kg.identity.ledger import NAME, Entry, Ledger, settled

A, B, C = (f"http://x/person/{name}" for name in ("ann-lee", "ann-li", "anne-lee"))
NODES = [(f"http://x/doc/{n}", iri) for n in range(4) for iri in (A, B, C)]


def cluster(iri, *members):
    return Cluster(iri, "Person", iri.rpartition("/")[2], tuple(sorted(members)))


def key(document, iri):
    return f"http://x/doc/{document}", iri


def entries(ledger):
    return {(each.iri, each.document.rpartition("/")[2]): each.canonical for each in ledger.entries.values()}


ALONE = [cluster(A, key(0, A)), cluster(B, key(1, B))]
JOINED = [cluster(B, key(0, A), key(1, B), key(2, B))]


def test_without_a_ledger_a_cluster_has_the_iri_of_its_principal_name():
    assert settled(JOINED, Ledger(), "2026-01-01").of == {key(0, A): B, key(1, B): B, key(2, B): B}


def test_the_oldest_iri_survives_a_merge_and_the_other_is_retired_with_its_day():
    ledger = settled([cluster(A, key(0, A))], Ledger(), "2026-01-01").ledger
    ledger = settled(ALONE, ledger, "2026-01-02").ledger
    found = settled(JOINED, ledger, "2026-01-03")
    assert set(found.of.values()) == {A}
    assert found.ledger.entries[ANY, B] == Entry(B, ANY, A, "2026-01-02", "2026-01-03")


def test_an_iri_stays_when_another_spelling_becomes_the_usual_one():
    ledger = settled([cluster(A, key(0, A), key(1, B))], Ledger(), "2026-01-01").ledger
    assert set(settled(JOINED, ledger, "2026-01-02").of.values()) == {A}


def test_a_merge_that_is_split_again_leaves_no_trace():
    before = settled(ALONE, Ledger(), "2026-01-01")
    merged = settled([cluster(A, key(0, A), key(1, B))], before.ledger, "2026-01-02")
    assert settled(ALONE, merged.ledger, "2026-01-03") == before


def test_a_namesake_has_a_number_and_keeps_it_whatever_comes():
    two = [cluster(A, key(0, A), key(2, A)), cluster(A, key(1, A))]
    found = settled(two, Ledger(), "2026-01-01")
    assert found.of[key(1, A)] == f"{A}-2"
    grown = [cluster(A, key(0, A)), cluster(A, key(1, A), key(3, A), key(4, A))]
    assert settled(grown, found.ledger, "2026-01-02").of[key(4, A)] == f"{A}-2"


def test_namesakes_that_are_joined_and_split_again_have_the_iris_they_had():
    two = [cluster(A, key(0, A)), cluster(A, key(1, A))]
    before = settled(two, Ledger(), "2026-01-01")
    joined = settled([cluster(A, key(0, A), key(1, A))], before.ledger, "2026-01-02")
    assert joined.ledger.entries[ANY, f"{A}-2"].canonical == A
    assert settled(two, joined.ledger, "2026-01-03") == before


def test_the_number_of_a_namesake_is_no_other_name():
    two = [cluster(A, key(0, A)), cluster(A, key(1, A)), cluster(f"{A}-2", key(2, f"{A}-2"))]
    assert sorted(set(settled(two, Ledger(), "2026-01-01").of.values())) == [A, f"{A}-2", f"{A}-3"]


def test_what_was_retired_for_an_iri_that_is_retired_leads_to_the_last():
    ledger = settled([cluster(A, key(0, A)), cluster(B, key(1, B), key(2, C))], Ledger(), "2026-01-01").ledger
    ledger = settled([cluster(A, key(0, A))], ledger, "2026-01-02").ledger
    ledger = settled([cluster(A, key(0, A), key(1, B))], ledger, "2026-01-03").ledger
    assert ledger.canonical((ANY, C)) == A


@st.composite
def worlds(draw):
    """Clusters over some nodes."""
    nodes = draw(st.lists(st.sampled_from(NODES), unique=True, min_size=1))
    groups = {}
    for node in nodes:
        groups.setdefault(draw(st.integers(0, 3)), []).append(node)
    return [cluster(draw(st.sampled_from([iri for _, iri in members])), *members) for members in groups.values()]


@given(worlds=st.lists(worlds(), min_size=1, max_size=4), chance=st.randoms())
def test_a_ledger_gives_the_iris_again_that_it_was_written_for(worlds, chance):
    ledger = Ledger()
    for day, world in enumerate(worlds, 1):
        found = settled(world, ledger, f"2026-01-0{day}")
        ledger = found.ledger
        chance.shuffle(world)
        assert settled(world, ledger, "2027-01-01") == found


@given(worlds=st.lists(worlds(), min_size=1, max_size=4))
def test_two_clusters_never_share_an_iri_and_one_has_only_one(worlds):
    ledger = Ledger()
    for day, world in enumerate(worlds, 1):
        found = settled(world, ledger, f"2026-01-0{day}")
        ledger = found.ledger
        iris = [{found.of[member] for member in each.members} for each in world]
        assert all(len(each) == 1 for each in iris)
        assert len(set().union(*iris)) == len(world)


def test_a_ledger_is_written_sorted_and_read_again(tmp_path):
    ledger = settled([*JOINED, cluster(C, key(3, C))], Ledger(), "2026-01-01").ledger
    ledger.write(tmp_path)
    lines = (tmp_path / NAME).read_text().splitlines()[1:]
    assert lines == sorted(lines)
    assert Ledger.read(tmp_path) == ledger


@pytest.mark.parametrize(
    ("line", "told"), [(f"{A}\t\t{B}\t2026-01-01", "told twice"), (f"{C}\t\t\t2026-01-01", "must be told")]
)
def test_a_ledger_that_cannot_be_understood_is_refused_with_its_line(tmp_path, line, told):
    (tmp_path / NAME).write_text(f"iri\tdocument\tcanonical\tsince\tretired\n{A}\t\t{A}\t2026-01-01\n{line}\n")
    with pytest.raises(UsageError, match=rf"identity\.tsv, line 3: .*{told}"):
        Ledger.read(tmp_path)


def test_lines_with_a_withheld_name_are_dropped():
    ledger = settled([*JOINED, cluster(C, key(3, C))], Ledger(), "2026-01-01").ledger
    assert entries(ledger.without({"ann-li"})) == {(C, ""): C}
