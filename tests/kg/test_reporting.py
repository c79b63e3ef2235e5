"""Who says what where marks and commas show it and a parse does not."""

import pytest
from test_statements import contents, said, speakers

READ = [
    (
        "Its baker Lachlan Roy was held in Velm on Sunday, the guild's head, Ana Torres, alleged.",
        "Ana Torres",
        "Its baker Lachlan Roy was held in Velm on Sunday",
    ),
    (
        "Since May, according to the group Free Velm Watch, 90 people under 20 have faced trial.",
        "Free Velm Watch",
        "90 people under 20 have faced trial",
    ),
    (
        "Mr Omar Haddad was searched by guards and then driven home, said one report from the scene.",
        "one report",
        "Mr Omar Haddad was searched by guards and then driven home",
    ),
    ("In its statement Valco also said that the mill was open.", "Valco", "the mill was open"),
    (
        "The guild denounces before the nation the unjust detention of the miller.",
        "guild",
        "the unjust detention of the miller",
    ),
    ("A court took the mill, and its head, Ana Torres, complained of the noise.", "Ana Torres", "the noise"),
    ("Ana Torres Accuses Ministry of Hiding Its Reports", "Ana Torres", "Hiding Its Reports"),
    ("The mill was shut for a year, the Velm Journal reports.", "Velm Journal", "The mill was shut for a year"),
    (
        "The guild laughed at Omar Haddad's claim that there were nine mills in Velm this year.",
        "Omar Haddad",
        "there were nine mills in Velm this year",
    ),
    (
        "The mayor spoke for the bakers, accusing Omar Haddad of being asleep when the fire began.",
        "mayor",
        "being asleep when the fire began",
    ),
    ('"It is over," the mayor said, going on to say that the mill would close.', "mayor", "the mill would close"),
    (
        "Haddad said the union planned to bring in lawyers, though he knew little of it.",
        "Haddad",
        "the union planned to bring in lawyers",
    ),
    (
        "But many bakers say Mrs. Osei's new law obscures the cause.",
        "many bakers",
        "Mrs. Osei's new law obscures the cause",
    ),
    (
        "The Lantern reported at the time that the mayor, Ana Torres, refused to leave.",
        "Lantern",
        "the mayor, Ana Torres, refused to leave",
    ),
    (
        "The mill may open again, Sen. Omar Haddad (R-Velm) told The Lantern on Thursday.",
        "Omar Haddad",
        "The mill may open again",
    ),
    ("The mill was shut, the miners said Friday, as they left the court.", "miners", "The mill was shut"),
    (
        'This is "roughly the same price they have paid all year," reported Amnesty International.',
        "Amnesty International",
        'This is "roughly the same price they have paid all year,"',
    ),
    ("The army accused Omar Haddad, who was born in Velm, of hiding guns.", "army", "hiding guns"),
    ("Ana Torres called Friday for an inquiry.", "Ana Torres", "an inquiry"),
    ("Amnesty International found that guards beat the miners.", "Amnesty International", "guards beat the miners"),
    (
        "Widows demanded compensation for their losses and an inquiry.",
        "Widows",
        "compensation for their losses and an inquiry",
    ),
]

SET_OFF = [
    (
        "The mayor added:\n\nThe mill is shut. Nobody will work there again.",
        ["The mill is shut. Nobody will work there again."],
    ),
    ("The mayor added:\n\nthe mill", []),
    ("The mayor spoke. She listed these:\n\nThe mill is shut and nobody will work there.", []),
]

QUOTED = [
    (
        "``It is a feud against my poor husband, who has done nothing,'' Torres was quoted as saying by Agence Velm.",
        "Torres",
        ["It is a feud against my poor husband, who has done nothing"],
    ),
    (
        '"The bricks lasted three years; these may last eight," joked chief engineer Ana Torres.',
        "Ana Torres",
        ["The bricks lasted three years; these may last eight"],
    ),
    ("Haddad has called the council ``a circus,'' and left the hall.", "Haddad", ["the council ``a circus,"]),
    (
        'Omar Haddad, a baker who saw the fire, recalled, "We ran out of the mill."',
        "Omar Haddad",
        ["We ran out of the mill."],
    ),
    ("The film shows footage of Ana Torres asking, “Where is my son?”", "Ana Torres", ["Where is my son?"]),
    (
        '"I like the mayor," he said, but "when it comes to the mill, she is wrong."',
        "he",
        ["I like the mayor", "when it comes to the mill, she is wrong."],
    ),
    (
        'As for the mill, "nobody will open it again this year," said Omar Haddad.',
        "Omar Haddad",
        ["nobody will open it again this year"],
    ),
    ('"We have won!" Ana "Spider" Torres, a baker, shouted to the crowd.', 'Ana "Spider" Torres', ["We have won!"]),
    (
        '"The mayor went home. She was tired.\n\n“We will stay,” said Omar Haddad.',
        "Omar Haddad",
        ["We will stay"],
    ),
]


@pytest.mark.parametrize(("text", "who", "what"), READ)
def test_a_statement_is_read_whatever_the_parse_makes_of_its_words(text, who, what):
    assert (who, [what]) in [(" ".join(speakers(claim)), contents(claim)) for claim in said(text)]


@pytest.mark.parametrize(("text", "who", "what"), QUOTED)
def test_marks_tell_which_words_are_whose(text, who, what):
    assert (who, what) in [(" ".join(speakers(claim)), contents(claim)) for claim in said(text)]


@pytest.mark.parametrize(("text", "what"), SET_OFF)
def test_a_paragraph_behind_a_cue_and_a_colon_is_what_is_said(text, what):
    assert [words for claim in said(text) for words in contents(claim)] == what


def test_the_text_in_which_something_is_said_is_no_part_of_who_says_it():
    (claim,) = said("In its statement Valco also said that the mill was open.")
    assert claim.first("speakerText").exact == "Valco"


def test_the_time_of_saying_is_no_part_of_who_speaks():
    (claim,) = said("Omar Haddad this week said the mill would close.")
    assert claim.first("speakerText").exact == "Omar Haddad"


def test_as_somebody_puts_it_goes_before_the_quotation_that_follows():
    (claim,) = said("The judge was seen, as The Lantern put it in a long report, “the last witness.”")
    assert contents(claim) == ["the last witness."]


def test_words_quoted_inside_a_clause_are_not_all_that_is_claimed():
    (claim,) = said('The mayor claimed "Torres exaggerates" the number of dead.')
    assert contents(claim) == ['"Torres exaggerates" the number of dead']
