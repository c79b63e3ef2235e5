import base64
import gzip
import hashlib
import io
import json
import re
import zipfile

import pyoxigraph as ox
import pytest

import server
from kg.dump import FORMATS, SUFFIXES
from kg.errors import HabeasError
from kg.iris import Iris
from kg.packing import MEDIA_TYPES, offered, unpacked
from kg.stores import open_view
from server.assembly import close
from server.publishing.press import Press


@pytest.fixture(scope="module")
def made(app):
    """Ask for files until they are whole, and give their bytes."""

    def get(path, **headers):
        client = app.test_client()
        with client.get(path) as first:
            assert first.data or first.status_code == 200
        with client.get(path, headers=headers) as response:
            response.get_data()
            return response

    return get


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("packed", ["", *offered()])
def test_a_dump_holds_every_triple_in_every_form(client, made, suffix, packed):
    response = made(f"/dump.{suffix}{packed}")
    assert response.mimetype == MEDIA_TYPES.get(packed, response.mimetype)
    assert response.content_type.removesuffix("; charset=utf-8") == response.mimetype
    unpack = {"": bytes, ".gz": gzip.decompress, ".zst": lambda data: unpacked(io.BytesIO(data)).read()}[packed]
    read = ox.parse(unpack(response.data), format=FORMATS[SUFFIXES[suffix]])
    assert len({quad.triple for quad in read}) == client.get("/health").json["triples"]


def test_the_dump_as_nquads_keeps_the_graphs(store, made):
    quads = ox.parse(made("/dump.nq").data, format=ox.RdfFormat.N_QUADS)
    with open_view(store) as view:
        assert {quad.graph_name.value for quad in quads} == set(view.graphs())


def test_a_store_named_by_a_relative_path_has_the_same_dumps(store, made, monkeypatch):
    monkeypatch.chdir(store.parent)
    with open_view(store.name) as view:
        app = server.create_app(view)
        app.extensions["habeas"].press.made(view, "claims.nt", 60)
        with app.test_client().get("/claims.nt") as response:
            assert (response.status_code, response.data) == (200, made("/claims.nt").data)
        close(app)


def test_who_asks_first_reads_along_and_gets_the_same_bytes(store):
    press = Press(room=2**30)
    with open_view(store) as view:
        name = "dump.trig"
        (press.folder(view) / name).unlink(missing_ok=True)
        first = b"".join(press.making(view, name).follow())
        assert first == press.made(view, name).read_bytes()
    press.close()


def test_a_file_that_cannot_be_made_breaks_the_stream(store):
    press = Press(room=2**30)
    with open_view(store) as view:
        making = press.making(view, "dump.jsonld.gz")
        making.process.kill()
        with pytest.raises(HabeasError, match="could not be made"):
            b"".join(making.follow())
        assert press.made(view, "dump.jsonld.gz", wait=60)
    press.close()


def test_dumps_that_take_too_much_room_make_way_for_others(store):
    press = Press(room=1)
    with open_view(store) as view:
        for name in ("claims.nt", "claims.nq"):
            assert press.made(view, name, wait=60)
        kept = press.seals(press.folder(view))
    press.close()
    assert set(kept) == {"claims.nq"}


def test_a_dump_tells_its_digest_length_type_and_date(made):
    response = made("/dump.nq.gz")
    digest = base64.b64encode(hashlib.sha256(response.data).digest()).decode()
    assert response.headers["Repr-Digest"] == f"sha-256=:{digest}:"
    assert int(response.headers["Content-Length"]) == len(response.data)
    assert response.mimetype == "application/gzip"
    assert response.headers["Last-Modified"].endswith("GMT")


def test_a_dump_is_in_the_list_of_checksums(client, made):
    digest = hashlib.sha256(made("/dump.ttl.gz").data).hexdigest()
    listed = dict(line.split("  ")[::-1] for line in client.get("/dump.sha256").text.splitlines())
    assert listed["dump.ttl.gz"] == digest


def test_who_has_the_dump_is_not_sent_it_again(made):
    etag = made("/dump.ttl").headers["ETag"]
    assert made("/dump.ttl", **{"If-None-Match": etag}).status_code == 304


RANGES = [
    ("bytes=0-9", None, 206, "bytes 0-9/"),
    ("bytes=-5", None, 206, "bytes "),
    ("bytes=999999999-", None, 416, "bytes */"),
    ("bytes=0-9", '"another"', 200, ""),
]


@pytest.mark.parametrize(("wanted", "condition", "status", "content"), RANGES)
def test_a_part_of_a_dump_is_sent_where_a_part_is_wanted(made, wanted, condition, status, content):
    conditions = {"If-Range": condition} if condition else {}
    response = made("/dump.nt", Range=wanted, **conditions)
    assert response.status_code == status
    assert response.headers.get("Content-Range", "").startswith(content)


def test_an_interrupted_download_goes_on_where_it_ended(made):
    whole = made("/dump.nt")
    rest = made("/dump.nt", **{"Range": "bytes=100-", "If-Range": whole.headers["ETag"]})
    assert (rest.status_code, whole.data[:100] + rest.data) == (206, whole.data)


def test_a_head_request_tells_the_length_and_sends_nothing(app, made):
    length = len(made("/dump.ttl").data)
    with app.test_client().head("/dump.ttl") as response:
        assert (response.status_code, response.data, int(response.headers["Content-Length"])) == (200, b"", length)


def test_every_compressed_dump_is_described_with_how_it_is_compressed(client):
    told = client.get("/catalog?format=nt").text
    for end in offered():
        assert re.search(rf"/dump.nq{end}> .*compressFormat> <[^>]*/{MEDIA_TYPES[end]}>", told)
        assert f'href="/dump.nq{end}"' in client.get("/catalog", headers={"Accept": "text/html"}).text


@pytest.mark.parametrize("path", ["/dump.exe", "/dump.ttl.zip", "/claims.", "/dump.ttl%0a", "/dump.TTL"])
def test_there_are_no_other_dumps(client, path):
    assert client.get(path).status_code == 404


def test_claims_only_leaves_out_how_they_were_found_but_not_who_says_so(made):
    text = made("/claims.nq").text
    assert "accordingTo" in text
    assert "#char=0,80" in text
    for left_out in ("wasGeneratedBy", "/graph/inferred/", "/graph/runs", "ns#rule", "ns#confidence", "ns#exact"):
        assert left_out not in text


DOCUMENT = "/doc/march%20on%20friday.txt"


@pytest.mark.parametrize(("suffix", "form"), [("nq", ox.RdfFormat.N_QUADS), ("trig", ox.RdfFormat.TRIG)])
def test_a_document_gives_its_own_graphs(client, store, suffix, form):
    found = set(ox.parse(client.get(f"{DOCUMENT}.{suffix}").data, format=form))
    with open_view(store) as view:
        own = Iris(view.base).graph(view.base.rstrip("/") + DOCUMENT)
        assert {quad.graph_name.value for quad in found} == {own, Iris(view.base).inferred(own)} & set(view.graphs())
        assert sum(q.graph_name.value == own for q in found) == len(list(view.graph(own)))


def test_a_document_gives_its_claims_only(client):
    everything, claims = (client.get(f"{DOCUMENT}.nq{query}").text for query in ("", "?content=claims"))
    assert set(claims.splitlines()) < set(everything.splitlines())
    assert "ns#rule" not in claims
    assert client.get(f"{DOCUMENT}.nq?content=some").status_code == 400
    assert client.get("/claim/detention-1?content=claims&format=ttl").status_code == 400


def test_a_folder_that_may_not_be_written_is_not_needed(store, monkeypatch):
    monkeypatch.setattr("os.access", lambda *_: False)
    press = Press(room=2**30)
    with open_view(store) as view:
        path = press.made(view, "claims.ttl", wait=60)
        assert store not in path.parents
        assert path.read_bytes()
    press.close()
    assert not path.exists()


def test_the_crate_is_one_archive_with_all_that_a_release_needs(client, made):
    response = made("/crate.zip")
    assert f"{hashlib.sha256(response.data).hexdigest()}  crate.zip" in client.get("/dump.sha256").text
    assert response.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(response.data)) as archive:
        names = set(archive.namelist())
        metadata = json.loads(archive.read("ro-crate-metadata.json"))
    assert {"dump.nq.gz", "claims.nq.gz", "LICENCE.txt", "ontology/habeas.ttl"} <= names
    assert {"@id": "https://licence.example/"} in [each.get("license") for each in metadata["@graph"]]
