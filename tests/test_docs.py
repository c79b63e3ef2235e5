"""What the README says is so: commands, options, files, routes, queries, exit codes."""

import re
import shlex
from pathlib import Path

import pytest
from click import Context, Group

from kg.cli import EPILOG, habeas
from kg.documents import documents
from kg.formats import FORMATS
from kg.formats.metadata import CHECKS
from server import create_app
from server.assembly import close

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAPERS = {path.name: path.read_text(encoding="utf-8") for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]}
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)
INLINE = re.findall(r"`([^`\n]+)`", README)


def typed(text):
    """Command lines of the program, in blocks and between backquotes."""
    for line in re.findall(r"(?:^|`)(habeas [a-z][^`\n]*)", text, re.MULTILINE):
        yield shlex.split(line.split("  #")[0].split(" | ")[0])


@pytest.mark.parametrize("name", PAPERS)
def test_every_command_and_option_that_is_named_exists(name):
    for _, command, *arguments in typed(PAPERS[name]):
        assert command in habeas.commands, f"habeas {command}"
        named = habeas.commands[command]
        named = named.commands[arguments[0]] if isinstance(named, Group) else named
        known = named.get_params(Context(named))
        options = {option for each in known for option in each.opts}
        assert {word.split("=")[0] for word in arguments if word.startswith("-")} - {"-"} <= options | {"--help"}


def test_every_command_is_told():
    assert {command for _, command, *_ in typed(README)} == set(habeas.commands)


def test_every_make_target_that_is_named_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)\b(?! are)", "\n".join([*INLINE, *(text for _, text in BLOCKS)]))) <= targets


def test_every_file_that_is_named_exists():
    named = [
        word for word in INLINE if re.fullmatch(r"(kg|server|shapes|ontology|examples|tests|docs)/[\w./*-]*", word)
    ]
    assert len(named) > 20
    assert [name for name in named if not list(ROOT.glob(name.rstrip("/")))] == []


def test_every_stage_of_the_table_is_a_module():
    table = README.split("| stage | module |")[1].split("\n\n")[0]
    stages = re.findall(r"`(kg/[\w/]+(?:\.py)?)/?`", table)
    assert len(stages) > 15
    assert all((ROOT / stage).exists() for stage in stages)


def test_every_route_that_is_named_answers(view):
    app = create_app(view)
    client = app.test_client()
    routes = [word for word in INLINE if re.fullmatch(r"/[\w.]*", word)]
    assert len(routes) >= 8
    for route in routes:
        with client.get(route) as response:
            assert response.status_code == 200, route
    close(app)


def test_the_query_in_the_readme_has_an_answer(view):
    (query,) = [text for language, text in BLOCKS if language == "sparql"]
    assert next(iter(view.query(query)), None) is not None


def test_the_sidecar_in_the_readme_is_read(tmp_path):
    (sidecar,) = [text for language, text in BLOCKS if language == "json"]
    (tmp_path / "a.txt").write_text("The police said that they had arrested a man.")
    (tmp_path / "a.meta.json").write_text(sidecar)
    (document,) = documents([tmp_path])
    assert document.publisher == "Legal Aid Watch"
    assert all(f"`{key}`" in README or f'"{key}"' in sidecar for key in CHECKS)


def test_every_suffix_is_named():
    assert all(f"`{suffix}`" in README for form in FORMATS.values() for suffix in form.suffixes)


def test_the_exit_codes_are_those_of_the_help():
    told = README.split("Exit codes: ")[1].split("\n\n")[0]
    codes = dict(re.findall(r"^  (\d+) +([\w ]+)", EPILOG, re.MULTILINE))
    assert codes.keys() == {"0", "1", "2", "130"}
    assert all(f"{code} {words.split(',')[0].split(' with')[0]}" in told for code, words in codes.items())


def test_the_examples_are_as_many_as_the_readme_says():
    questions = list((ROOT / "examples" / "queries").glob("*.rq"))
    assert f"holds {len(questions)} questions" in README
    assert all(path.read_text(encoding="utf-8").startswith("# ") for path in questions)
