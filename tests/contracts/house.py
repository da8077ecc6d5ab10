"""The house as data: the order of the packages, the rooms of a slice, and readers for the tests beside this file.

Adding a package means adding a word to ``PACKAGES``; everything else follows from the lists here.
"""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "appraisal"
TEMPLATES = ROOT / "templates"
STATIC = SOURCE / "web" / "static"

MIDDLE = ("kernel", "data", "rulebook", "formbook")
GROUND = ("i18n", "storage", "jobs", "web", "mail")
SLICES = (
    "people",
    "packs",
    "actuals",
    "plans",
    "versions",
    "outlook",
    "goals",
    "actions",
    "contingency",
    "checkins",
    "observations",
    "training",
    "diagnosis",
    "reviews",
    "steering",
    "learning",
    "insights",
    "documents",
    "integrations",
    "accounts",
    "home",
)
EDGE = ("settings", "slices", "app", "cli")
PACKAGES = (*MIDDLE, *GROUND, *SLICES, *EDGE)

# What a middle package, or the pure rooms of a slice, may import beside the standard library. Telling
# letters from bytes is a pure function, so the guess of an encoding does not make an import less pure.
PURE_LIBRARIES = {
    "rulebook": {"yaml", "numpy"},
    "formbook": {"yaml"},
    "integrations": {"charset_normalizer"},
}

OPEN_ROOMS = frozenset({"domain", "queries", "operations"})
# For each room: the rooms of its own slice, and the open rooms of lower slices, that it may import.
ROOMS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "domain": (frozenset(), frozenset({"domain"})),
    "policy": (frozenset({"domain"}), frozenset({"domain"})),
    "models": (frozenset({"domain"}), frozenset({"domain"})),
    "queries": (frozenset({"domain", "policy", "models"}), frozenset({"domain", "queries"})),
    "schemas": (frozenset({"domain", "queries"}), frozenset({"domain", "queries"})),
    "operations": (frozenset({"domain", "policy", "models", "queries", "schemas"}), OPEN_ROOMS),
    "inputs": (frozenset({"domain", "queries"}), frozenset({"domain", "queries"})),
    "views": (
        frozenset({"domain", "policy", "models", "queries", "schemas", "operations", "inputs"}),
        OPEN_ROOMS,
    ),
    "api": (
        frozenset({"domain", "policy", "models", "queries", "schemas", "operations", "inputs"}),
        OPEN_ROOMS,
    ),
}
PURE_ROOMS = frozenset({"domain", "policy"})
PURE_GROUND = frozenset({"appraisal.i18n.languages"})  # ground that a pure room may lean on: plain values
FACES = frozenset({"models", "inputs", "views", "api"})
EMPTY_NAMES = frozenset({"util", "utils", "helper", "helpers", "common", "misc", "base", "shared"})


@dataclass(frozen=True)
class Module:
    """One file of the package: its dotted name, where it lies, its text and its tree."""

    name: str
    path: Path
    text: str
    tree: ast.Module

    @property
    def package(self) -> str:
        """The package below ``appraisal``, or the module itself at the edge."""
        return self.name.split(".")[1] if "." in self.name else ""

    @property
    def room(self) -> str:
        """The room of a slice; empty for the package's own ``__init__``."""
        parts = self.name.split(".")
        return parts[2] if len(parts) > 2 else ""

    @property
    def place(self) -> str:
        """The path from the top of the checkout, for messages."""
        return str(self.path.relative_to(ROOT))


@dataclass(frozen=True)
class Import:
    """One import: who imports, what, and on which line."""

    module: Module
    target: str
    line: int
    at_top: bool

    @property
    def package(self) -> str:
        """The package of ours that is imported, or an empty text."""
        parts = self.target.split(".")
        return parts[1] if parts[0] == "appraisal" and len(parts) > 1 else ""

    @property
    def room(self) -> str:
        """The room that is imported, or an empty text."""
        parts = self.target.split(".")
        return parts[2] if parts[0] == "appraisal" and len(parts) > 2 else ""

    def __str__(self) -> str:
        return f"{self.module.place}:{self.line} imports {self.target}"


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the package, migrations left out: those are generated and kept as they were."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if "migrations" in parts or "_data" in parts:
            continue
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        text = path.read_text()
        found.append(Module(name, path, text, ast.parse(text)))
    return tuple(found)


@cache
def module_names() -> frozenset[str]:
    """The dotted names of all modules."""
    return frozenset(module.name for module in modules())


@cache
def imports() -> tuple[Import, ...]:
    """Every import of every module; ``from appraisal.people import queries`` counts as its submodule."""
    return tuple(each for module in modules() for each in _imports_of(module))


def _imports_of(module: Module) -> Iterator[Import]:
    top = {id(node) for node in _at_top(module.tree)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            targets = sorted(_targets(node))
        else:
            continue
        for target in targets:
            yield Import(module, target, node.lineno, id(node) in top)


def _targets(node: ast.ImportFrom) -> set[str]:
    base = "." * node.level + (node.module or "")
    longer = {f"{base}.{alias.name}" for alias in node.names}
    return longer & module_names() | ({base} if longer - module_names() else set())


def _at_top(tree: ast.Module) -> Iterator[ast.stmt]:
    for node in tree.body:
        yield node
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            yield from node.body


def load(name: str) -> ModuleType:
    """A module of the package, imported."""
    return importlib.import_module(name)


def calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    """Calls of a function or method by one of these names, ``Objections.where`` or ``record``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in names:
            yield node


def constant(node: ast.AST | None) -> str | None:
    """The text that stands there literally, or None."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def words_in(identifier: str) -> list[str]:
    """The lower-case words of an identifier in snake or camel case."""
    return re.findall(r"[a-z]+", re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", identifier).lower())


def snake(name: str) -> str:
    """``GoalState`` as ``goal_state``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def templates() -> tuple[Path, ...]:
    """Every template, whatever it makes."""
    return tuple(sorted(path for path in TEMPLATES.rglob("*") if path.is_file()))


def expect_none(found: Iterable[object], mend: str = "") -> None:
    """Fail with every finding on a line of its own, and with what would mend them."""
    lines = sorted(map(str, found))
    assert not lines, "\n".join([mend, *lines])


def lines_of(path: Path) -> int:
    """How many lines a file has."""
    return len(path.read_text().splitlines())
