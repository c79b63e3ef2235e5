"""Who puts forward that somebody was held: by counting, by confirming, by figures that show it."""

import pytest

from kg.model import Document
from kg.reading import read

TOLD = [
    ("According to figures from the Orla Weavers' Union, 36 people are in jail in Velm.", "Orla Weavers' Union"),
    (
        "According to figures from the Orla Weavers' Union, 36 people are in jail for “offences” related to looms.",
        "Orla Weavers' Union",
    ),
    ("Some 90 tailors were arrested, according to a tally compiled by the Orla Weavers' Union.", "Orla Weavers' Union"),
    ("The Lantern Centre's figures show that 90 tailors were arrested.", "Lantern Centre"),
    ("A survey by the Orla Weavers' Union suggests that 90 tailors were arrested.", "Orla Weavers' Union"),
    ("The organisation has documented the arrest of 57 tailors.", "The organisation"),
    ("The police confirmed the arrest of Mira Dahl.", "The police"),
    ("They are among several hundred weavers who villagers say have been detained.", "villagers"),
]


def tellers(text):
    claims = read(Document("a.txt", text, "0")).claims
    return [claim.attribution and claim.attribution.selector.exact for claim in claims if claim.type == "Detention"]


@pytest.mark.parametrize(("text", "teller"), TOLD)
def test_whoever_counts_confirms_or_has_figures_puts_the_detention_forward(text, teller):
    assert tellers(text) == [teller]


@pytest.mark.parametrize(
    "text",
    [
        "A film by the Orla Weavers' Union shows that 90 tailors were arrested.",
        "The Orla Weavers' Union's figures are wrong, and 90 tailors were arrested.",
        "The police made 12 arrests.",
        "The raid recorded the arrest of Mira Dahl.",
    ],
)
def test_whoever_tells_nothing_puts_nothing_forward(text):
    assert tellers(text) == [None]
