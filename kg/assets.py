"""Where the files that are data live: ontology, shapes, examples, lexicons and the language model.

In a wheel they lie under ``kg/data``; in a checkout ontology, shapes and examples lie at its top.
"""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent
LEXICONS = PACKAGE / "lexicons"
LANGUAGE_MODEL = PACKAGE / "language" / "model"


def folder(name: str) -> Path:
    """Folder of data ``name`` ("ontology", "shapes", "examples"), inside the wheel or in the checkout."""
    packaged = PACKAGE / "data" / name
    return packaged if packaged.is_dir() else PACKAGE.parent / name
