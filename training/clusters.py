"""Brown clusters of spacy-lookups-data in, the table for the 100,000 likeliest forms out.

Run ``python -m training.clusters OUT``. Needs ``pip install spacy-lookups-data==1.0.5`` (MIT), at training time only.
"""

from __future__ import annotations

import sys
from pathlib import Path

import spacy_lookups_data  # type: ignore[import-not-found]  # only where a model is trained
import srsly  # type: ignore[import-untyped]  # spaCy's own package has no stubs

FORMS = 100_000


def clusters(folder: Path) -> dict[str, int]:
    """Cluster path of each of the likeliest forms."""
    paths = srsly.read_gzip_json(folder / "en_lexeme_cluster.json.gz")
    likely = srsly.read_gzip_json(folder / "en_lexeme_prob.json.gz")
    ranked = sorted(paths, key=lambda form: (-likely.get(form, -100.0), form))
    return {form: paths[form] for form in ranked[:FORMS]}


if __name__ == "__main__":
    srsly.write_gzip_json(sys.argv[1], clusters(Path(spacy_lookups_data.__file__).parent / "data"))
