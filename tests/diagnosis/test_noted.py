"""What notes and obstacles say by their form, without a word of them being read."""

from datetime import timedelta

import pytest

from appraisal.actuals.models import Reading
from appraisal.checkins import operations as checkins
from appraisal.checkins.domain import ObstacleKind, ReportObstacle
from appraisal.diagnosis.evidence import gather
from appraisal.diagnosis.noted import flagged, hindered, noted
from appraisal.diagnosis.sight import sight_of
from appraisal.goals import queries
from appraisal.observations import operations as observations
from appraisal.observations.domain import ObservationKind, WriteObservation
from tests.conftest import DAY, NOW
from tests.diagnosis.conftest import agree_goal


@pytest.fixture
def look(table):
    """What one source says of Sara's goal, by name."""

    def read(source):
        sight = sight_of(queries.goal_state(table.store, table.goal, DAY), table.pack, DAY)
        return {name: fact.value for name, fact in source(table.store, [sight]).get(table.goal, {}).items()}

    return read


def see(table, days=1, situation="", name="omid", goal=None):
    wish = WriteObservation(
        table.company.sara, ObservationKind.BEHAVIOUR, DAY - timedelta(days=days), "Called back", situation,
        goal=goal,
    )  # fmt: skip
    observations.write_observation(table.store, table.person(name), wish, at=NOW)


def report(table, kind, name="sara"):
    wish = ReportObstacle(table.company.sara, kind, "It is missing")
    return checkins.report_obstacle(table.store, table.person(name), wish, at=NOW - timedelta(days=5))


def unmeasured(table):
    table.store.query(Reading).delete()


def test_the_last_note_with_its_situation_is_specific_feedback(table, look):
    see(table, 9)
    see(table, 2, "The call with Rangreen")
    assert look(noted)["feedback_specific"] is True


def test_a_last_note_without_situation_says_nothing_about_feedback(table, look):
    see(table, 9, "The call with Rangreen")
    see(table, 2)
    assert "feedback_specific" not in look(noted)


def test_own_notes_are_no_feedback(table, look):
    see(table, 2, "The call with Rangreen", name="sara")
    assert look(noted) == {}


def test_a_worry_rests_on_one_event_when_nothing_was_measured_and_one_note_is_there(table, look):
    see(table)
    assert "recent_single_event" not in look(noted)
    unmeasured(table)
    assert look(noted)["recent_single_event"] is True


def test_two_notes_of_one_day_may_be_one_event_and_of_two_days_are_not(table, look):
    unmeasured(table)
    see(table, 3)
    see(table, 3)
    assert look(noted)["recent_single_event"] is True
    see(table, 1)
    assert look(noted)["recent_single_event"] is False


def test_a_note_about_another_goal_says_nothing_here(table, look):
    unmeasured(table)
    see(table, goal=agree_goal(table.store, table.company))
    assert look(noted) == {}
    see(table, goal=table.goal)
    assert look(noted) == {"recent_single_event": True}


@pytest.mark.parametrize(
    ("kind", "name"),
    [(ObstacleKind.AUTHORITY, "authority_sufficient"), (ObstacleKind.INFORMATION, "info_access_ok")],
)
def test_an_obstacle_says_what_its_reporter_chose_it_to_be_about(table, look, kind, name):
    key = report(table, kind)
    assert look(hindered) == {name: False}
    checkins.remove_obstacle(table.store, table.person("omid"), key, at=NOW)
    assert look(hindered) == {}


def test_what_the_manager_reports_is_not_the_persons_own_word(table, look):
    report(table, ObstacleKind.AUTHORITY, "omid")
    assert look(hindered) == {}


def test_a_defect_of_the_process_is_on_record_once_a_second_person_saw_it(table, look):
    key = report(table, ObstacleKind.PROCESS)
    assert look(hindered) == {}
    checkins.confirm_obstacle(table.store, table.person("omid"), key, at=NOW)
    assert look(hindered) == {"process_defect_known": True}


def test_these_sources_are_part_of_what_is_gathered(table):
    report(table, ObstacleKind.AUTHORITY)
    see(table, 2, "The call with Rangreen")
    sight = sight_of(queries.goal_state(table.store, table.goal, DAY), table.pack, DAY)
    found = gather(table.store, sight)
    assert (found["authority_sufficient"].value, found["feedback_specific"].origin) == (False, "observations")


def test_evidence_needs_a_fresh_look_only_where_its_author_kept_it_against_the_remark(table, look):
    see(table)
    assert look(flagged) == {}

    wish = WriteObservation(
        table.company.sara, ObservationKind.BEHAVIOUR, DAY, "She is too old for this client",
        because={"text": "The client said so"},
    )  # fmt: skip
    observations.write_observation(table.store, table.person("omid"), wish, at=NOW)

    assert look(flagged) == {"bias_flag": True}
