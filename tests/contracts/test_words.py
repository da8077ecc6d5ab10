"""Nobody is ranked or scored here: the words for it appear in no name, on no page, in no catalog."""

from __future__ import annotations

import ast
import io
import itertools
import re
import tokenize
from collections.abc import Iterator

from appraisal.i18n import gathering
from tests.contracts.house import SOURCE, TEMPLATES, Module, expect_none, modules, words_in

NEVER = frozenset(
    [
        "rank",
        "ranks",
        "ranked",
        "ranking",
        "rankings",
        "score",
        "scores",
        "scored",
        "scoring",
        "scoreboard",
        "scorecard",
        "percentile",
        "percentiles",
        "quartile",
        "quartiles",
        "decile",
        "leaderboard",
        "leaderboards",
    ]
)
NEVER_TOGETHER = (
    ("top", "performer"),
    ("top", "performers"),
    ("low", "performer"),
    ("nine", "box"),
    ("forced", "curve"),
)
# Each with its reason. A name is free everywhere, a sentence as it stands, a file as a whole.
ALLOWED_NAMES = {
    "priority_rank_match": "a fact about the order of priorities of two people, not of people",
}
ALLOWED_SENTENCES = {
    "never names, never ranks": "a fact's note that says what it must not hold",
}
ALLOWED_TEXTS_IN = {
    "appraisal/formbook/questions.py": "names the kinds of question that no form may have",
}
# The same thing in the other languages; a stem is enough.
NEVER_SAID = {
    "fa": ("رتبه‌بندی", "رتبه بندی", "درجه‌بندی", "امتیاز"),
    "ru": ("ранжир", "рейтинг", "балл", "перцентил"),
    "vi": ("xếp hạng", "điểm số", "thứ hạng", "chấm điểm"),
}


def forbidden_in(words: list[str]) -> list[str]:
    """The words of a list that are never said of a person."""
    pairs = [" ".join(pair) for pair in itertools.pairwise(words) if pair in NEVER_TOGETHER]
    return [word for word in words if word in NEVER] + pairs


def test_no_name_in_the_code_ranks_or_scores():
    said = [
        f"{module.place}:{line} {name}"
        for module in modules()
        for line, name in _names(module)
        if name not in ALLOWED_NAMES and forbidden_in(words_in(name))
    ]
    expect_none(said)


def test_no_column_or_key_written_as_text_ranks_or_scores():
    said = [
        f"{module.place}:{node.lineno} {node.value}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[\w.-]+", node.value)
        and node.value not in ALLOWED_NAMES
        and module.place not in ALLOWED_TEXTS_IN
        and forbidden_in(words_in(node.value))
    ]
    expect_none(said)


def test_no_template_ranks_or_scores():
    said = [
        f"{path.relative_to(TEMPLATES)}:{number} {found}"
        for path in sorted(TEMPLATES.rglob("*"))
        if path.is_file()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if (found := forbidden_in(words_in(_without_allowed(line))))
    ]
    expect_none(said)


def test_no_sentence_ranks_or_scores():
    found = gathering.gather()
    said = [
        sentence
        for message in found
        if message.id
        for sentence in ((message.id,) if isinstance(message.id, str) else message.id)
        if forbidden_in(words_in(_without_allowed(sentence)))
    ]
    expect_none(said)


def test_no_translation_ranks_or_scores():
    said = [
        f"{language}: {form}"
        for language, stems in NEVER_SAID.items()
        for message in gathering.read_catalog(language)
        if message.id and message.id not in ALLOWED_SENTENCES
        for form in ((message.string,) if isinstance(message.string, str) else message.string or ())
        if any(stem in form.lower() for stem in stems)
    ]
    expect_none(said)


def test_no_rule_and_no_form_ranks_or_scores():
    said = [
        f"{path.name}:{number} {found}"
        for folder in ("rules", "forms")
        for path in sorted((SOURCE.parent / folder).rglob("*.yaml"))
        if path.parent.name != "words"  # a list names what nobody should write
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if (found := forbidden_in(words_in(_without_allowed(line))))
    ]
    expect_none(said)


def test_what_is_allowed_is_still_said_somewhere():
    texts = [path.read_text() for path in (SOURCE.parent / "rules").rglob("*.yaml")]
    texts += [module.text for module in modules()]
    stale = [each for each in (*ALLOWED_NAMES, *ALLOWED_SENTENCES) if not any(each in text for text in texts)]
    stale += [place for place in ALLOWED_TEXTS_IN if not (SOURCE.parent / place).is_file()]
    expect_none(stale)


def _names(module: Module) -> Iterator[tuple[int, str]]:
    """Every name in a module, with its line; comments and texts are no names."""
    for token in tokenize.generate_tokens(io.StringIO(module.text).readline):
        if token.type == tokenize.NAME:
            yield token.start[0], token.string


def _without_allowed(text: str) -> str:
    for sentence in (*ALLOWED_SENTENCES, *ALLOWED_NAMES):
        text = text.replace(sentence, "")
    return text
