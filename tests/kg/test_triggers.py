"""Cues in sentences that a parser read wrongly."""

import spacy
from spacy.tokens import Doc as Source

from kg.extractors.incidents.triggers import matches
from kg.language.tokens import Doc


def test_a_preposition_hung_inside_its_phrase_is_still_that_of_the_state():
    source = Source(
        spacy.blank("en").vocab,
        words=["Guards", "took", "clerks", "to", "Tal", "prison"],
        pos=["NOUN", "VERB", "NOUN", "ADP", "PROPN", "NOUN"],
        tags=["NNS", "VBD", "NNS", "IN", "NNP", "NN"],
        lemmas=["guard", "take", "clerk", "to", "Tal", "prison"],
        heads=[1, 1, 1, 4, 5, 1],
        deps=["nsubj", "ROOT", "obj", "case", "compound", "obl"],
    )
    assert "to Tal prison" in [match.words.text for match in matches("detentions", Doc(source))]
