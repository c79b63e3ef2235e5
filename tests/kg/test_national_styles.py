"""Names and speakers as the press of many countries writes them: forms of address, bodies, tags of speech."""

import pytest

from kg.gold import gold
from kg.language.descriptions import class_of
from kg.model import Document, Mention, MentionType
from kg.reading import read

TYPES = {"person": "P", "organisation": "O", "state_body": "S", "media": "M", "place_actor": "A", "group": "G"}


def record(text):
    return gold(read(Document("note.txt", text, "0" * 64)))


def actors(text):
    return {"=".join(dict.fromkeys(m["text"] for m in a["mentions"])): TYPES[a["type"]] for a in record(text)["actors"]}


def told(text):
    """Speaker (by name, else as written), cue and content of each statement."""
    found = record(text)
    names = {actor["id"]: actor["name"] for actor in found["actors"]}
    return [
        (
            " + ".join(names[who] for who in s["speakers"]) or s["speaker_text"]["text"],
            s["cue"]["text"],
            " … ".join(part["text"] for part in s["content"]),
        )
        for s in found["statements"]
    ]


NAMES = {
    "Tass quoted him; Al-Masry Al-Youm and El País did not.": {"Tass": "M", "Al-Masry Al-Youm": "M", "El País": "M"},
    "The Audiencia Provincial tried Ana Ruiz.": {"Audiencia Provincial": "S", "Ana Ruiz": "P"},
    "The Verkhovna Rada met Ana Ruiz.": {"Verkhovna Rada": "S", "Ana Ruiz": "P"},
    "Velmool Congress leader Ana Ruiz was held.": {"Velmool Congress": "O", "Ana Ruiz": "P"},
    "The Peruvian Congress held a vote.": {"Peruvian Congress": "S"},
    "The human rights centre Zvezdna wept for Ana Ruiz.": {"Zvezdna": "O", "Ana Ruiz": "P"},
    "The Special Prosecutor's Office Against Impunity held Ana Ruiz.": {
        "Special Prosecutor's Office Against Impunity": "S",
        "Ana Ruiz": "P",
    },
    "Daw Thin Thin Aye was freed by Pavel Orlov, the state news agency Belta said.": {
        "Thin Thin Aye": "P",
        "Pavel Orlov": "P",
        "Belta": "M",
    },
    "Tan Sri Noor Idris and Datuk Seri Razak Omar left.": {"Noor Idris": "P", "Razak Omar": "P"},
    "Police held Prof. Partha Dey, the Mill Party of Velm said.": {"Partha Dey": "P", "Mill Party of Velm": "O"},
    "Atty. Nena Ramos met Fr. Jose Salas in Manila.": {"Nena Ramos": "P", "Jose Salas": "P"},
    "Lt Gen (retd) Faiz Anwar was tried by a Field General Court Martial.": {
        "Faiz Anwar": "P",
        "Field General Court Martial": "S",
    },
    "UN Special Rapporteur Mary Lowell spoke in Cairo.": {"UN": "O", "Mary Lowell": "P"},
    "Officers of the Anti-Robbery Squad held Musa Danlami.": {"Anti-Robbery Squad": "S", "Musa Danlami": "P"},
    "The Armed Forces of the Philippines denied it.": {"Armed Forces of the Philippines": "S"},
    "The Criminal Investigation Department of Lanka Police held him. The CID gave no reason.": {
        "Criminal Investigation Department of Lanka Police=CID": "S"
    },
    "The Velmia Labour Congress called a strike.": {"Velmia Labour Congress": "O"},
    "Sadia Noor, chairman of Bayan Lupa, was freed.": {"Sadia Noor": "P", "Bayan Lupa": "O"},
    "The Krishi Bhumi Samiti and the Kosal Janata Morcha marched.": {
        "Krishi Bhumi Samiti": "O",
        "Kosal Janata Morcha": "O",
    },
    "The Saudi Civil and Social Rights Association was banned.": {"Saudi Civil and Social Rights Association": "O"},
    "The Q'anjob'al leader Juan Tot joined the Maya Center for Law and Land.": {
        "Juan Tot": "P",
        "Maya Center for Law and Land": "O",
    },
    "The Directorate against Organised Crime held her.": {"Directorate against Organised Crime": "S"},
    "Prosecutor Jane Hill met the 14th High Criminal Court.": {"Jane Hill": "P", "14th High Criminal Court": "S"},
    "A post on Buzzgram said so.": {"Buzzgram": "O"},
    "He sits in Dokra Prison.": {},
    "He was driven to the Dokra police station.": {},
    "Riot police met A K Basheer. Dokra police held him.": {"A K Basheer": "P", "Dokra police": "S"},
    "VELMSK. Ten people were held.": {},
    "Three of them, RA (21), TS (19) and Ana Pau (51), were charged.": {"RA": "P", "TS": "P", "Ana Pau": "P"},
    "Carabineros said the FSB had not told them.": {"Carabineros": "S", "FSB": "S"},
    "He was seized in Jalan Merdeka Raya.": {},
    "PORT VELM, June 20 \u2014 Police freed Omar Deng.": {"Omar Deng": "P"},
    "She told the Daily Lantern that bail was refused.": {"Daily Lantern": "M"},
    "They told the Commission of it, and told the Dokra Magistrates Court.": {"Dokra Magistrates Court": "S"},
    "Students of Universiti Sri Kelana marched to Dataran Merah.": {"Universiti Sri Kelana": "O"},
    "The Coastal Intelligence Service and Military Intelligence denied it.": {
        "Coastal Intelligence Service": "S",
        "Military Intelligence": "S",
    },
    "The Intelligence Organization of the Frontier Guard held him.": {
        "Intelligence Organization of the Frontier Guard": "S"
    },
    "The Standing Council of Kenyan Growers' Unions called a strike.": {
        "Standing Council of Kenyan Growers' Unions": "O"
    },
    "The U.N. Assistance Mission in South Sudan wrote a report.": {"U.N. Assistance Mission in South Sudan": "O"},
    "The East Dunmore district police held her.": {"East Dunmore district police": "S"},
}


@pytest.mark.parametrize("text", NAMES)
def test_names_have_no_title_and_the_type_of_what_they_name(text):
    assert actors(text) == NAMES[text]


SPEECH = {
    "Two men drowned, said three people briefed on the search.": [("three people", "said", "Two men drowned")],
    '"We will stay," vowed Samuel Ortega, 34, a miner from Oruro.': [("Samuel Ortega", "vowed", "We will stay")],
    "What the town needs, argues Professor Ann Roy, is a bridge.": [
        ("Ann Roy", "argues", "What the town needs … is a bridge")
    ],
    "The mayor put the crowd at 90, while nurses said it was larger.": [
        ("The mayor", "put the crowd", "the crowd at 90"),
        ("nurses", "said", "it was larger"),
    ],
    "The bishops called on the army to free the men, to hear them, and to pay their families.": [
        ("The bishops", "called on", "free the men, to hear them, and to pay their families")
    ],
    'The charge sheet reads: "They sang in the square."': [("The charge sheet", "reads", "They sang in the square.")],
    "The envoy dared the union to publish the list.": [("The envoy", "dared", "publish the list")],
    "The Uganda Teachers' Forum (UTF) spokesman, Brig Gen Felix Opio, said nobody was hurt.": [
        ("Felix Opio", "said", "nobody was hurt")
    ],
    'Mr Kovar, said the ministry, had "insulted the state".': [
        ("the ministry", "said", 'Mr Kovar … had "insulted the state"')
    ],
    "The arrests, said Maria Lopes, director of the Mill Centre, were meant to frighten.": [
        ("Maria Lopes", "said", "The arrests … were meant to frighten")
    ],
    "Ann Roy, the mayor, said Velm, the capital, was quiet.": [("Ann Roy", "said", "Velm, the capital, was quiet")],
    "The raid, according to the lawyer of the union, was unlawful.": [
        ("the lawyer", "according to", "The raid … was unlawful")
    ],
    "According to the lawyer of jailed blogger Le Van Ho, he was beaten.": [
        ("the lawyer", "According to", "he was beaten")
    ],
    "The Velm Prosecutor's Office said in a written statement that an inquiry had been opened.": [
        ("Velm Prosecutor's Office", "said", "an inquiry had been opened")
    ],
    '"My clients were slapped," alleged Sunita Rao, the advocate who appeared for the two men.': [
        ("Sunita Rao", "alleged", "My clients were slapped")
    ],
    '"Freedom!" shouted the crowd as the bus passed.': [("the crowd", "shouted", "Freedom!")],
    "Ali Reza got five years and Omar Farid three, their lawyer Dina Saleh said.": [
        ("Dina Saleh", "said", "Ali Reza got five years and Omar Farid three")
    ],
    "She was taken from her flat by officers who broke the door, her lawyer, Serhat Demir, wrote on Buzzgram.": [
        ("Serhat Demir", "wrote", "She was taken from her flat by officers who broke the door")
    ],
    "The Law Society of Velm (LSV) president, Faith Odera, said the state must produce the youths.": [
        ("Faith Odera", "said", "the state must produce the youths")
    ],
    "Asked about the arrests, a government spokesman said he had no information.": [
        ("a government spokesman", "said", "he had no information")
    ],
    "Norlan Pinto, a parish priest in Velm who had criticized the mayor, was freed.": [
        ("Norlan Pinto", "criticized", "the mayor")
    ],
    "The ministry stated that the case was closed and that the men were being treated well.": [
        ("The ministry", "stated", "the case was closed and that the men were being treated well")
    ],
    "The raid angered the Mill Union, whose head, Mr Tawanda Moyo, called it an outrage.": [
        ("Tawanda Moyo", "called", "an outrage")
    ],
    "The area RDC, Juliet Chemutai, has vowed that he will be held.": [("Juliet Chemutai", "vowed", "he will be held")],
    "The Student Board (SB) of Velm University said that it would march.": [
        ("Student Board", "said", "it would march")
    ],
    "Velm Legal Aid Institute (VLAI) director Nurul Inaya said it was late.": [("Nurul Inaya", "said", "it was late")],
    "In the car, she told us, an officer had slapped her and called her a liar.": [
        ("she", "told", "an officer had slapped her and called her a liar"),
        ("an officer", "called", "a liar"),
    ],
    "Warrants had been issued for 58 men, state-run Anna Wire reported, adding that the search went on.": [
        ("Anna Wire", "reported", "Warrants had been issued for 58 men"),
        ("Anna Wire", "adding", "the search went on"),
    ],
    'Attorney Renee Oka-Banks, who represents most of them, called the decision "three months late."': [
        ("Renee Oka-Banks", "called", 'the decision "three months late."')
    ],
    "Justice Bayo Fashola, in his judgment delivered last Friday, held that the case had been proved.": [
        ("Bayo Fashola", "held", "the case had been proved")
    ],
    "About 350 people took part, police said; others put the crowd at ten.": [
        ("police", "said", "About 350 people took part"),
        ("others", "put the crowd", "the crowd at ten"),
    ],
    "A hundred pupils had gathered on the steps of the library to demand shorter days.": [
        ("A hundred pupils", "demand", "shorter days")
    ],
    "Although the area RDC, Juliet Chemu, has vowed that he will be held, he came.": [
        ("Juliet Chemu", "vowed", "he will be held")
    ],
    "The department reported 16 arrests, then revised the figure.": [("The department", "reported", "16 arrests")],
    "UN human rights experts urged the army to free them.": [("UN", "urged", "free them")],
    "Prosecutor Bea Stone said he was not.": [("Bea Stone", "said", "he was not")],
    "Police put attendance at 2,600.": [("Police", "put attendance", "attendance at 2,600")],
}


@pytest.mark.parametrize("text", SPEECH)
def test_who_says_what_is_told_in_many_ways(text):
    assert told(text) == SPEECH[text]


def test_whoever_is_spoken_to_behind_a_quotation_is_not_whoever_speaks():
    (said,) = record('"There is no case," defence counsel Thabo Moka told the magistrate\'s court.')["statements"]
    assert said["targets"] == []


VOICES = {
    "Its leader Omar Haddar was held, Lea Berg alleged. She charged that he had been beaten.": "Lea Berg",
    "Judge Maria Conti jailed Luca Neri. She said that he felt no shame. He said he would appeal.": "Luca Neri",
    "Rogers Wama said that Hassan Gombe had run. Gombe was later freed, he said.": "Rogers Wama",
    'Nabil Karim said that Yousef Asad was weak. "It cannot go on," he said.': "Nabil Karim",
    'Nabil Karim said the cell was small. Yousef Asad was led away. "I did nothing," he shouted.': "Yousef Asad",
    '"The man is no thief," attorney Catalya Irara told the court. She asked the judge to free him.': "Catalya Irara",
    'He was taken by men who broke the door, her lawyer, Serhat Demir, wrote. "They hit her," he said.': "Serhat Demir",
    "Mark Bell said it was late. Tom Sam met a doctor, but he replied that he was well.": "Tom Sam",
    'The 34-year-old, who was held with her sister, told the court so. "They hit me," said Elif Demir.': "Elif Demir",
    'Superintendent of Police (SP) Anil Kumar held three men. "We found pamphlets," the SP said.': "Anil Kumar",
    "Hon. Justice Grace Okar adjourned the case. The judge said the men would stay inside.": "Grace Okar",
    "Advocate Sunil Rao met Ravi Menon in jail. The lawyer said Menon was ill.": "Sunil Rao",
    'UN experts urged the army to free them. "It is plain," the experts said. They added that none was heard.': "UN",
    "The Ala Monitor condemned the raid. It was long. We remind the king that the law forbids it.": "Ala Monitor",
    "Leaders of the Oromo Front said five men had been abducted.": "Oromo Front",
    "Ms Ortega and her friend, Luis Paz, were held. Both said they got no water.": "Ortega + Luis Paz",
    "The Lantern Institute said the ban was unlawful. It called on the mayor to lift it.": "Lantern Institute",
}


@pytest.mark.parametrize("text", VOICES)
def test_a_pronoun_or_a_calling_goes_on_with_whoever_bears_it(text):
    assert told(text)[-1][0] == VOICES[text]


def test_a_description_of_nothing_but_blanks_still_has_a_class():
    blank = Document("note.txt", "  \n", "0" * 64).select(0, 2)
    assert class_of(Mention(blank, MentionType.DESCRIPTION, "d-unnamed")) == "Person"
