"""The snippets of docs/production.md are what their programs read."""

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

from kg.cli import habeas
from server.operations import application
from server.operations.configuration import gathered, settings, settled

TEXT = (Path(__file__).parents[2] / "docs" / "production.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)


def block(language, number=0):
    return [text for name, text in BLOCKS if name == language][number]


def test_the_file_of_settings_is_read(tmp_path):
    (tmp_path / "habeas.toml").write_text(block("toml"))
    running = settled(tmp_path, gathered({}, {}, tmp_path / "habeas.toml")).running
    assert running.trusted_proxy == ("127.0.0.1",)
    assert running.server == "granian"


def test_every_setting_that_the_prose_names_exists():
    for text in re.findall(r"`(\w+) = ", TEXT):
        assert text in settings()
    for name in re.findall(r"HABEAS_(\w+)", TEXT):
        assert name.lower() in {*settings(), "store", "config"}


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_systemd_reads_the_unit(tmp_path):
    unit = block("ini").replace("/opt/habeas/bin/habeas", sys.executable).replace("User=habeas\n", "")
    (tmp_path / "habeas.service").write_text(unit)
    ran = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / "habeas.service")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "habeas.service:" not in ran.stderr, ran.stderr


def test_the_unit_waits_longer_than_the_server_does():
    stop = int(re.search(r"TimeoutStopSec=(\d+)", block("ini"))[1])
    assert stop > settings()["grace"].default
    assert "RestrictNamespaces" not in block("ini")


def test_the_commands_of_unit_and_container_are_the_program_s_own():
    command = re.search(r"ExecStart=(.*)", block("ini"))[1]
    container = tomllib.loads(f"cmd = {block('dockerfile').splitlines()[-1].removeprefix('CMD ')}")
    for words in (shlex.split(command)[1:], container["cmd"]):
        name, *rest = words
        with habeas.commands[name].make_context(name, rest, resilient_parsing=False) as context:
            assert context.params["quiet"] is True


def test_the_container_s_probe_compiles_and_its_instructions_are_known():
    lines = block("dockerfile").splitlines()
    assert {line.split()[0] for line in lines} <= {
        *("FROM", "RUN", "USER", "VOLUME", "EXPOSE", "STOPSIGNAL", "ENV", "HEALTHCHECK", "ENTRYPOINT", "CMD")
    }
    (probe,) = [line for line in lines if line.startswith("HEALTHCHECK")]
    compile(tomllib.loads(f"cmd = {probe.removeprefix('HEALTHCHECK CMD ')}")["cmd"][2], "probe", "exec")


def test_every_line_of_the_proxy_is_a_directive_and_its_blocks_close():
    lines = [line.strip() for line in block("nginx").splitlines() if line.strip()]
    assert all(line.endswith((";", "{")) or line == "}" for line in lines)
    assert sum(line.endswith("{") for line in lines) == lines.count("}")
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in lines


@pytest.mark.skipif(not shutil.which("nginx"), reason="there is no nginx here")
def test_nginx_reads_its_part(tmp_path):
    plain = re.sub(r"listen 443 ssl;|ssl_\w+ .*;", "", block("nginx"))
    (tmp_path / "nginx.conf").write_text(f"pid {tmp_path}/pid; events {{}} http {{ {plain} }}")
    ran = subprocess.run(
        ["nginx", "-t", "-c", str(tmp_path / "nginx.conf")], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("program", ["gunicorn", "granian"])
def test_other_servers_are_called_with_options_that_they_have(program):
    if not find_spec(program):
        pytest.skip(f"{program} is not installed")
    (command,) = [line for line in block("sh", 1).splitlines() if f" {program} " in line]
    words = shlex.split(command.partition(f" {program} ")[2])
    said = subprocess.run([sys.executable, "-m", program, "--help"], capture_output=True, text=True, check=False).stdout
    assert [word for word in words if word.startswith("--") and word not in said] == []
    assert any(word.startswith("server.operations.application:create") for word in words)


def test_the_application_of_other_servers_is_made_from_the_environment(store):
    app = application.create({"HABEAS_STORE": str(store), "HABEAS_TITLE": "Elsewhere"})
    assert "Elsewhere" in app.test_client().get("/").text
    app.extensions["habeas"].close()


def test_every_number_to_watch_is_counted(client):
    client.get("/sparql", query_string={"query": "ASK {}"}).close()
    told = client.get("/metrics").text
    for name in re.findall(r"`(habeas_\w+)", TEXT.partition("## Watching")[2]):
        assert f"# TYPE {name}" in told or f"# TYPE {name.removesuffix('_total')} " in told
