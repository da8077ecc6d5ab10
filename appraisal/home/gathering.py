"""Each slice's waiting things as lines of one list. Every function reads the same few statements for anybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from appraisal.accounts import queries as accounts
from appraisal.checkins import queries as checkins
from appraisal.contingency import queries as contingency
from appraisal.diagnosis import queries as diagnosis
from appraisal.goals import queries as goals
from appraisal.goals.domain import GoalStatus
from appraisal.home.domain import DAYS_OF_A_CYCLE, SOON_DAYS, Waiting, is_news
from appraisal.kernel.actors import Actor, Role
from appraisal.people import queries as people
from appraisal.plans import queries as plans
from appraisal.reviews import queries as reviews
from appraisal.steering import queries as steering
from appraisal.versions import queries as versions

NAMED_AT_MOST = 5
"""So many contests are named one by one; of more, one line says that there are several."""


def talks(store: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Check-ins on either side of the table: to prepare, to look at, to hold."""
    me, day = actor.employee or 0, now.date()
    found = checkins.open_checkins_of(store, me)
    names = people.names_of(store, [key for talk in found for key in (talk.employee, talk.manager)])
    for talk in found:
        mine = talk.employee == me
        name = names.get(talk.manager if mine else talk.employee, "")
        on = talk.starts_at.date()
        at, group = {"checkin": talk.key}, "own" if mine else "team"
        if on < day:
            yield Waiting(group, "hold_or_move", "checkins.table", at, {"name": name}, on, True)
        elif mine and talk.handed_in_at is None:
            yield Waiting(group, "prepare_checkin", "checkins.preparation", at, {"name": name}, on)
        elif not mine and talk.handed_in_at is not None:
            yield Waiting(group, "open_agenda", "checkins.table", at, {"name": name}, on)


def own_goals(store: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Goals that the person has not confirmed yet, and those that were rebased of late."""
    found = goals.goals_of(store, actor, actor.employee or 0, now.date())
    told = goals.notices_of(store, (goal.key for goal in found))
    for goal in found:
        if any(each.is_open for each in told.get(goal.key, ())):
            where = {"goal": goal.key}
            yield Waiting("own", "goal_changed_by_plan", "goals.goal", where, {"goal": goal.statement})
        elif goal.status is GoalStatus.PROPOSED and goal.confirmed_by_employee_at is None:
            yield Waiting("own", "confirm_goal", "goals.goal", {"goal": goal.key}, {"goal": goal.statement})
        running = [each.reason for each in goal.pauses.reliefs if not each.is_over]
        if running:
            said = {"goal": goal.statement, "event": ", ".join(running)}
            yield Waiting("own", "goal_eased", "goals.goal", {"goal": goal.key}, said)
        elif is_news(goal.pauses.rebased_at, now):
            said = {"goal": goal.statement, "days": goal.pauses.days}
            yield Waiting("own", "goal_rebased", "goals.goal", {"goal": goal.key}, said)


def promises(store: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """What the person said they would do, from a week before its day on."""
    me, day = actor.employee or 0, now.date()
    for item in goals.open_items_owned_by(store, me):
        if item.due_on <= day + timedelta(days=SOON_DAYS):
            group = "own" if item.about == me else "team"
            where = {"employee": item.about}
            late = item.due_on < day
            yield Waiting(group, "promise", "home.file", where, {"text": item.text}, item.due_on, late)


def goals_behind(store: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Goals that fell behind, one's own and those of the people led: to be looked at together within a week."""
    for prompt in diagnosis.prompts_for(store, actor, now.date()):
        mine = actor.is_person(prompt.employee)
        group, key = ("own", "own_goal_behind") if mine else ("team", "goal_behind")
        told = {"name": prompt.employee_name, "goal": prompt.statement}
        where, late = {"goal": prompt.goal}, prompt.by < now.date()
        yield Waiting(group, key, "diagnosis.about_goal", where, told, prompt.by, late)


def team(store: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Talks to book with the people led, and their goals to confirm."""
    day = now.date()
    reports = checkins.team_page(store, actor, now).people
    names: dict[int, str] = {line.person.key: line.person.name for line in reports}
    for line in reports:
        if line.next_key is None:
            where = {"employee": line.person.key}
            late = line.is_long_ago
            yield Waiting(
                "team", "book_checkin", "checkins.year", where, {"name": line.person.name}, None, late
            )
    led = goals.goals_of_reports(store, actor.employee or 0, day)
    notices = goals.notices_of(store, (goal.key for goal in led))
    for goal in led:
        where, told = {"goal": goal.key}, {"name": names.get(goal.employee, ""), "goal": goal.statement}
        if is_news(goal.pauses.rebased_at, now):
            yield Waiting("team", "goal_rebased_of", "goals.goal", where, {**told, "days": goal.pauses.days})
        if any(each.is_open for each in notices.get(goal.key, ())):
            yield Waiting("team", "goal_changed_by_plan_of", "goals.goal", where, told)
        elif goal.status is GoalStatus.PROPOSED and goal.confirmed_by_manager_at is None:
            yield Waiting("team", "confirm_goal_of", "goals.goal", where, told)


def events(store: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Events of contingency plans that this person watches over: first steps, and one day the end of it."""
    for event in contingency.events_running(store, actor.employee or 0):
        told, where = {"event": event.title}, {"event": event.key}
        yield Waiting("plan", "event_running", "contingency.event", where, told, event.began_on)


def plan_reviews(store: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Plans whose review is due within a week."""
    day = now.date()
    if actor.has(Role.PLAN_OWNER):
        for plan in plans.plans_page(store, actor, day).plans:
            if plan.review_on <= day + timedelta(days=SOON_DAYS) and plan.ends_on >= day - timedelta(days=31):
                where, late = {"node": plan.key}, plan.review_on < day
                yield Waiting(
                    "plan", "review_plan", "plans.node", where, {"plan": plan.title}, plan.review_on, late
                )


def quarters(store: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Quarter reviews that are due, those overdue below, and reports to read and questions to answer."""
    for each in steering.due_reviews(store, actor, now.date()):
        what = "quarter_review_due" if each.mine else "quarter_review_late"
        where, told = {"node": each.node}, {"plan": each.title}
        yield Waiting("plan", what, "steering.reviews", where, told, each.due_on, each.is_overdue)
    for report in steering.waiting_reports(store, actor.employee or 0):
        where, told = {"review": report.review}, {"plan": report.title}
        yield Waiting("plan", f"quarter_report_{report.what}", "steering.review", where, told)


def plan_versions(store: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Parts of plans to put forward, to answer, to decide about and to confirm."""
    for each in versions.waiting_for(store, actor, now.date()):
        where = {"node": each.root, "number": each.number}
        told = {"plan": each.title, "count": each.count, "number": each.number}
        yield Waiting("plan", f"version_{each.what}", "versions.version", where, told)


def service(store: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """What an administrator has to do before anybody else can begin."""
    if actor.has(Role.ADMINISTRATOR) and not people.list_people(store, actor, now.date()).total:
        yield Waiting("service", "bring_people", "accounts.next_steps")
    if actor.has(Role.ADMINISTRATOR) and not accounts.has_case_handler(store):
        yield Waiting("service", "name_case_handler", "register.accounts")


def own_reviews(store: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Reviews in which it is this person's turn, on either side, and contests to answer."""
    page = reviews.reviews_of(store, actor, now.date())
    for group, found in (("own", page.own), ("team", page.led)):
        for line in found:
            if line.is_my_turn:
                told = {"name": line.manager if group == "own" else line.employee, "cycle": line.cycle}
                key = f"review_{line.step.value}" + ("" if group == "own" else "_of")
                yield Waiting(group, key, "reviews.review", {"review": line.key}, told, line.booked_on)
    for line in page.contested:
        told = {"name": line.employee, "cycle": line.cycle}
        yield Waiting("hr", "review_contested", "reviews.review", {"review": line.key}, told)


def cycles(store: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """For HR, the cycles of the last half year: where they stand, and what is signed and can be printed."""
    if Role.HR in actor.roles:
        since = now.date() - timedelta(days=DAYS_OF_A_CYCLE)
        for cycle in reviews.cycles_page(store, actor).cycles:
            if cycle.ends_on >= since:
                yield Waiting(
                    "hr", "cycle_runs", "reviews.cycle", {"cycle": cycle.key}, {"cycle": cycle.name}
                )


def own_diagnoses(store: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """What was asked, concluded or tried about a goal that fell behind, and waits for this person."""
    for found in diagnosis.waiting_for(store, actor, now.date()):
        group = "own" if actor.is_person(found.employee) else "team"
        told = {"name": found.employee_name}
        key = f"diagnosis_{found.what}" + ("" if group == "own" else "_of")
        yield Waiting(group, key, "diagnosis.conversation", {"key": found.diagnosis}, told)


def contests(store: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """What somebody contested, for the second person; and the answers to a person's own contests."""
    day = now.date()
    waiting = tuple(dict.fromkeys(diagnosis.contests_waiting(store, actor, day, most=NAMED_AT_MOST + 1)))
    if len(waiting) > NAMED_AT_MOST:
        _name, due = waiting[0]
        yield Waiting("hr", "contests", "diagnosis.contests", due=due, is_late=due < day)
    else:
        for name, due in waiting:
            yield Waiting("hr", "contest", "diagnosis.contests", {}, {"name": name}, due, due < day)
    for key in diagnosis.answers_to(store, actor.employee or 0, day):
        yield Waiting("own", "contest_answered", "diagnosis.conversation", {"key": key})


def matters(store: Session, actor: Actor) -> Iterator[Waiting]:
    """How much was raised in confidence and is still open; for the case handler alone, and without its content."""
    if Role.CASE_HANDLER in actor.roles:
        found = diagnosis.matters_page(store, actor).waiting
        if found:
            key, since = "matter" if len(found) == 1 else "matters", found[0].raised_at.date()
            yield Waiting("matters", key, "diagnosis.matters", details={"count": len(found)}, due=since)
