"""Adjectives of places that no gazetteer lists."""

import pytest

from kg.language.peoples import derives, peoples


@pytest.mark.parametrize(
    ("word", "name", "expected"),
    [
        ("Velmorian", "Velmoria", True),
        ("Tashestani", "Tashestan", True),
        ("Ostavese", "Ostava", True),
        ("Orlova", "Orlov", False),
        ("Velmoria", "Velmora", False),
        ("Marbury", "Tashestan", False),
    ],
)
def test_an_adjective_is_a_places_name_with_an_ending(word, name, expected):
    assert derives(word, name) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police in Velmoria freed her. Velmorian police left.", {"Velmorian": "Velmoria"}),
        ("Thousands of Velmorians left Velmoria.", {"Velmorians": "Velmoria"}),
        ("He was shot by a Tashavian man.", {"Tashavian": ""}),
        ("Rashud met Rashudi. Rashudi left the town.", {}),
        ("Kenyan police left Kenya.", {}),
        ("Nobody is named here.", {}),
    ],
)
def test_a_word_is_an_adjective_of_a_place_where_it_is_used_like_one(text, expected):
    assert peoples(text) == expected
