"""The record in, schema.org's description of the dataset out, as it stands in the home page for search engines.

https://schema.org/Dataset; a script element of another type than script is data, which no browser runs, so that it may
stand under a Content Security Policy without any ``script-src``.
"""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from server.publishing.record import MEDIA_TYPES, Dump, Record

UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
"""What could end the element that the JSON stands in."""


def structured(record: Record) -> Markup:
    """Write the description as JSON-LD that is safe inside HTML."""
    return Markup(json.dumps(dataset(record), ensure_ascii=False).translate(UNSAFE))  # noqa: S704 - nothing left to escape


def dataset(record: Record) -> dict[str, Any]:
    """Describe the dataset."""
    settings = record.settings
    told = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": record.dataset,
        "name": settings.title,
        "description": settings.description,
        "url": record.root,
        "identifier": record.dataset,
        "license": record.licence,
        "usageInfo": None if record.licence else settings.licence,
        "creator": {"@type": "Organization", "name": settings.publisher} if settings.publisher else None,
        "publisher": {"@type": "Organization", "name": settings.publisher} if settings.publisher else None,
        "dateModified": record.view.info.built,
        "version": str(record.view.generation),
        "isAccessibleForFree": True,
        "includedInDataCatalog": {"@type": "DataCatalog", "name": settings.title, "url": f"{record.root}catalog"},
        "distribution": [distribution(record, each) for each in record.dumps if each.packed],
    }
    return {key: value for key, value in told.items() if value is not None}


def distribution(record: Record, dump: Dump) -> dict[str, Any]:
    """Describe one file, by what is known of it whether it has been made or not."""
    return {
        "@type": "DataDownload",
        "name": dump.name,
        "description": dump.content,
        "encodingFormat": [MEDIA_TYPES[dump.suffix], dump.packed],
        "contentUrl": f"{record.root}{dump.name}",
    }
