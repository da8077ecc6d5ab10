"""The pack that the service runs on."""

import shutil

import pytest

from appraisal.app import create_app
from appraisal.diagnosis.rulebook import read_rulebook
from appraisal.rulebook import BrokenPack
from appraisal.settings import Settings
from tests.conftest import DAY
from tests.diagnosis.conftest import RULES


@pytest.fixture
def rules(tmp_path):
    return shutil.copytree(RULES, tmp_path / "rules")


def test_a_broken_rule_stops_the_start_with_file_line_and_mend(rules, tmp_path):
    path = next((rules / "core" / "gates").glob("G01-*.yaml"))
    path.write_text(path.read_text().replace("gap_ratio >=", "gap_rato >="))
    with pytest.raises(BrokenPack) as broken:
        create_app(Settings(data_dir=tmp_path, secret_key="x", rules_dir=rules))
    assert "G01-result-is-met.yaml:3:" in str(broken.value)
    assert "did you mean 'gap_ratio'?" in str(broken.value)


def test_a_worked_case_that_comes_out_otherwise_stops_the_start(rules):
    path = next((rules / "core" / "gates").glob("G01-*.yaml"))
    path.write_text(path.read_text().replace("{gap_ratio: 1.1}, expect: yes", "{gap_ratio: 1.1}, expect: no"))
    with pytest.raises(BrokenPack, match="expected no, got yes"):
        read_rulebook(rules, DAY)


def test_a_number_the_service_leans_on_may_not_be_missing(rules):
    (rules / "core" / "parameters" / "peers_needed.yaml").unlink()
    with pytest.raises(BrokenPack, match="needs the number 'peers_needed'"):
        read_rulebook(rules, DAY)


@pytest.mark.parametrize(
    ("number", "value"),
    [("peers_needed", 1), ("peers_needed", 3), ("readings_needed", 0), ("pattern_readings_needed", 1)],
)
@pytest.mark.parametrize("since", ["2001-01-01", "2030-01-01"])
def test_no_number_may_give_a_small_group_away_or_judge_by_nothing(rules, number, value, since):
    path = rules / "core" / "parameters" / f"{number}.yaml"
    later = f"  - {{from: {since}, value: {value}, source: a decision of ours}}\n"
    path.write_text(f"{path.read_text().rstrip()}\n{later}")
    with pytest.raises(BrokenPack, match=f"'{number}' must be at least [0-9], not {value}"):
        read_rulebook(rules, DAY)


@pytest.mark.parametrize("value", ["-5", "1000000", "10000000000000"])
def test_a_number_of_days_that_no_calendar_holds_is_refused(rules, value):
    path = rules / "core" / "parameters" / "contest_answer_within.yaml"
    path.write_text(path.read_text().replace("value: 10", f"value: {value}"))
    with pytest.raises(BrokenPack, match="a number of days lies between 0 and 36500"):
        read_rulebook(rules, DAY)
