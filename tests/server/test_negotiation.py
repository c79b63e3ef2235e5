import pytest

from server.endpoint.negotiation import GRAPHS, HTML, RESOURCE, RESULTS, TEXT, named, negotiate, ranges

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "offers", "expected"),
    [
        (None, RESULTS, "json"),
        ("", RESULTS, "json"),
        ("*/*", RESULTS, "json"),
        ("text/csv", RESULTS, "csv"),
        ("text/csv;q=0.2, text/tab-separated-values;q=0.3", RESULTS, "tsv"),
        ("application/sparql-results+xml", RESULTS, "xml"),
        ("application/json", RESULTS, "json"),
        ("application/xml", RESULTS, "xml"),
        ("TEXT/CSV", RESULTS, "csv"),
        ("text/csv ; header=present ; q=0.9, application/json;q=0.8", RESULTS, "csv"),
        ("text/*", RESULTS, "csv"),
        ("text/*;q=0.5, application/sparql-results+json;q=0.4", RESULTS, "csv"),
        ("application/sparql-results+json;q=0, */*", RESULTS, "xml"),
        ("image/png", RESULTS, None),
        ("*/*;q=0", RESULTS, None),
        ("text/csv;q=2, text/tab-separated-values;q=0.1", RESULTS, "tsv"),
        ("text/csv;q=x", RESULTS, "json"),
        (";;;,,,", RESULTS, "json"),
        (BROWSER, RESOURCE, "html"),
        (BROWSER, (*RESULTS, HTML), "html"),
        (BROWSER, (TEXT, HTML), "html"),
        ("text/turtle", RESOURCE, "ttl"),
        ("application/rdf+xml, text/turtle;q=0.9", RESOURCE, "rdf"),
        ("application/ld+json", GRAPHS, "jsonld"),
        ("application/n-triples, */*;q=0.1", GRAPHS, "nt"),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', GRAPHS, "jsonld"),
    ],
)
def test_the_form_that_the_header_likes_best_is_chosen(accept, offers, expected):
    chosen = negotiate(accept, offers)
    assert (chosen and chosen.name) == expected


@pytest.mark.parametrize(
    ("name", "offers", "expected"),
    [
        ("ttl", GRAPHS, "ttl"),
        ("turtle", GRAPHS, "ttl"),
        ("text/turtle", GRAPHS, "ttl"),
        ("json", GRAPHS, "jsonld"),
        ("json", RESULTS, "json"),
        ("xml", RESULTS, "xml"),
        ("xml", GRAPHS, "rdf"),
        (" JSON ", RESULTS, "json"),
        ("pdf", RESOURCE, None),
        ("", RESOURCE, None),
    ],
)
def test_a_form_is_found_by_name_alias_or_media_type(name, offers, expected):
    found = named(name, offers)
    assert (found and found.name) == expected


def test_a_range_that_stands_twice_counts_at_its_best():
    assert ranges("text/html;q=0.1, text/html;q=0.7") == {"text/html": 0.7}
