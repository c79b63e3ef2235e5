"""Who may write: nobody, unless the server was started so, and then whoever sends its token."""

from __future__ import annotations

import hashlib
import hmac

from flask import request

from kg.errors import HabeasError
from server.engine.changes import Change, Outcome
from server.site import site


class ForbiddenError(HabeasError):
    """What this server does not do, whoever asks."""

    status = 403


class UnauthorisedError(HabeasError):
    """A change without the token that it needs (RFC 6750 §3)."""

    status = 401
    headers = (("WWW-Authenticate", 'Bearer realm="habeas"'),)


def written(change: Change) -> Outcome:
    """Make a change for whoever asks, if they may; readers see it when this returns."""
    here = site()
    assert here.writer is not None, "ask authorised() first"
    outcome = here.writer.write(change, authorised())
    here.renew()
    return outcome


def authorised() -> str:
    """Name who asks, by a short hash of the token; ForbiddenError where nobody may write, else UnauthorisedError."""
    here = site()
    if here.writer is None:
        raise ForbiddenError("This server is read-only: its graph is changed by `habeas build`, not over the network.")
    scheme, _, sent = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(digest(sent.strip()), digest(here.token)):
        raise UnauthorisedError("Changes need the header 'Authorization: Bearer …' with the token of this server.")
    return digest(here.token)[:12]


def digest(secret: str) -> str:
    """Hash a token: equal lengths to compare, and nothing to read out of a log."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()
