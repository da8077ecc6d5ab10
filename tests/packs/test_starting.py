"""What must hold when the service starts."""

import pytest

from appraisal.packs import operations
from appraisal.packs.domain import ReturnTo
from appraisal.packs.models import PackEdition
from appraisal.packs.queries import shelf
from appraisal.packs.starting import BrokenOverlay, keep_packs_at_start, packs_at_start
from appraisal.rulebook import BrokenPack, read_pack
from tests.conftest import NOW
from tests.packs.conftest import NUMBER, RULE


def renewed(desk, monkeypatch, *changes, file=RULE):
    """As if a newer software came with other core files."""
    files = {**desk.core.files, **desk.file(file, *changes)}
    shipped = {**shelf().shipped, "diagnosis": read_pack(files, "rules/core")}
    monkeypatch.setattr(shelf(), "shipped", shipped)
    monkeypatch.setattr(shelf(), "_laid", {})
    monkeypatch.setattr(shelf(), "_drafted", {})


def test_what_came_with_the_software_is_kept_once_and_has_no_author(desk):
    keep_packs_at_start(desk.store, at=NOW)
    keep_packs_at_start(desk.store, at=NOW)
    kept = desk.store.query(PackEdition).filter_by(name="core").one()
    assert (kept.number, kept.author_id, kept.version) == (None, None, "1")
    assert kept.files == dict(desk.core.files)
    assert kept.overlay == {}


def test_an_overlay_goes_on_over_a_newer_core(desk, monkeypatch):
    desk.publish(desk.reworded())
    renewed(desk, monkeypatch, ("0.95", "0.94"), file=NUMBER)
    keep_packs_at_start(desk.store, at=NOW)
    assert desk.now().rules["G01"].title["en"].startswith("Ours. ")
    assert desk.now().values_on(NOW.date())["gap_met_from"] == 0.94
    of_core = desk.store.query(PackEdition).filter_by(name="core")
    newest = of_core.order_by(PackEdition.id.desc()).first()
    assert newest.number is None
    assert set(newest.overlay) == {RULE}


def test_an_overlay_that_does_not_fit_a_newer_core_stops_the_start_and_names_the_way_out(desk, monkeypatch):
    desk.publish({"gates/G90-ours.yaml": desk.core.files[RULE]})
    taken = {**desk.core.files, "gates/G90-theirs.yaml": desk.core.files[RULE]}
    monkeypatch.setattr(shelf(), "shipped", {"diagnosis": read_pack(taken, "rules/core")})
    monkeypatch.setattr(shelf(), "_laid", {})
    monkeypatch.setattr(shelf(), "_drafted", {})
    with pytest.raises(BrokenOverlay) as broken:
        packs_at_start(desk.store)
    assert "the id 'G90' is already taken" in str(broken.value)
    assert "appraisal rules set-aside core" in broken.value.mends[0]
    operations.return_to(desk.store, desk.hr, ReturnTo("core", 0, "It does not fit any more"), at=NOW)
    assert [pack.version for pack in packs_at_start(desk.store)] == ["1+2"]


def test_a_core_rule_with_other_logic_under_its_old_version_stops_the_start(desk, monkeypatch):
    keep_packs_at_start(desk.store, at=NOW)
    renewed(desk, monkeypatch, ("gap_ratio >=", "gap_ratio >= 0.5 and gap_ratio >="))
    with pytest.raises(BrokenPack, match=r"core/gates/G01-result-is-met\.yaml:1:1.*write version: 2"):
        packs_at_start(desk.store)


def test_mended_texts_of_the_core_need_no_new_version(desk, monkeypatch):
    keep_packs_at_start(desk.store, at=NOW)
    renewed(desk, monkeypatch, ("title:\n  en: ", "title:\n  en: Clearer. "))
    keep_packs_at_start(desk.store, at=NOW)
    assert desk.store.query(PackEdition).filter_by(name="core").count() == 2
