"""Behind each key stands a sentence: objections, enum families, verbs of history."""

from __future__ import annotations

import ast
import enum
import inspect
import re
from collections.abc import Iterator, Mapping

from appraisal.slices import WORDS
from tests.contracts.house import SLICES, calls, constant, expect_none, load, modules, snake, templates

SENTENCES: Mapping[str, str] = {key: sentence for words in WORDS for key, sentence in words.items()}
FAMILIES = {key.split(".")[0] for key in SENTENCES}
PLACEHOLDER = re.compile(r"%\((\w+)\)")
WORDS_FILTER = re.compile(r"""\|\s*words\(\s*(?:family\s*=\s*)?["'](\w+)["']""")
SAID = re.compile(r"""^(\w+)\.$""")


def objections() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Where an objection is raised, its key, and the details that its sentence may name."""
    for module in modules():
        for call in calls(module.tree, "Objections.where", "cls.where"):
            for word in call.keywords:
                if word.arg:
                    yield f"{module.place}:{call.lineno}", word.arg, frozenset()
        for call in calls(module.tree, "Objections.one", "Objection"):
            key = constant(call.args[0]) if call.args else None
            if key:
                yield f"{module.place}:{call.lineno}", key, _details(call)


def test_every_slice_with_words_hands_them_to_the_application():
    forgotten = [
        module.place
        for module in modules()
        if module.package in SLICES
        and module.room == "wording"
        and getattr(load(module.name), "WORDS", None) not in WORDS
    ]
    expect_none(forgotten)


def test_every_objection_is_worded():
    silent = [
        f"{place}: objection.{key}" for place, key, _ in objections() if f"objection.{key}" not in SENTENCES
    ]
    expect_none(silent)


def test_the_sentence_of_an_objection_names_only_details_that_are_given():
    broken = [
        f"{place}: objection.{key} names {sorted(missing)}"
        for place, key, details in objections()
        if "*" not in details
        and (missing := set(PLACEHOLDER.findall(SENTENCES.get(f"objection.{key}", ""))) - details)
    ]
    expect_none(broken)


def test_every_verb_of_history_is_worded():
    verbs = {
        f"{module.place}:{call.lineno}: verb.{verb}"
        for module in modules()
        for call in calls(module.tree, "record", "history.record")
        if len(call.args) > 2
        for verb in _texts(call.args[2])
        if f"verb.{verb}" not in SENTENCES
    }
    expect_none(verbs)


def test_every_family_that_a_template_uses_is_worded():
    used = {(path.name, family) for path in templates() for family in WORDS_FILTER.findall(path.read_text())}
    assert not {f"{name}: {family}" for name, family in used if family not in FAMILIES}


def test_every_family_that_the_code_says_is_worded():
    used = {
        f"{module.place}:{call.lineno}: {family[1]}"
        for module in modules()
        for call in calls(module.tree, "say", "wording.say")
        if call.args
        and isinstance(call.args[0], ast.JoinedStr)
        and (family := SAID.match(constant(call.args[0].values[0]) or ""))
        and family[1] not in FAMILIES
    }
    expect_none(used)


def test_an_enum_that_is_worded_is_worded_whole():
    silent = [
        f"{name}.{member.value}"
        for name, values in _enums().items()
        if name in FAMILIES
        for member in values
        if f"{name}.{member.value}" not in SENTENCES
    ]
    expect_none(silent)


def _enums() -> dict[str, type[enum.Enum]]:
    """The text enums of the slices by the family that words them: ``GoalState`` is ``goal_state``."""
    return {
        snake(name): each
        for module in modules()
        if module.package in SLICES and module.room == "domain"
        for name, each in inspect.getmembers(load(module.name), inspect.isclass)
        if issubclass(each, enum.StrEnum) and each.__module__ == module.name
    }


def _details(call: ast.Call) -> frozenset[str]:
    """Names of the details of an objection; a star where they are not written out."""
    if len(call.args) > 1:
        given = call.args[1]
        return (
            frozenset(constant(key) or "*" for key in given.keys)
            if isinstance(given, ast.Dict)
            else frozenset("*")
        )
    return frozenset(word.arg or "*" for word in call.keywords)


def _texts(node: ast.AST) -> list[str]:
    """The texts that an argument can be: one, or both sides of ``a if b else c``."""
    if isinstance(node, ast.IfExp):
        return _texts(node.body) + _texts(node.orelse)
    return [text] if (text := constant(node)) is not None else []
