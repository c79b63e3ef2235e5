"""The wheel holds what the program needs, and nothing that is only of use to those who change it."""

import ast
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel of this checkout, built with what is installed."""
    pytest.importorskip("hatchling", reason="hatchling builds the wheel")
    folder = tmp_path_factory.mktemp("wheel")
    arguments = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(arguments, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def names(wheel):
    return set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_holds_code_data_and_model(names):
    kept = [
        *ROOT.glob("kg/**/*.py"),
        *ROOT.glob("server/**/*.py"),
        *ROOT.glob("kg/lexicons/*.toml"),
        *ROOT.glob("kg/llm/*.toml"),
        *(path for path in ROOT.glob("kg/language/model/**/*") if path.is_file()),
        *(path for path in ROOT.glob("server/templates/**/*") if path.is_file()),
        *(path for path in ROOT.glob("server/static/**/*") if path.is_file()),
    ]
    assert {path.relative_to(ROOT).as_posix() for path in kept} - names == set()
    data = [path for part in ("ontology", "shapes", "examples") for path in (ROOT / part).rglob("*") if path.is_file()]
    assert {f"kg/data/{path.relative_to(ROOT).as_posix()}" for path in data} - names == set()


def test_the_wheel_names_the_command_and_both_licences(wheel, names):
    with zipfile.ZipFile(wheel) as archive:
        texts = {name.split("/", 1)[1]: archive.read(name).decode() for name in names if ".dist-info/" in name}
    assert "habeas = kg.cli:main" in texts["entry_points.txt"]
    assert "License-Expression: Apache-2.0 AND CC-BY-SA-4.0" in texts["METADATA"]
    assert {"licenses/LICENSE", "licenses/kg/language/model/LICENSE"} <= texts.keys()


def test_the_wheel_leaves_out_tests_and_benchmarks(names):
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"kg", "server"}


def test_the_wheel_works_from_where_it_lies(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path)
    script = "import kg; from kg.cli import main; assert kg.__file__.startswith(str(__import__('os').getcwd())); main()"
    arguments = [sys.executable, "-c", script, "doctor"]
    done = subprocess.run(arguments, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "examples" in done.stdout


def test_every_dependency_is_imported_and_every_import_is_a_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    named = [*project["dependencies"], *extras["llm"], *extras["fast"], *extras["japanese"]]
    declared = {name.split(">")[0].split("[")[0].strip() for name in named}
    brought = {"thinc": "spacy", "srsly": "spacy", "numpy": "spacy", "werkzeug": "flask", "markupsafe": "flask"}
    brought |= {"opencc": "opencc-python-reimplemented"}
    others = set(imported()) - sys.stdlib_module_names - {"kg", "server"}
    foreign = {brought.get(name, name.replace("_", "-")) for name in others}
    assert foreign <= declared, foreign - declared
    assert declared <= foreign, declared - foreign


def imported():
    """Names of the packages that code of ours imports."""
    for path in [*ROOT.glob("kg/**/*.py"), *ROOT.glob("server/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield node.module.split(".")[0]
