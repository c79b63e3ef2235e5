"""Accounts of one event in several documents: what is proposed, what is not, and what is said of it."""

import random
from dataclasses import replace

import pytest

from kg.identity.events.accounts import Account
from kg.identity.events.judged import Judged
from kg.identity.events.proposals import BEST, Events
from kg.identity.events.tellings import Who
from kg.identity.judgements import Opinion
from kg.model import Judgement

PERSONS = {"p/ada": "Ada Byrne", "p/ben": "Ben Okoro", "p/cy": "Cyrus Vale"}
NAMES = {
    **PERSONS,
    "l/minsk": "Minsk",
    "l/belarus": "Belarus",
    "l/brest": "Gomel",
    "l/lima": "Lima",
    "o/press": "Morning Post",
    "o/police": "Harbour Police",
    "o/army": "Coast Army",
    "o/court": "City Court",
    "o/high": "High Court",
}
WHO = Who({}, NAMES, frozenset(PERSONS))
DAY = "2021-03-14"
AROUND = "approximately"


def some(*names):
    return frozenset(names)


def account(document="a", **said):
    said = {"people": some("p/ada"), "kinds": some("individualArrest"), **said}
    day = said.pop("day", None)
    dates = {"edtf": day, "earliest": day, "latest": day} if day else {}
    number = said.pop("number", None)
    count = {"count": number, "least": number, "most": number, "qualifier": "exact", "number": str(number)}
    return Account(
        f"d/{document}", f"c/{document}", said.pop("type", "Detention"), **dates, **(count if number else {}), **said
    )


def crowd(document="a", **said):
    told = {"people": some(), "kinds": some("massArrest"), "places": some("l/minsk"), "day": DAY, **said}
    return account(document, **told)


def gathering(document="a", **said):
    return crowd(document, **{"type": "Gathering", "kinds": some("march"), **said})


def hearing(document="a", **said):
    return account(document, **{"type": "ProceedingStep", "kinds": some("sentencing"), **said})


def proposed(*accounts, opinions=()):
    return Events(accounts, WHO).proposals(Judged(opinions))


def pairs(*accounts, opinions=()):
    return [(each.left, each.right) for each in proposed(*accounts, opinions=opinions)]


ONE_EVENT = {
    "one person on one day": (account(day=DAY), account("b", day=DAY)),
    "dates a night apart": (account(day=DAY), account("b", day="2021-03-15")),
    "dates three days apart": (account(day=DAY), account("b", day="2021-03-17")),
    "only one is dated, and the other is a report soon after": (account(day=DAY), account("b", published="2021-03-16")),
    "neither is dated, and both were published then": (account(published=DAY), account("b", published="2021-03-15")),
    "a day whose year is left out": (account(day=DAY), account("b", edtf="XXXX-03-14")),
    "a month that holds the day": (
        account(day=DAY, places=some("l/minsk")),
        account("b", edtf="2021-03", earliest="2021-03-01", latest="2021-03-31", places=some("l/belarus")),
    ),
    "a town and its state": (
        account(day=DAY, places=some("l/minsk")),
        account("b", day=DAY, places=some("l/belarus")),
    ),
    "told as a fact and denied": (account(day=DAY), account("b", day=DAY, factuality="negated")),
    "planned and done on that day": (account(day=DAY, factuality="scheduled"), account("b", day=DAY)),
    "two people in common": (
        account(people=some("p/ada", "p/ben")),
        account("b", people=some("p/ada", "p/ben")),
    ),
    "a killing without dates": (
        account(type="Violence", kinds=some("killing")),
        account("b", type="Violence", kinds=some("killing")),
    ),
    "a crowd in one town on one day": (crowd(number=120), crowd("b", number=110)),
    "a march whose size is told otherwise": (gathering(number=5_000), gathering("b", number=900)),
    "a whole state, with numbers that can both hold": (
        crowd(places=some("l/belarus"), number=300),
        crowd("b", places=some("l/belarus"), number=300),
    ),
    "one sentence of one length": (
        hearing(penalties=some("prisonTerm P3Y")),
        hearing("b", penalties=some("prisonTerm P3Y")),
    ),
    "one charge before one court": (
        hearing(kinds=some("charge"), charges=some("taking bribes"), courts=some("o/court")),
        hearing("b", kinds=some("charge"), charges=some("bribery"), courts=some("o/court")),
    ),
}  # fmt: skip

TWO_EVENTS = {
    "one document": (account(day=DAY), replace(account(day=DAY), claim="c/other")),
    "two classes": (account(day=DAY), account("b", type="Release", day=DAY)),
    "two people": (account(day=DAY), account("b", day=DAY, people=some("p/ben"))),
    "a year later, on another charge": (account(day=DAY), account("b", day="2022-03-14", grounds=some("fraud"))),
    "two weeks apart": (account(day=DAY), account("b", day="2021-03-28")),
    "two states": (account(day=DAY, places=some("l/minsk")), account("b", day=DAY, places=some("l/lima"))),
    "told before it happened": (account(day=DAY), account("b", published="2021-03-10")),
    "nothing but a name in common": (account(), account("b")),
    "published years apart": (account(published=DAY), account("b", published="2024-05-01")),
    "a demand and a fact": (
        account(day=DAY, type="Release"),
        account("b", day=DAY, type="Release", factuality="requested"),
    ),
    "two demands without a day": (
        account(type="Release", factuality="requested", published=DAY),
        account("b", type="Release", factuality="requested", published=DAY),
    ),
    "crowds in two towns": (crowd(), crowd("b", places=some("l/brest"))),
    "crowds on two days": (crowd(), crowd("b", day="2021-03-15")),
    "a crowd in a town and one in its state": (crowd(number=300), crowd("b", places=some("l/belarus"), number=300)),
    "a part and the whole": (crowd(number=40), crowd("b", number=400)),
    "a whole state and nothing else": (crowd(places=some("l/belarus")), crowd("b", places=some("l/belarus"))),
    "one person and a crowd": (account(day=DAY, places=some("l/minsk")), crowd("b", number=80)),
    "two nameless people in one town": (
        crowd(kinds=some("individualArrest")),
        crowd("b", kinds=some("individualArrest")),
    ),
    "two beatings in one town": (
        crowd(type="Violence", kinds=some("beating")),
        crowd("b", type="Violence", kinds=some("beating")),
    ),
    "two stages of one case": (hearing(day=DAY), hearing("b", day=DAY, kinds=some("charge"))),
    "two courts and two charges": (
        hearing(published=DAY, courts=some("o/court"), charges=some("taking bribes")),
        hearing("b", published=DAY, courts=some("o/high"), charges=some("fraud")),
    ),
    "two sentences of two lengths": (
        hearing(published=DAY, penalties=some("prisonTerm P3Y")),
        hearing("b", published=DAY, penalties=some("prisonTerm P8Y")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("told", ONE_EVENT.values(), ids=ONE_EVENT)
def test_what_may_be_one_event_is_proposed(told):
    assert pairs(*told) == [("c/a", "c/b")]


@pytest.mark.parametrize("told", TWO_EVENTS.values(), ids=TWO_EVENTS)
def test_what_is_hardly_one_event_is_not(told):
    assert pairs(*told) == []


SENTENCES = {
    "Both tell of the sentencing of Ada Byrne, 14 March 2021; "
    "the sentences differ: prison term of 3 years 6 months against fine.": (
        hearing(day=DAY, penalties=some("prisonTerm P3Y6M")),
        hearing("b", day=DAY, penalties=some("fine")),
    ),
    "Both tell of the violence against Ada Byrne, 14 March 2021; the kinds differ: beating against kidnapping.": (
        account(day=DAY, type="Violence", kinds=some("beating")),
        account("b", day=DAY, type="Violence", kinds=some("kidnapping")),
    ),
    "Both tell of the arrest of Ada Byrne in Minsk, 14\u201315 March 2021; the dates differ: 1 day apart.": (
        account(day=DAY, places=some("l/minsk")),
        account("b", day="2021-03-15", places=some("l/minsk")),
    ),
    "Both tell of the arrest of Ada Byrne, 14 March 2021; one tells that it happened, the other that it did not.": (
        account(day=DAY),
        account("b", day=DAY, factuality="negated"),
    ),
    "Both tell of the march in Minsk, 14 March 2021; the counts differ: 5100 against 2500.": (
        gathering(number=5_100),
        gathering("b", number=2_500),
    ),
    "Both tell of the arrest of Ada Byrne, 14 March 2021; the places differ: Belarus against Minsk.": (
        account("b", day=DAY, places=some("l/minsk")),
        account(day=DAY, places=some("l/belarus")),
    ),
    "Both tell of the hunger strike of Ben Okoro, 30 April 2021 \u2013 1 May 2021; the dates differ: 1 day apart.": (
        account(day="2021-04-30", type="Event", kinds=some("hungerStrike"), people=some("p/ben")),
        account("b", day="2021-05-01", type="Event", kinds=some("hungerStrike"), people=some("p/ben")),
    ),
}


@pytest.mark.parametrize(("sentence", "told"), SENTENCES.items(), ids=range(len(SENTENCES)))
def test_a_sentence_says_what_both_tell_and_in_what_they_differ(sentence, told):
    assert [each.sentence for each in proposed(*told)] == [sentence]


OVER_5000, AROUND_2500 = ("more than 5,000", 5000, 5001, None, "moreThan"), ("2,500 or so", 2500, None, None, AROUND)
NUMBERS = [
    (OVER_5000, AROUND_2500, "count_conflict"),
    (("more than 300", 300, 301, None, "moreThan"), ("at least 340", 340, 340, None, "atLeast"), "count_both"),
    (("about 1,000", 1000, None, None, AROUND), ("950", 950, 950, 950, "exact"), "count_both"),
    (("87", 87, 87, 87, "exact"), ("87", 87, 87, 87, "exact"), "count_same"),
    (("3", 3, 3, 3, "exact"), ("three", 3, 3, 3, "exact"), "count_same_small"),
    (("400", 400, 400, 400, "exact"), ("40", 40, 40, 40, "exact"), "count_far"),
]


@pytest.mark.parametrize(("left", "right", "name"), NUMBERS)
def test_numbers_that_cannot_both_hold_are_a_reason_against_and_both_stay(left, right, name):
    fields = ("number", "count", "least", "most", "qualifier")
    told = [replace(gathering(d), **dict(zip(fields, n, strict=True))) for d, n in (("a", left), ("b", right))]
    [pair] = proposed(*told)
    [feature] = [each for each in pair.compared.features if each.name.startswith("count")]
    assert feature.name == name
    assert (feature.points < 0) == (name in {"count_conflict", "count_far"})
    assert left[0] in feature.detail
    assert right[0] in feature.detail


def test_an_account_that_fits_two_events_about_as_well_is_proposed_to_neither():
    first, second = account("a", day=DAY, published=DAY), account("b", day="2021-03-24", published="2021-03-24")
    assert pairs(first, second, account("c", published="2021-03-25")) == []
    assert pairs(first, second, account("c", day="2021-03-24")) == [("c/b", "c/c")]


def test_what_fits_no_better_than_either_of_two_events_is_not_proposed_either():
    winter, summer = account("a", day="2021-01-17"), account("b", day="2021-06-12")
    year = {"edtf": "2021", "earliest": "2021-01-01", "latest": "2021-12-31"}
    undated = account("c", published="2021-06-14")
    assert pairs(winter, summer, undated, account("d", published="2024-02-01", **year)) == [("c/b", "c/c")]


def test_people_who_were_taken_together_may_be_told_of_one_by_one():
    both = account("a", day=DAY, people=some("p/ada", "p/ben"))
    ones = account("b", day=DAY), account("c", day=DAY, people=some("p/ben"))
    assert pairs(both, *ones) == [("c/a", "c/b"), ("c/a", "c/c")]


def test_of_several_accounts_in_one_document_the_one_that_fits_best_is_proposed():
    told = [replace(account("b", day=DAY), claim="c/b1"), replace(account("b", published=DAY), claim="c/b2")]
    assert pairs(account(day=DAY), *told) == [("c/a", "c/b1")]


def test_a_rejected_pair_is_gone_and_the_next_best_takes_its_place():
    told = [replace(account("b", day=DAY), claim="c/b1"), replace(account("b", published=DAY), claim="c/b2")]
    assert pairs(account(day=DAY), *told, opinions=[opinion("c/b1", "c/a", Judgement.DIFFERENT)]) == [("c/a", "c/b2")]


def opinion(left, right, held=Judgement.SAME):
    return Opinion(left, right, held, "Ira", "2026-01-02")


@pytest.mark.parametrize("held", [Judgement.SAME, Judgement.UNSURE])
def test_what_is_judged_is_not_proposed_and_its_document_is_done_with(held):
    told = [replace(account("b", day=DAY), claim="c/b1"), replace(account("b", published=DAY), claim="c/b2")]
    found = pairs(account(day=DAY), *told, opinions=[opinion("c/a", "c/b1", held)])
    assert found == ([] if held is Judgement.SAME else [("c/a", "c/b2")])


def test_what_follows_from_judgements_is_not_asked():
    three = [account(name, day=DAY) for name in "abc"]
    assert len(pairs(*three)) == 3
    assert pairs(*three, opinions=[opinion("c/a", "c/b"), opinion("c/b", "c/c")]) == []
    assert pairs(*three, opinions=[opinion(*two) for two in (("c/a", "c/b"), ("c/b", "c/c"), ("c/a", "c/c"))]) == []
    assert pairs(*three, opinions=[opinion("c/a", "c/b"), opinion("c/b", "c/c", Judgement.DIFFERENT)]) == []


def test_of_an_event_that_many_tell_only_so_many_pairs_are_proposed():
    many = [account(f"{n:03}", day=DAY) for n in range(100)]
    found = pairs(*many)
    assert len(found) <= BEST * len(many)
    assert {claim for pair in found for claim in pair} == {each.claim for each in many}


def test_the_order_of_accounts_changes_nothing():
    told = [replace(each, document=f"d/{n}", claim=f"c/{n}") for n, each in enumerate(sum(ONE_EVENT.values(), ()))]
    shuffled = random.Random(7).sample(told, len(told))
    assert proposed(*told) == proposed(*shuffled)


def test_people_are_compared_by_who_they_are_in_all_documents():
    who = Who({("d/a", "n/a-byrne"): "p/ada", ("d/b", "n/ada"): "p/ada"}, NAMES, frozenset(PERSONS))
    told = (account(day=DAY, people=some("n/a-byrne")), account("b", day=DAY, people=some("n/ada")))
    assert [each.sentence[:41] for each in Events(told, who).proposals(Judged(()))] == [
        "Both tell of the arrest of Ada Byrne, 14 "
    ]


def test_a_pair_is_weighed_whatever_speaks_against_it_but_not_across_classes():
    events = Events((account(day=DAY), account("b", day="1999-01-01"), account("c", type="Release")), WHO)
    assert "days apart" in events.weighed("c/b", "c/a").compared.conflict
    assert events.weighed("c/a", "c/c") is None
    assert events.weighed("c/a", "c/none") is None
