"""What a statement puts forward is according to its speaker; what it presupposes or denies is not."""

import pytest

from kg.claims import claims
from kg.language import analyse
from kg.mentions import mentions
from kg.model import ClaimRef, Document


def read(text):
    document = Document(name="example.txt", text=text, sha256="0" * 64)
    analysis = analyse(document)
    return claims(analysis, mentions(analysis))


def one(found, name, kind=None):
    (claim,) = [c for c in found if c.type == name and (kind is None or kind in c.kinds)]
    return claim


def source(claim):
    return claim.attribution.selector.exact.removeprefix("The ").removeprefix("the ") if claim.attribution else None


CASES = [
    ("The union said that police arrested 40 miners.", "union", "actual", "content"),
    ("Police arrested 40 miners, the union said.", "union", "actual", "content"),
    ("The union accused the police of arresting 40 miners.", "union", "alleged", "content"),
    ("The union demanded the arrest of Tomas Brandt.", "union", "requested", "content"),
    ("The general denied that police arrested 40 miners.", "general", "negated", "content"),
    ("The bishops condemned the arrest of 40 miners.", None, "actual", "topic"),
    ("The envoy expressed concern over the arrest of 40 miners.", None, "actual", "topic"),
]


@pytest.mark.parametrize(("text", "speaker", "factuality", "role"), CASES)
def test_an_event_in_a_statement_is_according_to_its_speaker_unless_it_is_presupposed(text, speaker, factuality, role):
    found = read(text)
    event, statement = one(found, "Detention"), one(found, "Statement")
    assert (source(event), event.factuality) == (speaker, factuality)
    assert statement.all(role) == (ClaimRef(event.id),)


@pytest.mark.parametrize(
    "text",
    [
        "Police detained Omar Haddad for beating a guard.",
        "A court in Velm acquitted Omar Haddad of beating a guard.",
        "Omar Haddad was charged with beating a guard.",
    ],
)
def test_what_somebody_is_held_for_or_charged_with_is_not_told_as_a_fact(text):
    assert one(read(text), "Violence").factuality == "alleged"


def test_an_event_that_the_document_tells_has_no_source():
    assert one(read("Police arrested 40 miners. The union said nothing."), "Detention").attribution is None


def test_a_statement_in_a_statement_is_its_content_and_the_event_is_the_inner_speakers():
    found = read("The Daily Star reported that the ministry said that police arrested 40 miners.")
    outer, inner = [c for c in found if c.type == "Statement"]
    event = one(found, "Detention")
    assert outer.all("content") == (ClaimRef(inner.id),)
    assert inner.all("content") == (ClaimRef(event.id),)
    assert source(event) == "ministry"


def test_a_denial_answers_the_nearest_accusation_against_its_speaker():
    found = read("Ana Torres accused Omar Haddad of theft. Omar Haddad denied the accusation.")
    accusation, denial = one(found, "Statement", "accusation"), one(found, "Statement", "denial")
    assert denial.all("respondsTo") == (ClaimRef(accusation.id),)


def test_a_denial_answers_a_claim_that_its_speaker_did_something():
    found = read("Ana Torres alleged that Omar Haddad beat her. Omar Haddad denied the claim.")
    charge, denial = one(found, "Statement", "accusation"), one(found, "Statement", "denial")
    assert denial.all("respondsTo") == (ClaimRef(charge.id),)


def test_a_denial_by_somebody_else_answers_nothing():
    found = read("Ana Torres accused Omar Haddad of theft. Lena Fischer denied the reports.")
    assert one(found, "Statement", "denial").all("respondsTo") == ()


def test_what_is_denied_as_a_noun_is_alleged_and_only_a_topic():
    found = read("The ministry denied the arrest of 40 miners.")
    event, denial = one(found, "Detention"), one(found, "Statement")
    assert denial.all("content") == ()
    assert denial.all("topic") == (ClaimRef(event.id),)
    assert (event.factuality, event.attribution) == ("alleged", None)


@pytest.mark.parametrize("text", [case[0] for case in CASES])
def test_whatever_is_content_of_a_statement_is_according_to_its_speaker(text):
    found = {claim.id: claim for claim in read(text)}
    for statement in found.values():
        for reference in statement.all("content"):
            content = found[reference.id]
            assert content.type == "Statement" or content.attribution in statement.all("speaker")


def test_nothing_demanded_or_alleged_is_a_plain_fact():
    for text, *_ in CASES:
        found = {claim.id: claim for claim in read(text)}
        charges = [c for c in found.values() if {"demand", "callToAction", "accusation"} & set(c.kinds)]
        assert all(found[r.id].factuality != "actual" for c in charges for r in c.all("content"))


SPOKEN = [
    ('"I was held for two days," Mira Dahl said.', ["Mira Dahl"]),
    ('"They arrested me at the gate," said Mira Dahl.', ["Mira Dahl"]),
    ("I was held for two days.", []),
    ('"I was held for two days," he said.', []),
]


@pytest.mark.parametrize(("text", "held"), SPOKEN)
def test_i_in_a_quotation_means_whoever_is_quoted(text, held):
    detentions = [c for c in read(text) if c.type == "Detention"]
    assert [who.value for c in detentions for who in c.all("affected")] == held
    assert [source(c) for c in detentions] == held


def test_a_claim_that_somebody_named_did_harm_accuses_them_and_their_denial_answers_it():
    found = read("Mira Dahl claims that Omar Haddad ordered him killed. Omar Haddad denied such accusations.")
    charge, denial = one(found, "Statement", "accusation"), one(found, "Statement", "denial")
    assert charge.kinds == ("report", "accusation")
    assert [who.value for who in charge.all("target")] == ["Omar Haddad"]
    assert denial.all("respondsTo") == (ClaimRef(charge.id),)


def test_a_claim_that_names_nobody_accuses_nobody():
    assert one(read("The union claims that police arrested 40 miners."), "Statement").kinds == ("report",)


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ('"He was known to us, and we arrested Omar Haddad," police official Luis Ortega said.', "police"),
        ('"I arrested Omar Haddad myself," police official Luis Ortega said.', "I"),
    ],
)
def test_what_a_force_did_is_no_deed_of_the_officer_who_tells_it(text, agent):
    (detention,) = [claim for claim in read(text) if claim.type == "Detention"]
    assert [mention.selector.exact for mention in detention.all("agent")] == [agent]


def test_what_a_guild_estimates_that_others_did_is_no_deed_of_the_guild():
    text = "The Orla Guild (OG) estimated by May 2, that the army has now shot at least 90 people, arrested 600, "
    found = read(f"{text}seized carts for 12 and are still holding 45 in jail.")
    agents = [mention.selector.exact for claim in found for mention in claim.all("agent") if claim.type == "Detention"]
    assert set(agents) == {"the army"}
