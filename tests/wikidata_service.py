"""Wikidata's services on loopback: its API, and a service of reconciliation, over some entities."""

import gzip
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain
from urllib.parse import parse_qs

CONCEPT = "http://www.wikidata.org/entity/"


class Service(ThreadingHTTPServer):
    """Gives one prepared response (status, headers, content) after another, then answers as Wikidata does."""

    daemon_threads = True

    def __init__(self, *responses, world=()):
        super().__init__(("127.0.0.1", 0), Handler)
        self.space = CONCEPT
        self.responses, self.world, self.asked, self.headers = list(responses), {e["id"]: e for e in world}, [], []

    def found(self, name, *languages):
        """Items with a name that begins so, in a language or in all."""
        tags = {*languages, "mul"}
        named = ((told, each) for told in self.world.values() for each in _names(told))
        hits = {told["id"]: each["value"] for told, each in named if _begins(each, name, tags if languages else None)}
        return [{"id": each, "name": value, "score": 90} for each, value in hits.items()]

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/w/api.php"

    def answer(self, fields):
        if not fields:
            return {"versions": ["0.2"], "name": "Items", "identifierSpace": self.space, "schemaSpace": self.space}
        if "queries" in fields:
            asked = json.loads(fields["queries"])
            return {key: {"result": self.found(query["query"])} for key, query in asked.items()}
        if fields["action"] == "wbsearchentities":
            return {"search": self.found(fields["search"], fields["language"]), "success": 1}
        ids = fields["ids"].split("|")
        return {"entities": {each: self.world.get(each, {"id": each, "missing": ""}) for each in ids}}


def _names(told):
    return chain(told.get("labels", {}).values(), chain.from_iterable(told.get("aliases", {}).values()))


def _begins(each, name, tags):
    return each["value"].lower().startswith(name.lower()) and (tags is None or each["language"] in tags)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.do_POST()

    def do_POST(self):
        sent = parse_qs(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())
        fields = {key: values[0] for key, values in sent.items()}
        self.server.asked.append(fields)
        self.server.headers.append(dict(self.headers))
        status, headers, content = 200, {}, None
        if self.server.responses:
            status, headers, content = self.server.responses.pop(0)
        body = gzip.compress(json.dumps(content or self.server.answer(fields)).encode())
        self.send_response(status)
        for name, value in {**headers, "Content-Encoding": "gzip", "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing: a test's output is its result."""


@contextmanager
def serving(*responses, world=()):
    service = Service(*responses, world=world)
    threading.Thread(target=service.serve_forever, daemon=True).start()
    try:
        yield service
    finally:
        service.shutdown()
        service.server_close()
