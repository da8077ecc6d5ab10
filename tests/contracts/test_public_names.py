"""Every public name says what it is for and what it gives back; every module says what it owns."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator

from tests.contracts.house import Module, expect_none, load, modules

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def test_every_module_opens_with_what_it_owns():
    silent = [module.place for module in modules() if not ast.get_docstring(module.tree)]
    expect_none(silent)


def test_every_public_name_has_a_docstring():
    silent = [
        f"{module.place}:{node.lineno} {'.'.join(path)}"
        for module in modules()
        for path, node in public_names(module)
        if not ast.get_docstring(node) and not _inherits_docstring(module, path)
    ]
    expect_none(silent)


def test_every_public_function_says_what_it_returns():
    vague = [
        f"{module.place}:{node.lineno} {'.'.join(path)}"
        for module in modules()
        for path, node in public_names(module)
        if not isinstance(node, ast.ClassDef) and node.returns is None
    ]
    expect_none(vague)


def public_names(module: Module) -> Iterator[tuple[tuple[str, ...], Definition]]:
    """Public functions and classes of a module, and the public methods of those classes."""
    for node in module.tree.body:
        if isinstance(node, Definition) and not node.name.startswith("_") and not _is_overload(node):
            yield (node.name,), node
            if isinstance(node, ast.ClassDef):
                for inner in node.body:
                    if isinstance(inner, Definition) and not inner.name.startswith("_"):
                        yield (node.name, inner.name), inner


def _is_overload(node: Definition) -> bool:
    """Whether this only narrows the types of the function below it, which has the docstring."""
    return "overload" in {ast.unparse(each) for each in node.decorator_list}


def _inherits_docstring(module: Module, path: tuple[str, ...]) -> bool:
    """Whether a method keeps the contract of the class it comes from, whose docstring then holds."""
    if len(path) < 2:
        return False
    owner = getattr(load(module.name), path[0])
    return any(inspect.getdoc(vars(base).get(path[1])) for base in owner.__mro__[1:] if path[1] in vars(base))
