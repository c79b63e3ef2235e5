"""Whom words without a name mean: groups, kin and lawyers, texts that speak, and the gender of given names."""

import pytest

from kg.extractors.statements import statements
from kg.iris import ClaimIds
from kg.language import analyse
from kg.mentions import mentions
from kg.model import Document


def speakers(text):
    """Names (or words, where nobody is named) of those who speak in the last statement of a text."""
    document = Document(name="note.txt", text=text, sha256="0" * 64)
    analysis = analyse(document)
    found = mentions(analysis)
    names = {mention.referent: mention.value for mention in found.named}
    *_, last = statements(analysis, found, ClaimIds(document))
    return [names.get(who.referent, who.selector.exact) for who in last.all("speaker")]


GROUPS = {
    "Rosa Condori and Luis Apaza were held in Oruro. They said guards had hit them.": ["Rosa Condori", "Luis Apaza"],
    "Rosa Condori, Luis Apaza and Ivo Salas were held. The trio said guards had hit them.": [
        "Rosa Condori",
        "Luis Apaza",
        "Ivo Salas",
    ],
    "Rosa Condori, Luis Apaza and Ivo Salas were held. The three men said guards had hit them.": [
        "Rosa Condori",
        "Luis Apaza",
        "Ivo Salas",
    ],
    "Rosa Condori, Luis Apaza and Ivo Salas were held. The two said guards had hit them.": ["The two"],
    "Police held Rosa Condori and Luis Apaza. They said the two had thrown stones.": ["They"],
    "The mayor met Rosa Condori in Oruro. They said the talks went well.": ["They"],
}

OWNED = {
    "Peter Otieno was held. His wife, Mary Akinyi, wept. His wife said men took him.": ["Mary Akinyi"],
    "The boy was shot. His uncle said men came. The boy's uncle, Musa Bello, fled. The boy's uncle said they fled.": [
        "Musa Bello"
    ],
    "Ali Demir was freed, his lawyer said.\n\nLawyer Ayla Kaya spoke at the gate.": ["Ayla Kaya"],
    "Ali Demir was freed, his lawyer said.\n\nLawyers Ayla Kaya and Can Ates met lawyer Ece Tan.": ["his lawyer"],
    "Peter Otieno was held. His wife, Mary Akinyi, wept. His mother said men took him.": ["His mother"],
    "Ann Roy's lawyer, Bo Lind, left. Mia Dahl's lawyer said that nobody came.": ["Mia Dahl's lawyer"],
}

TEXTS = {
    "The High Court in Kisumu freed two men. The ruling said the law was vague.": ["High Court"],
    "The Supreme Court met the High Court. The ruling said the law was vague.": ["The ruling"],
    "The Interior Ministry said six were held. The statement said two were hurt.": ["Interior Ministry"],
    "Ann Roy said six were held. The statement said two were hurt.": ["The statement"],
}

GENDERS = {
    "Thandiwe Mpofu met Lovemore Sibanda. He said the police had no warrant.": ["Lovemore Sibanda"],
    "Chinedu Okafor and Yetunde Bakare spoke. She said the police had no warrant.": ["Yetunde Bakare"],
    "Cardinal Leon Braun saw Bishop Ugo Salas. The cardinal said he was well.": ["Leon Braun"],
}


@pytest.mark.parametrize(("text", "who"), [*GROUPS.items(), *OWNED.items(), *TEXTS.items(), *GENDERS.items()])
def test_words_without_a_name_mean_whom_the_text_told_of_before(text, who):
    assert speakers(text) == who


def test_an_owner_keeps_the_capitals_of_a_name_in_what_is_described():
    analysis = analyse(Document(name="note.txt", text="Peru's interior ministry denied it.", sha256="0" * 64))
    found = mentions(analysis)
    (sentence,) = analysis.sentences
    (ministry,) = found.of(sentence, next(token for token in sentence.doc if token.text == "ministry"))
    assert ministry.value == "Peru's interior ministry"
