"""``appraisal rules export``, ``import`` and ``set-aside`` on the packs that an organisation runs."""

import pytest
from click.testing import CliRunner

from appraisal.cli import main
from appraisal.cli.ending import ready_application
from appraisal.data import adaptable
from appraisal.kernel.actors import SERVICE
from appraisal.packs import operations
from appraisal.packs.domain import KeepDraft, KeepTrial, PublishPack
from appraisal.packs.drafts import draft_digest
from appraisal.packs.models import PackEdition
from appraisal.settings import Settings
from appraisal.storage.database import db
from appraisal.storage.engines import about_to_write
from tests.conftest import NOW
from tests.packs.conftest import RULE


@pytest.fixture
def run(tmp_path, monkeypatch):
    """The command line on a service of its own."""
    monkeypatch.setenv("APPRAISAL_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("APPRAISAL_SECRET_KEY", "for tests only")

    def call(*arguments):
        return CliRunner().invoke(main, ["rules", *map(str, arguments)])

    return call


def publish(folder, overlay):
    """As if HR had published it."""
    app = ready_application(Settings(data_dir=folder, secret_key="for tests only"))
    with app.app_context(), about_to_write():
        store = db.session()
        operations.keep_draft(store, SERVICE, KeepDraft("core", overlay), at=NOW)
        digest = draft_digest("diagnosis", overlay)
        operations.keep_trial(store, SERVICE, KeepTrial("core", digest, None), at=NOW)
        operations.publish(store, SERVICE, PublishPack("core", "For the test"), at=NOW)
        store.commit()
        db.engine.dispose()
    return app


def test_a_pack_is_taken_along_changed_and_brought_back_as_a_draft(run, tmp_path):
    folder = tmp_path / "out"
    assert run("export", "core", folder).exit_code == 0
    rule = folder / RULE
    rule.write_text(rule.read_text().replace("en: The result", "en: Our result"))
    ended = run("import", folder)
    assert ended.exit_code == 0
    assert "the draft of core has 0 problems" in ended.stdout


def test_what_is_broken_is_brought_in_and_named_with_its_place(run, tmp_path):
    folder = tmp_path / "out"
    run("export", "core", folder)
    rule = folder / RULE
    rule.write_text(rule.read_text().replace("gap_ratio >=", "gap_rato >="))
    ended = run("import", folder)
    assert ended.exit_code == 1
    assert "core/gates/G01-result-is-met.yaml:3:7: unknown fact 'gap_rato'" in ended.stderr


def test_a_folder_with_other_files_and_a_name_that_nobody_knows_are_refused(run, tmp_path):
    folder = tmp_path / "out"
    run("export", "core", folder)
    assert run("export", "core", folder).exit_code == 2
    (folder / "notes.txt").write_text("x")
    ended = run("import", folder)
    assert ended.exit_code == 2
    assert "notes.txt" in ended.stderr
    assert "there are: core" in run("export", "none", tmp_path / "new").stderr
    assert "there is no such file" in run("import", tmp_path / "data").stderr


def test_a_broken_overlay_stops_the_start_and_is_set_aside_from_the_command_line(run, tmp_path):
    app = publish(
        tmp_path / "data", {"gates/G90-ours.yaml": (adaptable("rules") / "core" / RULE).read_text()}
    )
    _break(app)
    ended = run("export", "core", tmp_path / "out")
    assert ended.exit_code == 2
    assert "core/gates/G90-ours.yaml" in ended.stderr
    assert "appraisal rules set-aside core" in ended.stderr
    assert run("set-aside", "core", "--reason", "It does not fit any more").exit_code == 0
    assert run("export", "core", tmp_path / "out").exit_code == 0
    assert run("set-aside", "core").exit_code == 2
    with app.app_context():
        kept = db.session.query(PackEdition).order_by(PackEdition.number).all()
        assert [(each.number, each.reason) for each in kept if each.number] == [
            (1, "For the test"),
            (2, "Broken from outside"),
            (3, "It does not fit any more"),
        ]
        db.engine.dispose()


def _break(app):
    """Put an edition in force whose files fit no pack, as a newer software may find it."""
    with app.app_context(), about_to_write():
        store = db.session()
        good = store.query(PackEdition).filter_by(number=1).one()
        values = {
            name: getattr(good, name)
            for name in ("name", "version", "language_version", "content", "files", "digests", "kind")
        }
        overlay = {name: text.replace("gap_ratio", "gap_rato") for name, text in good.overlay.items()}
        store.add(
            PackEdition(
                **values, sha256="0" * 64, number=2, published_at=NOW, overlay=overlay, reason="Broken from outside",
                author_name="HR",
            )
        )  # fmt: skip
        store.commit()
        db.engine.dispose()
