"""Who may import whom, told once: a module may import only what stands before it."""

import ast
import itertools
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# From raw words to the web, top to bottom. A name stands for a module, or for a package with all its modules,
# which among themselves must only have no circle.
ORDER = (
    "kg",  # its version
    "kg.errors",
    "kg.collecting",
    "kg.assets",
    "kg.ontology",  # generates kg.terms
    "kg.terms",
    "kg.model",
    "kg.marking",
    "kg.lengths",
    "kg.lexicon",
    "kg.gazetteer",
    "kg.towns",
    "kg.iris",
    "kg.formats",
    "kg.documents",
    "kg.language",
    "kg.occasions",
    "kg.passages",
    "kg.mentions",
    "kg.factuality",
    "kg.extractors",
    "kg.llm",
    "kg.attribution",
    "kg.folding",
    "kg.merging",
    "kg.confidence",
    "kg.claims",
    "kg.withheld",
    "kg.reading",
    "kg.beside",
    "kg.victims",
    "kg.violations",
    "kg.readings",
    "kg.gold",
    "kg.page",
    "kg.ntriples",
    "kg.entities",
    "kg.identity",
    "kg.links",
    "kg.stores",
    "kg.quads",
    "kg.inference",
    "kg.resolution",
    "kg.linking",
    "kg.validation",
    "kg.runs",
    "kg.packing",
    "kg.dump",
    "kg.crate",
    "kg.explain",
    "kg.reviewing",
    "kg.desk",
    "kg.stats",
    "kg.mapping",
    "kg.publication",
    "kg.workers",
    "kg.extraction",
    "kg.intake",
    "kg.pipeline",
    "kg.doctor",
    "kg.wikidata",
    "server",
    "kg.cli",
)
FLASK = {"flask", "waitress", "werkzeug", "jinja2"}


def modules():
    for path in sorted([*ROOT.glob("kg/**/*.py"), *ROOT.glob("server/**/*.py")]):
        parts = path.relative_to(ROOT).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


MODULES = dict(modules())


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else node.module


def place(module):
    fitting = [name for name in ORDER if module == name or (name != "kg" and module.startswith(f"{name}."))]
    return ORDER.index(max(fitting, key=len)) if fitting else None


@pytest.mark.parametrize("module", MODULES)
def test_every_module_has_a_place(module):
    assert place(module) is not None, f"{module} stands nowhere in ORDER"


@pytest.mark.parametrize(("module", "path"), MODULES.items(), ids=MODULES)
def test_a_module_imports_only_what_stands_before_it(module, path):
    ours = [name for name in imports(path) if name in MODULES]
    assert [name for name in ours if place(name) > place(module)] == []


def test_no_import_runs_in_a_circle():
    arrows = {module: {name for name in top_level(path) if name in MODULES} for module, path in MODULES.items()}
    while free := [module for module, targets in arrows.items() if not targets & arrows.keys()]:
        for module in free:
            del arrows[module]
    assert arrows == {}


def top_level(path):
    """What is imported when the module is; a module that its own package hands on does not need the package."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    body = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
    for node in body:
        names = [alias.name for alias in node.names]
        if isinstance(node, ast.Import):
            yield from names
        else:
            whole = [f"{node.module}.{name}" for name in names]
            yield from itertools.chain(
                (name for name in whole if name in MODULES), [node.module] if set(whole) - MODULES.keys() else []
            )


@pytest.mark.parametrize(("module", "path"), MODULES.items(), ids=MODULES)
def test_flask_stays_in_the_server(module, path):
    if not module.startswith("server"):
        assert not {name.split(".")[0] for name in imports(path)} & FLASK


def test_every_name_of_the_order_is_a_module():
    assert [name for name in ORDER if name not in MODULES] == []


def test_only_the_command_serve_imports_the_server():
    users = {module for module, path in MODULES.items() if any(n.split(".")[0] == "server" for n in imports(path))}
    assert {user for user in users if user.startswith("kg")} == {"kg.cli.serving"}
