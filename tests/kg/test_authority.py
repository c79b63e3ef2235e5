"""Files of Wikidata become an authority file: what is kept of an item, and how it is found. All items are invented."""

import bz2
import gzip
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wikidata import ANN, BODY, TOWN, entity, lines, statement, time

from kg.errors import StoreError, UsageError
from kg.packing import offered, packing
from kg.wikidata import building, keys
from kg.wikidata.building import build, types
from kg.wikidata.items import CONCEPT
from kg.wikidata.lookup import Authority

XSD, WKT = "http://www.w3.org/2001/XMLSchema#", "http://www.opengis.net/ont/geosparql#wktLiteral"


@pytest.fixture
def made(tmp_path):
    """Build an authority file of texts (name → content) and open it."""
    opened = []

    def make(content, name="dump.json", chosen=()):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        build([path], tmp_path / "a.sqlite", types(chosen))
        opened.append(Authority(tmp_path / "a.sqlite"))
        return opened[-1]

    yield make
    for authority in opened:
        authority.__exit__(None, None, None)


def zstd(data):
    if ".zst" not in offered():
        pytest.skip("Zstandard is not installed")
    with packing(held := io.BytesIO(), ".zst") as out:
        out.write(data)
    return held.getvalue()


PACKINGS = {"": bytes, ".gz": gzip.compress, ".bz2": bz2.compress, ".zst": zstd}


@pytest.mark.parametrize("suffix", PACKINGS)
def test_a_dump_is_read_whole_or_compressed(made, suffix):
    authority = made(PACKINGS[suffix](lines(entity(), entity(BODY)).encode()), f"dump.json{suffix}")
    assert authority.about().counts["entity"] == 2


FORMS = {
    "lines": json.dumps(entity()) + "\n" + json.dumps(entity(BODY)),
    "array on one line": json.dumps([entity(), entity(BODY)]),
    "entity data": json.dumps({"entities": {ANN: entity(), BODY: entity(BODY)}}),
    "entity data over many lines": json.dumps({"entities": {ANN: entity(), BODY: entity(BODY)}}, indent=2),
    "array over many lines": json.dumps([entity(), entity(BODY)], indent=1),
    "one after the other, blank lines between": json.dumps(entity()) + "\r\n\r\n" + json.dumps(entity(BODY)) + "\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_entity_json_is_read_in_all_forms_that_people_keep_it_in(made, form):
    authority = made(FORMS[form])
    assert authority.about().counts["entity"] == 2
    assert authority.about().malformed == ()


def test_a_folder_of_answers_is_read_whole(tmp_path):
    for each in (ANN, BODY):
        (tmp_path / f"{each}.json").write_text(json.dumps({"entities": {each: entity(each)}}))
    (tmp_path / "notes.md").write_text("not of Wikidata")
    assert build([tmp_path], tmp_path / "a.sqlite", types([])).kept == 2


def test_names_of_all_languages_are_kept_and_those_for_all_of_them_stand_in(made):
    item = made(lines(entity(labels={"mul": "Ann Lee", "ru": "Энн Ли"}, aliases={"de": ["Anni"]}))).item(ANN)
    assert (item.label("ru"), item.label("fr")) == ("Энн Ли", "Ann Lee")
    assert ("de", "alias", "Anni") in {(name.language, name.kind, name.value) for name in item.names}


def test_names_that_claims_tell_are_names(made):
    claims = {"P742": [statement("The Heron")], "P1449": [statement({"language": "en", "text": "Annie"})]}
    authority = made(lines(entity(claims=claims)))
    assert [item.id for name in ("the heron", "ANNIE") for item in authority.items(name)] == [ANN, ANN]


def test_times_are_years_where_they_are_told_so_precisely(made):
    claims = {"P569": [time("+1952-10-07T00:00:00Z")], "P570": [time("+2000-00-00T00:00:00Z", 7)]}
    assert made(lines(entity(claims=claims))).item(ANN).claims == {"P31": ("Q5",), "P569": ("1952",)}


def test_deprecated_and_unknown_values_are_left_out(made):
    unknown = {"mainsnak": {"snaktype": "somevalue"}, "rank": "normal"}
    claims = {"P27": [statement({"id": TOWN}, rank="deprecated")], "P19": [unknown]}
    assert made(lines(entity(claims=claims))).item(ANN).claims == {"P31": ("Q5",)}


def test_only_items_of_the_classes_wanted_are_kept(made):
    town = entity(TOWN, claims={"P31": ["Q9000000900"], "P17": ["Q5"]})
    authority = made(lines(entity(), town), chosen=["Q5,Q43229"])
    assert (authority.item(ANN).id, authority.item(TOWN)) == (ANN, None)
    assert authority.about().types == ("Q5", "Q43229")


def test_classes_may_stand_in_a_file(tmp_path):
    (tmp_path / "classes.csv").write_text(f"# towns\n{CONCEPT}Q9000000900\nQ5 human\n")
    assert types([f"@{tmp_path / 'classes.csv'}"]).ids == {"Q5", "Q9000000900"}


def test_a_class_that_is_no_id_is_refused():
    with pytest.raises(UsageError, match="human"):
        types(["Q5,human"])


def test_a_merged_item_is_found_by_its_old_id_and_a_deleted_one_is_gone(made):
    merged = {"entities": {BODY: entity(ANN, redirects={"from": BODY, "to": ANN}), TOWN: {"id": TOWN, "missing": ""}}}
    other = {"entity": "Q9000000004", "redirect": BODY}
    authority = made("\n".join(map(json.dumps, (entity(TOWN), merged, other))), chosen=["Q5"])
    assert [authority.item(id_).id for id_ in (BODY, "Q9000000004")] == [ANN, ANN]
    assert authority.item(TOWN) is None


def test_redirects_in_a_circle_end(made):
    circle = [{"entities": {a: entity(b)}} for a, b in ((ANN, BODY), (BODY, ANN))]
    assert made(json.dumps(circle)).item(ANN) is None


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_versions_the_later_stays_whatever_the_order(made, turned):
    versions = [entity(labels={"en": "Bo Nilsen"}, revision=3), entity(labels={"en": "Ann Lee"}, revision=4)]
    authority = made(lines(*(reversed(versions) if turned else versions)))
    assert authority.item(ANN).label() == "Ann Lee"
    assert authority.items("Bo Nilsen") == []


BROKEN = {
    "cut": json.dumps(entity())[:40],
    "no entity": '"words"',
    "a number": "3",
    "claims of another form": json.dumps(entity() | {"claims": {"P31": [{"mainsnak": 3}]}}),
    "deep": "[" * 100_000,
    "not text": "\ufffd",
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_malformed_line_is_told_and_passed_over(made, broken):
    about = made(lines(entity(BODY), BROKEN[broken], entity())).about()
    assert (about.counts["entity"], about.counts["malformed"]) == (2, 1)
    assert about.malformed[0][1] == 3


def test_other_entities_than_items_are_passed_over(made):
    about = made(lines(entity("P9000000001"), entity("L9000000001"), entity())).about()
    assert (about.counts["entity"], about.counts["malformed"]) == (1, 0)


def test_a_file_cut_short_is_one_sentence_and_the_same_command_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr(building, "OFTEN", 1)
    (tmp_path / "a.json").write_text(lines(entity()))
    (tmp_path / "b.json.gz").write_bytes(gzip.compress(lines(entity(BODY)).encode() * 50)[:-9])
    with pytest.raises(UsageError, match="broken after line"):
        build([tmp_path], tmp_path / "o.sqlite", types([]))
    assert (tmp_path / "o.sqlite.part").exists()
    assert not (tmp_path / "o.sqlite").exists()


class StopError(Exception):
    """What stops a build on its way."""


@pytest.mark.parametrize("name", ["d.jsonl", "d.nt"])
def test_an_interrupted_build_goes_on_and_gives_the_same(tmp_path, monkeypatch, name):
    ids = [f"Q{9000000001 + number}" for number in range(20)]
    texts = {
        "d.jsonl": [json.dumps(entity(each)) for each in ids],
        "d.nt": [line for each in ids for line in triples(each)],
    }
    (tmp_path / name).write_text("\n".join(texts[name]))
    monkeypatch.setattr(building, "OFTEN", 3)

    def stop(_stage, _done, _of, seen=[]):  # noqa: B006 - it counts
        seen.append(1)
        if len(seen) == 3:
            raise StopError

    with pytest.raises(StopError):
        build([tmp_path / name], tmp_path / "o.sqlite", types([]), stop)
    assert build([tmp_path / name], tmp_path / "o.sqlite", types([])).kept == 20
    with Authority(tmp_path / "o.sqlite") as authority:
        assert authority.about().counts["name"] == 20


def triples(id, label="Ann Lee", cls="Q5"):
    return [
        f'<https://www.wikidata.org/wiki/Special:EntityData/{id}> <http://schema.org/version> "9"^^<{XSD}integer> .',
        f'<{CONCEPT}{id}> <http://www.w3.org/2000/01/rdf-schema#label> "{label}"@en .',
        f"<{CONCEPT}{id}> <http://www.wikidata.org/prop/direct/P31> <{CONCEPT}{cls}> .",
    ]


def test_triples_tell_the_same_as_json(made):
    more = [
        f'<{CONCEPT}{ANN}> <http://www.w3.org/2004/02/skos/core#altLabel> "\\u042D\\u043D\\u043D"@ru .',
        f'<{CONCEPT}{ANN}> <http://schema.org/description> "a judge"@en .',
        f'<{CONCEPT}{ANN}> <http://www.wikidata.org/prop/direct/P569> "1952-10-07T00:00:00Z"^^<{XSD}dateTime> .',
        f'<{CONCEPT}{ANN}> <http://www.wikidata.org/prop/direct/P625> "Point(10.5 -3.25)"^^<{WKT}> .',
        f"<{CONCEPT}{BODY}> <http://www.w3.org/2002/07/owl#sameAs> <{CONCEPT}{ANN}> .",
        "<https://en.wikipedia.org/wiki/X> <http://schema.org/about> <http://www.wikidata.org/entity/Q1> .",
    ]
    authority = made("\n".join([*triples(ANN), *more, *triples(TOWN, cls="Q9000000900")]), "t.nt", chosen=["Q5"])
    item = authority.item(BODY)
    assert (item.id, item.revision, item.description()) == (ANN, 9, "a judge")
    assert item.claims == {"P31": ("Q5",), "P569": ("1952",), "P625": ("-3.25,10.5",)}
    assert authority.items("Энн") == [item]
    assert authority.item(TOWN) is None


def test_a_malformed_triple_is_told_and_passed_over(made):
    about = made("\n".join([*triples(ANN), "<a> <b", f"{triples(ANN)[1][:-4]} .", *triples(BODY)]), "t.nt").about()
    assert (about.counts["entity"], [line for _, line, _ in about.malformed]) == (2, [4, 5])


FOUND = {
    "as written": "Aleksei Navelin",
    "other order, no marks": "NAVELIN, Aléksei",
    "another transliteration": "Alexey Navelyn",
    "another script": "Алексей Навелин",
    "one of its words": "Navelin",
    "a letter wrong": "Aleksei Navelkin",
}


@pytest.mark.parametrize("way", FOUND)
def test_an_item_is_found_by_a_name(made, way):
    authority = made(lines(entity(labels={"en": "Aleksei Navelin"}), entity(BODY, labels={"en": "Council of Orra"})))
    assert [item.id for item in authority.items(FOUND[way])] == [ANN]


@pytest.mark.parametrize("name", ["", "…", '"', "a AND b", "x" * 10_000, "' OR 1=1 --", "*", "\x00"])
def test_no_name_breaks_the_search(made, name):
    assert made(lines(entity())).items(name) == []


@given(st.text(max_size=40))
def test_a_skeleton_is_its_own_skeleton(name):
    assert keys.skeleton(keys.skeleton(name)) == keys.skeleton(name)


@given(st.lists(st.text(alphabet="abcxyäжש", min_size=1, max_size=6), max_size=5), st.randoms())
def test_a_skeleton_does_not_hold_the_order_of_words(words, dice):
    turned = list(words)
    dice.shuffle(turned)
    assert keys.skeleton(" ".join(words)) == keys.skeleton(" ".join(turned))


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough to look like a file" * 9])
def test_a_file_that_is_no_authority_file_is_refused(tmp_path, content):
    (tmp_path / "a.sqlite").write_bytes(content)
    with pytest.raises(StoreError, match="authority build"):
        Authority(tmp_path / "a.sqlite")


def test_the_command_builds_and_tells_what_it_built(run, tmp_path):
    (tmp_path / "d.json").write_text(lines(entity(), "{"))
    built = run("authority", "build", tmp_path / "d.json", "-o", tmp_path / "a.sqlite", "--types", "Q5")
    assert (built.exit_code, "1 kept, 1 malformed" in built.stdout) == (1, True)
    told = run("authority", "info", "--authority", tmp_path / "a.sqlite", "--json")
    assert json.loads(told.stdout)["counts"]["entity"] == 1
    assert "publicdomain/zero" in run("authority", "info", "--authority", tmp_path / "a.sqlite").stdout
