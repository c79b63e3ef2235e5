"""A request in, the form of the answer that it asks for out."""

from __future__ import annotations

from collections.abc import Sequence

from flask import request

from kg.errors import HabeasError
from server.endpoint.negotiation import Representation, named, negotiate


class NotAcceptableError(HabeasError):
    """No form of the answer is among those accepted."""

    status = 406


def representation(offers: Sequence[Representation]) -> Representation:
    """Choose by ``?format=``, else by the Accept header; NotAcceptableError names what there is."""
    asked = request.args.get("format")
    found = named(asked, offers) if asked else negotiate(request.headers.get("Accept"), offers)
    if found is None:
        raise NotAcceptableError(f"This comes as {', '.join(offer.media_type for offer in offers)} only.")
    return found
