"""Requests that waitress will not take in, in; out through the application, which tells of them as of all others.

waitress itself would answer with its own words, without a line in the log, and unseen by a script of another site.
"""

from __future__ import annotations

from http import HTTPStatus

from waitress.parser import HTTPRequestParser
from waitress.task import WSGITask

from server.operations.wsgi import REFUSED

SENTENCES = {
    400: "The request is not HTTP as it should be.",
    413: "The request is larger than this server takes.",
    431: "The headers of the request are larger than this server takes.",
    500: "The server failed; what happened is in its log.",
    501: "The request is encoded in a way that this server does not know.",
}


class Parser(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """A request that is being read; what was not read of one that is refused stays as it is here."""

    command, path, request_uri, query, url_scheme = "UNREAD", "/", "/", "", "http"

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head; a body that will not come is not asked for (RFC 9110 §10.1.1): waitress would wait for it."""
        super().parse_header(header_plus)
        if not (self.chunked or self.content_length):
            self.expect_continue = False


class Refusal(WSGITask):  # type: ignore[misc]  # waitress has no types
    """Hands a request that was refused to the application, with the reason."""

    def execute(self) -> None:
        """Answer it, and read no more of its connection."""
        status = HTTPStatus(self.request.error.code)
        self.get_environment()[REFUSED] = f"{status.value} {status.phrase}", SENTENCES[status]
        self.set_close_on_finish()
        super().execute()
