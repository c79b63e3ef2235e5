"""The annotation format: one table of codes and labels, one record for each event, every span in the text."""

import json
import runpy
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib.namespace import SKOS

from kg.documents import documents
from kg.errors import LexiconError
from kg.gold import gold
from kg.gold.labels import label
from kg.lexicon import table
from kg.model import (
    Claim,
    ClaimRef,
    Code,
    Document,
    Duration,
    Mention,
    MentionType,
    Moment,
    Money,
    Quantity,
    Reading,
    Role,
)
from kg.ontology import graph
from kg.reading import read
from kg.terms import KGC

SHARED = Path(__file__).parents[2].parent / "shared" / "gold"
LISTS = {
    "statement": KGC.StatementKind,
    "step": KGC.StepKind,
    "penalty": KGC.PenaltyKind,
    "bound": KGC.CountQualifier,
    "form": KGC.QuoteStyle,
    "detention": KGC.Factuality,
    "proceeding": KGC.Factuality,
    "gathering": KGC.Factuality,
}
TEXT = (
    "Maria Orlova was arrested in Orlow on Monday. Dana Reyes said 40 people were arrested, 12 of them in Velm. "
    "A union said 55 people were arrested. Maria Orlova was freed. A court fined Maria Orlova 900 euros."
)
DOCUMENT = Document("news/orlow.txt", TEXT, "0" * 64, published="2031-03-05")


def at(words, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return DOCUMENT.select(start, start + len(words))


def sentence(selector):
    start = TEXT.rfind(". ", 0, selector.start) + 2 if ". " in TEXT[: selector.start] else 0
    return DOCUMENT.select(start, TEXT.index(".", selector.end) + 1)


def named(words, referent, nth=0, type_=MentionType.PERSON):
    return Mention(at(words, nth), type_, referent, words)


def claim(id_, type_, trigger, /, *kinds, attribution=None, factuality="actual", **roles):
    made = tuple(Role(name, filler) for name, filler in roles.items())
    return Claim(id_, type_, trigger, (sentence(trigger),), kinds, made, attribution, factuality)


def people(words, value, qualifier="exact", nth=0):
    return Quantity(at(words, nth), qualifier, value, value, value)


ORLOVA = [named("Maria Orlova", "p1", nth) for nth in range(3)]
REYES = named("Dana Reyes", "p2")
UNION = Mention(at("A union"), MentionType.DESCRIPTION, "u1", "a union")
ORLOW, VELM = named("Orlow", "l1", 0, MentionType.PLACE), named("Velm", "l2", 0, MentionType.PLACE)
CROWD = Mention(at("40 people"), MentionType.DESCRIPTION, "c1")
ARREST = claim(
    "d1",
    "Detention",
    at("arrested"),
    affected=ORLOVA[0],
    place=ORLOW,
    date=Moment(at("Monday"), "2031-03-03", basis="published"),
)
MASS = claim(
    "d2", "Detention", at("arrested", 1), affected=CROWD, count=people("40", 40), attribution=REYES, place=VELM
)
PART = claim("d3", "Detention", at("arrested", 1), count=people("12", 12), place=VELM, partOf=ClaimRef("d2"))
RIVAL = claim("d4", "Detention", at("arrested", 2), count=people("55", 55), attribution=UNION, place=VELM)
FREED = claim("r1", "Release", at("freed"), affected=ORLOVA[1])
FINE = claim(
    "s1",
    "Sentence",
    at("900 euros"),
    "fine",
    affected=ORLOVA[2],
    fine=Money(at("900 euros"), 900.0, "EUR"),
    factuality=None,
)
STEP = claim("p1", "ProceedingStep", at("fined"), "sentencing", affected=ORLOVA[2], sentence=ClaimRef("s1"))
SAID = claim(
    "t1",
    "Statement",
    at("said"),
    "report",
    factuality=None,
    speaker=REYES,
    quoteStyle=Code("indirect"),
    contentText=at("40 people were arrested, 12 of them in Velm"),
)


def exported(*claims):
    return gold(Reading(DOCUMENT, (), (*ORLOVA, REYES, ORLOW, VELM), claims))


def scheme(iri):
    return {code.rpartition("/")[2] for code in graph().subjects(SKOS.inScheme, iri)}


@pytest.mark.parametrize("list_", LISTS)
def test_every_code_of_the_ontology_has_a_label(list_):
    assert scheme(LISTS[list_]) <= set(table("gold")[list_])


def test_every_named_actor_type_has_a_label_and_every_lossy_list_says_its_loss():
    assert {type_.value for type_ in MentionType} - {"place", "description", "pronoun"} == set(table("gold")["actor"])
    lossy = {name for name in LISTS if len(set(table("gold")[name].values())) < len(table("gold")[name])}
    assert lossy <= set(table("gold")["losses"])


def test_an_unknown_code_is_refused_with_its_list():
    with pytest.raises(LexiconError, match="list step has no label for the code duel"):
        label("step", "duel")


def test_actors_are_named_referents_and_places_are_none():
    found = exported()["actors"]
    assert [(actor["id"], actor["name"], len(actor["mentions"])) for actor in found] == [
        ("a1", "Maria Orlova", 3),
        ("a2", "Dana Reyes", 1),
    ]


def test_an_arrest_keeps_its_slots_and_is_released_by_a_later_release():
    (record,) = exported(ARREST, FREED)["detentions"]
    assert (record["detained"]["actors"], record["released"], record["modality"]) == (["a1"], True, "actual")
    assert (record["place"][0]["text"], record["date"]["iso"], record["date"]["basis"]) == (
        "Orlow",
        "2031-03-03",
        "doc_date",
    )
    assert [passage["trigger"]["text"] for passage in record["evidence"]] == ["arrested", "freed"]


def test_rival_figures_and_shares_stand_inside_one_record():
    (record,) = exported(MASS, PART, RIVAL)["detentions"]
    detained = record["detained"]
    assert (detained["count"]["value"], record["source"]) == (40, "a2")
    assert [(rival["value"], rival["source"]) for rival in detained["alt_counts"]] == [(55, None)]
    assert [(share["value"], share["label"]["text"]) for share in detained["subsets"]] == [(12, "Velm")]


def test_another_person_is_another_record():
    other = claim("d9", "Detention", at("arrested", 1), affected=REYES)
    assert len(exported(ARREST, other)["detentions"]) == 2


@pytest.mark.parametrize(
    ("status", "modalities"), [("requested", []), ("conditional", []), ("negated", ["denied"]), ("alleged", ["actual"])]
)
def test_only_detentions_with_a_label_are_written(status, modalities):
    made = claim("d1", "Detention", at("arrested"), affected=ORLOVA[0], factuality=status)
    assert [record["modality"] for record in exported(made)["detentions"]] == modalities


def test_a_sentencing_carries_its_fine():
    (record,) = exported(STEP, FINE)["proceedings"]
    assert (record["stage"], record["defendants"]) == ("sentence", ["a1"])
    fine = {"text": record["sentence"]["fine"]["text"], "amount": 900.0, "currency": "EUR"}
    assert (record["sentence"]["kind"], record["sentence"]["fine"]) == ("fine", fine)


def test_a_penalty_that_a_prosecutor_asks_for_is_a_requested_sentence():
    asked = claim(
        "p2",
        "ProceedingStep",
        at("fined"),
        "requestToCourt",
        affected=ORLOVA[2],
        duration=Duration(at("Monday"), "P2Y"),
    )
    (record,) = exported(asked)["proceedings"]
    assert (record["stage"], record["modality"], record["sentence"]["duration"]) == ("sentence", "requested", "P2Y")


def test_a_conviction_in_a_case_with_a_sentence_is_evidence_of_the_sentence():
    case = {"affected": ORLOVA[2], "proceeding": ClaimRef("c1")}
    convicted = claim("p3", "ProceedingStep", at("freed"), "conviction", **case)
    sentenced = claim("p4", "ProceedingStep", at("fined"), "sentencing", **case)
    (record,) = exported(convicted, sentenced)["proceedings"]
    assert (record["stage"], len(record["evidence"])) == ("sentence", 2)


def test_a_statement_has_speaker_cue_content_kind_and_form():
    (record,) = exported(SAID)["statements"]
    assert (record["speakers"], record["cue"]["text"], record["kind"], record["form"]) == (
        ["a2"],
        "said",
        "say",
        "indirect",
    )
    assert record["content"][0]["text"] == "40 people were arrested, 12 of them in Velm"


def spans(value):
    if isinstance(value, dict):
        yield from [value] if "start" in value else []
        value = list(value.values())
    for part in value if isinstance(value, list) else ():
        yield from spans(part)


def test_every_span_is_the_text_at_its_place_and_the_result_is_plain_json():
    found = exported(ARREST, MASS, PART, RIVAL, FREED, STEP, FINE, SAID)
    assert [span for span in spans(found) if TEXT[span["start"] : span["end"]] != span["text"]] == []
    assert json.loads(json.dumps(found)) == found


def test_the_order_of_claims_does_not_matter():
    claims = (ARREST, MASS, PART, RIVAL, FREED, STEP, FINE, SAID)
    assert exported(*claims) == exported(*reversed(claims))


def corpus(name):
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip("the annotated articles are not beside this checkout")
    return folder


@pytest.fixture(scope="module")
def scores():
    """Scores of the seeds and the development articles, by the annotators' own scorer."""
    scorer = runpy.run_path(str(corpus("dev").parent / "score.py"))
    return {name: scorer["score_docs"](list(pairs(corpus(name)))).plain() for name in ("dev", "seeds")}


def pairs(folder):
    for path in sorted(folder.glob("*.json")):
        annotated = json.loads(path.read_text(encoding="utf-8"))
        (document,) = documents([path.with_suffix(".txt")])
        yield annotated, gold(read(replace(document, published=annotated["doc_date"])))


BARS = [("dev", "statement", 0.35), ("dev", "detention", 0.35), ("dev", "proceeding", 0.45)]
BARS += [("seeds", "statement", 0.60), ("seeds", "detention", 0.75), ("seeds", "mention_exact", 0.80)]


@pytest.mark.parametrize(("name", "measure", "bar"), BARS)
def test_real_articles_are_read_as_well_as_promised(scores, name, measure, bar):
    assert scores[name][measure]["f1"] >= bar


def test_articles_without_events_give_no_detention_and_no_proceeding(scores):
    assert scores["dev"]["fp_in_irrelevant_docs"] == 0


def test_the_page_on_formats_lists_every_loss_and_every_slot():
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    assert [loss for loss in table("gold")["losses"].values() if loss not in page] == []
    found = exported(ARREST, STEP, FINE, SAID)
    assert [
        key for key in {*found, *found["detentions"][0], *found["proceedings"][0]} - {"id"} if f"`{key}`" not in page
    ] == []


@pytest.mark.parametrize(("days", "records"), [(("2031-03-03", "2031-03-03"), 1), (("2031-03-03", "2031-02-11"), 2)])
def test_one_person_arrested_on_two_days_is_two_records(days, records):
    first, second = (
        claim(f"d{i}", "Detention", at("arrested", i), affected=ORLOVA[0], date=Moment(at("Monday"), day))
        for i, day in enumerate(days)
    )
    assert len(exported(first, second)["detentions"]) == records


@pytest.mark.parametrize(
    ("text", "released"),
    [
        ("Police arrested 17 weavers in Velm. As of Tuesday, 12 had been released.", "partial"),
        ("Police arrested 17 weavers in Velm. As of Tuesday, 17 had been released.", True),
        ("Police arrested 17 weavers in Velm. As of Tuesday, 30 had been released.", False),
        ("Police arrested 17 weavers in Velm. They were to be released.", False),
        ("Police arrested 17 weavers in Velm. All but three were freed the next day.", "partial"),
        ("Police arrested 17 weavers in Velm. All were released on bail on Tuesday.", True),
        ("Police arrested 17 weavers in Velm. They were released on personal bonds.", True),
        ("Police arrested 17 weavers in Velm. The songs are loud. They were released in May.", False),
        ("Mira Dahl was arrested with her sister. The sister was set free on Monday.", "partial"),
    ],
)
def test_people_freed_by_number_are_those_told_of_last_before_if_they_were_so_many(text, released):
    reading = read(Document("a.txt", text, "0"))
    assert [record["released"] for record in gold(reading)["detentions"]] == [released]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (
            "Police detained 43 miners in Velm. The guild, however, claimed over 90 had been rounded up.",
            [[43, 90]],
        ),
        ("Police detained 43 people in Velm on Monday. Rights groups say 75 were held.", [[43, 75]]),
        ("Police detained 43 people in Velm on Monday. The Weavers Guild put the figure at 61.", [[43, 61]]),
        ("Police detained 43 people in Velm. Across the country 120 were arrested, the guild said.", [[43], [120]]),
        ("Police detained 43 people on Monday. In March, the guild said, 75 people were held.", [[43], [75]]),
        ("Police detained 43 people in Velm. The guild said 20 weavers had been detained in Orla.", [[43], [20]]),
        ("Police said 43 people were held. The police chief said 12 were arrested for looting.", [[43], [12]]),
        ("Police detained 43 people in Velm. The guild put the number of dead at 61.", [[43]]),
    ],
)
def test_another_sources_figure_for_the_same_people_is_a_rival_of_the_first(text, counts):
    found = [record["detained"] for record in gold(read(Document("a.txt", text, "0")))["detentions"]]
    assert [[one["count"]["value"], *(rival["value"] for rival in one["alt_counts"])] for one in found] == counts


def test_a_detention_told_mostly_without_a_source_has_none():
    text = "Police arrested Mira Dahl in May. Her guild said Mira Dahl was arrested at home. Mira Dahl is in custody."
    assert [record["source_text"] for record in gold(read(Document("a.txt", text, "0")))["detentions"]] == [None]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ann Lind said that the poem is about the nine bakers who were arrested in a park.", None),
        ("Ann Lind said that nine bakers were arrested in a park.", "Ann Lind"),
        ("Ove Dahl, who was ill, was detained when he crossed the yard, said his doctor, Ines Vale.", "Ines Vale"),
        ("Ove Dahl, who was arrested at sea, has lost his sight, said Ines Vale, a doctor.", None),
        ("Ines Vale said the arrest of Ove Dahl was a blow to every harbour on the coast.", None),
        ("Ines Vale announced the arrest of Ove Dahl on Monday.", "Ines Vale"),
        ("The Orla Post denounced the arrest of bakers. Ten bakers were held, according to Ann Lind.", "Ann Lind"),
    ],
)
def test_who_only_speaks_of_people_known_to_have_been_held_is_no_source_of_that(text, source):
    read_ = gold(read(Document("a.txt", text, "0")))
    names = {actor["id"]: actor["name"] for actor in read_["actors"]}
    assert [names.get(record["source"]) for record in read_["detentions"]] == [source]


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ("A clerk, Mira Dahl, was arrested in Velm. The leader of the guild was put under house arrest, it said.", 2),
        ("Soldiers arrested 12 people in Velm on Monday. The league has recorded 61 arrests of weavers since 2017.", 2),
        ("Police said they held 140 weavers. The guild, however, claimed more than 400 had been rounded up.", 1),
        ("Hundreds were arrested on Sunday. Police detained 412 people, the ministry said.", 1),
        ("More than 600 were arrested, a guild said. The Mill League later reported 617 arrests in the city.", 1),
        ("Dozens were arrested in Velm. Police detained 412 people in Orla.", 2),
        ("Police detained 30 people in Velm. Police detained 31 people in a raid.", 2),
        ("Ove Dahl was arrested on August 22. On 22nd August 2019, police arrested Ove Dahl, his guild said.", 1),
        ("Ove Dahl was arrested on August 22. Ove Dahl had been arrested in 2011.", 2),
    ],
)
def test_other_people_are_another_record_and_a_rival_figure_is_none(text, records):
    assert len(gold(read(Document("a.txt", text, "0")))["detentions"]) == records


def test_a_vigil_on_another_day_is_another_gathering():
    document = Document("a.txt", "Thousands joined a protest in Velm on June 1. Friends held a vigil on June 4.", "0")
    assert [record["date"]["text"]["text"] for record in gold(read(document))["gatherings"]] == ["June 1", "June 4"]
