"""What the server says of the data and of itself, and that it is so."""

import json
import re

import pytest
from rdflib import DCAT, DCTERMS, FOAF, PROV, RDF, SDO, SH, VOID, Graph, URIRef

from server.endpoint.negotiation import GRAPHS
from server.publishing.making import STATISTICS
from server.publishing.service import FUNCTIONS
from server.publishing.triples import SD, SPDX

BASE = "http://data.example/kg/"
DATASET = URIRef(f"{BASE}#dataset")
ROOT = "http://localhost/"


def described(client, path):
    response = client.get(path, headers={"Accept": "text/turtle"})
    assert response.status_code == 200
    return Graph().parse(data=response.data, format="turtle")


def number(graph, subject, predicate):
    return graph.value(subject, predicate).toPython()


@pytest.fixture(scope="module", autouse=True)
def made(app):
    """Counts and a dump, however long they take: without them the descriptions say less."""
    site = app.extensions["habeas"]
    for name in (STATISTICS, "dump.nq.gz"):
        assert site.press.made(site.newest().lists.view, name, wait=120)


@pytest.fixture(scope="module")
def void(app):
    return described(app.test_client(), "/.well-known/void")


@pytest.fixture(scope="module")
def service(app):
    return described(app.test_client(), "/sparql")


@pytest.fixture(scope="module")
def catalog(app):
    return described(app.test_client(), "/catalog")


@pytest.fixture
def count(ask):
    """The one number that a query gives."""

    def counted(pattern, what="*"):
        query = f"SELECT (COUNT({what}) AS ?n) WHERE {{ {pattern} }}"
        return int(ask(query, "application/sparql-results+json").json["results"]["bindings"][0]["n"]["value"])

    return counted


COUNTS = [
    (VOID.triples, "?s ?p ?o", "*"),
    (VOID.entities, "?s a ?c", "DISTINCT ?s"),
    (VOID.distinctSubjects, "?s ?p ?o", "DISTINCT ?s"),
    (VOID.distinctObjects, "?s ?p ?o", "DISTINCT ?o"),
    (VOID.properties, "?s ?p ?o", "DISTINCT ?p"),
    (VOID.classes, "?s a ?c", "DISTINCT ?c"),
]


@pytest.mark.parametrize(("told", "pattern", "what"), COUNTS)
def test_the_counts_of_the_dataset_are_what_the_endpoint_counts(void, count, told, pattern, what):
    assert number(void, DATASET, told) == count(pattern, what)


def test_each_class_is_counted_with_its_properties(void, count):
    parts = {void.value(part, VOID["class"]): part for part in void.objects(DATASET, VOID.classPartition)}
    kind = URIRef("https://w3id.org/habeas/ns#Detention")
    assert number(void, parts[kind], VOID.entities) == count(f"?s a <{kind}>", "DISTINCT ?s")
    for part in void.objects(parts[kind], VOID.propertyPartition):
        used = void.value(part, VOID.property)
        assert number(void, part, VOID.triples) == count(f"?s a <{kind}> ; <{used}> ?o")


EDITOR = """PREFIX void: <http://rdfs.org/ns/void#> PREFIX ext: <http://ldf.fi/void-ext#>
SELECT ?class ?property ?target ?datatype ?n {
  ?of void:class ?class ; void:propertyPartition ?used . ?used void:property ?property .
  { ?used void:classPartition ?part . ?part void:class ?target } UNION
  { ?used ext:datatypePartition ?part . ?part ext:datatype ?datatype } ?part void:triples ?n }"""
"""What SIB's editor asks, by which it completes a query from one class to the next."""


def test_each_property_of_a_class_is_counted_by_what_it_leads_to(void, count):
    found = [row for row in void.query(EDITOR) if "ns#Detention" in row["class"]]
    assert {bool(row["target"]) for row in found} == {True, False}
    for row in found:
        end = f"?o a <{row.target}>" if row.target else f"FILTER(isLiteral(?o) && DATATYPE(?o) = <{row.datatype}>)"
        assert int(row.n) == count(f"?s a <{row['class']}> ; <{row.property}> ?o . {end}")


def test_each_property_is_counted(void, count):
    parts = list(void.objects(DATASET, VOID.propertyPartition))
    assert len(parts) == count("?s ?p ?o", "DISTINCT ?p")
    for part in parts[:10]:
        used = void.value(part, VOID.property)
        assert number(void, part, VOID.triples) == count(f"?s <{used}> ?o")
        assert number(void, part, VOID.distinctObjects) == count(f"?s <{used}> ?o", "DISTINCT ?o")


def test_examples_and_dumps_of_the_dataset_lead_somewhere(client, void):
    examples = list(void.objects(DATASET, VOID.exampleResource))
    assert len(examples) == 3
    assert {client.get(f"/{each.removeprefix(BASE)}").status_code for each in examples} == {200}
    assert str(void.value(DATASET, VOID.uriSpace)) == BASE
    assert URIRef(f"{ROOT}dump.nq.gz") in set(void.objects(DATASET, VOID.dataDump))


def test_the_service_is_described_with_its_graphs(service, count):
    endpoint = URIRef(f"{ROOT}sparql")
    assert (endpoint, SD.endpoint, endpoint) in service
    assert (endpoint, SD.supportedLanguage, SD.SPARQL11Query) in service
    assert service.value(endpoint, SD.defaultDataset) == DATASET
    nodes = list(service.objects(DATASET, SD.namedGraph))
    assert len(nodes) == count("GRAPH ?g { ?s ?p ?o }", "DISTINCT ?g")
    for node in nodes:
        (name,) = service.objects(node, SD.name)
        assert number(service, service.value(node, SD.graph), VOID.triples) == count(f"GRAPH <{name}> {{ ?s ?p ?o }}")


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_function_that_is_named_is_known(ask, function):
    point = '"POINT(1 1)"^^<http://www.opengis.net/ont/geosparql#wktLiteral>'
    answer = ask(f"SELECT (<{function}>({point}, {point}) AS ?x) WHERE {{}}", "application/sparql-results+json")
    assert answer.json["results"]["bindings"]


def test_every_example_query_can_be_run_as_it_is_described(service, ask):
    examples = list(service.subjects(RDF.type, SH.SPARQLExecutable))
    assert len(examples) > 10
    prefixes = {str(service.value(d, SH.prefix)) for d in service.objects(None, SH.declare)}
    for each in examples:
        query = str(service.value(each, SH.select) or service.value(each, SH.ask))
        assert set(re.findall(r"PREFIX ([\w-]+):", query)) <= prefixes
        assert ask(query).status_code == 200
        assert service.value(each, SDO.target) == URIRef(f"{ROOT}sparql")


def test_the_catalogue_tells_of_each_file_its_type_size_and_digest(client, catalog):
    file = URIRef(f"{ROOT}dump.nq.gz")
    assert file in set(catalog.objects(DATASET, DCAT.distribution))
    assert str(catalog.value(file, DCAT.mediaType)).endswith("/application/n-quads")
    with client.get("/dump.nq.gz") as response:
        assert catalog.value(file, DCAT.byteSize).toPython() == len(response.data)
    digest = str(catalog.value(catalog.value(file, SPDX.checksum), SPDX.checksumValue))
    assert f"{digest}  dump.nq.gz" in client.get("/dump.sha256").text
    assert (DATASET, DCTERMS.license, URIRef("https://licence.example/")) in catalog


def test_the_dataset_is_described_alike_wherever_it_is_described(void, catalog):
    for said in (DCTERMS.title, DCTERMS.description, DCTERMS.modified, FOAF.homepage, PROV.wasGeneratedBy):
        assert list(void.objects(DATASET, said)) == list(catalog.objects(DATASET, said)) != []


@pytest.mark.parametrize("path", ["/sparql", "/catalog", "/.well-known/void", "/"])
@pytest.mark.parametrize("form", GRAPHS, ids=lambda form: form.name)
def test_every_description_comes_in_every_form(client, path, form):
    response = client.get(path, headers={"Accept": form.media_type})
    assert (response.status_code, response.mimetype) == (200, form.media_type)
    with client.get(path, headers={"Accept": form.media_type, "If-None-Match": response.headers["ETag"]}) as again:
        assert again.status_code == 304
    assert client.get(f"{path}?format={form.name}").mimetype == form.media_type


def test_the_home_page_holds_the_dataset_for_search_engines(client):
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get("/").text)
    told = json.loads(data)
    assert (told["@type"], told["@id"], told["license"]) == ("Dataset", str(DATASET), "https://licence.example/")
    assert all(each["contentUrl"].startswith(ROOT) for each in told["distribution"])


def links(response):
    return re.findall(r'<([^>]*)>; rel="([\w-]+)"(?:; type="([^"]+)")?', response.headers["Link"])


def test_signposts_of_the_dataset_lead_to_what_they_name(client):
    found = links(client.get("/"))
    assert {rel for _, rel, _ in found} >= {"cite-as", "describedby", "item", "license", "type", "linkset"}
    for target, rel, kind in found:
        if rel in {"describedby", "linkset"}:
            assert client.get(target).mimetype == kind


@pytest.mark.parametrize("path", ["/doc/march%20on%20friday.txt", "/claim/detention-1", "/person/ana-duarte"])
def test_signposts_of_a_node_lead_to_its_data_and_its_dataset(client, path):
    found = links(client.get(path))
    assert (f"{BASE.rstrip('/')}{path}", "cite-as", "") in found
    assert (ROOT, "collection", "text/html") in found
    forms = [(target, kind) for target, rel, kind in found if rel == "describedby"]
    assert len(forms) >= len(GRAPHS)
    assert all(client.get(target).mimetype == kind for target, kind in forms)


def test_the_link_set_holds_the_same_links_as_the_headers(client):
    contexts = {each.pop("anchor"): each for each in client.get("/.well-known/linkset").json["linkset"]}
    for path in ("/", "/dump.nq.gz"):
        with client.get(path) as response:
            told = {(target, rel) for target, rel, _ in links(response)}
        listed = {(link["href"], rel) for rel, found in contexts[f"http://localhost{path}"].items() for link in found}
        assert told == listed


def test_a_host_that_is_none_is_refused(client):
    for path in ("/", "/catalog", "/openapi.json"):
        assert client.get(path, headers={"Host": 'a"b>.example'}).status_code == 400
