"""Wikidata's own services, asked the way its operators want to be asked; refused to whoever does not say who they are.

Rules of mediawiki.org (API:Etiquette, Wikimedia APIs/Access policy): a contact of the operator in User-Agent, one
request after the other, fifty items each, gzip, maxlag, Retry-After. Law of this file: what was answered once is not
asked again; interrupted, the same call goes on where it was.
"""

from __future__ import annotations

import json
import os
import platform
import time
import urllib.error
import urllib.parse
import urllib.request
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import Any

from kg import __version__
from kg.errors import UsageError
from kg.wikidata import entity_json
from kg.wikidata.answers import Answers
from kg.wikidata.items import CONCEPT, ID, Entry

API = "https://www.wikidata.org/w/api.php"
RECONCILIATION = "https://wikidata.reconci.link/en/api"
CONTACT = "HABEAS_CONTACT"
BATCH = 50  # items of one request
APART = 1.0  # seconds between two requests
LAG = 5  # seconds by which the servers may be behind before we wait
TRIES = 5
LONGEST = 300.0  # seconds that we wait when asked to; who asks for more is not asked again
LARGEST = 64 << 20  # bytes of an answer


def contact() -> str:
    """Who operates this; raises UsageError where nobody said."""
    told = " ".join(os.environ.get(CONTACT, "").split())
    if not told.isascii() or ("@" not in told and "://" not in told):
        raise UsageError(
            f"Wikidata asks those who call it to say who they are: set {CONTACT} to your e-mail or web address"
        )
    return told


@dataclass(slots=True)
class Client:
    """Asks Wikidata's API and a service of reconciliation; ``answers`` keeps what they tell."""

    contact: str
    answers: Answers
    api: str = API
    reconciliation: str = RECONCILIATION
    timeout: float = 30.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _next: float = field(default=0.0, init=False)

    def entities(self, ids: Iterable[str]) -> Iterator[Entry]:
        """Items by id; merged ones give a redirect, too. Raises UsageError where Wikidata cannot be asked."""
        for text in self.texts(ids):
            yield from entity_json.entries(text)

    def texts(self, ids: Iterable[str]) -> Iterator[str]:
        """The answers about items, one line of JSON each, in their order."""
        wanted = list(dict.fromkeys(each for each in ids if ID.fullmatch(each)))
        missing = [each for each in wanted if self.answers.get(f"{self.api} {each}") is None]
        for start in range(0, len(missing), BATCH):
            self._fetch(missing[start : start + BATCH])
        for each in wanted:
            yield self.answers.get(f"{self.api} {each}") or "[]"

    def _fetch(self, ids: list[str]) -> None:
        asked = {"action": "wbgetentities", "ids": "|".join(ids), "redirects": "yes"}
        told = self._api(asked).get("entities", {})
        merged = {entity["redirects"]["from"]: entity for entity in told.values() if "redirects" in entity}
        for each in ids:
            entity = told.get(each) or merged.get(each) or {"id": each, "missing": ""}
            self.answers.put(f"{self.api} {each}", json.dumps({"entities": {each: entity}}))

    def search(self, name: str, language: str = "en") -> list[str]:
        """Ids of items that a name may mean, in Wikidata's order."""
        asked = {"action": "wbsearchentities", "search": name, "language": language, "uselang": language}
        told = self._kept(asked | {"type": "item", "limit": str(BATCH)})
        return [each["id"] for each in told.get("search", ()) if ID.fullmatch(each.get("id", ""))]

    def _kept(self, asked: Mapping[str, str]) -> dict[str, Any]:
        key = f"{self.api}?{urllib.parse.urlencode(sorted(asked.items()))}"
        if (held := self.answers.get(key)) is None:
            held = json.dumps(self._api(asked))
            self.answers.put(key, held)
        return dict(json.loads(held))

    def check(self) -> None:
        """Raise UsageError where the service of reconciliation gives the ids of anything but Wikidata's items."""
        told = _object(self._asked(self.reconciliation, {}), self.reconciliation)
        space = str(told.get("identifierSpace"))
        if space.replace("https://", "http://") != CONCEPT:
            raise UsageError(f"{self.reconciliation} gives ids of {space}, not items of Wikidata ({CONCEPT})")

    def reconciled(self, queries: Mapping[str, Mapping[str, Any]]) -> dict[str, list[dict[str, Any]]]:
        """Candidates of a service of the W3C Reconciliation API 0.2: query key → its results, best first."""
        text = json.dumps(queries, sort_keys=True, ensure_ascii=False)
        key = f"{self.reconciliation} {text}"
        if (held := self.answers.get(key)) is None:
            held = json.dumps(_object(self._asked(self.reconciliation, {"queries": text}), self.reconciliation))
            self.answers.put(key, held)
        return {name: list(each.get("result", ())) for name, each in json.loads(held).items()}

    def _api(self, asked: Mapping[str, str]) -> dict[str, Any]:
        fields = {**asked, "format": "json", "formatversion": "1", "maxlag": str(LAG)}
        told = _object(self._asked(self.api, fields), self.api)
        if "error" in told:
            raise UsageError(f"{self.api} refuses: {told['error'].get('info', told['error'].get('code'))}")
        return dict(told)

    def _asked(self, url: str, fields: Mapping[str, str]) -> str:
        """One answer, asked for again after a pause where the service is busy."""
        pause, why = APART, ""
        for _ in range(TRIES):
            self.sleep(max(0.0, self._next - self.clock()))
            try:
                text, wanted = self._once(url, fields)
            except (urllib.error.URLError, HTTPException, TimeoutError, ConnectionError, zlib.error) as error:
                wanted, text, why = _after(error, url), None, str(error)
            self._next = self.clock() + APART
            if text is not None and wanted is None:
                return text
            pause = wanted if wanted is not None else pause * 2
            if pause > LONGEST:
                raise UsageError(f"{url} is busy and asks to be left alone for {pause:.0f} seconds; try again later")
            self._next = self.clock() + max(pause, APART)
        raise UsageError(
            f"{url} did not answer {TRIES} times ({why or 'busy'}); the same command goes on from here later"
        )

    def _once(self, url: str, fields: Mapping[str, str]) -> tuple[str, float | None]:
        """The text of an answer, and for how long to wait where it says that the servers lag."""
        form = urllib.parse.urlencode(fields).encode() if fields else None
        request = urllib.request.Request(url, form, self._headers())  # noqa: S310 - the address is the operator's
        with urllib.request.urlopen(request, timeout=self.timeout) as response:  # noqa: S310 - as above
            text = _plain(response.read(LARGEST), response.headers).decode("utf-8", "replace")
            lagging = '"maxlag"' in text[:200] and _object(text, url).get("error", {}).get("code") == "maxlag"
            return text, (_seconds(response.headers) or float(LAG)) if lagging else None

    def _headers(self) -> dict[str, str]:
        agent = f"Habeas/{__version__} ({self.contact}) Python-urllib/{platform.python_version()}"
        return {"User-Agent": agent, "Accept-Encoding": "gzip", "Accept": "application/json"}


def _object(text: str, url: str) -> dict[str, Any]:
    try:
        told = json.loads(text)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise UsageError(f"{url} answers something else than a JSON object; is it the address of an API?")
    return told


def _plain(body: bytes, headers: Message) -> bytes:
    if headers.get("Content-Encoding") != "gzip":
        return body
    return zlib.decompressobj(wbits=31).decompress(body, LARGEST)


def _after(error: Exception, url: str) -> float | None:
    """For how long a refusal asks to wait; None where it does not say. Raises UsageError where waiting is in vain."""
    if not isinstance(error, urllib.error.HTTPError):
        return None
    error.close()
    if error.code in {429, 502, 503, 504}:
        return _seconds(error.headers)
    raise UsageError(f"{url} refuses with status {error.code}; is {CONTACT} an address of yours?") from error


def _seconds(headers: Message) -> float | None:
    """Retry-After (RFC 9110, 10.2.3), in seconds or as a date."""
    told = headers.get("Retry-After", "").strip()
    if told.isdecimal():
        return float(told)
    try:
        return max(0.0, parsedate_to_datetime(told).timestamp() - time.time())
    except (TypeError, ValueError):
        return None
