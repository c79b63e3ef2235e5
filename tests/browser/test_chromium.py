"""The pages in a real browser: what it makes of the HTML, the style sheet and the policy."""

import re
import shutil
import subprocess
import threading

import pytest
from flask import request
from waitress import create_server

import server
from kg.model import Claim, Mention, MentionType, Reading, Role
from kg.pipeline import Options, build
from kg.stores import open_store, open_view
from server.assembly import close

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
OPTIONS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
TEXT = 'Ines Prado said <script>document.title = "taken"</script><img src=x onerror="document.title=1"> it was late.\n'


def reading(document):
    ines = Mention(document.select(0, 10), MentionType.PERSON, "a1", "Ines Prado")
    words = document.select(0, len(document.text) - 1)
    claim = Claim("statement-1", "Statement", document.select(11, 15), (words,), ("report",), (Role("speaker", ines),))
    return Reading(document, mentions=(ines,), claims=(claim,))


@pytest.fixture(scope="module")
def paths():
    return []


@pytest.fixture
def fetched(paths):
    paths.clear()
    return paths


@pytest.fixture(scope="module")
def address(tmp_path_factory, paths):
    sources, path = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("graph") / "store"
    (sources / "note.txt").write_text(TEXT, encoding="utf-8")
    with open_store(path) as opened:
        build([sources], opened, Options(workers=1, publish_invalid=True), reader=reading)
    with open_view(path) as view:
        app = server.create_app(view)
        app.before_request(lambda: paths.append(request.path))
        listening = create_server(app, host="127.0.0.1", port=0)
        threading.Thread(target=listening.run, daemon=True).start()
        yield f"http://127.0.0.1:{listening.effective_port}"
        listening.close()
        close(app)


@pytest.fixture
def browse(address, tmp_path):
    """Give the document that a browser has made of a page, scripts allowed to run."""

    def browsed(path, *options):
        command = [CHROMIUM, *OPTIONS, f"--user-data-dir={tmp_path}", *options, "--dump-dom", f"{address}{path}"]
        done = subprocess.run(command, capture_output=True, timeout=90, check=True)
        return done.stdout.decode()

    return browsed


def test_a_hostile_document_runs_nothing(browse):
    page = browse("/doc/note.txt")
    assert re.search("<title>note.txt . Habeas</title>", page)
    assert '<mark class="claim" id="char=0,' in page
    assert "<img" not in page
    assert "<script" not in page


def test_a_page_fetches_its_style_sheet_and_nothing_from_elsewhere(browse, fetched):
    browse("/claims", "--proxy-server=http://127.0.0.1:1", "--proxy-bypass-list=127.0.0.1")
    assert "/static/habeas.css" in fetched
    assert {path for path in fetched if not path.startswith(("/static/", "/claims"))} == set()


def test_a_query_is_answered_as_a_table_without_javascript(browse):
    page = browse(
        "/sparql?query=SELECT%20%3Fs%20%7B%20%3Fs%20a%20%3Chttps%3A%2F%2Fw3id.org%2Fhabeas%2Fns%23Statement%3E%20%7D"
    )
    assert re.search(r'<td dir="auto"><a href="/claim/statement-1"', page)
