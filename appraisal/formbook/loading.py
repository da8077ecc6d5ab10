"""The folder ``forms/`` read whole: every problem of every file at once, or a formbook.

Owns forms, sections and what must hold between them. Leaves single questions to ``questions``.

    version: 1                                    # raise it when the meaning of a question changes
    kind: self_review                             # the folder's name; it settles who answers and when
    serves: [sales_seller]                        # job families; one form of each kind serves `general`
    minutes: 25
    title: {en: ..., fa: ..., ru: ..., vi: ...}   # every text in every language; `intro` likewise
    sections:
      - id: in_the_way
        title: ...
        questions:
          - id: obstacle
            kind: choice                          # text | yes_no_unknown | amount | date | per_goal | example
            words: ...                            # and `help`, `required`
            read_by: [employee, manager]          # shown under the question; hr only where named
            options: [{id: something, words: ...}, {id: nothing, words: ...}]
            fact: {name: external_checklist_done, values: {something: true, nothing: true}}
          - {id: which, kind: text, when: {question: obstacle, is: [something]}, ...}
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from appraisal.formbook.fields import Fields, not_one_of
from appraisal.formbook.questions import FactValues, possible_answers, read_question
from appraisal.formbook.reading import Items, Node, Place, Problem, Table, Text, did_you_mean, read_marked
from appraisal.formbook.shapes import GENERAL, About, Form, Formbook, FormKind, Question, Section

_KINDS = tuple(kind.value for kind in FormKind)
_ABOUTS = tuple(about.value for about in About)


class BrokenForms(Exception):
    """The forms cannot be used; ``problems`` holds all there is to mend."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def load_forms(folder: Path, *, facts: FactValues | None = None) -> Formbook:
    """Read ``<folder>/<kind>/<job family>.yaml``. Raises ``BrokenForms``.

    ``facts`` is the fact vocabulary: for each name the values it may have (``true`` and ``false``
    for a yes/no fact), or nothing for a number. Without it, names of facts are taken as they come.
    """
    problems: list[Problem] = []
    forms: list[Form] = []
    places: dict[tuple[str, str], Place] = {}
    for path in _files(folder, problems):
        node, unreadable = read_marked(path.read_bytes(), path.as_posix())
        problems += unreadable
        if isinstance(node, Table):
            form = _form(node, path, problems, facts)
            forms += [form] if form else []
            _note_families(node, path, places, problems)
        elif node is not None:
            problems.append(Problem(node.place, "a form must be a table of fields"))
    if folder.is_dir():
        problems += _kinds_without_general(folder, places)
    if problems:
        raise BrokenForms(sorted(problems))
    return Formbook(tuple(forms))


def _files(folder: Path, problems: list[Problem]) -> list[Path]:
    if not folder.is_dir():
        problems.append(Problem(Place(folder.as_posix()), "there is no such folder"))
        return []
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and entry.name not in _KINDS:
            hint = did_you_mean(entry.name, _KINDS) or f"; kinds are {', '.join(_KINDS)}"
            problems.append(Problem(Place(entry.as_posix()), f"unknown kind of form '{entry.name}'{hint}"))
    found = [path for kind in _KINDS for path in sorted((folder / kind).glob("*.y*ml"))]
    for path in found:
        if path.suffix != ".yaml":
            problems.append(
                Problem(Place(path.as_posix()), f"the file must end in '.yaml', not '{path.suffix}'")
            )
    return [path for path in found if path.suffix == ".yaml"]


def _kinds_without_general(folder: Path, places: Mapping[tuple[str, str], Place]) -> list[Problem]:
    message = f"no form serves '{GENERAL}': people of other job families would have none"
    missing = [kind for kind in _KINDS if (kind, GENERAL) not in places]
    return [Problem(Place((folder / kind).as_posix()), message) for kind in missing]


def _note_families(
    table: Table, path: Path, places: dict[tuple[str, str], Place], problems: list[Problem]
) -> None:
    """Two forms of one kind may not serve the same job family."""
    serves = table.values.get("serves")
    for node in serves.values if isinstance(serves, Items) else ():
        if not isinstance(node, Text):
            continue
        key = (path.parent.name, node.value)
        if key in places:
            other = places[key]
            message = f"'{node.value}' is served already, by {other.path}:{other.line}"
            problems.append(Problem(node.place, message))
        places.setdefault(key, node.place)


def _form(table: Table, path: Path, problems: list[Problem], facts: FactValues | None) -> Form | None:
    fields = Fields(table, "the form", problems)
    before = len(problems)
    kind = fields.one_of("kind", _KINDS)
    if kind is not None and kind != path.parent.name:
        fields.object_to(f"the kind is '{kind}', the folder '{path.parent.name}'", fields.place("kind"))
    version = fields.whole("version", least=1)
    serves = tuple(text.value for text in fields.texts("serves"))
    minutes = fields.whole("minutes", least=1, most=120)
    title, intro = fields.words("title"), fields.words("intro")
    sections = _sections(fields, facts)
    fields.finish()
    if kind is None or len(problems) > before:
        return None
    form_id = f"{kind}/{path.stem}"
    return Form(
        id=form_id,
        version=version or 1,
        kind=FormKind(kind),
        serves=serves,
        minutes=minutes or 1,
        title=title or {},
        intro=intro or {},
        sections=sections,
        sha256=_digest([form_id, _plain(table)]),
    )


def _sections(form: Fields, facts: FactValues | None) -> tuple[Section, ...]:
    sections: list[Section] = []
    earlier: dict[str, Question] = {}
    for table in form.tables("sections", "a section"):
        name = table.identifier()
        if name in {section.id for section in sections}:
            table.object_to(f"the section '{name}' stands here twice", table.place("id"))
        title, explained = table.words("title"), table.words("help", required=False)
        questions: list[Question] = []
        for fields in table.tables("questions", "a question"):
            question = read_question(fields, facts)
            if question is not None:
                _fit_in(question, fields, earlier)
                questions.append(question)
        about = table.one_of("about", _ABOUTS, required=False)
        given = None if about is None else About(about)
        sections.append(Section(name or "", title or {}, explained, tuple(questions), given))
        table.finish()
    return tuple(sections)


def _fit_in(question: Question, fields: Fields, earlier: dict[str, Question]) -> None:
    """Check a question against those before it, then count it among them."""
    if question.id in earlier:
        fields.object_to(f"the question '{question.id}' stands here twice", fields.place("id"))
    if question.when is not None:
        _check_when(question, fields, earlier)
    earlier.setdefault(question.id, question)


def _check_when(question: Question, fields: Fields, earlier: Mapping[str, Question]) -> None:
    when, place = question.when, fields.place("when")
    if when is None:
        return
    asked = earlier.get(when.question)
    if asked is None:
        hint = did_you_mean(when.question, earlier)
        fields.object_to(f"no question '{when.question}' stands before this one{hint}", place)
        return
    possible = possible_answers(asked)
    if not possible:
        fields.object_to(
            f"'{when.question}' has no fixed answers; 'when' needs a choice or yes_no_unknown", place
        )
        return
    for answer in when.answers:
        if answer not in possible:
            fields.object_to(not_one_of(answer, when.question, possible), place)


def _plain(node: Node) -> object:
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Items):
        return [_plain(child) for child in node.values]
    return {key: _plain(child) for key, child in node.values.items()}


def _digest(contents: object) -> str:
    canonical = json.dumps(contents, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
