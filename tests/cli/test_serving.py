"""``appraisal serve`` says what is in the way before it begins; the demo's company is made once."""

import socket

import pytest
from click.testing import CliRunner

from appraisal.accounts.demo import persons_page
from appraisal.accounts.queries import is_founded
from appraisal.cli import main
from appraisal.cli.demo.seeding import seed
from appraisal.storage.database import db


@pytest.fixture
def taken_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


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


def test_the_company_of_the_demo_is_made_once_and_has_five_persons(app):
    seed(app)
    seed(app)
    with app.app_context():
        assert is_founded(db.session())
        assert len(persons_page(db.session()).persons) == 5


def test_every_command_says_what_its_exit_codes_mean():
    for words in (["serve"], ["demo"], ["diagnose"], ["rules", "check"]):
        assert "Exit codes" in CliRunner().invoke(main, [*words, "--help"]).stdout
