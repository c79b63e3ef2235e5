"""Arrests scored by sentence: found where a trigger stands, and in a passage that repeats one."""

import json

from benchmarks.extraction import arrests
from benchmarks.extraction.shared import Shared

TOLD = (
    ("Police arrested two bakers in Surat on Monday. ", True),
    ("Bread was dear all week. ", False),
    ("The arrest of the two bakers in Surat angered millers. ", True),
)


def test_sentences_that_tell_or_repeat_an_arrest_are_found_and_others_left(tmp_path):
    folder = tmp_path / "events" / "ipe"
    folder.mkdir(parents=True)
    rows = [{"doc_id": 7, "sent_text": text, "sent_labels": ["ARREST"] if is_told else []} for text, is_told in TOLD]
    (folder / "sents.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    whole, precision = arrests.score(Shared(tmp_path))
    assert (whole.precision, whole.recall, precision.value) == (100.0, 100.0, 100.0)
