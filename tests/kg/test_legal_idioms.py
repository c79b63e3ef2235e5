"""Legal acts as the press of many countries tells them, and words of courts that tell of no case."""

import pytest

from kg.gold import gold
from kg.model import Document
from kg.reading import read


def told(text):
    """Stage, defendants (by name, else as written), charge, length or penalty, court and modality of each record."""
    found = gold(read(Document("note.txt", text, "0" * 64, published="2024-06-12")))
    names = {actor["id"]: actor["name"] for actor in found["actors"]}
    return [_line(record, names) for record in found["proceedings"]]


def _line(record, names):
    who = " + ".join(names[i] for i in record["defendants"]) or _text(record["defendant_text"])
    parts = (record["stage"], who, *(_text(record[slot]) for slot in ("charge", "sentence", "court")))
    return " | ".join([*parts, *([record["modality"]] if record["modality"] != "actual" else [])])


def _text(slot):
    while isinstance(slot, dict):
        slot = slot["text"]
    return slot or "-"


IDIOMS = {
    "A judge sentenced nurse Ann Lee to two years.": ["sentence | Ann Lee | - | two years | -"],
    "A court in St Petersburg fined pensioner Galina Orlova 30,000 rubles for discrediting the army.": [
        "sentence | Galina Orlova | discrediting the army | 30,000 rubles | A court"
    ],
    "A federal judge in Ohio on Tuesday sentenced a former officer, Dale Kranz, to 30 months in prison for theft.": [
        "sentence | Dale Kranz | theft | 30 months | A federal judge"
    ],
    "A Minsk judge found student leader Petr Ruiz guilty of conspiracy and sentenced him to six years in prison.": [
        "sentence | Petr Ruiz | conspiracy | six years | A Minsk judge"
    ],
    "A jury acquitted protester Sam Ortiz of rioting but convicted him of trespass.": [
        "acquittal | Sam Ortiz | rioting | - | -",
        "verdict | Sam Ortiz | trespass | - | -",
    ],
    "Two of the dockers were convicted in the Mombasa High Court; the others were discharged.": [
        "verdict | Two | - | - | Mombasa High Court",
        "dismissal | the others | - | - | Mombasa High Court",
    ],
    "Ruto Maina was jailed for a year. His cousin, Anna Maina, was cleared.": [
        "sentence | Ruto Maina | - | a year | -",
        "acquittal | Anna Maina | - | - | -",
    ],
    "Ruto Maina spent 40 days on remand before he could raise bail.": ["remand | Ruto Maina | - | - | -"],
    "Jorge Salas was jailed for four years. His lawyer said she would take the matter to the Supreme Court.": [
        "sentence | Jorge Salas | - | four years | -",
        "appeal | Jorge Salas | - | - | Supreme Court | requested",
    ],
    "The Paris prosecutor's office said it would appeal.": [
        "appeal | Paris prosecutor's office | - | - | - | requested"
    ],
    "Interior Minister Alpha Diop announced an investigation into the deaths of the two students.": [
        "investigation | - | the deaths of the two students | - | -"
    ],
    "Three sailors were produced before the Colombo Magistrate's Court yesterday and remanded till Wednesday.": [
        "remand | Three sailors | - | - | Colombo Magistrate's Court"
    ],
    "Marcus Bell, 22, was ordered held on $250,000 bail Wednesday.": ["remand | Marcus Bell | - | - | -"],
    "Marcus Bell made his first appearance in Dane County Circuit Court on Tuesday on a charge of burglary.": [
        "trial | Marcus Bell | burglary | - | Dane County Circuit Court"
    ],
    "Ken Odero had his conviction for robbery quashed by the Court of Appeal in May.": [
        "appeal | Ken Odero | robbery | - | Court of Appeal"
    ],
    "An FIR was lodged against the poet Imran Waseem at Saddar police station.": [
        "investigation | Imran Waseem | - | - | -"
    ],
    "Police registered a case against Ravi Deshmukh under section 153A of the penal code.": [
        "investigation | Ravi Deshmukh | section 153A of the penal code | - | -"
    ],
    "The Supreme Court quashed the FIR against the editor Ramesh Nair.": [
        "dismissal | Ramesh Nair | - | - | Supreme Court"
    ],
    "The Attorney General entered a nolle prosequi in the case against Joan Banda.": [
        "dismissal | Joan Banda | - | - | -"
    ],
    "Anna Vasilenka was sent to a penal colony for six years.": ["sentence | Anna Vasilenka | - | six years | -"],
    "The Court of Cassation upheld the six-year term handed to historian Driss Amrani.": [
        "appeal | Driss Amrani | - | - | Court of Cassation"
    ],
    "The Court of Appeal set aside the conviction and sentence of the opposition leader.": [
        "appeal | the opposition leader | - | - | Court of Appeal"
    ],
    "The court in Ranchi awarded three years' rigorous imprisonment to former clerk Mohan Lal.": [
        "sentence | Mohan Lal | - | three years | The court"
    ],
    "The court granted anticipatory bail to filmmaker Asha Rao.": ["remand | Asha Rao | - | - | The court"],
    "The magistrate granted the defendants bail.": ["remand | defendants | - | - | The magistrate"],
    "Activist Lim Wei Han claimed trial at the Sessions Court to a charge of uploading an offensive post.": [
        "charge | Lim Wei Han | uploading an offensive post | - | Sessions Court"
    ],
    "Both men pleaded not guilty to murder at Lagos High Court on Tuesday.": [
        "charge | Both men | murder | - | Lagos High Court"
    ],
    "Dean Cole, 50, denied two counts of assault at Derby Crown Court.": [
        "charge | Dean Cole | assault | - | Derby Crown Court"
    ],
    "Judge Marta Rivas ordered six months of pre-trial detention for former minister Pedro Lanza.": [
        "remand | Pedro Lanza | - | - | -"
    ],
    "Spain's High Court on Tuesday dropped an investigation into rapper Iker Sainz for glorifying terrorism.": [
        "dismissal | Iker Sainz | glorifying terrorism | - | High Court"
    ],
    "The police charged two brothers, Segun Ade, 30, and Tunde Ade, 27, with burglary.": [
        "charge | Segun Ade + Tunde Ade | burglary | - | -"
    ],
    "Prosecutors referred 15 defendants to trial on charges of terrorism.": [
        "trial | 15 defendants | terrorism | - | -"
    ],
    "A Bulawayo magistrate jailed vendor Sipho Dube for 12 months, of which four were suspended for five years.": [
        "sentence | Sipho Dube | - | 12 months | A Bulawayo magistrate"
    ],
    "A judge in Quito sent senator Luis Pena to jail.": ["remand | Luis Pena | - | - | -"],
    "Ann Lee is due to appear before Westminster magistrates on Friday.": ["trial | Ann Lee | - | - | - | scheduled"],
    "Ann Lee is held in the county jail in lieu of $500,000 bond on a charge of arson.": [
        "remand | Ann Lee | arson | - | -"
    ],
    "Anna Dahl was bound over for trial on a charge of theft by a judge in Dane County.": [
        "trial | Anna Dahl | theft | - | -"
    ],
    "Anna Dahl was given 31 years in prison.": ["sentence | Anna Dahl | - | 31 years | -"],
    "Two of the attackers were convicted in Orla and given life sentences.": [
        "sentence | Two | - | life sentences | -"
    ],
    "A court in Niamey handed suspended jail sentences to the editors Ann Roy and Bo Lind for libel.": [
        "sentence | Ann Roy + Bo Lind | libel | suspended jail sentences | A court"
    ],
    "The verdict against Rosa Vidal was upheld on appeal in May.": ["appeal | Rosa Vidal | - | - | -"],
    "The family of Ali Nour has turned to the Supreme Court.": ["lawsuit | The family | - | - | Supreme Court"],
    "A Nairobi court rejected a petition by Boniface Otieno.": ["lawsuit | Boniface Otieno | - | - | Nairobi court"],
    "A military court extended by eight days the detention of Yosef Levin, suspected of arson.": [
        "remand | Yosef Levin | arson | - | A military court"
    ],
    "A request to extradite Ali Nour was rejected at Orla Magistrates' Court.": [
        "other | Ali Nour | - | - | Orla Magistrates' Court"
    ],
    "Captain Bo Lind is investigated by the army's justice system.": [
        "investigation | Bo Lind | - | - | the army's justice system"
    ],
    "The criminal court found blogger and critic of the government, Fazil Aripov, guilty of libel.": [
        "verdict | Fazil Aripov | libel | - | The criminal court"
    ],
    "Zhang Wei entered a not guilty plea to theft.": ["charge | Zhang Wei | theft | - | -"],
    "The poet Ihar Lisik was presented with further criminal charges.": ["charge | Ihar Lisik | - | - | -"],
    "Bo Lind has abandoned the appeal against his conviction.": ["appeal | Bo Lind | - | - | -"],
    "Sean Lind and Jerry Vale were both charged with felonies.": ["charge | Sean Lind + Jerry Vale | felonies | - | -"],
    "Bo Lind and Ann Roy were convicted of fraud in a bid to cut wages and have been sentenced to jail terms.": [
        "sentence | Bo Lind + Ann Roy | fraud | jail terms | -"
    ],
    "Bo Lind was sentenced to two years for theft in 2012. In 2020 he was sentenced to five years for fraud.": [
        "sentence | Bo Lind | theft | two years | -",
        "sentence | Bo Lind | fraud | five years | -",
    ],
    "The lawyer for Ann Roy, Bo Lind, said his client was charged with sedition.": [
        "charge | Ann Roy | sedition | - | -"
    ],
    "Bo Lind, Ms Roy's lawyer, told reporters that his client had been sentenced to two years. Ms Ann Roy is a poet.": [
        "sentence | Ann Roy | - | two years | -"
    ],
    "Ann Roy was arraigned in Kisumu on Tuesday. She is accused of sedition and incitement.": [
        "charge | Ann Roy | sedition and incitement | - | -"
    ],
    "Ayo Babala, the poet arrested by the police, has been granted bail.": ["remand | Ayo Babala | - | - | -"],
    "Dean Lind was arrested but has denied terror and arson charges.": [
        "charge | Dean Lind | terror and arson | - | -"
    ],
    "Last Thursday, Justice Ijeoma Oduku ordered the police to release Bo Lind.": ["release | Bo Lind | - | - | -"],
    "The Orla Intermediate Court extended by 30 days the provisional detention of Jean Hakiza, held for fraud.": [
        "remand | Jean Hakiza | fraud | - | Orla Intermediate Court"
    ],
    "Parit Srisuk was acquitted of treason by the Criminal Court but was found guilty of libel and fined 20 baht.": [
        "acquittal | Parit Srisuk | treason | - | Criminal Court",
        "sentence | Parit Srisuk | libel | 20 baht | Criminal Court",
    ],
    "The prosecutor has issued arrest warrants for former spy chief Salah Osman over the killing of poets.": [
        "arrest-warrant | Salah Osman | the killing of poets | - | -"
    ],
    "Zambian police have formally arrested and charged opposition leader Sean Tembo with hate speech.": [
        "charge | Sean Tembo | hate speech | - | -"
    ],
    "A court ordered the retrial of three farmers.": ["trial | three farmers | - | - | - | scheduled"],
    "The judge ordered the release of Bo Lind on bail against bonds of 900 euros.": [
        "release | Bo Lind | - | - | The judge"
    ],
    "The High Court has fixed October 9 for judgment in the suit.": ["trial | - | - | - | High Court | scheduled"],
    "Bo Lind was jailed for 20 years on terrorism charges in December 2021.": [
        "sentence | Bo Lind | terrorism | 20 years | -"
    ],
    "Luis Quispe was placed in preventive detention for 18 months.": ["remand | Luis Quispe | - | - | -"],
    "The Court of Cassation upheld the death sentences against four farmers.": [
        "appeal | four farmers | - | - | Court of Cassation"
    ],
    "Two poets had their appeals rejected by the High Court in Hanoi.": ["appeal | Two poets | - | - | High Court"],
    "Bo Lind was convicted of theft and was sentenced to up to 40 years in prison.": [
        "sentence | Bo Lind | theft | up to 40 years | -"
    ],
    "Activists say at least 30 protesters face trial before military tribunals.": [
        "trial | 30 protesters | - | - | military tribunals | scheduled"
    ],
    "On Wednesday, the Orla military court extended by eight days the detention of Suhad Qasim, a teacher.": [
        "remand | Suhad Qasim | - | - | Orla military court"
    ],
    "The Velm SC ordered the release of Bo Lind.": ["release | Bo Lind | - | - | -"],
    "Two dissidents were charged under 312 (a) for backing strikes.": [
        "charge | Two dissidents | backing strikes | - | -"
    ],
    "Ann Lee represented Bo Lind, a citizen-poet sentenced to nine years in prison over his poems.": [
        "sentence | Bo Lind | his poems | nine years | -"
    ],
    "Bo Lind was not convicted of theft until 2014.": ["verdict | Bo Lind | theft | - | -"],
    "Bo Lind has been charged with at least 31 offences.": ["charge | Bo Lind | at least 31 offences | - | -"],
    "Bo Lind was jailed for two years for speaking against the death penalty.": [
        "sentence | Bo Lind | speaking | two years | -"
    ],
    "A court jailed Bo Lind and Ann Roy for two years over a six-month strike.": [
        "sentence | Bo Lind + Ann Roy | a six-month strike | two years | A court"
    ],
}

NO_CASES = [
    "The coach was charged with picking the squad for the finals.",
    "The bishop heard an appeal for calm from the mayor of Velm.",
    "In the court of public opinion the singer has already been convicted.",
    "The league sentenced the team to a season in the second division.",
    "The striker was cleared of injury and will play on Saturday.",
    "The federation handed the coach a life ban for match-fixing.",
    "If convicted, Ann Lee could face ten years in prison.",
    "Smugglers can be jailed for up to five years under the law.",
    "The defender was booked for a foul in the 70th minute.",
    "The chairman was let off with a warning by the club.",
    "The clinic registered a case of measles.",
    "The prosecution has not said whether it will appeal.",
    "The union took the matter to the mayor.",
    "The clerk made an appearance at the ball.",
    "The case comes up in every debate.",
    "The minister has denied theft.",
    "The hotel was slapped with a one-star review.",
    "Farmers were awarded a year of tax relief.",
    "The dog was sent to a shelter for two years.",
]


@pytest.mark.parametrize("text", IDIOMS)
def test_an_act_is_told_in_the_idiom_of_its_country(text):
    assert told(text) == IDIOMS[text]


@pytest.mark.parametrize("text", NO_CASES)
def test_words_of_courts_that_are_meant_otherwise_tell_of_no_case(text):
    assert told(text) == []
