"""Legal acts: every cue finds its examples and ignores its counterexamples; what is not a fact stays no fact."""

import pytest
from rdflib.namespace import SKOS

from kg.extractors.law.acts import hints
from kg.extractors.proceedings import proceedings
from kg.iris import ClaimIds
from kg.language import analyse
from kg.lexicon import cues, table
from kg.mentions import mentions
from kg.model import Document, Mention, Moment, Selector
from kg.ontology import graph
from kg.terms import KG, KGC

CUES = cues("proceedings")
EXAMPLES = [pytest.param(cue, example, id=f"{cue.id}-{i}") for cue in CUES for i, example in enumerate(cue.examples)]
COUNTEREXAMPLES = [
    pytest.param(cue, text, id=f"{cue.id}-{i}") for cue in CUES for i, text in enumerate(cue.counterexamples)
]
ROLES = ("affected", "agent", "charge", "court", "date")


def read(text):
    document = Document("note.txt", text, "0" * 64)
    analysis = analyse(document)
    return list(proceedings(analysis, mentions(analysis), ClaimIds(document)))


def steps(text):
    return [claim for claim in read(text) if claim.type == "ProceedingStep"]


def words(filler):
    return filler.selector.exact if isinstance(filler, Mention | Moment) else filler.exact


def filled(claim):
    found = {name: claim.first(name) for name in ROLES}
    return {name: words(filler) for name, filler in found.items() if isinstance(filler, Mention | Moment | Selector)}


def known(scheme):
    return {code.rpartition("/")[2] for code in graph().subjects(SKOS.inScheme, scheme)}


@pytest.mark.parametrize(("cue", "example"), EXAMPLES)
def test_a_cue_finds_its_example_alone_with_exactly_its_roles(cue, example):
    *context, step = steps(example.text)
    assert len(context) == (". " in example.text), "an example may open with one sentence that tells its case"
    assert (step.extractor, step.kinds, filled(step)) == (f"proceedings.{cue.id}", (cue.signals,), dict(example.roles))


@pytest.mark.parametrize(("cue", "text"), COUNTEREXAMPLES)
def test_a_cue_ignores_its_counterexample(cue, text):
    assert [claim for claim in steps(text) if claim.extractor == f"proceedings.{cue.id}"] == []


def test_every_cue_signals_a_step_that_the_ontology_knows():
    assert {cue.signals for cue in CUES} <= known(KGC.StepKind)
    assert all(hasattr(KG, role) for cue in CUES for role in cue.slots if role != "needs")


def test_every_example_passes_the_stems_that_decide_about_parsing():
    examples = [example.text for cue in CUES for example in cue.examples]
    assert [text for text in examples if not any(map(hints, analyse(Document("a.txt", text, "0")).sentences))] == []


@pytest.mark.parametrize("name", ["courts", "offences"])
def test_word_lists_are_sorted_and_say_why_they_are_there(name):
    for list_, block in table(name).items():
        assert block["why"], list_
        assert block.get("words", []) == sorted(set(block.get("words", []))), list_


OTHER_SENSES = [
    "The lawyer is in charge of the court's library.",
    "The vaccine trial ended after a judge praised it.",
    "The prisoner charged his phone in the cell.",
    "The police led a baton charge against the crowd.",
    "The lawyer wrote a long sentence about the prison.",
    "The mayor made an urgent appeal to the police.",
    "The suspect wore a grey suit in the dock.",
    "Take a coat in case the court is cold.",
    "The clerk charged the sailor 40 euros for the jail tour.",
    "The convict settlement is a museum now.",
    "Police said the engine passed its road trial.",
    "The players walked to the tennis court.",
]


@pytest.mark.parametrize("text", OTHER_SENSES)
def test_a_legal_word_in_another_sense_tells_no_step(text):
    assert [(claim.kinds, claim.trigger.exact) for claim in steps(text)] == []


NO_CASE = [
    "Anyone convicted of theft loses the licence.",
    "If convicted, the clerk faces up to ten years in prison.",
    "Whoever insults the court is jailed for a year.",
    "The new law sets the punishment for theft.",
    "Was the clerk convicted of theft?",
    "Lawyers believe that a military trial would fail to bring justice.",
    "The lawyer spoke of the right to a fair trial.",
]


@pytest.mark.parametrize("text", NO_CASE)
def test_rules_conditions_and_questions_tell_no_case(text):
    assert [(c.kinds, c.factuality) for c in steps(text) if c.factuality in {"actual", "alleged", "scheduled"}] == []
    assert [claim for claim in read(text) if claim.type == "Sentence"] == []


STATUSES = [
    ("Maria Orlova was not charged with theft.", "charge", "negated"),
    ("Maria Orlova is due to go on trial on 3 May.", "trial", "scheduled"),
    ("Maria Orlova will be tried by a military court in May.", "trial", "scheduled"),
    ("A judge ordered Maria Orlova to stand trial in May.", "trial", "scheduled"),
    ("Maria Orlova faces trial for fraud.", "trial", "scheduled"),
    ("The prosecutor asked for six years in prison for Maria Orlova.", "requestToCourt", "actual"),
    ("The lawyer of Maria Orlova said she would appeal against the verdict.", "appeal", "requested"),
    ("Maria Orlova stayed in office despite being charged with fraud.", "charge", "actual"),
    ("Prosecutors were forced to drop the charges against Maria Orlova.", "dismissal", "actual"),
]


@pytest.mark.parametrize(("text", "kind", "status"), STATUSES)
def test_a_step_is_told_as_the_text_tells_it(text, kind, status):
    assert [(claim.kinds[0], claim.factuality) for claim in steps(text)] == [(kind, status)]


def test_convicted_and_sentenced_is_one_step_that_keeps_the_charge():
    (step,) = steps("Maria Orlova was convicted of fraud and sentenced to two years in prison.")
    assert (step.kinds, words(step.first("charge"))) == (("sentencing",), "fraud")


def test_what_only_introduces_an_offence_is_no_part_of_it():
    (step,) = steps("Maria Orlova was convicted on three counts of theft on Monday.")
    assert words(step.first("charge")) == "theft"


def test_steps_of_one_defendant_are_one_case_and_another_defendant_has_another():
    claims = read(
        "Maria Orlova was charged with fraud. Ivan Petrov was convicted of theft. Maria Orlova was acquitted."
    )
    cases = [claim for claim in claims if claim.type == "LegalProceeding"]
    found = [
        [claim.kinds[0] for claim in claims if claim.first("proceeding") and claim.first("proceeding").id == case.id]
        for case in cases
    ]
    assert found == [["charge", "acquittal"], ["conviction"]]
    assert [words(case.first("defendant")) for case in cases] == ["Maria Orlova", "Ivan Petrov"]


def test_whoever_a_case_is_named_after_is_a_party_not_the_defendant():
    claims = read(
        "The sentence of two years in prison imposed on Maria Orlova in the trial of Ivan Petrov was read out."
    )
    (case,) = [claim for claim in claims if claim.type == "LegalProceeding"]
    assert [(role.name, words(role.filler)) for role in case.roles if isinstance(role.filler, Mention)] == [
        ("defendant", "Maria Orlova"),
        ("party", "Ivan Petrov"),
    ]


def test_a_plaintiff_is_the_complainant_of_a_civil_case():
    claims = read("Maria Orlova sued Ivan Petrov for libel.")
    (case,) = [claim for claim in claims if claim.type == "LegalProceeding"]
    assert {role.name: words(role.filler) for role in case.roles} == {
        "defendant": "Ivan Petrov",
        "complainant": "Maria Orlova",
        "charge": "libel",
    }


def test_every_claim_leads_to_its_words():
    text = "A court jailed Maria Orlova for two years. Her lawyer appealed against the verdict."
    for claim in read(text):
        for passage in (claim.trigger, *claim.evidence):
            assert text[passage.start : passage.end] == passage.exact


@pytest.mark.parametrize(
    "text", ["Charges were never filed against Maria Orlova.", "The union said it will sue the ministry."]
)
def test_what_is_denied_or_only_announced_opens_no_case(text):
    assert [claim.type for claim in read(text)] == ["ProceedingStep"]


@pytest.mark.parametrize(
    ("text", "factuality", "edtf"),
    [
        ("Maria Orlova is in prison. Her own trial opens on 14 September.", "scheduled", "2030-09-14"),
        ("Maria Orlova is in prison. Her appeal is to be heard in November.", "scheduled", "2030-11"),
        ("Maria Orlova was convicted on 14 September.", "actual", "2029-09-14"),
    ],
)
def test_what_is_dated_after_the_publication_is_still_to_come(text, factuality, edtf):
    document = Document("note.txt", text, "0" * 64, published="2030-05-16")
    analysis = analyse(document)
    found = proceedings(analysis, mentions(analysis), ClaimIds(document))
    (step,) = (claim for claim in found if claim.type == "ProceedingStep")
    assert (step.factuality, step.first("date").edtf) == (factuality, edtf)


def test_a_sum_of_money_is_nobody_before_a_court():
    claims = read("The magistrate granted the accused a bond of Sh20,000 or cash bail of Sh5,000.")
    assert [words(f) for c in claims for f in c.all("affected") if "5" in words(f)] == []


SHORTENED = [
    ("Clerk sentenced to two years in prison", "sentencing", "Clerk"),
    ("Baker acquitted of theft", "acquittal", "Baker"),
    ("Ivan Petrov was found guilty of theft and fined 300 euros.", "sentencing", "Ivan Petrov"),
    ("Singer on trial for libel", "trial", "Singer"),
]


@pytest.mark.parametrize(("text", "kind", "who"), SHORTENED)
def test_a_participle_without_its_auxiliary_is_passive(text, kind, who):
    (step,) = steps(text)
    assert (step.kinds, words(step.first("affected"))) == ((kind,), who)


TO_COME_OR_DONE = [
    ("The trial of Ivan Petrov was postponed until May.", "trial", "scheduled"),
    ("A judge adjourned the hearing of Ivan Petrov until Friday.", "hearing", "scheduled"),
    ("A judge ordered that Ivan Petrov be released.", "release", "actual"),
    ("A judge ordered that Ivan Petrov be held in pre-trial detention.", "remand", "actual"),
    ("Ivan Petrov was ordered to pay a fine of 300 euros.", "sentencing", "actual"),
    ("Neither Ivan Petrov nor Maria Orlova was tried by the court.", "trial", "negated"),
    ("Ivan Petrov failed to appear and a warrant was issued for his arrest.", "arrestWarrant", "actual"),
]


@pytest.mark.parametrize(("text", "kind", "status"), TO_COME_OR_DONE)
def test_what_a_court_orders_is_done_and_what_it_puts_off_is_to_come(text, kind, status):
    assert [(step.kinds[0], step.factuality) for step in steps(text) if step.kinds[0] == kind] == [(kind, status)]


LISTS = [
    (
        "Ivan Petrov, 41, Maria Orlova, 29, and Pavel Rybak, 33, were charged with theft.",
        ["Ivan Petrov", "Maria Orlova", "Pavel Rybak"],
    ),
    ("In June, the sisters Anna and Maria Orlova were convicted of theft.", ["Anna", "Maria Orlova"]),
    ("A second suspect, the Danish sailor Ivan Petrov, was acquitted.", ["Ivan Petrov"]),
    ("Maria Orlova, a friend of Ivan Petrov, was convicted of theft.", ["Maria Orlova"]),
    ("Ivan Petrov's wife, Maria Orlova, was convicted of theft.", ["Maria Orlova"]),
]


@pytest.mark.parametrize(("text", "who"), LISTS)
def test_all_that_a_list_names_stand_before_the_court_and_none_beside_them(text, who):
    (step,) = steps(text)
    assert [words(filler) for filler in step.all("affected")] == who


DATED = [
    ("The court on Monday adjourned the trial of Ivan Petrov until 14 July 2031.", "2031-07-14"),
    ("In 2017, Ivan Petrov was held for months before a court acquitted him.", "2017"),
    ("Ivan Petrov was freed on bail in 2019, and a judge later acquitted Maria Orlova.", None),
    ("A judge on 3 May 2019 ordered that Ivan Petrov be remanded in custody.", "2019-05-03"),
]


@pytest.mark.parametrize(("text", "edtf"), DATED)
def test_an_act_has_its_own_day_or_none(text, edtf):
    day = steps(text)[-1].first("date")
    assert (day and day.edtf) == edtf


def test_what_a_party_seeks_may_be_told_by_its_bound():
    (step,) = steps("Prosecutors are seeking up to nine years in prison for Ivan Petrov.")
    assert (step.kinds, words(step.first("affected"))) == (("requestToCourt",), "Ivan Petrov")


OFFENCES = [
    ("Ivan Petrov was jailed for two years on charges of spying and arson.", "spying and arson"),
    ("The nine, accused of theft of timber, were brought before a judge.", "theft of timber"),
    (
        "A judge fined Ivan Petrov 300 euros for selling fish without a licence on Monday.",
        "selling fish without a licence",
    ),
]


@pytest.mark.parametrize(("text", "offence"), OFFENCES)
def test_an_offence_is_found_by_the_words_that_introduce_it(text, offence):
    assert {words(step.first("charge")) for step in steps(text)} == {offence}


def test_a_lawyer_appeals_for_the_client():
    found = steps("Ivan Petrov is in prison. His lawyer said they would appeal.")
    assert [words(step.first("affected")) for step in found] == ["His"]


def test_a_charge_that_only_says_who_is_on_trial_is_no_step_of_its_own():
    found = steps("The trial of three men charged with theft opened on Monday.")
    assert [step.kinds[0] for step in found] == ["trial"]


def test_a_bare_trial_is_told_of_only_after_a_case_was():
    assert steps("The trial lasted a day.") == []
    assert [step.kinds[0] for step in steps("A judge charged Ivan Petrov with theft. The trial lasted a day.")] == [
        "charge",
        "trial",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The report spoke of unfair trials and floods.",
        "The clerk was cleared of snow.",
        "Outrageous charges were leveled against the umpire.",
        "The police jailed Ivan Petrov for two days.",
        "The police are investigating the noise.",
        "Ivan Petrov testified before a senate committee.",
        "The verdict is out: the growers released ten queens in a trial of hardy hives.",
        "We urge the ministry to drop the case.",
        "The bill imposes prison sentences of up to nine years on smugglers of rum.",
        "Police said 40 men were taken into preventive custody.",
    ],
)
def test_words_of_law_outside_a_case_tell_none(text):
    assert [(claim.kinds, claim.trigger.exact) for claim in steps(text)] == []
