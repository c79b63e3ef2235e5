"""No test reaches outside this machine: what tries finds no network there, and fails."""

import http.server
import threading
import urllib.error
import urllib.request

import pytest

OUTSIDE = ("203.0.114.9", "www.wikidata.org")


@pytest.mark.reaches(*OUTSIDE)
@pytest.mark.parametrize("host", OUTSIDE)
def test_what_lies_outside_is_not_reached_and_is_noted(host, nothing_outside):
    with pytest.raises(urllib.error.URLError, match="is not on this machine"):
        urllib.request.urlopen(f"http://{host}/", timeout=2)
    assert nothing_outside[-1] == host


def test_what_is_on_this_machine_is_reached():
    with http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler) as there:
        threading.Thread(target=there.handle_request, daemon=True).start()
        with pytest.raises(urllib.error.HTTPError) as refused:  # it knows no GET
            urllib.request.urlopen(f"http://localhost:{there.server_port}/", timeout=5)
        refused.value.close()
    assert refused.value.code == 501
