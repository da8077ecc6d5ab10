"""``appraisal diagnose`` answers facts from a file and names every fact it cannot use."""

import json
import time

import pytest
from click.testing import CliRunner

from appraisal.cli import main
from appraisal.rulebook import FACTORS


@pytest.fixture
def run(tmp_path):
    def with_file(content, *options):
        file = tmp_path / "case.json"
        file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return CliRunner().invoke(main, ["diagnose", str(file), *options])

    return with_file


CASE = {"as_of": "2024-06-30", "facts": {"gap_ratio": 0.6}}


def test_a_case_is_answered_in_the_published_shape(run):
    answer = json.loads(run(CASE).stdout)
    assert set(answer) == {"outcome", "leading", "factors", "questions", "remedy", "gates", "pack"}
    assert set(answer["factors"]) == set(FACTORS)
    assert set(answer["factors"]["skill_level"]) >= {"status", "for", "against", "unknown"}
    assert set(answer["pack"]) == {"name", "version", "sha256"}


def test_what_was_said_too_long_ago_is_unknown_and_named(run):
    def answered(on):
        facts = {"tools_available": {"value": "missing", "on": on}, "gap_ratio": 0.6}
        return json.loads(run({"as_of": "2024-06-30", "facts": facts}).stdout)

    counts, aged = answered("2024-03-30"), answered("2024-03-29")
    assert "E04" in counts["factors"]["external_factors"]["for"]
    assert "aged" not in counts
    assert "E04" in aged["factors"]["external_factors"]["unknown"]
    assert aged["aged"] == ["tools_available"]


def test_a_day_that_cannot_be_is_named_beside_every_other_problem(run):
    ended = run({"as_of": "soon", "facts": {"tools_available": {"value": "ok", "on": "2024-13-01"}}})
    assert ended.exit_code == 2
    assert "as_of: a day like 2024-06-30 is needed, not 'soon'" in ended.stderr
    assert "'tools_available': 'on' is a day such as 2024-06-30, not '2024-13-01'" in ended.stderr


def test_a_list_of_cases_is_answered_by_a_list(run):
    assert len(json.loads(run([CASE, CASE]).stdout)) == 2


def test_questions_come_in_the_asked_language(run):
    (first, *_others) = json.loads(run(CASE, "--language", "fa").stdout)["questions"]
    assert any("\u0600" <= letter <= "\u06ff" for letter in first["text"])


def test_every_wrong_fact_is_named_at_once(run):
    ended = run({"as_of": "2024-06-30", "facts": {"gapratio": 0.6, "gap_ratio": "much"}})
    assert ended.exit_code == 2
    assert "unknown fact 'gapratio', did you mean 'gap_ratio'?" in ended.stderr
    assert "'gap_ratio' must be a number" in ended.stderr
    assert ended.stdout == ""


def test_the_case_of_a_list_is_named_too(run):
    ended = run([CASE, {"as_of": "2024-06-31", "facts": {}}])
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert "case 2: as_of: a day like 2024-06-30 is needed, not '2024-06-31'" in ended.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "not JSON at line 1"),
        (b"\xff\xfe", "not UTF-8"),
        (b'{"as_of": "2024-06-30", "as_of": "2024-06-30"}', "'as_of' stands there twice"),
        (b"[" * 100_000, "nested too deeply"),
        (b'"a text"', "a case is an object"),
        (b'{"as_of": "2024-06-30", "fact": {}}', "unknown key 'fact'"),
        (b'{"as_of": "2024-06-30", "facts": [1]}', "must be an object"),
        (b'{"as_of": 20240630, "facts": {}}', "a day like"),
        (b'{"as_of": "2024-06-30", "facts": {"gap_ratio": NaN}}', "gap_ratio"),
        (b'{"as_of": "2024-06-30", "facts": {"gap_ratio": ' + b"9" * 5000 + b"}}", "a number that is no"),
        (b"{" + b",".join(b'"k%d": 1' % n for n in range(30_000)) + b"}", "unknown key 'k29999'"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(run, content, said):
    ended = run(content)
    assert ended.exit_code == 2
    assert said in ended.stderr


def test_very_many_wrong_facts_are_named_and_only_the_first_of_them_guessed_at(run):
    began = time.perf_counter()
    ended = run({"as_of": "2024-06-30", "facts": {f"gap_ratioo{n}": 1 for n in range(20_000)}})
    assert (ended.exit_code, ended.stderr.count("unknown fact")) == (2, 20_000)
    assert 0 < ended.stderr.count("did you mean") <= 50
    assert time.perf_counter() - began < 20


def test_a_file_that_is_not_there_is_named():
    ended = CliRunner().invoke(main, ["diagnose", "nowhere.json"])
    assert (ended.exit_code, "nowhere.json" in ended.stderr) == (2, True)
