"""Imported once by the server that forks builders for the killing test: all that is slow to start is started."""

import world

from kg.inference import tables
from kg.runs import versions
from kg.validation import validate

tables()
versions()
validate("urn:nothing", frozenset())
built = world.built
