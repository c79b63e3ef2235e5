"""Flags, environment and a file in, Settings out; out of the same table the help of ``habeas serve`` and the docs.

Law of this file: a setting is a field of :class:`~server.settings.Settings`, of its Limits or of its Running, and is
told of nowhere else. A flag goes before the environment, the environment before the file, the file before the default.
``python -m server.operations.configuration`` writes the table into docs/server.md.
"""

from __future__ import annotations

import ast
import difflib
import inspect
import re
import textwrap
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from pathlib import Path
from types import MappingProxyType, NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from kg.errors import UsageError
from server.engine.limits import Limits
from server.settings import Running, Settings

SOURCES = (Settings, Limits, Running)
OUTSIDE = frozenset({"store", "limits", "running"})
"""Fields that are no settings: where the graph is, and the two parts."""

UNITS = {"KiB": 2**10, "MiB": 2**20, "GiB": 2**30}
NUMBER = re.compile(r"(\d{1,15}(?:\.\d{1,6})?) ?(KiB|MiB|GiB)?", re.ASCII)
TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that may be set: its type, its default, the sentence that says what it does."""

    name: str
    type: Any
    default: Any
    meaning: str
    secret: bool = False

    @property
    def choices(self) -> tuple[str, ...]:
        """The values there are, where they can be listed."""
        return get_args(self.type) if get_origin(self.type) is Literal else ()

    @property
    def many(self) -> bool:
        """Whether it may be given several times."""
        return get_origin(self.type) is tuple

    @property
    def flag(self) -> str | None:
        """What ``habeas serve`` calls it; None for a secret, which every user of the machine could read there."""
        return None if self.secret else f"--{self.name.replace('_', '-')}"

    @property
    def variable(self) -> str:
        """What the environment calls it."""
        return f"HABEAS_{self.name.upper()}"

    @property
    def shown(self) -> str:
        """The default as people write it."""
        if isinstance(self.default, bool) or self.default in (None, "", ()):
            return "no" if self.default is False else "yes" if self.default else "none"
        if isinstance(self.default, int) and self.default >= UNITS["MiB"]:
            unit = "GiB" if self.default % UNITS["GiB"] == 0 else "MiB"
            return f"{self.default // UNITS[unit]} {unit}"
        return f"{self.default:,}" if self.type is int and self.name != "port" else f"{self.default}".removesuffix(".0")

    @property
    def allowed(self) -> str:
        """What a value must be, in a few words."""
        if self.choices:
            return " or ".join(self.choices)
        number = "a whole number" if self.type is int else "a number"
        floor = "from 0 up" if self._zero else "above 0"
        return {int: f"{number} {floor}", float: f"{number} {floor}", bool: "yes or no"}.get(self.type, "a text")

    @property
    def _zero(self) -> bool:
        return bool(re.search(r"\b0\b(?!\.)", self.meaning))

    def read(self, value: Any, origin: str) -> Any:
        """Turn what was given into a value; raises UsageError: what, where it came from, what is allowed."""
        found = self._read_many(value) if self.many else self._read_one(value)
        if found is None:
            given = "a value that is kept secret" if self.secret else repr(value)
            raise UsageError(f"{origin} is {given}, but {self.name!r} must be {self.allowed}")
        return found

    def _read_many(self, value: Any) -> tuple[str, ...] | None:
        parts = value.split(",") if isinstance(value, str) else value
        if not isinstance(parts, (list, tuple)) or not all(isinstance(part, str) for part in parts):
            return None
        return tuple(part.strip() for part in parts if part.strip())

    def _read_one(self, value: Any) -> Any:
        if self.choices:
            return value if value in self.choices else None
        if self.type is bool:
            return value if isinstance(value, bool) else TRUTHS.get(str(value).lower())
        if self.type in (int, float):
            return self._read_number(value)
        return self.type(value) if isinstance(value, (str, self.type)) else None

    def _read_number(self, value: Any) -> float | None:
        match = None if isinstance(value, bool) else NUMBER.fullmatch(str(value).strip())
        if match is None:
            return None
        number = float(match[1]) * UNITS.get(match[2] or "", 1)
        if (number == 0 and not self._zero) or (self.type is int and number % 1):
            return None
        return int(number) if self.type is int else number


@cache
def settings() -> Mapping[str, Setting]:
    """Give all settings by name, in the order of their dataclasses."""
    return MappingProxyType({each.name: each for source in SOURCES for each in told(source)})


def told(source: Any) -> Iterator[Setting]:
    """List the settings that one dataclass holds."""
    hints, meanings = get_type_hints(source), sentences(source)
    for each in fields(source):
        if each.name not in OUTSIDE:
            default = each.default if each.default_factory is MISSING else each.default_factory()
            yield Setting(each.name, certain(hints[each.name]), default, meanings[each.name], secret=not each.repr)


def certain(hint: Any) -> Any:
    """Give the type of a value that may also be None."""
    kinds = [each for each in get_args(hint) if each is not NoneType]
    return kinds[0] if NoneType in get_args(hint) else hint


def sentences(source: Any) -> dict[str, str]:
    """Read the sentence that follows each field of a class, as in PEP 258's attribute docstrings."""
    (body,) = ast.parse(textwrap.dedent(inspect.getsource(source))).body
    assert isinstance(body, ast.ClassDef)
    found = {}
    for statement, following in zip(body.body, body.body[1:], strict=False):
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            match following:
                case ast.Expr(ast.Constant(str(sentence))):
                    found[statement.target.id] = " ".join(sentence.split())
    return found


def settled(store: Path, values: Mapping[str, Any]) -> Settings:
    """Sort values by name into Settings, Limits and Running; raises UsageError for one that none of them has."""
    read = {name: named(name).read(value, name) for name, value in values.items()}

    def part(source: Any) -> dict[str, Any]:
        return {each.name: read[each.name] for each in fields(source) if each.name in read}

    return Settings(store=store, limits=Limits(**part(Limits)), running=Running(**part(Running)), **part(Settings))


def named(name: str, where: str = "the server") -> Setting:
    """Find a setting; raises UsageError, with the name that is most like it."""
    if name in settings():
        return settings()[name]
    near = difflib.get_close_matches(name, settings(), 1) or [", ".join(settings())]
    raise UsageError(f"{where} has no setting {name!r}; it has {near[0]}")


def gathered(flags: Mapping[str, Any], environment: Mapping[str, str], file: Path | None) -> dict[str, Any]:
    """Put what was set in the three places together, by name, read and checked."""
    found = {}
    for key, value in (from_file(file) if file else {}).items():
        found[key] = named(key, str(file)).read(value, f"{key} in {file}")
    for each in settings().values():
        if environment.get(each.variable):
            found[each.name] = each.read(environment[each.variable], each.variable)
        if flags.get(each.name) not in (None, ()):
            found[each.name] = each.read(flags[each.name], str(each.flag))
    return found


def from_file(path: Path) -> dict[str, Any]:
    """Read a TOML file of settings; raises UsageError where it cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"the file of settings {path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"the file of settings {path} is not TOML: {error}") from error


def table() -> str:
    """Write the settings as a table in Markdown."""
    lines = ["| Setting | Flag | Default | Meaning |", "| --- | --- | --- | --- |"]
    for each in settings().values():
        flag = f"`{each.flag}`" if each.flag else f"none: only `{each.variable}` or the file"
        choices = f" ({', '.join(f'`{choice}`' for choice in each.choices)})" if each.choices else ""
        lines.append(f"| `{each.name}` | {flag} | {each.shown} | {each.meaning.rstrip('.')}{choices} |")
    return "\n".join(lines)


BEGIN, END = "<!-- settings: written by python -m server.operations.configuration -->\n", "\n<!-- end of settings -->"


def documented(page: str) -> str:
    """Put the table between its two marks in a page."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{table()}{END}{after}"


if __name__ == "__main__":
    PAGE = Path("docs/server.md")
    PAGE.write_text(documented(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
