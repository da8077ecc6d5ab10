"""What was said: the answers of both sides, and the register of obstacles once it was talked through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.orm import Session

from appraisal.checkins import queries as checkins
from appraisal.checkins.domain import Stance
from appraisal.checkins.queries import AnswerFacts, ObstacleFacts
from appraisal.diagnosis.domain import DECLINED
from appraisal.diagnosis.sight import FactsOfGoals, Sight
from appraisal.people import queries as people
from appraisal.rulebook import Fact, Schema, WrongFacts, read_facts


def answered(store: Session, sights: Sequence[Sight]) -> FactsOfGoals:
    """The newest answers of whoever can know them, and what stands in the way."""
    persons = {sight.goal.employee for sight in sights}
    given = checkins.answers_of_people(store, persons, min(sight.goal.starts_on for sight in sights))
    names = people.names_of(store, {each.answered_by for said in given.values() for each in said})
    day = sights[0].day
    obstacles = checkins.open_obstacles_of_people(store, persons, day)
    nodes = {sight.goal.plan_node for sight in sights if sight.goal.plan_node is not None}
    above = checkins.confirmed_above(store, nodes, day)
    found: FactsOfGoals = {}
    for sight in sights:
        goal = sight.goal
        answers = checkins.newest_of(given.get(goal.employee, ()), goal.starts_on, goal=goal.key)
        facts = _facts_in(sight.schema, answers, names)
        over = above.get(goal.plan_node or 0, ())
        standing = (*obstacles.get(goal.employee, ()), *over)
        found[goal.key] = facts | _in_the_way(sight, facts, answers, standing, over)
    return found


def _facts_in(schema: Schema, answers: Iterable[AnswerFacts], names: Mapping[int, str]) -> dict[str, Fact]:
    """ "I don't know" and "rather not" leave a fact unknown."""
    found: dict[str, Fact] = {}
    for each in answers:
        spec = schema.facts.get(each.fact)
        if spec is None or each.stance is not Stance.ANSWERED:
            continue
        asked = "employee" if spec.ask == "nobody" else spec.ask
        if each.side != asked or _says_nobody_tried(schema, each):
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
    """Words like "not tested" or "rather not" are no result: the fact stays unknown, and weighs on nobody."""
    spec = schema.facts[answer.fact]
    return spec.type == "enum" and answer.value in (spec.absence, DECLINED)


def _in_the_way(
    sight: Sight,
    facts: Mapping[str, Fact],
    answers: Iterable[AnswerFacts],
    standing: Sequence[ObstacleFacts],
    above: Sequence[ObstacleFacts],
) -> dict[str, Fact]:
    """The register of obstacles, which says something only once the obstacles were talked through.

    An empty register does not say "none" when the question was asked at this table: then how many are
    left is a question of its own. What a second person saw at the plan ``above`` stands without being asked.
    """
    asked = facts.get("external_checklist_done")
    told = facts.get("obstacle_open_count")
    if asked is None or asked.value is not True:
        return _counted(sight, above, told) if above else {}
    if not standing:
        at_table = any(each.fact == "external_checklist_done" and each.goal is not None for each in answers)
        return {} if told or at_table else {"obstacle_open_count": Fact(0, "obstacles", asked.on)}
    return _counted(sight, standing, told)


def _counted(sight: Sight, standing: Sequence[ObstacleFacts], told: Fact | None) -> dict[str, Fact]:
    since = min(each.reported_on for each in standing)
    found = {
        "obstacle_open_count": Fact(max(len(standing), told.value if told else 0), "obstacles", since),
        "obstacle_age_days": Fact((sight.day - since).days, "obstacles", since),
    }
    confirmed = [each.confirmed_on for each in standing if each.confirmed_on is not None]
    if confirmed:
        found["obstacle_confirmed_by_other"] = Fact(True, "obstacles", min(confirmed))
    return found
