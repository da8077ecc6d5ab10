"""``appraisal serve`` says what is in the way before it begins; the demo's company is made once."""

import shutil
import socket

import pytest
from click.testing import CliRunner

from appraisal.accounts.demo import persons_page
from appraisal.accounts.queries import is_founded
from appraisal.cli import main
from appraisal.cli.demo import words
from appraisal.cli.demo.seeding import DEMO_DAY, seed
from appraisal.data import adaptable
from appraisal.diagnosis import queries as diagnosis
from appraisal.kernel.actors import Actor
from appraisal.people import queries as people
from appraisal.storage.database import db


@pytest.fixture
def taken_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


@pytest.fixture
def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def test_a_port_in_use_is_named_with_its_mend(taken_port, tmp_path):
    environment = {"APPRAISAL_PORT": str(taken_port), "APPRAISAL_DATA_DIR": str(tmp_path)}
    ended = CliRunner().invoke(main, ["serve"], env=environment)
    assert ended.exit_code == 2
    assert f"127.0.0.1:{taken_port}: something else uses it" in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_misspelt_setting_stops_the_start_with_the_name_that_was_meant():
    ended = CliRunner().invoke(main, ["serve"], env={"APPRAISAL_PROT": "8000"})
    assert ended.exit_code == 2
    assert "unknown setting APPRAISAL_PROT, did you mean APPRAISAL_PORT?" in ended.stderr


def test_the_company_of_the_demo_is_made_once_with_five_persons_and_a_goal_for_two_to_look_at(app):
    seed(app)
    seed(app)
    with app.app_context():
        store = db.session()
        assert is_founded(store)
        assert len(persons_page(store).persons) == 5
        seller, manager = (people.find_employee(store, name=name) for name in (words.SELLER, words.MANAGER))
        own, led = (
            diagnosis.prompts_for(store, Actor(person, "", leads_anyone=True), DEMO_DAY)
            for person in (seller, manager)
        )
    assert [one.employee for one in own] == [seller]
    assert seller in {one.employee for one in led}


def test_every_command_says_what_its_exit_codes_mean():
    commands = ["serve"], ["demo"], ["diagnose"], ["scan"], ["rules", "check"], ["export", "pdf"]
    for command in (*commands, ["import", "crm"], ["import", "people"]):
        assert "Exit codes" in CliRunner().invoke(main, [*command, "--help"]).stdout


@pytest.mark.parametrize(
    ("name", "value", "mend"),
    [
        ("PORT", "99999", "a whole number from 1 to 65535 is needed"),
        ("WORKERS", "0", "a whole number from 1 to 64 is needed"),
        ("TIME_ZONE", "Mars/One", "a zone like Asia/Tehran"),
        ("TIME_ZONE", "../etc/passwd", "a zone like Asia/Tehran"),
        ("LOG_LEVEL", "LOUD", "one of DEBUG, INFO"),
        ("FORMS_DIR", "/no/such/folder", "there is no such folder"),
        ("RULES_DIR", "/no/such/folder", "there is no such folder"),
    ],
)
def test_a_setting_that_cannot_be_used_stops_the_start_with_its_mend(name, value, mend):
    ended = CliRunner().invoke(main, ["serve"], env={f"APPRAISAL_{name}": value})
    assert ended.exit_code == 2
    assert ended.stderr.startswith(f"APPRAISAL_{name}={value!r}: {mend}")


def test_a_secret_that_cannot_be_used_is_not_printed():
    ended = CliRunner().invoke(
        main, ["serve"], env={"APPRAISAL_DATABASE_URL": "mysql://ada:hidden@host/name"}
    )
    assert ended.exit_code == 2
    assert "APPRAISAL_DATABASE_URL: an address like postgresql://" in ended.stderr
    assert "hidden" not in ended.stderr


def test_a_database_that_does_not_answer_is_said_without_its_password(tmp_path, free_port):
    environment = {
        "APPRAISAL_DATA_DIR": str(tmp_path),
        "APPRAISAL_PORT": str(free_port),
        "APPRAISAL_DATABASE_URL": f"postgresql://ada:hidden@127.0.0.1:{free_port}/name",
    }
    ended = CliRunner().invoke(main, ["serve"], env=environment)
    assert ended.exit_code == 2
    assert "the database cannot be used: " in ended.stderr
    assert "hidden" not in ended.stderr


def test_a_data_folder_that_is_a_file_is_named(tmp_path, free_port):
    taken = tmp_path / "notes.txt"
    taken.write_text("not a folder")
    environment = {"APPRAISAL_DATA_DIR": str(taken), "APPRAISAL_PORT": str(free_port)}
    ended = CliRunner().invoke(main, ["serve"], env=environment)
    assert ended.exit_code == 2
    assert f"{taken}: " in ended.stderr
    assert "APPRAISAL_DATA_DIR" in ended.stderr


def test_a_broken_form_of_ones_own_stops_the_start_with_file_line_and_mend(tmp_path, free_port):
    forms = tmp_path / "forms"
    shutil.copytree(adaptable("forms"), forms)
    form = forms / "self_review" / "general.yaml"
    lines = form.read_text(encoding="utf-8").splitlines()
    lines.append("sectoins: []")
    form.write_text("\n".join(lines) + "\n", encoding="utf-8")
    environment = {
        "APPRAISAL_DATA_DIR": str(tmp_path / "data"),
        "APPRAISAL_FORMS_DIR": str(forms),
        "APPRAISAL_PORT": str(free_port),
    }
    ended = CliRunner().invoke(main, ["serve"], env=environment)
    assert ended.exit_code == 2
    assert f"{form.as_posix()}:{len(lines)}:" in ended.stderr
    assert "unknown field 'sectoins'" in ended.stderr


def test_an_export_from_an_empty_service_says_that_there_is_nothing(tmp_path):
    environment = {"APPRAISAL_DATA_DIR": str(tmp_path / "data")}
    ended = CliRunner().invoke(main, ["export", "pdf", str(tmp_path / "out")], env=environment)
    assert ended.exit_code == 2
    assert "there is no cycle of reviews yet" in ended.stderr
