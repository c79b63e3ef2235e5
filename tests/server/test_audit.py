"""What was noted stays, in files that are never too large."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import server
from kg.stores import open_store, open_view
from server.assembly import close
from server.engine.audit import Audit


def noted(folder):
    """All files in the order in which they were written, as lists of lines."""
    paths = sorted(folder.glob("writes-*.jsonl"), key=lambda path: int(path.stem.split("-")[1]))
    return [path.read_text(encoding="utf-8").splitlines() for path in [*paths, folder / "writes.jsonl"]]


@given(lines=st.lists(st.text(alphabet="abcé", max_size=12), min_size=1, max_size=30), size=st.integers(0, 30))
def test_every_line_stays_in_order_and_no_file_is_too_large(tmp_path_factory, lines, size):
    folder = tmp_path_factory.mktemp("audit")
    for line in lines:
        Audit(folder / "writes.jsonl", size).note(line)
    files = noted(folder)
    assert [line for each in files for line in each] == lines
    assert size == 0 or all(len(each) == 1 or sum(len(f"{line}\n".encode()) for line in each) <= size for each in files)
    assert size or len(files) == 1


def test_a_number_that_is_taken_is_passed_over(tmp_path):
    audit = Audit(tmp_path / "writes.jsonl", 3)
    (tmp_path / "writes-old.jsonl").write_text("kept")
    (tmp_path / "writes-7.jsonl").write_text("kept")
    audit.note("one")
    audit.note("two")
    assert (tmp_path / "writes-8.jsonl").read_text() == "one\n"
    assert {each.read_text() for each in tmp_path.glob("writes-[7o]*")} == {"kept"}


def test_two_servers_that_put_it_aside_at_once_lose_nothing(tmp_path, monkeypatch):
    audit = Audit(tmp_path / "writes.jsonl", 3)
    audit.note("one")
    monkeypatch.setattr(Audit, "_number", lambda *_: 0)  # neither sees the other's number
    audit.note("two")
    audit.note("three")
    assert noted(tmp_path) == [["one"], ["two"], ["three"]]


@pytest.mark.parametrize("size", [1, 10**6])
def test_a_server_keeps_its_audit_as_it_is_told_to(tmp_path, size):
    with open_store(tmp_path / "store"), open_view(tmp_path / "store") as view:
        pass
    with open_view(tmp_path / "store") as view:
        app = server.create_app(view, writable=True, token="0123456789abcdef", audit=size)
        for number in range(2):
            app.test_client().put(
                "/store?default",
                data=f"<urn:s> <urn:p> {number} .",
                headers={"Authorization": "Bearer 0123456789abcdef", "Content-Type": "text/turtle"},
            )
        close(app)
    files = noted(tmp_path / "store")
    assert [len(each) for each in files] == ([1, 1] if size == 1 else [2])
    assert [json.loads(line)["status"] for each in files for line in each] == [204, 204]
