"""What the Reconciliation Service API 0.2 asks of answers, as JSON schemas: written from the text of the report, and
narrower than it where this server promises more.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/

The group's own schemas (folder 0.2/schemas of github.com/reconciliation-api/specs) are not kept here: texts of others
stand in no repository of ours. ``RECONCILIATION_SCHEMAS`` may name a folder that holds them; :func:`official` uses it.
"""

import json
import os
from pathlib import Path

from jsonschema import Draft7Validator, Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

SCHEMAS = os.environ.get("RECONCILIATION_SCHEMAS", "")
"""Folder of the group's own schemas; empty where there is none."""

TEXT = {"type": "string", "minLength": 1}
WEB = {"type": "string", "pattern": "^https?://"}


def record(required, **optional):
    """An object with these members, of which some may be missing, and no others."""
    return {
        "type": "object",
        "required": sorted(required),
        "properties": required | optional,
        "additionalProperties": False,
    }


def several(items):
    return {"type": "array", "items": items}


def template(mark):
    return {"type": "string", "pattern": rf"^https?://.*{mark}"}


NAMED = record({"id": TEXT, "name": TEXT})
TYPE = record({"id": TEXT, "name": TEXT}, broader=several(NAMED))  # §3.2
SUGGEST = record(  # §7.1
    {
        "service_url": {"type": "string", "pattern": "^https?://[^/]+$"},
        "service_path": {"type": "string", "pattern": "^/"},
        "flyout_service_path": {"type": "string", "pattern": r"^/.*\$\{id\}"},
    }
)
MANIFEST = record(  # §4.1
    {
        "versions": {"type": "array", "items": TEXT, "contains": {"const": "0.2"}},
        "name": TEXT,
        "identifierSpace": WEB,
        "schemaSpace": WEB,
        "documentation": WEB,
        "logo": WEB,
        "serviceVersion": TEXT,
        "defaultTypes": {**several(TYPE), "uniqueItems": True, "minItems": 1},
        "view": record({"url": template(r"\{\{id\}\}")}),
        "preview": record(
            {"url": template(r"\{\{id\}\}"), "width": {"type": "integer"}, "height": {"type": "integer"}}
        ),
        "suggest": record({"entity": SUGGEST, "type": SUGGEST, "property": SUGGEST}),
        "extend": record(
            {
                "propose_properties": record({"service_url": WEB, "service_path": TEXT}),
                "property_settings": {"type": "array", "maxItems": 0},
            }
        ),
        "batchSize": {"type": "integer", "minimum": 1},
    }
)
CANDIDATE = record(  # §5.2
    {
        "id": TEXT,
        "name": TEXT,
        "description": TEXT,
        "type": {**several(TYPE), "minItems": 1},
        "score": {"type": "number", "minimum": 0, "maximum": 100},
        "match": {"type": "boolean"},
        "features": several(record({"id": TEXT, "value": {"type": ["number", "boolean"]}})),
    }
)
RESULTS = {"type": "object", "additionalProperties": record({"result": several(CANDIDATE)})}
ENTITIES = record(  # §7.3
    {"result": several(record({"id": TEXT, "name": TEXT, "description": TEXT, "notable": several(NAMED)}))}
)
TERMS = record({"result": several(record({"id": TEXT, "name": TEXT, "description": TEXT}))})
FLYOUT = record({"id": TEXT, "html": TEXT})  # §7.5
PROPOSAL = record({"type": TEXT, "limit": {"type": "integer"}, "properties": several(NAMED)})  # §8.2
CELL = {"oneOf": [NAMED, record({"str": {"type": "string"}}), record({"int": {"type": "integer"}})]}
EXTENSION = record(  # §8.4
    {
        "meta": several(NAMED),
        "rows": {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": several(CELL)}},
    }
)


def conforms(value, schema):
    """Raise where an answer is not as a schema says, and give it."""
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(value)
    return value


def official(value, name):
    """Raise where a query or an answer is not as one of the group's own schemas says, and give it."""
    kept = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in Path(SCHEMAS).glob("*.json")}
    for each in kept.values():  # they name a dialect that there is not
        each.pop("$schema", None)
    known = Registry().with_resources((each["$id"], Resource(each, DRAFT7)) for each in kept.values() if "$id" in each)
    Draft7Validator(kept[f"{name}.json"], registry=known).validate(value)
    return value
