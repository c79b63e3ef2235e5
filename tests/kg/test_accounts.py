"""What one document tells of an event, as it is compared with what others tell."""

import pytest
from world import document

from kg.entities import entities
from kg.identity.events.accounts import accounts
from kg.iris import Iris
from kg.model import Claim, ClaimRef, Duration, Mention, MentionType, Moment, Quantity, Reading, Role

TEXT = (
    "On 14 March police in Velm held Ann Lee and two reporters for taking bribes, Harbour Watch said. "
    "40 of 300 marchers were Danes. The City Court gave her three years. It rained."
)
PAPER = document(TEXT, published="2021-03-15")
IRIS = Iris("http://x/")
T = MentionType


def words(text):
    start = TEXT.index(text)
    return PAPER.select(start, start + len(text))


def who(text, type_=T.PERSON, kind=None):
    return Mention(words(text), type_, text.lower(), text, kind)


ANN, VELM, COURT = who("Ann Lee"), who("Velm", T.PLACE), who("City Court", T.STATE_BODY, "court")
POLICE, REPORTERS = who("police", T.DESCRIPTION, "police"), who("reporters", T.DESCRIPTION, "journalists")
WATCH, DANES = who("Harbour Watch", T.ORGANISATION), who("Danes", T.GROUP)
DAY = Moment(words("14 March"), "2021-03-14", "2021-03-14", "2021-03-14", "published")
CHARGE = Role("charge", words("taking bribes"))


def claim(id_, type_, *roles, kinds=(), source=None):
    return Claim(
        id_, type_, words("held"), (words("held"),), kinds, roles, source, None if "Leg" in type_ else "actual"
    )


def told(*claims):
    reading = Reading(PAPER, claims=claims)
    return accounts(reading, entities(reading, IRIS), IRIS)


def test_an_account_holds_who_where_when_by_whom_and_by_whose_word():
    roles = [Role("affected", each) for each in (ANN, REPORTERS)]
    roles += [Role("agent", POLICE), Role("place", VELM), Role("date", DAY), Role("ground", words("taking bribes"))]
    [account] = told(claim("detention-1", "Detention", *roles, kinds=("individualArrest",), source=WATCH))
    assert (account.document, account.claim) == ("http://x/doc/a.txt", "http://x/claim/detention-1")
    assert account.people == {"http://x/person/ann-lee"}
    assert (account.crowd, account.forces, account.agents) == ({"journalist"}, {"police"}, frozenset())
    assert account.places == {"http://x/place/velm"}
    assert account.source == "http://x/organization/harbour-watch"
    assert (account.earliest, account.latest, account.published) == ("2021-03-14", "2021-03-14", "2021-03-15")
    assert account.grounds == {"taking bribes"}


def test_a_step_has_the_defendant_the_court_the_charge_and_the_sentence_of_its_case():
    case = claim("case", "LegalProceeding", Role("defendant", ANN), Role("court", COURT), CHARGE)
    length = Role("duration", Duration(words("three years"), "P3Y"))
    sentence = claim("term", "Sentence", length, kinds=("prisonTerm",))
    refers = (Role("proceeding", ClaimRef("case")), Role("sentence", ClaimRef("term")))
    [account] = told(case, claim("step", "ProceedingStep", *refers, kinds=("sentencing",)), sentence)
    assert account.people == {"http://x/person/ann-lee"}
    assert account.courts == {"http://x/organization/city-court"}
    assert (account.charges, account.penalties) == ({"taking bribes"}, {"prisonTerm P3Y"})


def test_a_part_is_told_with_the_time_the_agent_and_the_source_of_its_whole():
    whole = claim("whole", "Detention", Role("date", DAY), Role("agent", POLICE), source=WATCH)
    number = Role("count", Quantity(words("40"), "exact", 40, 40, 40))
    _, part = told(whole, claim("part", "Detention", Role("partOf", ClaimRef("whole")), number))
    assert (part.part, part.earliest, part.forces) == (True, "2021-03-14", {"police"})
    assert part.source == "http://x/organization/harbour-watch"
    assert (part.count, part.least, part.most, part.qualifier, part.number) == (40, 40, 40, "exact", "40")


def test_a_people_is_a_crowd_and_no_person():
    [account] = told(claim("harm", "Violence", Role("affected", DANES)))
    assert (account.people, account.crowd) == (frozenset(), {"dane"})


@pytest.mark.parametrize("type_", ["Statement", "LegalProceeding", "Sentence"])
def test_what_is_no_event_has_no_account(type_):
    assert told(claim("c", type_, Role("speaker", ANN))) == ()
