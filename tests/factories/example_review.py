"""A long, realistic signed review in four scripts, for the paper: what a year of Sara and Omid looks like."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from appraisal.formbook import freeze
from appraisal.reviews.domain import Side, Stance
from appraisal.reviews.schemas import Plain, sealed, text_of
from appraisal.reviews.text import (
    ActionText,
    FindingText,
    GoalText,
    MeetingText,
    MoveText,
    PartText,
    PersonText,
    ReadingText,
    ReviewText,
    SignatureText,
    TalkText,
)
from tests.factories.example_behind import BEHIND
from tests.factories.example_words import (
    AGREED,
    ANSWER,
    CONCLUSION,
    CONTEST,
    MANAGER_ANSWERS,
    MANAGER_COMMENT,
    REPLY,
    SELF_ANSWERS,
)
from tests.factories.reviews import form_of

WON = (14200, 17350, 21900, 16800, 19250, 23400, 15100, 12050, 17400, 18900, 22650, 20415.5)
TARGETS = (Decimal(55000), Decimal(60000), Decimal(62000), Decimal(63000))
QUARTERS = ("I", "II", "III", "IV")


def _goal(number: int) -> GoalText:
    first = date(2017, 3 * number + 1, 1)
    readings = [_reading(month) for month in range(3 * number + 1, 3 * number + 4)]
    result = sum((reading.value for reading in readings), Decimal(0))
    return GoalText(
        key=str(number + 1),
        statement=f"New business of {TARGETS[number]:,} USD in quarter {QUARTERS[number]}, Central region",
        why_it_matters="The office plans its service team from this; late orders leave customers waiting.",
        measure="revenue_won",
        unit="USD",
        target=TARGETS[number],
        direction="higher",
        starts_on=first,
        ends_on=readings[-1].ends_on,
        result=result,
        ratio=round(result / TARGETS[number], 4),
        confirmed_by_employee_on=first + timedelta(days=4),
        confirmed_by_manager_on=first + timedelta(days=2),
        own_words="هر سه ماه، فروش تازه به مشتریان منطقهٔ Central، بدون تخفیف بیش از ۱۰٪.",
        readings=tuple(readings),
    )


def _reading(month: int) -> ReadingText:
    last = (date(2017 + month // 12, month % 12 + 1, 1)) - timedelta(days=1)
    return ReadingText(date(2017, month, 1), last, Decimal(str(WON[month - 1])), "crm")


def _talks() -> tuple[TalkText, ...]:
    days = [date(2017, 1, 10) + timedelta(weeks=2 * number) for number in range(25)]
    return tuple(
        TalkText(day, None if number in (15, 16) else day, 1 if number in (4, 15) else 0)
        for number, day in enumerate(days)
    )


def _part(side: Side, author: str, answers: dict[str, Any], language: str, at: datetime) -> PartText:
    goals = {str(number + 1): _goal(number).statement for number in range(4)}
    return PartText(side, author, at, freeze(form_of(side), answers, language, goals=goals))


def example_text() -> ReviewText:
    """The review before anybody signs."""
    return ReviewText(
        review=128,
        cycle="Year 2017",
        starts_on=date(2017, 1, 1),
        ends_on=date(2017, 12, 31),
        opened_on=date(2017, 12, 4),
        employee=PersonText("سارا احمدی (Sara Ahmadi)", "Seller", "Team Karimi, Central Office"),
        manager=PersonText("Omid Karimi", "Sales manager", "Central Office"),
        goals=tuple(_goal(number) for number in range(4)),
        checkins=_talks(),
        findings=(
            FindingText(
                goal=_goal(2).statement,
                opened_on=date(2017, 8, 22),
                concluded_on=date(2017, 8, 29),
                concluded_by="Omid Karimi",
                conclusion=CONCLUSION,
                replied_on=date(2017, 9, 1),
                stance="partly",
                reply=REPLY,
                behind=BEHIND,
            ),
        ),
        parts=(
            _part(
                Side.EMPLOYEE,
                "Sara Ahmadi",
                SELF_ANSWERS,
                "fa",
                datetime(2017, 12, 11, 15, 42, 7, tzinfo=UTC),
            ),
            _part(
                Side.MANAGER,
                "Omid Karimi",
                MANAGER_ANSWERS,
                "en",
                datetime(2017, 12, 12, 8, 5, 31, tzinfo=UTC),
            ),
        ),
        unmentioned=("do_differently",),
        meeting=MeetingText(
            booked_on=date(2017, 12, 19),
            moves=(
                MoveText(
                    date(2017, 12, 14),
                    date(2017, 12, 19),
                    "Omid Karimi",
                    "Customer visit in Tabriz, no train back.",
                ),
            ),
            held_on=date(2017, 12, 19),
            agreed=AGREED,
        ),
        actions=(
            ActionText("Join two visits of Sara’s larger accounts", "Omid Karimi", date(2018, 1, 26), None),
            ActionText(
                "فهرست تماس‌های دوم را هر دوشنبه به‌روز کند",
                "Sara Ahmadi",
                date(2018, 1, 15),
                date(2018, 1, 12),
            ),
            ActionText(
                "Đề nghị phòng sản phẩm gửi bảng giá GTX Pro mới trước khi gọi khách hàng",
                "Omid Karimi",
                date(2018, 1, 10),
                None,
            ),
            ActionText(
                "Согласовать с маркетингом, сколько лидов приходит в регион",
                "Leila Moradi",
                date(2018, 2, 2),
                None,
            ),
        ),
    )


def example_review() -> Plain:
    """The same review signed by the manager, contested by the employee, answered by a second person."""
    data = sealed(
        example_text(),
        SignatureText(
            Side.MANAGER,
            "Omid Karimi",
            datetime(2017, 12, 20, 9, 12, tzinfo=UTC),
            Stance.SIGNED,
            MANAGER_COMMENT,
        ),
    )
    data = sealed(
        text_of(data),
        SignatureText(
            Side.EMPLOYEE,
            "Sara Ahmadi",
            datetime(2017, 12, 21, 16, 40, tzinfo=UTC),
            Stance.CONTESTED,
            CONTEST,
        ),
    )
    return sealed(
        text_of(data),
        SignatureText(
            Side.SECOND, "Leila Moradi", datetime(2017, 12, 28, 11, 3, tzinfo=UTC), Stance.ANSWERED, ANSWER
        ),
    )
