"""``appraisal rules check`` reads a pack and runs its cases."""

import shutil

from click.testing import CliRunner

from appraisal.cli import main
from appraisal.data import adaptable


def test_our_own_rules_come_out():
    ended = CliRunner().invoke(main, ["rules", "check"])
    assert ended.exit_code == 0
    assert ended.stdout.startswith("core ")
    assert "0 problems" in ended.stdout


def test_a_broken_pack_is_named_with_its_place(tmp_path):
    folder = tmp_path / "core"
    shutil.copytree(adaptable("rules") / "core", folder)
    rule = next(folder.glob("skill_level/*.yaml"))
    rule.write_text(rule.read_text().replace("when:", "whenn:", 1))
    ended = CliRunner().invoke(main, ["rules", "check", str(folder)])
    assert ended.exit_code == 2
    assert rule.name in ended.stderr


def test_a_folder_that_is_not_there_is_named():
    assert CliRunner().invoke(main, ["rules", "check", "nowhere"]).exit_code == 2


def test_the_folder_above_a_pack_is_understood_and_one_without_a_pack_is_named_once(tmp_path):
    assert CliRunner().invoke(main, ["rules", "check", str(adaptable("rules"))]).exit_code == 0
    shutil.copytree(adaptable("rules") / "core" / "gates", tmp_path / "gates")
    ended = CliRunner().invoke(main, ["rules", "check", str(tmp_path)])
    assert ended.exit_code == 2
    assert len(ended.stderr.splitlines()) == 1
    assert "there is no pack.yaml" in ended.stderr
