"""A request to /sparql in, the question that it asks out; or nothing, where it asks none.

Law of this file: no framework but werkzeug's request, no graph, no engine; what is not as the Protocol wants it is
raised as an error with its status. https://www.w3.org/TR/sparql11-protocol/ §2.1
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from werkzeug.wrappers import Request

from kg.errors import QueryError
from server.endpoint.authority import ForbiddenError
from server.endpoint.negotiation import GRAPHS, HTML, JSON, RESULTS, Representation, named, negotiate
from server.endpoint.parameters import Parameters, one, sent, values
from server.endpoint.wanted import NotAcceptableError

UPDATE = "application/sparql-update"
NO_UPDATE = "This address is read-only: SPARQL Update goes to /update, where the server takes changes at all."
LONGEST = 300
"""Characters of an Accept header that is remembered."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The form for rows and the form for a graph; None where none is accepted."""

    rows: Representation | None
    graph: Representation | None

    def of(self, kind: str) -> Representation | None:
        """Give the form for one kind of answer."""
        return self.graph if kind == "graph" else self.rows


@dataclass(frozen=True, slots=True)
class Question:
    """A query as its client wrote it, the other parameters of its request, and the forms that are liked best."""

    query: str
    parameters: Parameters
    forms: Forms


def question(request: Request) -> Question | None:
    """Read a request, however it was sent; None for one without a query, which wants to know what this address is."""
    if request.mimetype == UPDATE:
        raise ForbiddenError(NO_UPDATE)
    parameters, accept = sent("query", request), request.environ.get("HTTP_ACCEPT")
    if values(parameters, "update"):
        raise ForbiddenError(NO_UPDATE)
    query = one(parameters, "query")
    if query is not None:
        return Question(query, parameters, forms(accept, parameters))
    if request.method == "POST" or (values(parameters, "query") and not in_a_browser(accept)):
        raise QueryError("There is no query: send it as the parameter 'query' or as the body.")
    return None


def in_a_browser(accept: str | None) -> bool:
    """Tell whether a page is liked best, be it one with an empty form."""
    return negotiate(accept, (JSON, HTML)) is HTML


def forms(accept: str | None, parameters: Parameters) -> Forms:
    """Choose the forms of an answer; NotAcceptableError where there is none for either kind."""
    asked_for = "".join(values(parameters, "format")[:1])
    short = len(accept or "") + len(asked_for) < LONGEST
    found = (liked if short else liked.__wrapped__)(accept, asked_for)
    if not found.rows and not found.graph:
        names = ", ".join(form.media_type for form in (*RESULTS, *GRAPHS))
        raise NotAcceptableError(f"Answers come as {names} or text/html.")
    return found


@lru_cache(512)
def liked(accept: str | None, asked_for: str) -> Forms:
    """Choose by ``?format=``, else by the Accept header."""
    offers = ((*RESULTS, HTML), (*GRAPHS, HTML))
    if asked_for:
        return Forms(*(named(asked_for, offer) for offer in offers))
    return Forms(*(negotiate(accept, offer) for offer in offers))
