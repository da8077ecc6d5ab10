"""What the pack of goals remarks: about a goal as it is typed, about goals as they stand, about a person's goals together.

Owns the reads behind those facts, a fixed number of statements however many goals. What a goal says of
itself is in ``sense``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.actuals import queries as actuals
from appraisal.actuals.domain import ReadingFacts
from appraisal.goals import queries, sense
from appraisal.goals.models import ActionItem
from appraisal.goals.queries import GoalState
from appraisal.goals.sense import Typed, Yeses
from appraisal.kernel.actors import SERVICE
from appraisal.packs import queries as packs
from appraisal.packs.queries import ShownRemark
from appraisal.people import queries as people
from appraisal.plans import queries as plans
from appraisal.rulebook import Pack, Remark

KIND = "goals"
ABOUT_GOAL, ABOUT_PERSON = "goal", "goals_of"
"""What kept remarks of this slice are about: one goal, or the goals of one person."""
A_YEAR = timedelta(days=365)


def about_typed(
    store: Session, employee: int, goal: Typed | None, day: date
) -> tuple[Pack | None, tuple[Remark, ...]]:
    """What is remarked about a goal before it is kept, and by which pack."""
    pack = packs.in_force(store, KIND, day)
    if pack is None or goal is None:
        return pack, ()
    share = plans.targets_of(store, [goal.plan_node]).get(goal.plan_node or 0)
    before = _before(store, {employee: [goal]})
    facts = sense.typed_facts(goal, share, before.get((employee, goal.measure), ()))
    return pack, packs.remarks_in(pack, facts, day)


def about_goals(store: Session, goals: Sequence[GoalState], day: date) -> dict[int, tuple[ShownRemark, ...]]:
    """What is remarked about each of these goals, with the reasons given; six statements.

    A goal that was rebased because days do not count is not held against its share of the plan.
    """
    typed = {goal.key: typed_of(goal) for goal in goals}
    by_employee: dict[int, list[Typed]] = {}
    for goal in goals:
        by_employee.setdefault(goal.employee, []).append(typed[goal.key])
    shares = plans.targets_of(store, [goal.plan_node for goal in goals])
    before = _before(store, by_employee)
    due = _days_due(store, by_employee)
    things: dict[int, sense.Facts] = {
        goal.key: {
            **sense.typed_facts(
                typed[goal.key],
                None if goal.pauses.days else shares.get(goal.plan_node or 0),
                _inside(before.get((goal.employee, goal.measure), ()), goal.starts_on),
            ),
            **sense.running_facts(
                typed[goal.key],
                Yeses(
                    goal.confirmed_by_employee_at,
                    goal.confirmed_by_manager_at,
                    goal.own_words,
                    goal.proposed_by == goal.employee,
                ),
                due.get(goal.employee, ()),
                goal.last_reading_on,
                day,
            ),
        }
        for goal in goals
    }
    return packs.remarks_about(store, KIND, things, day, noun=ABOUT_GOAL)


def about_people(
    store: Session, goals: Mapping[int, Sequence[GoalState]], day: date
) -> dict[int, tuple[ShownRemark, ...]]:
    """What is remarked about each person's running goals together; four statements.

    A reason that was given before the newest of these goals was proposed was given for something else.
    """
    changed = {
        employee: max(goal.proposed_at for goal in running) for employee, running in goals.items() if running
    }
    things = _together(store, goals, day)
    return packs.remarks_about(store, KIND, things, day, noun=ABOUT_PERSON, changed_at=changed)


def found_together(store: Session, employee: int, day: date) -> tuple[Pack | None, tuple[Remark, ...]]:
    """What is remarked about one person's running goals together, and by which pack."""
    running = queries.goals_of(store, SERVICE, employee, day)
    pack = packs.in_force(store, KIND, day)
    return pack, packs.remarks_in(pack, _together(store, {employee: running}, day)[employee], day)


def _together(store: Session, goals: Mapping[int, Sequence[GoalState]], day: date) -> dict[int, sense.Facts]:
    places = people.places_at_work(store, goals, day)
    shares = plans.shares_with_a_number(store, goals, day)
    return {
        employee: sense.together_facts(
            [goal.measure for goal in own],
            [goal.kind for goal in own],
            {goal.plan_node for goal in own},
            shares.get(employee, ()),
            places[employee].hired_on if employee in places else None,
            day,
        )
        for employee, running in goals.items()
        for own in [[goal for goal in running if goal.ends_on >= day]]
    }


def typed_of(goal: GoalState) -> Typed:
    """A goal that stands, as if it were typed."""
    return Typed(
        goal.statement,
        goal.why_it_matters,
        goal.measure,
        goal.target,
        goal.direction,
        goal.starts_on,
        goal.ends_on,
        goal.plan_node,
    )


def most_improvements(store: Session, day: date) -> int:
    """How many goals of one's own improvement may run at once."""
    return int(packs.numbers_on(store, KIND, day)["improvement_goals_upto"])


def _before(
    store: Session, goals: Mapping[int, Sequence[Typed]]
) -> Mapping[tuple[int, str], Sequence[ReadingFacts]]:
    """The readings of these people in the year before their goals, by person and measure; one statement."""
    all_goals = [goal for own in goals.values() for goal in own]
    if not all_goals:
        return {}
    first = min(goal.starts_on for goal in all_goals)
    last = max(goal.starts_on for goal in all_goals)
    measures = {goal.measure for goal in all_goals}
    return actuals.readings_of_people(store, goals, measures, first - A_YEAR, last - timedelta(days=1))


def _inside(readings: Sequence[ReadingFacts], starts_on: date) -> list[ReadingFacts]:
    return [each for each in readings if starts_on - A_YEAR <= each.starts_on and each.ends_on < starts_on]


def _days_due(store: Session, employees: Iterable[int]) -> Mapping[int, list[date]]:
    rows = store.execute(
        select(ActionItem.about_id, ActionItem.due_on).where(ActionItem.about_id.in_(set(employees)))
    )
    found: dict[int, list[date]] = {}
    for employee, due_on in rows:
        found.setdefault(employee, []).append(due_on)
    return found
