"""Ten texts full of misleading words (charges, courts, trials, releases) in which nobody is detained or tried."""

from pathlib import Path

import pytest

from kg.documents import documents
from kg.reading import read

TEXTS = Path(__file__).parents[1] / "data" / "no_event"
NEVER = {"Detention", "Release", "ProceedingStep", "LegalProceeding", "Sentence"}


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*.txt")), ids=lambda path: path.stem)
def test_a_text_without_events_gives_no_detention_and_no_proceeding(path):
    (document,) = documents([path])
    assert [(claim.type, claim.trigger.exact) for claim in read(document).claims if claim.type in NEVER] == []
