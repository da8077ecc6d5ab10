"""Small forms for the tests: a folder with three general forms, to which a test adds its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from appraisal.formbook import BrokenForms, Form, load_forms

WORDS = "{en: Hello, fa: سلام, ru: Привет, vi: Chào}"
HEAD = f"version: 1\nkind: KIND\nserves: [FAMILY]\nminutes: 5\ntitle: {WORDS}\nintro: {WORDS}\n"
SECTION = f"sections:\n  - id: one\n    title: {WORDS}\n    questions:\n"
PLAIN = f"      - {{id: plain, kind: text, words: {WORDS}, read_by: [employee]}}\n"


def form_text(questions: str, kind: str = "self_review", family: str = "general") -> str:
    """A form with these questions, given as YAML at the depth of a question (six blanks)."""
    return HEAD.replace("KIND", kind).replace("FAMILY", family) + SECTION + questions.replace("WORDS", WORDS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a general form of every kind."""
    for kind in ("self_review", "manager_review", "checkin_preparation"):
        (tmp_path / kind).mkdir()
        (tmp_path / kind / "general.yaml").write_text(form_text(PLAIN, kind), encoding="utf-8")
    return tmp_path


@pytest.fixture
def load(folder: Path) -> Callable[..., Form]:
    """Load one self-review with the given questions."""

    def load_one(questions: str, **more: object) -> Form:
        (folder / "self_review" / "general.yaml").write_text(form_text(questions), encoding="utf-8")
        return load_forms(folder, **more).form("self_review/general")  # type: ignore[arg-type]  # passed through

    return load_one


@pytest.fixture
def complaints(folder: Path) -> Callable[..., list[str]]:
    """The problems of a self-review as ``line:column: message``, none if it loads."""

    def complain(text: str, **more: object) -> list[str]:
        path = folder / "self_review" / "general.yaml"
        path.write_text(text, encoding="utf-8")
        try:
            load_forms(folder, **more)  # type: ignore[arg-type]  # passed through
        except BrokenForms as broken:
            return [str(problem).removeprefix(f"{path.as_posix()}:") for problem in broken.problems]
        return []

    return complain


@pytest.fixture
def of_questions() -> Callable[[str], str]:
    """Make the text of a self-review from the YAML of its questions."""
    return form_text
