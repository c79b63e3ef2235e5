"""Imported once by the server that forks builders for the killing test: all that is slow to start is started.

No store is opened: RocksDB starts threads, and what has threads is not to be forked.
"""

import world

from kg.entities import entities
from kg.identity.clusters import clusters
from kg.identity.nodes import nodes
from kg.inference import tables
from kg.iris import Iris
from kg.runs import versions
from kg.validation import validate

tables()
versions()
validate("urn:nothing", frozenset())
iris = Iris("http://warm.example/")
readings = [world.read(world.document(text, name)) for name, text in world.DOCUMENTS.items()]
clusters(node for reading in readings for node in nodes(reading, entities(reading, iris), iris))
built = world.built
