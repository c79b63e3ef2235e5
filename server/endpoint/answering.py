"""Requests in; those with a query are answered here, before any framework, all others by the application behind.

Law of this file: an answer that is shown as a page, and whatever goes wrong, is handed on to the application under
FOUND; :mod:`server.endpoint.sparql` shows it. So there is one place where a query is read and asked, and one where
errors are told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from werkzeug.sansio.utils import get_current_url, get_host
from werkzeug.wrappers import Request
from werkzeug.wsgi import ClosingIterator

from server.endpoint.negotiation import GRAPHS, HTML, RESULTS, Representation
from server.endpoint.parameters import iris, seconds
from server.endpoint.questions import Question, question
from server.endpoint.wholeness import honest
from server.engine import answers
from server.operations.freshness import noted, policy
from server.operations.gate import counted
from server.operations.wsgi import EVERY, Environ, Headers, Start, Wsgi, note
from server.pages.searching import searched
from server.site import Site

PATH = "/sparql"
METHODS = frozenset({"GET", "HEAD", "POST"})
FOUND = "habeas.found"
"""Where the environ of a request holds what the application is to show: a Found, or an error."""
ASKED = "habeas.asked"
"""Where the environ of a request holds its Question, so that it can be shown again where it is not answered."""
SHOWN = 1000
"""Rows of a result that its page shows; the other forms hold all."""


@dataclass(frozen=True, slots=True)
class Found:
    """A question and its answer."""

    question: Question
    answer: answers.Answer

    @property
    def headers(self) -> Headers:
        """Say that the answer was cut, where it is known to be."""
        kind = "triples" if self.answer.kind == "graph" else "rows"
        return [("X-Habeas-Truncated", kind)] if self.answer.truncated else []


class Answering:
    """Answers queries of one site; an application answers all else."""

    def __init__(self, app: Wsgi, site: Site) -> None:
        self._app, self._site = app, site
        row_limit = ("X-Habeas-Row-Limit", str(site.settings.limits.rows))
        self._headers = {form.name: [content_type(form), row_limit, *EVERY] for form in (*RESULTS, *GRAPHS)}

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer a request."""
        if environ.get("PATH_INFO") != PATH or environ["REQUEST_METHOD"] not in METHODS:
            return self._app(environ, start)
        try:
            found = self._found(environ)
        except Exception as error:  # noqa: BLE001 - the application tells of it, as of its own
            environ[FOUND] = error
            return self._app(environ, start)
        if found is None or found.question.forms.of(found.answer.kind) is HTML:
            environ[FOUND] = found
            return self._app(environ, start)
        return self._sent(environ, start, found)

    def _found(self, environ: Environ) -> Found | None:
        """Read a question and ask it; None where there is none."""
        asking = Request(environ)
        asking.max_content_length = self._site.settings.limits.body
        asked = question(asking)
        if asked is None:
            return None
        environ[ASKED] = asked
        noted(environ, asked.query)
        client = counted(environ.get("REMOTE_ADDR", "")) or ""
        wanted, generation = self._wanted(environ, asked), self._site.seen(environ).lists.view.generation
        answer = self._site.engine.answer(wanted, generation, seconds(asked.parameters), client)
        note(environ, rows=answer.count)
        return Found(asked, honest(answer))

    def _wanted(self, environ: Environ, asked: Question) -> answers.Request:
        """Say it as the engine is asked; where nothing but a page is wanted, for no more than that shows."""
        forms, query = asked.forms, searched(asked.query, self._site, environ)
        return answers.Request(
            query,
            form_name(forms.rows, "json"),
            form_name(forms.graph, "nt"),
            iris(asked.parameters, "default-graph-uri"),
            iris(asked.parameters, "named-graph-uri"),
            union=self._site.settings.default_graph == "union",
            base=base(*map(environ.get, PLACE)),
            most=SHOWN if forms.rows is forms.graph is HTML else None,
            written=None if query is asked.query else asked.query,
        )

    def _sent(self, environ: Environ, start: Start, found: Found) -> Iterable[bytes]:
        """Send the answer's own bytes; to HEAD, none."""
        answer, wants_body = found.answer, environ["REQUEST_METHOD"] != "HEAD"
        length = [] if answer.body is None else [("Content-Length", str(len(answer.body)))]
        marks = policy(environ, self._site.seen(environ).edition, found.question.query, answer)
        start("200 OK", [*self._headers[answer.form], *length, *found.headers, *marks])
        if answer.body is None and wants_body:
            return ClosingIterator(answer.pieces, answer.close)
        answer.close()
        return [answer.body] if answer.body and wants_body else []


def content_type(form: Representation) -> tuple[str, str]:
    """Give the header that names a form."""
    charset = "; charset=utf-8" if form.media_type.startswith("text/") else ""
    return "Content-Type", f"{form.media_type}{charset}"


def form_name(form: Representation | None, behind_page: str) -> str | None:
    """Name the form that a worker writes; a page is made from one of the others."""
    return behind_page if form is HTML else form.name if form else None


PLACE = ("wsgi.url_scheme", "HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "SCRIPT_NAME")
"""What tells the address that a request was sent to."""


@lru_cache(256)
def base(scheme: str, host: str | None, server: str, port: str, root: str | None) -> str:
    """Give the address of the endpoint as the client wrote it, which its query's relative IRIs are relative to."""
    return get_current_url(scheme, get_host(scheme, host, (server, int(port))), root or "", PATH)
