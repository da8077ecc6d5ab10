"""Facts from life: what goals, readings, talks and answers already say, each with origin, day and author.

What nobody asked is left out, which means unknown. Only registers that this service really keeps may say
"none" by holding no record (``KEPT_REGISTERS``); "nobody tested it" is not a record, and stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.checkins import queries as checkins
from appraisal.checkins.domain import Stance
from appraisal.checkins.queries import AnswerFacts
from appraisal.diagnosis.contested import without_contested
from appraisal.diagnosis.domain import ADJUSTMENTS
from appraisal.diagnosis.models import Diagnosis, Reply, RestrictedMatter
from appraisal.diagnosis.results import Sight, measured
from appraisal.goals.queries import GoalState
from appraisal.kernel.actors import SERVICE
from appraisal.observations import queries as observations
from appraisal.people import queries as people
from appraisal.plans import queries as plans
from appraisal.plans.domain import MEASURES
from appraisal.rulebook import Fact, Schema, WrongFacts, read_facts, with_registers
from appraisal.storage.history import lines_of

RECENT = timedelta(days=90)
KEPT_REGISTERS = frozenset(
    {
        "external_checklist_done", "obstacle_confirmed_by_other", "manager_promises_overdue", "observation_count_90d",
        "n_measured_periods", "measure_source_quality", "days_since_last_checkin", "review_reschedules",
        "feedback_last_days", "employee_disagrees", "accommodation_considered", "health_disclosed",
        "accommodation_requested", "protected_leave_in_period", "harassment_or_safety_reported",
        "complaint_filed_before_drop", "burnout_signs_count", "distress_statement", "possible_misconduct", "bias_flag",
    }
)  # fmt: skip
"""Where this service holds the record itself, so that no record means none.

There is no register of training, of work samples, of changes to a task or of the market here: of these
nobody knows until somebody is asked.
"""


def gather(store: Session, sight: Sight) -> dict[str, Fact]:
    """Every fact of one goal and its person; what is not here is unknown."""
    goal, day = sight.goal, sight.day
    matters = _matters(store, goal.employee)
    answers = checkins.answers_of(store, goal.employee, goal.starts_on, goal=goal.key)
    answered = _answered(store, sight.schema, answers)
    facts = {
        **answered,
        **measured(store, sight),
        **_agreed(store, sight),
        **_talked(store, goal, day),
        **_obstacles(store, goal, day, answered, answers),
        **_about_person(store, goal, day),
        **_disagreed(store, goal),
    }
    facts = {name: fact for name, fact in facts.items() if not _is_settled(name, fact, matters)}
    facts |= _raised(matters)
    silent = with_registers(sight.schema, facts)
    facts |= {
        name: Fact(fact.value, "no_record", day)
        for name, fact in silent.items()
        if name not in facts and name in KEPT_REGISTERS
    }
    return without_contested(store, [sight], {goal.key: facts})[goal.key]


def _answered(store: Session, schema: Schema, answers: Iterable[AnswerFacts]) -> dict[str, Fact]:
    """The newest answer of whoever can know it; "I don't know" and "rather not" leave it unknown."""
    given = [each for each in answers if each.fact in schema.facts and each.stance is Stance.ANSWERED]
    names = people.names_of(store, (each.answered_by for each in given))
    found: dict[str, Fact] = {}
    for each in given:
        asked = schema.facts[each.fact].ask
        if each.side != ("employee" if asked == "nobody" else asked) or _says_nobody_tried(schema, each):
            continue
        try:
            checked = read_facts(schema, {each.fact: each.value})
        except WrongFacts:
            continue  # an answer to an older form of the question
        if each.fact in checked:
            value, on = checked[each.fact].value, each.answered_at.date()
            by = names.get(each.answered_by, "")
            found[each.fact] = Fact(value, each.side.value, on, by, each.since)
    return found


def _says_nobody_tried(schema: Schema, answer: AnswerFacts) -> bool:
    """Words like "not tested" or "not tried" are no result: the fact stays unknown, and weighs on nobody."""
    spec = schema.facts[answer.fact]
    return spec.type == "enum" and answer.value == spec.absence


def _agreed(store: Session, sight: Sight) -> dict[str, Fact]:
    """What the goal's own record says: written, measurable, agreed, changed, told; and the plan behind it."""
    goal = sight.goal
    on = goal.proposed_at.date()
    by_employee = goal.confirmed_by_employee_at
    found = {
        "goal_written": Fact(bool(goal.statement.strip()), "goal", on),
        "goal_measurable": Fact(goal.measure in MEASURES, "goal", on),
        "goal_agreed_by_employee": Fact(
            by_employee is not None, "goal", by_employee.date() if by_employee else on
        ),
    }
    changes = [line.at for line in lines_of(store, "goal", goal.key) if line.verb == "goal_changed"]
    inside_period = [at for at in changes if goal.starts_on <= at.date() <= goal.ends_on]
    found["goal_changed_midperiod"] = Fact(
        bool(inside_period), "goal", max(inside_period).date() if inside_period else on
    )
    if inside_period:
        told = by_employee is not None and by_employee >= max(inside_period)
        found["goal_change_told"] = Fact(
            told, "goal", by_employee.date() if told and by_employee else sight.day
        )
    if goal.plan_node is not None:
        node = plans.node_facts(store, goal.plan_node)
        if node.method == "seasonal_index":
            found["seasonality_adjusted"] = Fact(True, "plan", node.starts_on)
    return found


def _talked(store: Session, goal: GoalState, day: date) -> dict[str, Fact]:
    """Talks held and moved, and the manager's own promises."""
    process = checkins.process_facts(store, goal.employee, day)
    found = {"manager_promises_overdue": Fact(process.manager_promises_overdue, "promises", day)}
    if process.last_held_at is not None and process.days_since_last_checkin is not None:
        on = process.last_held_at.date()
        found["days_since_last_checkin"] = Fact(process.days_since_last_checkin, "checkins", on)
    talks = checkins.checkins_of(store, SERVICE, goal.employee, day)
    moves = sum(len(talk.moves) for talk in talks if goal.starts_on <= talk.starts_at.date() <= goal.ends_on)
    found["review_reschedules"] = Fact(moves, "checkins", day)
    return found


def _obstacles(
    store: Session,
    goal: GoalState,
    day: date,
    answered: Mapping[str, Fact],
    answers: Iterable[AnswerFacts],
) -> dict[str, Fact]:
    """The register of obstacles, which says something only once the obstacles were talked through.

    An empty register does not say "none" when the question was asked at this table: then how many are
    left is a question of its own.
    """
    asked = answered.get("external_checklist_done")
    if asked is None or asked.value is not True:
        return {}
    standing = [
        each
        for each in checkins.obstacles_of(store, goal.employee)
        if each.is_open and each.reported_on <= day
    ]
    told = answered.get("obstacle_open_count")
    if not standing:
        at_table = any(each.fact == "external_checklist_done" and each.goal is not None for each in answers)
        return {} if told or at_table else {"obstacle_open_count": Fact(0, "obstacles", asked.on)}
    since = min(each.reported_on for each in standing)
    found = {
        "obstacle_open_count": Fact(max(len(standing), told.value if told else 0), "obstacles", since),
        "obstacle_age_days": Fact((day - since).days, "obstacles", since),
    }
    confirmed = [each.confirmed_on for each in standing if each.confirmed_on is not None]
    if confirmed:
        found["obstacle_confirmed_by_other"] = Fact(True, "obstacles", min(confirmed))
    return found


def _about_person(store: Session, goal: GoalState, day: date) -> dict[str, Fact]:
    found: dict[str, Fact] = {}
    person = people.person_facts(store, SERVICE, goal.employee, day)
    if person.hired_on is not None and person.hired_on <= day:
        found["role_new_days"] = Fact((day - person.hired_on).days, "people", person.hired_on)
    seen = [
        one
        for one in observations.observations_of(store, SERVICE, goal.employee, day - 4 * RECENT)
        if one.seen_on <= day and one.author != goal.employee
    ]
    recent = [one for one in seen if one.seen_on >= day - RECENT]
    if recent:
        found["observation_count_90d"] = Fact(len(recent), "observations", max(one.seen_on for one in recent))
    if seen:
        last = max(one.seen_on for one in seen)
        found["feedback_last_days"] = Fact((day - last).days, "observations", last)
    return found


def _disagreed(store: Session, goal: GoalState) -> dict[str, Fact]:
    at = store.scalars(
        select(Reply.written_at)
        .join(Diagnosis, Diagnosis.id == Reply.diagnosis_id)
        .where(Diagnosis.goal_id == goal.key, Reply.agrees == "disagree")
        .order_by(Reply.written_at.desc())
    ).first()
    return {} if at is None else {"employee_disagrees": Fact(True, "replies", at.date())}


def _matters(store: Session, employee: int) -> Sequence[RestrictedMatter]:
    return store.scalars(select(RestrictedMatter).where(RestrictedMatter.employee_id == employee)).all()


def _raised(matters: Iterable[RestrictedMatter]) -> dict[str, Fact]:
    """Open matters as flags without content; closed ones no longer hold anything up.

    A matter that was opened for an answer is left to that answer: its value is no flag.
    """
    found: dict[str, Fact] = {}
    for matter in matters:
        if matter.closed_at is None and matter.raised_by_id is not None:
            found[matter.raises] = Fact(True, "channel", matter.raised_at.date())
        if matter.closed_at is not None and matter.raises in ADJUSTMENTS:
            found["accommodation_considered"] = Fact(True, "channel", matter.closed_at.date())
    return found


def _is_settled(name: str, fact: Fact, matters: Iterable[RestrictedMatter]) -> bool:
    """Whether the case handler has dealt with what this fact says."""
    return any(
        matter.raises == name
        and matter.closed_at is not None
        and fact.on is not None
        and fact.on <= matter.closed_at.date()
        for matter in matters
    )
