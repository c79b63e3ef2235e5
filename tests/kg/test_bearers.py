"""Whom police and courts take up is whoever is accused, never whom they are accused of harming."""

import pytest

from kg.model import Document, Mention
from kg.reading import read

ACCUSED = {
    "A teenager accused of stabbing a doorman was remanded by magistrates on Wednesday.": "A teenager",
    "A man accused of stabbing his wife was arrested on Monday.": "A man",
    "A guard accused of beating Ana Ruiz was charged with assault.": "A guard",
    "An officer accused of torturing detainees was acquitted by a court.": "An officer",
    "The court upheld the sentence of former minister Bo Lind.": "Bo Lind",
    "Police confirmed the arrest of opposition leader Bo Lind.": "Bo Lind",
}


@pytest.mark.parametrize(("text", "who"), ACCUSED.items())
def test_who_is_taken_up_is_who_is_accused(text, who):
    found = read(Document("n.txt", text, "0" * 64)).claims
    events = [claim for claim in found if claim.type in {"Detention", "ProceedingStep"}]
    affected = {f.selector.exact for each in events for f in each.all("affected") if isinstance(f, Mention)}
    assert affected == {who}
