"""Who says what, in which words: the cases that plain rules get wrong."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extractors.statements import statements
from kg.iris import ClaimIds
from kg.language import analyse
from kg.mentions import mentions
from kg.model import Document, Selector


def said(text):
    document = Document(name="example.txt", text=text, sha256="0" * 64)
    analysis = analyse(document)
    return list(statements(analysis, mentions(analysis), ClaimIds(document)))


def contents(claim):
    return [filler.exact for filler in claim.all("contentText")]


def speakers(claim):
    return [mention.selector.exact.removeprefix("The ").removeprefix("the ") for mention in claim.all("speaker")]


SINGLE = [
    ("The ministry said that twelve people were hurt.", ["ministry"], ["twelve people were hurt"]),
    ("Twelve people were hurt, the ministry said.", ["ministry"], ["Twelve people were hurt"]),
    (
        "If the rain stops, said Mrs Osei, the market will open.",
        ["Osei"],
        ["If the rain stops", "the market will open"],
    ),
    (
        '"We lost the harvest. We lost the herd," said Ana Torres.',
        ["Ana Torres"],
        ["We lost the harvest. We lost the herd"],
    ),
    ('"We lost the herd," Ana Torres said. "We lost it all."', ["Ana Torres"], ["We lost the herd", "We lost it all."]),
    ('Ana Torres said: "We lost the herd."', ["Ana Torres"], ["We lost the herd."]),
    ('"We lost the herd," Ana Torres said Monday.', ["Ana Torres"], ["We lost the herd"]),
    ('"We lost the herd," Mrs. Osei (Velm) said in an interview.', ["Osei"], ["We lost the herd"]),
    (
        '"We lost it. No grain is left, no herd," said Dr. Ben Osei of Velm.',
        ["Ben Osei"],
        ["We lost it. No grain is left, no herd"],
    ),
    ('"Not yet," Ana Torres said.', ["Ana Torres"], ["Not yet"]),
    (
        '"If it rains," Ana Torres said, pointing at the mill, "we stay."',
        ["Ana Torres"],
        ["If it rains", "we stay."],
    ),
    (
        '"We lost the herd," Ana Torres, a baker who has run the mill in Velm since her father left, told the Lantern.',
        ["Ana Torres"],
        ["We lost the herd"],
    ),
    ("\"I never liked the name 'old mill,' \" he told the guests.", ["he"], ["I never liked the name 'old mill,'"]),
    (
        'The union says the sale "would be the end of the mill."',
        ["union"],
        ['the sale "would be the end of the mill."'],
    ),
    ("The union said in a statement it had left.", ["union"], ["it had left"]),
    ("The union's head, Ana Torres, said Friday that the mill is shut.", ["Ana Torres"], ["the mill is shut"]),
    ("« We lost the herd », said Ana Torres.", ["Ana Torres"], ["We lost the herd"]),
    (
        "Ana Torres said in a report published on Friday that the mill is shut.",
        ["Ana Torres"],
        ["the mill is shut"],
    ),
    (
        '"We lost the herd," recalled her husband, Ben Osei, 54, a miller from Velm.',
        ["Ben Osei"],
        ["We lost the herd"],
    ),
    ("“We lost the herd,“ said Ana Torres.", ["Ana Torres"], ["We lost the herd"]),
    ('The verdict was "a farce", said Ana Torres.', ["Ana Torres"], ['The verdict was "a farce"']),
    ("The raid was condemned by Kenya, Ghana and Togo.", ["Kenya", "Ghana", "Togo"], ["The raid"]),
    ("The guards warned people not to attend the vigil.", ["guards"], ["not to attend the vigil"]),
    ("The bishops issued a statement condemning the raid.", ["bishops"], ["the raid"]),
    ("According to Ana Torres, a baker, the mill is shut.", ["Ana Torres"], ["the mill is shut"]),
    ("Hundreds gathered to demand a new vote.", ["Hundreds"], ["a new vote"]),
    ("The evidence, she argued, does not help him.", ["she"], ["The evidence", "does not help him"]),
    (
        "The fire killed nobody, the Defence Ministry said, because the crew slept ashore.",
        ["Defence Ministry"],
        ["The fire killed nobody", "because the crew slept ashore"],
    ),
    (
        "Officials said all five, aged between 14 and 16, had been sent home.",
        ["Officials"],
        ["all five, aged between 14 and 16, had been sent home"],
    ),
    (
        "PORTO — Shares in Alba jumped after the shoe maker released results and announced a trial of rubber soles.",
        ["shoe maker"],
        ["a trial of rubber soles"],
    ),
    (
        'Ana Torres, head of the Bakers\' Guild, called the blockade "a crime against bread".',
        ["Ana Torres"],
        ['the blockade "a crime against bread"'],
    ),
    ("Reporters Forum calls on the government to free the printers.", ["Reporters Forum"], ["free the printers"]),
    ('"The well was dry," recalls Nadia.', ["Nadia"], ["The well was dry"]),
    ('"The well was dry," said Nadia, who lives with two aunts.', ["Nadia"], ["The well was dry"]),
    ("The ministry denied a report that the dam broke.", ["ministry"], ["the dam broke"]),
    ("It is stated in the letter of the Harbour Union that the dam is safe.", ["Harbour Union"], ["the dam is safe"]),
    ("The valley in May\nThe mill was a ruin, Ana Torres said.", ["Ana Torres"], ["The mill was a ruin"]),
    ('"It was cold," says Ana Torres, pouring tea.', ["Ana Torres"], ["It was cold"]),
    ("The price of wool, she warned, would weigh on us.", ["she"], ["The price of wool", "would weigh on us"]),
    ("She warned that the price of wool would fall.", ["She"], ["the price of wool would fall"]),
    ('Ana Torres said at a fair in Porto that "a fire" broke out.', ["Ana Torres"], ['"a fire" broke out']),
    (
        "Omar Haddad is warning voters that a flood of the river would come.",
        ["Omar Haddad"],
        ["a flood of the river would come"],
    ),
    (
        "Many bakers say Mrs. Osei's long winter obscured their losses.",
        ["Many bakers"],
        ["Mrs. Osei's long winter obscured their losses"],
    ),
    (
        "The bakers say the mill, run by the guild, has fed the valley.",
        ["bakers"],
        ["the mill, run by the guild, has fed the valley"],
    ),
    ("She noted clients are waiting for bread.", ["She"], ["clients are waiting for bread"]),
    (
        "The guild said owners had won the land by adding two mills to it.",
        ["guild"],
        ["owners had won the land by adding two mills to it"],
    ),
    ("The guild questioned the vote, which nobody had watched.", ["guild"], ["the vote"]),
    ("The union told its crew to “hold on and wait” for bread.", ["union"], ["“hold on and wait” for bread"]),
    ("The envoy called the new river law a disgrace.", ["envoy"], ["the new river law a disgrace"]),
    ("The guild is demanding that the mill stop grinding.", ["guild"], ["the mill stop grinding"]),
    ("The first need is bread, as the Harbour Union put it.", ["Harbour Union"], ["The first need is bread"]),
    (
        "Doug Lamb said that the firm had sold the mill and would not say who bought it.",
        ["Doug Lamb"],
        ["the firm had sold the mill"],
    ),
    (
        "The price would fall if the rain stopped, the Harbour Journal quoted an official in Porto as saying.",
        ["Harbour Journal"],
        ["The price would fall if the rain stopped"],
    ),
    ("The poet called the people to fill the squares.", ["poet"], ["fill the squares"]),
    (
        "The guild called for closing the mill in May, but the mayor would keep it.",
        ["guild"],
        ["closing the mill in May"],
    ),
    ("The governor said bakers and the guild are to blame.", ["governor"], ["bakers and the guild are to blame"]),
    ("The envoy said nobody who complains of hunger is heard.", ["envoy"], ["nobody who complains of hunger is heard"]),
    ("A number of bakers say that the mill is shut.", ["A number of bakers"], ["the mill is shut"]),
    (
        "PORTO — Without a lawyer, Ben Osei was jailed, the union said.",
        ["union"],
        ["Without a lawyer, Ben Osei was jailed"],
    ),
    ("VELM, May 3 (Lantern) - The mill is shut, according to the guild.", ["guild"], ["The mill is shut"]),
    ("The mill was searched twice, its operator, Ana Torres, said.", ["Ana Torres"], ["The mill was searched twice"]),
    ("The boys were beaten, its secretary, Ana Torres, alleged.", ["Ana Torres"], ["The boys were beaten"]),
    ("According to Mill Rights Watch, the mill is closed.", ["Mill Rights Watch"], ["the mill is closed"]),
    ("The mill will open, the minister, Ana Torres, told the guild.", ["Ana Torres"], ["The mill will open"]),
    ("The nine bakers, three of whom said that they were beaten, were freed.", ["three"], ["they were beaten"]),
    (
        "QUITO (Lantern) — After a year, Ana Torres told the court she had been beaten.",
        ["Ana Torres"],
        ["she had been beaten"],
    ),
    ('"I have slept in worse places," she quipped.', ["she"], ["I have slept in worse places"]),
    ("The mayor warned against plans to close the mill.", ["mayor"], ["against plans to close the mill"]),
    ("The mayor warns against 'wild' calls to protest.", ["mayor"], ["against 'wild' calls to protest"]),
    ("Osei added that the offence contravened the press act.", ["Osei"], ["the offence contravened the press act"]),
    ("Judge Osei, in a ruling on Monday, held that the search was unlawful.", ["Osei"], ["the search was unlawful"]),
    ("Students walked through Velm to demand free elections.", ["Students"], ["free elections"]),
    ('In the square they carried green leaves and chanted "Bread and water".', ["they"], ["Bread and water"]),
    ("She called the former bosses cowards.", ["She"], ["the former bosses cowards"]),
    ("The court said the boy was held in May, contradicting the police.", ["court"], ["the boy was held in May"]),
    ("The baker says the mill is shut; nobody has asked the miller.", ["baker"], ["the mill is shut"]),
    ("The mill was shut, the mayor said Thursday.", ["mayor"], ["The mill was shut"]),
    (
        "Ana Torres said that, as the mill was shut, bread was dear.",
        ["Ana Torres"],
        ["as the mill was shut, bread was dear"],
    ),
    (
        "They took the boy away, Nadia says, without showing a warrant.",
        ["Nadia"],
        ["They took the boy away", "without showing a warrant"],
    ),
]


@pytest.mark.parametrize(("text", "who", "what"), SINGLE)
def test_a_statement_has_its_speaker_and_its_words(text, who, what):
    (claim,) = said(text)
    assert (speakers(claim), contents(claim)) == (who, what)


PAIRS = [
    ('"We lost the herd," Ana Torres said, adding that the mill was shut.', ["We lost the herd", "the mill was shut"]),
    ("The envoy voiced concern over the raid and said that a vote is planned.", ["the raid", "a vote is planned"]),
    ("We urge the court to free her and ask the council to help.", ["free her", "help"]),
    ("The union denounces the arrest of Ana Torres and calls for a vote.", ["the arrest of Ana Torres", "a vote"]),
    (
        "The bank rejected the claims, saying it had sent e-mails on which they rested.",
        ["the claims", "it had sent e-mails on which they rested"],
    ),
    (
        "Guards beat them, the group said, and its lawyer, Ana Torres, said they were denied food.",
        ["Guards beat them", "they were denied food"],
    ),
    ("Omar Haddad denied the claims, saying that he was abroad.", ["the claims", "he was abroad"]),
    ("The Daily Star reported that the mayor said the dam broke.", ["the mayor said the dam broke", "the dam broke"]),
    ("The mayor said the dam broke, and the engineer said it held.", ["the dam broke", "it held"]),
    ("She said that prices had doubled and accused the ministers of sleeping.", ["prices had doubled", "sleeping"]),
    (
        "The ministry rejects as baseless the accusation by the Harbour Union that guards beat them.",
        ["the accusation by the Harbour Union that guards beat them", "guards beat them"],
    ),
    (
        "The Daily Star reported the arrest of Omar Haddad, citing a police source.",
        ["the arrest of Omar Haddad", "the arrest of Omar Haddad"],
    ),
]


SHARED_OUT = [
    (
        'Hugo Vall called it "an insult" on Radio Lumen, and the youth wing threatened to "deal with" anyone.',
        [("Hugo Vall", "an insult"), ("youth wing", '"deal with" anyone')],
    ),
    (
        'Hugo Vall called the law "an insult", and the Labour Union threatened to block it.',
        [("Hugo Vall", 'the law "an insult"'), ("Labour Union", "block it")],
    ),
    (
        'Officers said they moved in when the marchers, shouting "Bread and peace," reached the palace.',
        [
            ("Officers", 'they moved in when the marchers, shouting "Bread and peace," reached the palace'),
            ("marchers", "Bread and peace"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "told"), SHARED_OUT)
def test_each_of_two_cues_has_its_own_speaker(text, told):
    assert [(speakers(claim)[0], contents(claim)[0]) for claim in said(text)] == told


NAMED = [
    ("The mill is shut, said Mrs Osei, a baker from Velm.", "Mrs Osei, a baker from Velm"),
    ("Ana Torres, who heads the union, said that the mill is shut.", "Ana Torres, who heads the union"),
    ("Foreign Minister Ana Torres said on Monday that the mill is shut.", "Foreign Minister Ana Torres"),
    ("The miller, speaking in Velm, said that the mill is shut.", "The miller"),
    ("She said that the mill is shut.", "She"),
    ("The veteran Lantern editor Ana Torres said the mill is shut.", "The veteran Lantern editor Ana Torres"),
    ("In a Lantern interview Ana Torres said the mill is shut.", "Ana Torres"),
    ('"It is shut," said Ana Torres (North), the head of the union.', "Ana Torres (North), the head of the union"),
    ("Ana Torres, the former head of the union, said the mill is shut.", "Ana Torres, the former head of the union"),
    ("According to the union's head Ana Torres, the mill is shut.", "the union's head Ana Torres"),
    ('Smiling, the bakers often say, "The mill is shut."', "the bakers"),
    ("One of the town's bakers, Ana Torres, said the mill is shut.", "One of the town's bakers, Ana Torres"),
    ("Ana Torres, the head of the union, loudly said the mill is shut.", "Ana Torres, the head of the union"),
    ("The mill is shut, said a miller with no name.", "a miller with no name"),
    ("The bakers left, and their leader, Ana Torres, accused the owner of theft.", "their leader, Ana Torres"),
    ("Bakers' union spokesman Col. Ben Osei said the mill is shut.", "Bakers' union spokesman Col. Ben Osei"),
    ("Claiming that the mill is shut, Ana Torres left the hall.", "Ana Torres"),
    ("The mayor stood beside Ana Torres — who has called for a new mill — in the rain.", "who"),
    ("The union, which heads the strike, met Ana Torres, who said that the mill is shut.", "who"),
    ("According to the union's lawyer, the mill is shut.", "the union's lawyer"),
    ("A spokesman for the Bakers Union in Velm said the mill is shut.", "A spokesman for the Bakers Union in Velm"),
    ("Ana Torres and Ben Osei say that the mill is shut.", "Ana Torres and Ben Osei"),
    ("VELM, May 3 (Lantern) - The Bakers Union said the mill is shut.", "The Bakers Union"),
    ("The mill is shut, its owner, Ana Torres, said.", "its owner, Ana Torres"),
    ("The mill is shut, Sen. Ana Torres (North) said.", "Sen. Ana Torres (North)"),
]


def test_a_quotation_in_single_marks_may_hold_one_in_double_marks():
    (claim,) = said("Ana Torres said: 'It read \"gone,\" and we left.' Nobody wept.")
    assert contents(claim) == ['It read "gone," and we left.']


AGAIN = [
    ('"It is shut," the Bakers Union said in a statement. The statement said the herd is lost.', "Bakers Union"),
    ("A spokesman for the Bakers Union said the mill is shut. The spokesman said the herd is lost.", "Bakers Union"),
    ("The Bakers Union said the report was false. The report said the herd is lost.", "report"),
    (
        (
            "Radio Velm reported that the mill was shut. The strike committee said two drivers had left. "
            '"The herd is lost," it said. "Nobody is paid," it added.'
        ),
        "strike committee",
    ),
    (
        (
            "The Bakers Union said the mill was shut. Villagers said two drivers had left. "
            '"The herd is lost," they said.'
        ),
        "villagers",
    ),
    (
        ('The Bakers Union said the mill was shut. Villagers said two drivers had left. "The herd is lost," it said.'),
        "Bakers Union",
    ),
]


@pytest.mark.parametrize(("text", "who"), AGAIN)
def test_a_statement_named_again_is_still_whose_it_was(text, who):
    assert [mention.value for mention in said(text)[-1].all("speaker")] == [who]


def test_those_told_of_behind_a_source_are_no_sources():
    text = (
        "Ivan Petrov came to Velm. According to the report, Petrov, Mira Dahl and Ana Torres were arrested on Monday."
    )
    assert [mention.selector.exact for mention in said(text)[-1].all("speaker")] == ["the report"]


def test_a_place_that_is_part_of_the_name_of_a_body_of_another_does_not_speak():
    text = "A spokesman for Velmia's Hong Kong and Dunmore Affairs Office said the mill was shut."
    assert "Hong Kong" not in [mention.value for mention in said(text)[-1].all("speaker")]


SPOKEN_FOR = [
    ("Analysts at the Bakers Union said the mill is shut.", "Bakers Union"),
    ("The youth wing of the Bakers Union said the mill is shut.", "Bakers Union"),
    ("According to a study released by the Bakers Union, the mill is shut.", "Bakers Union"),
    ("Former officials of the Bakers Union said the mill is shut.", "Former officials"),
]


@pytest.mark.parametrize(("text", "who"), SPOKEN_FOR)
def test_a_part_or_a_text_of_a_body_speaks_for_it(text, who):
    assert [speakers(claim) for claim in said(text)] == [[who]]


@pytest.mark.parametrize(("text", "words"), NAMED)
def test_the_words_for_a_speaker_are_the_whole_noun_phrase(text, words):
    (claim,) = said(text)
    assert [phrase.exact for phrase in claim.all("speakerText")] == [words]


def test_what_follows_a_colon_is_not_what_a_pronoun_before_it_denies():
    found = said("Anna Moe rejected that: the report, she said, is wrong.")
    assert all("denial" not in claim.kinds or contents(claim) == ["that"] for claim in found)
    assert ["the report", "is wrong"] in [contents(claim) for claim in found]


def test_nobody_speaks_as_he_whom_his_own_words_call_she():
    lawyer, quoted = said(
        'According to the lawyer Pavel Stroh, his client Vera Lunde was beaten. "She needs a doctor," he told us.'
    )
    assert quoted.first("speaker").referent == lawyer.first("speaker").referent


@pytest.mark.parametrize(("text", "what"), PAIRS)
def test_two_cues_in_a_sentence_are_two_statements(text, what):
    assert [content for claim in said(text) for content in contents(claim)] == what


SILENT = [
    "The ministry did not say that anybody was hurt.",
    "If the mayor says that the dam broke, the village will leave.",
    "The mayor would say that the dam broke.",
    "The mayor is expected to say that the dam broke.",
    "The mayor refused to say whether the dam broke.",
    "The mayor declined to comment.",
    "The clerk is alleged to have sold the keys.",
    "The mayor believes that the dam broke.",
    "The court ordered that he be held.",
    "The protests, claims and reports filled the week.",
    "The warden is said to be rich.",
    "Nobody said that the dam broke.",
    "As I write this, nobody knows where he is.",
    "The work suggests that bees remember colours.",
    "Ten students were freed after admitting taking part in an unlawful assembly.",
    "The valley in May\nAna Torres came home.",
    "The report called for by the mayor, and the call for bread, came late.",
    "The council called an emergency meeting to discuss the flood.",
    "She called into a radio show when she was ill.",
    "He is as rich as the mayor claims to be.",
    "He said his piece and the crowd went home.",
    "She was freed on condition that she report to the police every week.",
    "The strike called by the guild to oppose the mine went on.",
    "Anyone who says that the dam broke is arrested.",
    "When the council cut the funds, Mexico said enough.",
    "In interviews, the mayor reported at noon.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_is_not_said_is_no_statement(text):
    assert said(text) == []


def test_a_quotation_that_fills_the_next_paragraph_goes_on_with_the_statement():
    (claim,) = said(
        '"We lost the herd," Ana Torres told the Post.\n\n"It was a long winter. It was cold."\n\nThe market opened.'
    )
    assert contents(claim) == ["We lost the herd", "It was a long winter. It was cold."]


def test_a_quotation_goes_on_though_somebody_is_quoted_in_it():
    (first, _) = said('"We lost the herd," said Ana Torres. "My son says we leave. I do not know."')
    assert contents(first) == ["We lost the herd", "My son says we leave. I do not know."]


def test_a_quotation_whose_sentence_is_over_is_not_of_the_next_cue():
    claims = said('"We lost the herd," said Ana Torres. "It is bad." Ben Osei added: "We leave."')
    assert [contents(claim) for claim in claims] == [["We lost the herd", "It is bad."], ["We leave."]]


def test_a_quotation_left_open_before_the_paragraph_of_its_cue_belongs_to_it():
    (claim,) = said('The baker came in.\n\n"We lost the herd.\n\n"We lost the mill," she said.')
    assert contents(claim) == ["We lost the herd.", "We lost the mill"]


STYLES = [
    ('"We lost the herd," said Ana Torres.', "direct", ["We lost the herd"]),
    ("Ana Torres said that they lost the herd.", "indirect", []),
    ('Ana Torres said that they lost "the whole herd" in May.', "mixed", ["the whole herd"]),
]


@pytest.mark.parametrize(("text", "style", "quotes"), STYLES)
def test_the_quote_style_says_how_much_is_quoted(text, style, quotes):
    (claim,) = said(text)
    assert claim.first("quoteStyle").name == style
    assert [quote.exact for quote in claim.all("quote")] == quotes


KINDS = [
    ('"We condemn the raid," said Ana Torres.', ("condemnation",)),
    ("The bishops said they condemn the raid.", ("condemnation",)),
    ('The crowd shouted "Free the poets" at dawn.', ("demand", "chant")),
    ('The crowd shouted "The mayor is a thief" at dawn.', ("chant",)),
]


@pytest.mark.parametrize(("text", "kinds"), KINDS)
def test_a_neutral_cue_takes_the_kind_of_the_act_in_its_words(text, kinds):
    (claim,) = said(text)
    assert claim.kinds == kinds


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="abc said \"“”'.,:\nThe we told", max_size=80))
def test_any_text_yields_statements_whose_words_stand_in_it(text):
    for claim in said(text) if text.strip() else ():
        places = [claim.trigger, *claim.evidence, *(f for f in claim.all("contentText") if isinstance(f, Selector))]
        assert all(text[place.start : place.end] == place.exact for place in places)
        assert any(evidence.contains(claim.trigger) for evidence in claim.evidence)
