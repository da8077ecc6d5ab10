"""Facts from life: what goals, readings, talks and answers already say, each with origin, day and author.

What nobody asked is left out, which means unknown. Only registers that this service really keeps may say
"none" by holding no record (``KEPT_REGISTERS``); "nobody tested it" is not a record, and stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.checkins import queries as checkins
from appraisal.checkins.domain import Stance
from appraisal.checkins.queries import AnswerFacts
from appraisal.diagnosis.domain import ADJUSTMENTS
from appraisal.diagnosis.models import Diagnosis, Reply, RestrictedMatter
from appraisal.diagnosis.signs import Agreed, Limits, inside, pace_of, signs_in
from appraisal.goals import queries as goals
from appraisal.goals.domain import BY_HAND
from appraisal.goals.queries import GoalState
from appraisal.kernel.actors import SERVICE
from appraisal.observations import queries as observations
from appraisal.people import queries as people
from appraisal.plans import queries as plans
from appraisal.plans.domain import MEASURES, Nature
from appraisal.rulebook import Fact, Pack, Schema, WrongFacts, read_facts, with_registers
from appraisal.storage.history import lines_of

RECENT = timedelta(days=90)
ACTIVITIES = ("deals_engaged", "deals_closed")
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


@dataclass(frozen=True)
class Sight:
    """What one look at a goal needs: the goal, the pack's schema and numbers, and the day."""

    goal: GoalState
    schema: Schema
    limits: Limits
    peers_needed: float
    day: date

    @property
    def agreed(self) -> Agreed:
        """What was agreed for which days."""
        return agreed_in(self.goal)


def sight_of(goal: GoalState, pack: Pack, day: date) -> Sight:
    """A look at a goal through a pack as it holds on a day."""
    values = pack.values_on(day)
    return Sight(goal, pack.schema, Limits.of(values), values["peers_needed"], day)


def agreed_in(goal: GoalState) -> Agreed:
    """A goal as plain numbers."""
    return Agreed(goal.target, goal.starts_on, goal.ends_on, goal.direction)


def gather(store: Session, sight: Sight) -> dict[str, Fact]:
    """Every fact of one goal and its person; what is not here is unknown."""
    goal, day = sight.goal, sight.day
    matters = _matters(store, goal.employee)
    answers = checkins.answers_of(store, goal.employee, goal.starts_on, goal=goal.key)
    facts = {
        **_answered(store, sight.schema, answers),
        **_measured(store, sight),
        **_agreed(store, sight),
        **_worked_together(store, goal, day),
        **_about_person(store, goal, day),
        **_disagreed(store, goal),
    }
    facts = {name: fact for name, fact in facts.items() if not _is_settled(name, fact, matters)}
    facts |= _raised(matters)
    silent = with_registers(sight.schema, facts)
    return facts | {
        name: Fact(fact.value, "no_record", day)
        for name, fact in silent.items()
        if name not in facts and name in KEPT_REGISTERS
    }


def _answered(store: Session, schema: Schema, answers: Iterable[AnswerFacts]) -> dict[str, Fact]:
    """The newest answer of whoever can know it; "I don't know" and "rather not" leave it unknown."""
    given = [each for each in answers if each.fact in schema.facts and each.stance is Stance.ANSWERED]
    names = people.names_of(store, (each.answered_by for each in given))
    found: dict[str, Fact] = {}
    for each in given:
        asked = schema.facts[each.fact].ask
        if each.side != ("employee" if asked == "nobody" else asked):
            continue
        try:
            checked = read_facts(schema, {each.fact: each.value})
        except WrongFacts:
            continue  # an answer to an older form of the question
        if each.fact in checked:
            value, on = checked[each.fact].value, each.answered_at.date()
            found[each.fact] = Fact(value, each.side.value, on, names.get(each.answered_by, ""))
    return found


def _measured(store: Session, sight: Sight) -> dict[str, Fact]:
    goal, day = sight.goal, sight.day
    everything = goals.readings_by_measure(
        store, goal.employee, MEASURES, goal.starts_on - timedelta(days=731), min(day, goal.ends_on)
    )
    readings = everything.get(goal.measure, [])
    own = inside(sight.agreed, readings, day)
    found = {
        name: Fact(sign.value, "readings", sign.on)
        for name, sign in signs_in(sight.agreed, readings, day, sight.limits).items()
    }
    if own:
        by_hand = all(one.source == BY_HAND for one in own)
        quality = "agreed_count" if by_hand else "system_record"
        found["measure_source_quality"] = Fact(quality, "readings", own[-1].ends_on)
    measure = MEASURES.get(goal.measure)
    if measure is not None and measure.nature is Nature.VOLUME:
        found["gap_kind"] = Fact("quantity", "goal", goal.starts_on)
    share = _shared_by(store, sight) if own else None
    if share is not None:
        found["peers_same_gap_share"] = Fact(share, "group", own[-1].ends_on)
    return found | _other_goals(store, sight, everything)


def _shared_by(store: Session, sight: Sight) -> float | None:
    """The share of people in the same work whose own agreed goal shows the same gap; never for a small group."""
    goal = sight.goal
    group = people.people_in_same_work(store, goal.employee, sight.day)
    if len(group) < sight.peers_needed or goal.direction == "lower":
        return None
    paces = goals.shortfalls_among(store, group, goal.measure, goal.starts_on, goal.ends_on, sight.day)
    if len(paces) < sight.peers_needed:
        return None
    return round(sum(pace < Decimal(str(sight.limits.met_from)) for pace in paces) / len(paces), 2)


def _other_goals(store: Session, sight: Sight, readings: Mapping[str, Sequence]) -> dict[str, Fact]:
    """What the person's other agreed goals of the same days say: activity, yield, customers, strength elsewhere."""
    goal, day = sight.goal, sight.day
    paces: dict[str, tuple[float, GoalState, date]] = {}
    for other in goals.goals_of(store, SERVICE, goal.employee, day):
        overlaps = other.starts_on <= goal.ends_on and other.ends_on >= goal.starts_on
        if other.key == goal.key or not other.is_agreed or not overlaps or other.measure == goal.measure:
            continue
        own = inside(agreed_in(other), readings.get(other.measure, ()), day)
        pace = pace_of(agreed_in(other), own)
        if pace is not None:
            paces[other.measure] = (pace, other, own[-1].ends_on)
    found: dict[str, Fact] = {}
    for activity in ACTIVITIES:
        if activity in paces:
            found.setdefault("activity_ratio", Fact(paces[activity][0], "readings", paces[activity][2]))
    won, closed = paces.get("deals_won"), paces.get("deals_closed")
    if won and closed and closed[0] > 0:
        found["conversion_ratio"] = Fact(round(won[0] / closed[0], 4), "readings", min(won[2], closed[2]))
    met = sight.limits.met_from
    customer = [each for name, each in paces.items() if MEASURES[name].nature is Nature.CUSTOMER]
    if customer:
        found["customer_measure_ok"] = Fact(
            all(pace >= met for pace, _, _ in customer), "readings", max(on for *_, on in customer)
        )
    strong = [on for pace, _, on in paces.values() if pace >= met]
    if strong:
        found["strength_elsewhere"] = Fact(True, "readings", max(strong))
    return found


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


def _worked_together(store: Session, goal: GoalState, day: date) -> dict[str, Fact]:
    """Talks, obstacles and promises, as far as the service itself keeps them."""
    process = checkins.process_facts(store, goal.employee, day)
    found = {"manager_promises_overdue": Fact(process.manager_promises_overdue, "promises", day)}
    if process.days_since_last_checkin is not None:
        on = _day(process.last_held_at, day)
        found["days_since_last_checkin"] = Fact(process.days_since_last_checkin, "checkins", on)
    if process.obstacles_asked_at is not None:
        asked_on = process.obstacles_asked_at.date()
        found["external_checklist_done"] = Fact(True, "employee", asked_on)
        count, age = process.obstacle_open_count, process.obstacle_age_days
        since = day - timedelta(days=age) if age is not None else asked_on
        found["obstacle_open_count"] = Fact(count, "obstacles", since)
        if age is not None:
            found["obstacle_age_days"] = Fact(age, "obstacles", since)
        if process.obstacle_confirmed_by_other:
            found["obstacle_confirmed_by_other"] = Fact(True, "obstacles", since)
    talks = checkins.checkins_of(store, SERVICE, goal.employee, day)
    moves = sum(len(talk.moves) for talk in talks if goal.starts_on <= talk.starts_at.date() <= goal.ends_on)
    found["review_reschedules"] = Fact(moves, "checkins", day)
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


def _day(at: datetime | None, otherwise: date) -> date:
    return at.date() if at is not None else otherwise
