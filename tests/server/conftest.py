"""A small graph on disk, built by the pipeline from readings written by hand, and the application over it."""

import shutil

import pytest

import server
from kg.model import Claim, ClaimRef, Mention, MentionType, Quantity, Reading, Role
from kg.pipeline import Options, build
from kg.stores import open_store, open_view
from server.assembly import close

BASE = "http://data.example/kg/"
MARCH = (
    "Harbour Watch said the police detained more than 40 dockers in Lisbon on Friday. "
    "Ana Duarte, a lawyer, called it unlawful.\n\nThe ministry is silent.\n"
)
HOSTILE = 'Ana Duarte wrote <script>alert("1")</script> & \x01 \u202eesrever\u202c שלום 😀 end.\n'


def reading(document):
    """Two claims with crossing evidence in the first document, one claim in the hostile one."""
    found = hostile(document) if "script" in document.text else march(document)
    mentions = {role.filler for claim in found for role in claim.roles if isinstance(role.filler, Mention)}
    return Reading(document, mentions=tuple(sorted(mentions)), claims=found)


def selected(document, words):
    start = document.text.index(words)
    return document.select(start, start + len(words))


def mention(document, words, type_, referent):
    return Mention(selected(document, words), type_, referent, words)


def march(document):
    watch = mention(document, "Harbour Watch", MentionType.ORGANISATION, "a1")
    police = mention(document, "the police", MentionType.DESCRIPTION, "a2")
    ana = mention(document, "Ana Duarte", MentionType.PERSON, "a3")
    place = mention(document, "Lisbon", MentionType.PLACE, "p1")
    count = Quantity(selected(document, "more than 40"), "moreThan", 40, 41)
    first = selected(document, MARCH.partition(" Ana")[0])
    crossing = selected(document, "on Friday. Ana Duarte, a lawyer, called it unlawful.")
    roles = (Role("agent", police), Role("count", count), Role("place", place))
    return (
        Claim(
            "detention-1",
            "Detention",
            selected(document, "detained"),
            (first,),
            ("massArrest",),
            roles,
            watch,
            "actual",
            "test/1",
        ),
        Claim(
            "statement-1",
            "Statement",
            selected(document, "said"),
            (first,),
            ("report",),
            (Role("speaker", watch), Role("content", ClaimRef("detention-1"))),
        ),
        Claim(
            "statement-2",
            "Statement",
            selected(document, "called"),
            (crossing,),
            ("assessment",),
            (Role("speaker", ana),),
        ),
    )


def hostile(document):
    ana = mention(document, "Ana Duarte", MentionType.PERSON, "a1")
    words = document.select(0, len(document.text) - 1)
    return (
        Claim("statement-3", "Statement", selected(document, "wrote"), (words,), ("report",), (Role("speaker", ana),)),
    )


@pytest.fixture(scope="session")
def store(tmp_path_factory):
    sources, path = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("graph") / "store"
    (sources / "march on friday.txt").write_text(MARCH, encoding="utf-8")
    (sources / "hostile.txt").write_text(HOSTILE, encoding="utf-8", newline="")
    with open_store(path, base=BASE) as opened:
        report = build([sources], opened, Options(workers=1, publish_invalid=True), reader=reading)
    assert report.read == 2
    return path


@pytest.fixture(scope="session")
def app(store):
    with open_view(store) as view:
        made = server.create_app(view, seconds=2, quick=0.2, rows=50, licence="https://licence.example/")
        yield made
        close(made)


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def ask(client):
    """Ask a query and give the response."""

    def asked(query, accept=None, **parameters):
        headers = {"Accept": accept} if accept else {}
        return client.get("/sparql", query_string={"query": query, **parameters}, headers=headers)

    return asked


TOKEN = "a token of these tests"


@pytest.fixture(scope="module")
def writable(store, tmp_path_factory):
    """The application over a copy of the store, open to those who have the token."""
    path = tmp_path_factory.mktemp("written") / "store"
    shutil.copytree(store, path)
    with open_view(path) as view:
        made = server.create_app(view, writable=True, token=TOKEN, write_seconds=3, write_body=2**20)
        yield made
        close(made)


@pytest.fixture
def path(writable):
    """The folder of the store that is written to."""
    return writable.extensions["habeas"].settings.store


@pytest.fixture
def write(writable):
    """Send a change with the token: ``write("PUT", "/store?default", data=…, content_type=…)``."""
    client = writable.test_client()

    def written(method, address, **request):
        headers = {"Authorization": f"Bearer {TOKEN}", **request.pop("headers", {})}
        return client.open(address, method=method, headers=headers, **request)

    return written


@pytest.fixture
def update(write):
    """Send an update with the token; ``parameters`` go into the address."""
    return lambda text, **parameters: write(
        "POST", "/update", data=text, content_type="application/sparql-update", query_string=parameters
    )


@pytest.fixture
def lines(write):
    """The triples of a graph as sorted N-Triples, by what names it in the address of the graph store."""
    return lambda name: sorted(
        write("GET", f"/store{name}", headers={"Accept": "application/n-triples"}).text.splitlines()
    )
