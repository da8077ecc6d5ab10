"""A template gets one frozen page and the inputs its view names; it holds no style, no script, no open form."""

from __future__ import annotations

import ast
import dataclasses
import re
import types
import typing
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment, meta, nodes

from appraisal.app import create_app
from appraisal.settings import Settings
from appraisal.storage.database import db
from tests.contracts.house import TEMPLATES, calls, constant, expect_none, load, modules, templates

FIRST_LINE = re.compile(r"\{# page: ([\w.]+)\.(\w+) #\}")
PARTED = ("layout", "parts")  # folders of templates that are only ever parts of others
PRESSED = ("documents", "emails")  # these are made without a request, with filters of their own
# How the person reads; the frame, and pictures that run with the text, need it. The rest is the frame's alone.
READER = frozenset({"reader", "languages"})
FRAME = frozenset({"doors", "here", "who", "clock_day", "demo"})
REQUEST = frozenset({"request", "session", "g", "config", "get_flashed_messages"})
SHOWING = ("show", "render_template")
TAKING_NODES = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
MARKUP = [path for path in templates() if path.suffix in (".html", ".svg")]


def short(path: Path) -> str:
    """The path below ``templates/``, as views name it."""
    return str(path.relative_to(TEMPLATES))


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Environment]:
    """Jinja as the application sets it up, with the filters and names that every template knows."""
    folder = tmp_path_factory.mktemp("data")
    app = create_app(Settings(data_dir=folder, database_url="sqlite://", secret_key="for tests only"))
    yield app.jinja_env
    with app.app_context():
        db.engine.dispose()


@cache
def inputs_of(template: str) -> frozenset[str]:
    """The names that views hand to a template beside its page; a view that computes the template's
    name hands its inputs to every template of its slice.
    """
    names: set[str] = set()
    for module in modules():
        for function in (node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef)):
            for call in showings(function):
                named = constant(call.args[0]) if call.args else None
                if named == template or (named is None and template.startswith(f"{module.package}/")):
                    names.update(_handed(call, function))
    return frozenset(names)


def showings(tree: ast.AST) -> Iterator[ast.Call]:
    """Calls that fill a template: ``show(...)``, ``render_template(...)``, ``template.render(...)``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (
            ast.unparse(node.func) in SHOWING or getattr(node.func, "attr", "") == "render"
        ):
            yield node


@cache
def sealing_macros() -> frozenset[str]:
    """The macros that put the token into a form: ``sealed``, and those written beside their forms."""
    found = {
        name
        for path in templates()
        for name, body in re.findall(
            r"\{%-?\s*macro (\w+)\(.*?\)\s*-?%\}(.*?)\{%-?\s*endmacro", path.read_text(), re.S
        )
        if "csrf_token" in body and "<form" not in body
    }
    return frozenset(found)


@cache
def bare(path: Path) -> nodes.Template:
    """The template as a tree, without the application's filters."""
    return Environment(extensions=["jinja2.ext.i18n"]).parse(path.read_text())  # noqa: S701 - nothing is rendered


@cache
def taken_in(path: Path) -> frozenset[object]:
    """The templates that this one includes, imports or extends."""
    return frozenset(constant_of(node.template) for node in bare(path).find_all(TAKING_NODES))


@cache
def takers(template: str) -> tuple[Path, ...]:
    """The templates that include, import or extend this one."""
    return tuple(path for path in templates() if template in taken_in(path))


def constant_of(node: nodes.Node) -> object:
    """The text that a node is, or None where it is computed."""
    return node.value if isinstance(node, nodes.Const) else None


def is_page(path: Path) -> bool:
    """Whether a template is shown by itself, and so needs a page; what others take in is a part."""
    folder = path.relative_to(TEMPLATES).parts[0]
    return folder not in PARTED and path.suffix in (".html", ".txt") and not takers(short(path))


def page_class(path: Path) -> type | None:
    """The class that the first line names, or None where a template has no page."""
    found = FIRST_LINE.fullmatch(path.read_text().split("\n", 1)[0])
    return getattr(load(found[1]), found[2]) if found else None


@pytest.mark.parametrize("path", [path for path in templates() if is_page(path)], ids=short)
def test_the_first_line_names_a_frozen_page(path):
    page = page_class(path)
    assert page is not None, "the first line must be {# page: module.Class #}"
    assert dataclasses.is_dataclass(page)
    assert vars(page)["__dataclass_params__"].frozen


@pytest.mark.parametrize("path", templates(), ids=short)
def test_whatever_is_asked_of_the_page_is_on_it(environment, path):
    page = page_class(path)
    tree = parsed(environment, path)
    asked = sorted(set(_asked(tree))) if "page" in meta.find_undeclared_variables(tree) else []
    assert page is not None or not asked, "this template asks a page that its first line does not name"
    missing = [".".join(("page", *chain)) for chain in asked if page and not _answers(page, chain)]
    expect_none(missing)


@pytest.mark.parametrize("path", templates(), ids=short)
def test_nothing_but_the_page_and_its_inputs_is_used(environment, path):
    tree = parsed(environment, path)
    given = set(environment.globals) - REQUEST | {"csrf_token", "page"} | READER
    allowed = given | inputs_of(short(path)) | _made_by(tree) | _lent_to(path)
    if path.relative_to(TEMPLATES).parts[0] == "layout":
        allowed |= FRAME | REQUEST
    expect_none(
        meta.find_undeclared_variables(tree) - allowed, mend="not on the page, and no view hands it over:"
    )


@pytest.mark.parametrize("path", MARKUP, ids=short)
def test_styles_and_scripts_stay_in_their_files(path):
    text = path.read_text()
    inline = re.findall(
        r"""<style\b|\sstyle\s*=|<script(?![^>]*\ssrc=)|<[^>]*\son[a-z]+\s*=|javascript:""", text
    )
    expect_none(inline)


@pytest.mark.parametrize("path", MARKUP, ids=short)
def test_each_form_that_changes_something_carries_the_token_against_forgery(path):
    text = path.read_text()
    forms = re.findall(r"<form\b.*?</form>", text, re.S)
    outside = re.sub(r"<form\b.*?</form>", "", text, flags=re.S)
    changing = [f for f in forms if re.search(r"""method=["']post|hx-(post|put|patch|delete)""", f, re.I)]
    sealed = re.compile("csrf_token|" + "|".join(rf"\b{name}\(" for name in sealing_macros()))
    open_forms = [form[:120] for form in changing if not sealed.search(form)]
    expect_none(open_forms)
    assert not re.search(r"hx-(post|put|patch|delete)", outside)


def test_each_template_that_a_view_shows_is_there():
    missing = [
        f"{module.place}:{call.lineno} shows {template}"
        for module in modules()
        for call in calls(module.tree, *SHOWING)
        if (template := constant(call.args[0] if call.args else None))
        and not (TEMPLATES / template).is_file()
    ]
    expect_none(missing)


def _handed(call: ast.Call, function: ast.FunctionDef) -> set[str]:
    """The names of the keywords of a call; for ``**shown``, the keys that its function writes down."""
    names = {word.arg for word in call.keywords if word.arg} - {"status"}
    if any(word.arg is None for word in call.keywords):
        dicts = [node for node in ast.walk(function) if isinstance(node, ast.Dict)]
        names |= {key for each in dicts for node in each.keys if (key := constant(node))}
    return names


def parsed(environment: Environment, path: Path) -> nodes.Template:
    """The template as the application reads it; the press brings filters of its own."""
    if path.relative_to(TEMPLATES).parts[0] in PRESSED:
        environment = environment.overlay()
        used = {node.name for node in bare(path).find_all(nodes.Filter)}
        environment.filters = dict.fromkeys(used, str) | environment.filters
    return environment.parse(path.read_text())


def _lent_to(path: Path) -> set[str]:
    """The names that a part finds in the templates that take it in: what those bind and what they are given."""
    lent: set[str] = set()
    for taker in takers(short(path)):
        lent |= {name.name for name in bare(taker).find_all(nodes.Name) if name.ctx == "store"}
        lent |= inputs_of(short(taker))
    return lent


def _made_by(tree: nodes.Template) -> set[str]:
    """Names that the template imports, defines or sets; Jinja counts some of them as foreign inside blocks."""
    made = {
        alias if isinstance(alias, str) else alias[1]
        for n in tree.find_all(nodes.FromImport)
        for alias in n.names
    }
    made |= {node.target for node in tree.find_all(nodes.Import)}
    made |= {node.name for node in tree.find_all(nodes.Macro)}
    return made | {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}


def _asked(tree: nodes.Template) -> Iterator[tuple[str, ...]]:
    """Every chain of names after ``page``: ``page.manager.name`` as (manager, name)."""
    for node in tree.find_all(nodes.Getattr):
        chain: list[str] = []
        inner: nodes.Node = node
        while isinstance(inner, nodes.Getattr):
            chain.insert(0, inner.attr)
            inner = inner.node
        if isinstance(inner, nodes.Name) and inner.name == "page":
            yield tuple(chain)


def _answers(page: type, chain: tuple[str, ...]) -> bool:
    """Whether the chain exists on the page; followed as long as what is met is a frozen page too."""
    fields = {field.name for field in dataclasses.fields(page)}
    name, rest = chain[0], chain[1:]
    if name not in fields and not hasattr(page, name):
        return False
    inner = _dataclass_in(typing.get_type_hints(page).get(name))
    return not rest or inner is None or _answers(inner, rest)


def _dataclass_in(hint: object) -> type | None:
    """The dataclass of ``X`` or ``X | None``; None for anything else."""
    options = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    real = [each for each in options if each is not type(None)]
    return (
        real[0]
        if len(real) == 1 and isinstance(real[0], type) and dataclasses.is_dataclass(real[0])
        else None
    )
