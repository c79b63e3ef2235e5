"""Entities as Wikidata writes them, and a small world of them. All are invented but those that ontology.md verified."""

import json

from kg.wikidata.building import build, types
from kg.wikidata.lookup import Authority

ANN, BODY, TOWN = "Q9000000001", "Q9000000002", "Q9000000003"
RUSSIA, BELARUS, HUMAN = "Q159", "Q184", "Q5"


def statement(value, **more):
    return {"mainsnak": {"snaktype": "value", "datavalue": {"value": value}}, "rank": "normal"} | more


def entity(id=ANN, labels=None, aliases=None, claims=None, **more):
    """An entity; claims are property → item ids, or statements; also told: ``revision``, ``about`` (description)."""
    revision, about = more.pop("revision", 7), more.pop("about", None)
    told = {
        name: [statement({"id": value}) if isinstance(value, str) else value for value in values]
        for name, values in ({"P31": [HUMAN]} | (claims or {})).items()
    }
    return {
        "id": id,
        "type": "item",
        "lastrevid": revision,
        "labels": {tag: {"language": tag, "value": value} for tag, value in (labels or {"en": "Ann Lee"}).items()},
        "aliases": {tag: [{"language": tag, "value": v} for v in values] for tag, values in (aliases or {}).items()},
        "descriptions": {"en": {"language": "en", "value": about}} if about else {},
        "claims": told,
    } | more


def time(text, precision=11, **more):
    return statement({"time": text, "precision": precision}, **more)


def lines(*entities):
    return "[\n" + ",\n".join(each if isinstance(each, str) else json.dumps(each) for each in entities) + "\n]\n"


def authority(folder, *entities):
    """An authority file of some entities, open."""
    (folder / "dump.json").write_text(lines(*entities))
    build([folder / "dump.json"], folder / "authority.sqlite", types([]))
    return Authority(folder / "authority.sqlite")


def linked(pages):
    return {"sitelinks": {f"wiki{number}": {} for number in range(pages)}}


def item(number, name, about, claims=None, pages=0, **more):
    """An item of the small world, with English label and description."""
    return entity(f"Q{9000000000 + number}", {"en": name}, claims=claims, about=about, **linked(pages), **more)


CLASS_TOWN, CLASS_MINISTRY, JUDGE, PAINTER, PARTY = (f"Q{9000000000 + number}" for number in range(800, 805))


def person(state, **claims):
    return {"P31": [HUMAN], "P27": [state], **claims}


def year(number):
    return [time(f"+{number}-01-01T00:00:00Z")]


def ministry(number, state, adjective, country):
    about, claims = f"{adjective} ministry", {"P31": [CLASS_MINISTRY], "P17": [country]}
    alias = {"en": [f"{adjective} Foreign Ministry"]}
    return item(number, f"Ministry of Foreign Affairs of {state}", about, claims, aliases=alias)


STATE = "Q9000000899"
WORLD = (
    entity(RUSSIA, {"en": "Russia"}, {"en": ["Russian Federation"]}, {"P31": [STATE]}, about="country in Eurasia"),
    entity(BELARUS, {"en": "Belarus"}, {}, {"P31": [STATE]}, about="country in Eastern Europe"),
    item(800, "town", "kind of settlement", {"P31": []}),
    item(801, "ministry of foreign affairs", "kind of ministry", {"P31": []}),
    item(802, "judge", "person who decides cases", {"P31": []}),
    item(803, "painter", "artist who paints", {"P31": []}),
    item(804, "Party of Mills", "political party in Belarus", {"P31": []}),
    item(1, "Olga Marenkova", "Russian judge", person(RUSSIA, P106=[JUDGE], P569=year(1960))),
    item(2, "Pavel Drozdin", "painter", person(BELARUS, P106=[PAINTER], P569=year(1850), P570=year(1901))),
    item(3, "Pavel Drozdin", "Belarusian politician", person(BELARUS, P102=[PARTY], P569=year(1970))),
    item(4, "Anton Kesarin", "Russian painter", person(RUSSIA, P106=[PAINTER])),
    item(5, "Anton Kesarin", "Russian judge", person(RUSSIA, P106=[JUDGE])),
    ministry(6, "Russia", "Russian", RUSSIA),
    ministry(7, "Belarus", "Belarusian", BELARUS),
    item(8, "Velmsk", "town in Russia", {"P31": [CLASS_TOWN], "P17": [RUSSIA]}, pages=40),
    item(9, "Velmsk", "village in Belarus", {"P31": [CLASS_TOWN], "P17": [BELARUS]}, pages=2),
    item(10, "Velmsk", "film", {"P31": ["Q9000000898"]}),
)
