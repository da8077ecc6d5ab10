"""One question of a form, read and checked.

Owns what each kind of question needs, and the refusal of ratings. Leaves what holds between
questions (unique ids, ``when``) to ``loading``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from appraisal.formbook.fields import Fields, not_one_of
from appraisal.formbook.reading import did_you_mean
from appraisal.formbook.shapes import (
    LANGUAGES,
    FactLink,
    Option,
    Part,
    Question,
    QuestionKind,
    Reader,
    Unit,
    When,
    Words,
)

YES_NO_UNKNOWN = ("yes", "no", "unknown")
UNKNOWN = "unknown"
LONGEST_TEXT = 4000
HIGHEST_LIKELY_SCALE = 10  # a count that may not pass ten is hardly a count of things
FactValues = Mapping[str, Collection[str]]

_RATINGS = frozenset(
    [
        "rating",
        "rate",
        "scale",
        "score",
        "stars",
        "star",
        "points",
        "point",
        "grade",
        "level",
        "likert",
        "slider",
        "rank",
        "ranking",
        "nps",
        "nine_box",
    ]
)
_WHY_NO_RATING = (
    "a number about a person looks objective and is not: two raters seldom agree (mistake 4). "
    "Ask for a dated example ('example'), for own words ('text') or for a plain choice of words"
)
_STARTS_WITH_NUMBER = re.compile(r"\s*(\d{1,3})\b")


def read_question(fields: Fields, facts: FactValues | None) -> Question | None:
    """Read one question; None when its kind is not known. Problems are noted in ``fields``."""
    kind = _kind(fields)
    if kind is None:
        return None
    options = _options(fields) if kind is QuestionKind.CHOICE else ()
    answers = _answers(kind, options)
    longest = LONGEST_TEXT if kind in (QuestionKind.TEXT, QuestionKind.EXAMPLE) else 0
    shortest, longest = _lengths(fields, longest) if longest else (1, 0)
    amount = kind is QuestionKind.AMOUNT
    question = Question(
        id=fields.identifier() or "",
        kind=kind,
        words=fields.words("words") or {},
        help=fields.words("help", required=False),
        required=fields.yes_no("required", otherwise=False),
        read_by=_read_by(fields),
        when=_when(fields),
        fact=_fact(fields, kind, answers, facts),
        options=options,
        parts=_parts(fields) if kind is QuestionKind.PER_GOAL else (),
        min_length=shortest,
        max_length=longest,
        unit=_unit(fields) if amount else None,
        least=fields.decimal("least") if amount else None,
        most=fields.decimal("most") if amount else None,
    )
    _check_bounds(question, fields)
    fields.finish()
    return question


def _check_bounds(question: Question, fields: Fields) -> None:
    if question.least is None or question.most is None:
        return
    if question.least > question.most:
        fields.object_to("'least' is more than 'most'", fields.place("least"))
    elif question.unit is Unit.COUNT and question.most <= HIGHEST_LIKELY_SCALE:
        message = f"a count from {question.least} to {question.most} is a rating, refused: {_WHY_NO_RATING}"
        fields.object_to(message, fields.place("most"))


def possible_answers(question: Question) -> tuple[str, ...]:
    """The answers that can be named in advance; empty for own words, numbers and days."""
    return _answers(question.kind, question.options)


def _answers(kind: QuestionKind, options: Sequence[Option]) -> tuple[str, ...]:
    if kind is QuestionKind.YES_NO_UNKNOWN:
        return YES_NO_UNKNOWN
    return tuple(option.id for option in options)


def _kind(fields: Fields) -> QuestionKind | None:
    found = fields.text("kind")
    if found is None:
        return None
    if found.lower() in _RATINGS:
        fields.object_to(f"'{found}' is refused: {_WHY_NO_RATING}", fields.place("kind"))
        return None
    known = [kind.value for kind in QuestionKind]
    if found not in known:
        fields.object_to(not_one_of(found, "kind", known), fields.place("kind"))
        return None
    return QuestionKind(found)


def _lengths(fields: Fields, longest: int) -> tuple[int, int]:
    shortest = fields.whole("min_length", otherwise=1, least=1, most=longest) or 1
    most = fields.whole("max_length", otherwise=longest, least=1, most=longest) or longest
    if shortest > most:
        fields.object_to("'min_length' is more than 'max_length'", fields.place("min_length"))
    return shortest, most


def _read_by(fields: Fields) -> tuple[Reader, ...]:
    known = [reader.value for reader in Reader]
    found: list[Reader] = []
    for text in fields.texts("read_by"):
        if text.value in known:
            found.append(Reader(text.value))
        else:
            fields.object_to(not_one_of(text.value, "read_by", known), text.place)
    if found and Reader.EMPLOYEE not in found:
        place = fields.place("read_by")
        fields.object_to(
            "'read_by' leaves out 'employee': a person reads all that is written about them", place
        )
    return tuple(found)


def _options(fields: Fields) -> tuple[Option, ...]:
    options: list[Option] = []
    for table in fields.tables("options", "an option"):
        name = table.identifier()
        if name in {option.id for option in options}:
            table.object_to(f"the option '{name}' stands here twice")
        options.append(Option(name or "", table.words("words") or {}))
        table.finish()
    if len(options) == 1:
        fields.object_to("one option is no choice; give two or more", fields.place("options"))
    if _is_numeric_scale(options):
        fields.object_to(
            f"options that count up are a rating, refused: {_WHY_NO_RATING}", fields.place("options")
        )
    return tuple(options)


def _is_numeric_scale(options: Sequence[Option]) -> bool:
    def counts_up(words: Sequence[str]) -> bool:
        found = sorted(int(match[1]) for text in words if (match := _STARTS_WITH_NUMBER.match(text)))
        return len(found) > 2 and found == list(range(found[0], found[0] + len(found)))

    def bare(words: Words) -> bool:
        return bool(words) and not any(letter.isalpha() for text in words.values() for letter in text)

    if len(options) > 1 and all(bare(option.words) for option in options):
        return True
    return any(counts_up([option.words.get(language, "") for option in options]) for language in LANGUAGES)


def _parts(fields: Fields) -> tuple[Part, ...]:
    parts: list[Part] = []
    for table in fields.tables("parts", "a part"):
        name = table.identifier()
        if name in {part.id for part in parts}:
            table.object_to(f"the part '{name}' stands here twice")
        shortest, longest = _lengths(table, LONGEST_TEXT)
        part = Part(
            id=name or "",
            words=table.words("words") or {},
            help=table.words("help", required=False),
            required=table.yes_no("required", otherwise=False),
            min_length=shortest,
            max_length=longest,
        )
        parts.append(part)
        table.finish()
    return tuple(parts)


def _unit(fields: Fields) -> Unit | None:
    found = fields.text("unit")
    known = [unit.value for unit in Unit]
    if found is None or found in known:
        return Unit(found) if found else None
    rating = found.lower() in _RATINGS
    message = (
        f"the unit '{found}' is refused: {_WHY_NO_RATING}" if rating else not_one_of(found, "unit", known)
    )
    return fields.object_to(message, fields.place("unit"))


def _when(fields: Fields) -> When | None:
    table = fields.inner("when", "'when'", required=False)
    if table is None:
        return None
    question = table.identifier("question")
    answers = tuple(text.value for text in table.texts("is"))
    table.finish()
    return When(question, answers) if question and answers else None


def _fact(
    fields: Fields, kind: QuestionKind, answers: Sequence[str], facts: FactValues | None
) -> FactLink | None:
    table = fields.inner("fact", "'fact'", required=False)
    if table is None:
        return None
    name = table.identifier("name")
    if not answers and kind is not QuestionKind.AMOUNT:
        table.object_to(
            f"a '{kind}' question cannot answer a fact; a choice, yes_no_unknown or an amount can"
        )
        return None
    if facts is not None and name is not None and name not in facts:
        table.object_to(f"unknown fact '{name}'{did_you_mean(name, facts)}", table.place("name"))
    values = _fact_values(table, kind, answers, (facts or {}).get(name or "", ()))
    table.finish()
    return FactLink(name, values) if name else None


def _fact_values(
    table: Fields, kind: QuestionKind, answers: Sequence[str], allowed: Collection[str]
) -> dict[str, bool | str | None]:
    if kind is QuestionKind.AMOUNT:
        return {}
    inner = table.inner("values", "'values'", required=kind is QuestionKind.CHOICE)
    if inner is None:
        return {"yes": True, "no": False, "unknown": None} if kind is QuestionKind.YES_NO_UNKNOWN else {}
    found: dict[str, bool | str | None] = {}
    for answer in answers:
        value = inner.text(answer)
        if value is None:
            continue
        if allowed and value != UNKNOWN and value not in allowed:
            inner.object_to(not_one_of(value, "values", list(allowed)), inner.place(answer))
        found[answer] = {"true": True, "false": False, UNKNOWN: None}.get(value, value)
    inner.finish()
    return found
