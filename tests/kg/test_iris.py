import pytest
from world import document, read

from kg.iris import ClaimIds, Iris
from kg.model import ClaimRef, Code, Duration, Role

IRIS = Iris("http://x/")
TEXT = document("Police detained Ann Lee in Velm.\nPolice detained Ann Lee in Velm.\n")


def test_equal_claims_of_one_document_are_told_apart_by_their_order():
    first, second = (claim.id for claim in read(TEXT).claims)
    assert second == f"{first}-2"


def test_an_id_hangs_on_words_not_on_values_codes_or_references():
    words, roles = TEXT.select(0, 32), [Role("duration", Duration(TEXT.select(0, 6), "P1D"))]
    more = [
        Role("duration", Duration(TEXT.select(0, 6), "P2D")),
        Role("quoteStyle", Code("x")),
        Role("content", ClaimRef("c")),
    ]
    assert ClaimIds(TEXT).mint("Detention", words, roles) == ClaimIds(TEXT).mint("Detention", words, more)


@pytest.mark.parametrize("other", [document(TEXT.text, name="b.txt"), document(TEXT.text, url="https://x.example/a")])
def test_the_same_words_in_another_document_are_another_claim(other):
    ids = [ClaimIds(each).mint("Detention", each.select(0, 32), ()) for each in (TEXT, other)]
    assert len(set(ids)) == 2


@pytest.mark.parametrize(
    ("name", "url", "iri"),
    [
        ("a b/é.txt", None, "http://x/doc/a%20b/%C3%A9.txt"),
        ("a#?.txt", None, "http://x/doc/a%23%3F.txt"),
        ("a.txt", "https://news.example/1?p=2", "http://x/doc/news.example/1%3Fp=2"),
    ],
)
def test_a_document_is_named_by_its_address_or_its_path(name, url, iri):
    assert IRIS.document(document(name=name, url=url)) == iri


def test_graphs_of_documents_consequences_entities_and_runs_are_apart():
    graph = IRIS.graph(IRIS.document(TEXT))
    assert graph == "http://x/graph/doc/a.txt"
    assert IRIS.inferred(graph) == "http://x/graph/inferred/doc/a.txt"
    assert len({graph, IRIS.inferred(graph), IRIS.entities, IRIS.inferred(IRIS.entities), IRIS.runs}) == 5
