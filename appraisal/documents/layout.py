"""From the signed text to the page of the paper, in one language. Pure: plain data in, frozen page out.

Takes the shape that ``reviews.schemas`` tells of, and prints all that it is given: ``reviews`` has cut
the text to what its reader was announced to read.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from appraisal.documents.paper import (
    ActionOnPaper,
    AnswerOnPaper,
    AppraisalPaper,
    BehindOnPaper,
    ChangeOnPaper,
    FindingOnPaper,
    GoalOnPaper,
    MeetingOnPaper,
    MoveOnPaper,
    PersonOnPaper,
    SideOnPaper,
    SignatureOnPaper,
    YearOnPaper,
)
from appraisal.documents.pictures import goal_picture, year_picture
from appraisal.formbook import in_language
from appraisal.i18n.languages import Language

Plain = Mapping[str, Any]
MOST_RULES = 6
"""How many rules stand on the page behind a finding, so that it stays one page; the data holds all."""
MOST_CONTESTS = 2


def lay_out(signed: Plain, language: Language, is_cut: bool) -> AppraisalPaper:
    """The page of the paper; ``is_cut`` when answers were left out. Raises ``KeyError`` or ``ValueError`` for data of another shape."""
    mirrored = language.direction == "rtl"
    goals = {goal["key"]: goal["statement"] for goal in signed["goals"]}
    return AppraisalPaper(
        language=language.code,
        direction=language.direction,
        employee=PersonOnPaper(**signed["employee"]),
        manager=PersonOnPaper(**signed["manager"]),
        cycle=signed["cycle"],
        starts_on=date.fromisoformat(signed["starts_on"]),
        ends_on=date.fromisoformat(signed["ends_on"]),
        goals=tuple(_goal(goal, number, mirrored) for number, goal in enumerate(signed["goals"], 1)),
        year=_year(signed, mirrored),
        findings=tuple(_finding(each, goals) for each in signed["findings"] if each["conclusion"]),
        sides=tuple(_side(part, language.code, signed["unmentioned"], goals) for part in signed["parts"]),
        is_cut=is_cut,
        meeting=_meeting(signed["meeting"]),
        actions=tuple(
            ActionOnPaper(
                each["text"], each["owner"], date.fromisoformat(each["due_on"]), _day(each["closed_on"])
            )
            for each in signed["actions"]
        ),
        signatures=tuple(
            SignatureOnPaper(
                side=each["side"],
                name=each["name"],
                signed_at=datetime.fromisoformat(each["signed_at"]),
                stance=each["stance"],
                comment=each["comment"],
                digest=each["sha256"],
            )
            for each in signed["signatures"]
        ),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _goal(goal: Plain, number: int, mirrored: bool) -> GoalOnPaper:
    starts_on, ends_on = date.fromisoformat(goal["starts_on"]), date.fromisoformat(goal["ends_on"])
    readings = [(date.fromisoformat(each["ends_on"]), Decimal(each["value"])) for each in goal["readings"]]
    target = Decimal(goal["target"])
    return GoalOnPaper(
        number=number,
        statement=goal["statement"],
        measure=goal["measure"],
        unit=goal["unit"],
        target=target,
        result=_number(goal["result"]),
        ratio=_number(goal["ratio"]),
        starts_on=starts_on,
        ends_on=ends_on,
        why_it_matters=goal["why_it_matters"],
        own_words=goal["own_words"],
        confirmed_by_employee_on=_day(goal["confirmed_by_employee_on"]),
        confirmed_by_manager_on=_day(goal["confirmed_by_manager_on"]),
        picture=goal_picture(readings, target, starts_on, ends_on, mirrored),
        in_force=_number(goal.get("in_force")),
        in_force_since=_day(goal.get("in_force_since")),
        changes=tuple(
            ChangeOnPaper(date.fromisoformat(each["since_on"]), Decimal(each["was"]), _number(each["now"]))
            for each in goal.get("changes", ())
        ),
    )


def _year(signed: Plain, mirrored: bool) -> YearOnPaper:
    talks = [
        (
            date.fromisoformat(each["held_on"] or each["on"]),
            "missed" if not each["held_on"] else "moved" if each["moves"] else "held",
        )
        for each in signed["checkins"]
    ]
    kinds = [kind for _, kind in talks]
    period = date.fromisoformat(signed["starts_on"]), date.fromisoformat(signed["ends_on"])
    return YearOnPaper(
        held=len(kinds) - kinds.count("missed"),
        moved=kinds.count("moved"),
        missed=kinds.count("missed"),
        picture=year_picture(talks, *period, mirrored),
    )


def _finding(finding: Plain, goals: Mapping[str, str]) -> FindingOnPaper:
    return FindingOnPaper(
        about=goals.get(finding["goal"], finding["goal"]),
        opened_on=date.fromisoformat(finding["opened_on"]),
        conclusion=finding["conclusion"],
        concluded_by=finding["concluded_by"],
        concluded_on=_day(finding["concluded_on"]),
        reply=finding["reply"],
        stance=finding["stance"],
        replied_on=_day(finding["replied_on"]),
        behind=_behind(finding.get("behind"), goals.get(finding["goal"], finding["goal"])),
    )


def _behind(behind: Plain | None, about: str) -> BehindOnPaper | None:
    """Absent in texts that were signed before it was part of them, and where it may not be told."""
    if behind is None:
        return None
    rules = behind["rules"]
    return BehindOnPaper(
        about=about,
        looked_on=date.fromisoformat(behind["evaluated_at"][:10]),
        pack=behind["pack_name"],
        pack_version=behind["pack_version"],
        pack_digest=behind["pack_sha256"],
        rules=tuple(rules[:MOST_RULES]),
        further=max(0, len(rules) - MOST_RULES),
        contests=tuple(behind["contests"][:MOST_CONTESTS]),
    )


def _side(part: Plain, language: str, unmentioned: list[str], goals: Mapping[str, str]) -> SideOnPaper:
    form = in_language(dict(part["form"]), language)
    new = unmentioned if part["side"] == "manager" else []
    return SideOnPaper(
        side=part["side"],
        name=part["author"],
        handed_in_on=_day(part["handed_in_at"]),
        sections=tuple(
            (section["title"], tuple(_answer(one, one["id"] in new, goals) for one in section["questions"]))
            for section in form["sections"]
        ),
    )


def _answer(question: Plain, is_new: bool, goals: Mapping[str, str]) -> AnswerOnPaper:
    kind, answer = question["kind"], question.get("answer")
    day = answer if kind == "date" else answer.get("on") if kind == "example" and answer else None
    text = answer.get("what") if kind == "example" and answer else question.get("answer_words", answer)
    told = []
    words_of = {part["id"]: part["words"] for part in question.get("parts", ())}
    for each in question.get("goals", ()):
        said = tuple((words_of[key], text_) for key, text_ in each["answers"].items() if text_)
        if said:
            told.append((each["statement"] or goals.get(each["goal"], ""), said))
    return AnswerOnPaper(
        words=question["words"],
        kind=kind,
        answer=None if kind in ("date", "amount", "per_goal") else text,
        day=_day(day),
        amount=_number(answer) if kind == "amount" else None,
        unit=question.get("unit", ""),
        is_new=is_new,
        told=tuple(told),
    )


def _meeting(meeting: Plain | None) -> MeetingOnPaper | None:
    if meeting is None:
        return None
    moves = tuple(
        MoveOnPaper(
            from_on=date.fromisoformat(each["from_on"]),
            to_on=date.fromisoformat(each["to_on"]),
            moved_by=each["moved_by"],
            reason=each["reason"],
        )
        for each in meeting["moves"]
    )
    return MeetingOnPaper(held_on=_day(meeting["held_on"]), moves=moves, agreed=meeting["agreed"])
