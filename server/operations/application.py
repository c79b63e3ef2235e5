"""The environment in, the WSGI application out: what granian, gunicorn or another server is told to call.

``gunicorn 'server.operations.application:create()'``, ``granian --interface wsgi --factory
server.operations.application:create``. The graph is where ``HABEAS_STORE`` says (a folder, or the address of a SPARQL
server), the settings come from ``HABEAS_…`` and from the file that ``HABEAS_CONFIG`` names.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from flask import Flask

from kg.stores import located, open_view
from server.assembly import assemble
from server.operations.configuration import gathered, settled


def create(environment: Mapping[str, str] = os.environ) -> Flask:
    """Give the application; raises StoreError where there is no graph, UsageError for a setting that cannot be."""
    file = environment.get("HABEAS_CONFIG")
    settings = settled(
        located(environment.get("HABEAS_STORE", "graph")), gathered({}, environment, Path(file) if file else None)
    )
    return assemble(open_view(settings.store), settings)
