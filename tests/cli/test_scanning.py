"""``appraisal scan`` looks at all goals now, and says what came of it."""

from click.testing import CliRunner

from appraisal.cli import main


def scan(tmp_path, **more):
    environment = {"APPRAISAL_DATA_DIR": str(tmp_path), "APPRAISAL_CLOCK_DAY": "2017-12-29", **more}
    return CliRunner().invoke(main, ["scan"], env=environment)


def test_an_empty_service_has_nothing_to_look_at(tmp_path):
    ended = scan(tmp_path)
    assert (ended.exit_code, ended.stdout) == (0, "0 goals looked at, 0 of them are worth a talk.\n")


def test_it_may_be_asked_for_twice_a_day(tmp_path):
    assert [scan(tmp_path).exit_code for _each in range(2)] == [0, 0]


def test_a_setting_that_is_wrong_stops_it(tmp_path):
    ended = scan(tmp_path, APPRAISAL_TIME_ZONE="Nowhere")
    assert ended.exit_code == 2
    assert "APPRAISAL_TIME_ZONE" in ended.stderr
