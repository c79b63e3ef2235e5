"""What many tests share: the example corpus, built once, the command line, and a wall around this machine."""

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import settings
from wall import walled

from kg.cli import habeas
from kg.pipeline import build
from kg.stores import open_store, open_view

ROOT = Path(__file__).parents[1]

settings.register_profile("habeas", deadline=None)  # timing never decides a test
settings.load_profile("habeas")


MEMORY = Path("/dev/shm")
ROOM = 2**31  # bytes: some ten times what the suite leaves behind


def pytest_configure():
    """Let what tests write lie in memory where there is room: most of a small build is waiting for the disk."""
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM and _runs_programs(MEMORY):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def _runs_programs(folder):
    return not os.statvfs(folder).f_flag & os.ST_NOEXEC


def pytest_addoption(parser):
    """``--update-golden``: store what the machine reads today in ``tests/golden``, and show what changed."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden/*/expected.json")


@pytest.fixture(scope="session", autouse=True)
def wall():
    """A wall around this machine; gives what was asked for beyond it."""
    with walled() as reached:
        yield reached


@pytest.fixture(autouse=True)
def nothing_outside(request, wall):
    """Fail a test that reaches outside this machine, but for what its mark ``reaches`` names, which it does not get."""
    wall.clear()
    yield wall
    expected = {host for mark in request.node.iter_markers("reaches") for host in mark.args}
    assert not set(wall) - expected, f"this test asked for {wall}; all that it needs has to be on this machine"


@pytest.fixture(scope="session")
def corpus():
    """The folder of example documents."""
    return ROOT / "examples" / "corpus"


@pytest.fixture(scope="session")
def built(tmp_path_factory, corpus):
    """A store of the example corpus; not to be written."""
    path = tmp_path_factory.mktemp("built") / "graph"
    with open_store(path) as store:
        build([corpus], store)
    return path


@pytest.fixture
def view(built):
    """The graph of the example corpus, for reading."""
    with open_view(built) as opened:
        yield opened


@pytest.fixture
def run():
    """Run the command line in this process: ``run("stats", "--store", path)``."""
    runner = CliRunner()
    return lambda *arguments, **options: runner.invoke(habeas, [str(a) for a in arguments], **options)
