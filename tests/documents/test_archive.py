"""One review and all reviews of a cycle, from the question to the file."""

import io
import re
import shutil
import zipfile

import pikepdf
import pytest

from appraisal.documents import operations, printers, queries
from appraisal.documents.archive import exports
from appraisal.documents.domain import AskArchive
from appraisal.i18n.languages import Calendar
from appraisal.jobs import queue
from appraisal.jobs.queries import job_state
from appraisal.jobs.worker import Worker
from appraisal.kernel.refusals import NotAllowed, NotReady
from appraisal.storage.database import db
from tests.conftest import NOW
from tests.documents.signed import signed_cycle


@pytest.fixture(autouse=True)
def empty_exports(app):
    """No archive of another test: keys begin anew with each."""
    with app.app_context():
        shutil.rmtree(exports())


def asked(store, company, cycle, language="en"):
    wish = AskArchive(cycle, language, Calendar.GREGORIAN)
    key = operations.ask_archive(store, company.actor("nasrin"), wish, at=NOW)
    store.commit()
    return key


def attached(paper: bytes) -> str:
    with pikepdf.open(io.BytesIO(paper)) as opened:
        (one,) = opened.attachments.values()
        return one.get_file().read_bytes().decode()


def test_hr_gets_only_what_was_announced_to_be_read_by_hr(store, company):
    _cycle, keys = signed_cycle(store, company)
    wish = (keys["sara"], "en", Calendar.GREGORIAN)
    for_hr = attached(queries.print_review(store, company.actor("nasrin"), *wish).content)
    for_sara = attached(queries.print_review(store, company.actor("sara"), *wish).content)
    for_omid = attached(queries.print_review(store, company.actor("omid"), *wish).content)
    assert for_sara == for_omid
    assert '"what_i_owe"' in for_sara
    assert '"what_i_owe"' not in for_hr
    assert '"customers_gained"' in for_hr


@pytest.mark.parametrize("name", ["kian", "vera", "leila"])
def test_nobody_else_gets_the_paper(store, company, name):
    _cycle, keys = signed_cycle(store, company)
    with pytest.raises(NotAllowed):
        queries.print_review(store, company.actor(name), keys["sara"], "en", Calendar.GREGORIAN)


def test_a_review_without_both_signatures_is_not_printed(store, company):
    _cycle, keys = signed_cycle(store, company, without=("sara",))
    with pytest.raises(NotReady) as refusal:
        queries.print_review(store, company.actor("sara"), keys["sara"], "en", Calendar.GREGORIAN)
    assert refusal.value.objections.keys() == {"documents_only_when_signed"}


def test_the_pdf_of_a_review_comes_in_the_wished_language(app, company):
    with app.app_context():
        _cycle, keys = signed_cycle(db.session(), company)
    answer = company.client(app, "sara").get(f"/reviews/{keys['sara']}/pdf?language=fa")
    assert answer.mimetype == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.data)) as paper:
        assert str(paper.Root.Lang) == "fa"


def test_only_hr_asks_for_an_archive(store, company):
    cycle, _keys = signed_cycle(store, company)
    for name in ("omid", "vera", "leila"):
        with pytest.raises(NotAllowed):
            operations.ask_archive(
                store, company.actor(name), AskArchive(cycle, "en", Calendar.GREGORIAN), at=NOW
            )


def test_an_archive_of_nothing_is_refused(store, company):
    cycle, _keys = signed_cycle(store, company, without=("sara", "kian"))
    with pytest.raises(NotReady) as refusal:
        asked(store, company, cycle)
    assert refusal.value.objections.keys() == {"no_signed_reviews_yet"}


def test_an_archive_holds_one_paper_a_person_by_name(app, store, company):
    cycle, _keys = signed_cycle(store, company)
    key = asked(store, company, cycle)
    Worker(app).work_off()
    store.rollback()
    state = job_state(store, company.actor("nasrin"), key)
    assert (state.done_parts, state.all_parts, state.failed_parts) == (2, 2, ())
    with zipfile.ZipFile(queries.archive_file(exports(), key)) as archive:
        assert archive.namelist() == ["Kian Rad.pdf", "Sara Ahmadi.pdf"]
        assert b"Kian" in attached(archive.read("Kian Rad.pdf")).encode()
        assert '"what_i_owe"' not in attached(archive.read("Kian Rad.pdf"))
    assert [path.name for path in (exports() / str(key)).iterdir()] == ["reviews.zip"]


def test_a_review_that_cannot_be_printed_is_noted_and_the_rest_is_there(app, store, company):
    cycle, _keys = signed_cycle(store, company, broken=("kian",))
    key = asked(store, company, cycle)
    Worker(app).work_off()
    store.rollback()
    state = job_state(store, company.actor("nasrin"), key)
    assert [(failed.part, failed.why) for failed in state.failed_parts] == [("Kian Rad", "not_printed")]
    with zipfile.ZipFile(queries.archive_file(exports(), key)) as archive:
        assert archive.namelist() == ["Sara Ahmadi.pdf"]


def test_a_resumed_archive_does_not_print_again_what_is_printed(app, store, company, monkeypatch):
    cycle, _keys = signed_cycle(store, company)
    key = asked(store, company, cycle)
    printed = []
    real = printers.Printer.print

    def print_and_stop(self, signed, is_cut):
        printed.append(signed["employee"]["name"])
        if len(printed) == 2:
            raise printers.PrinterDied
        return real(self, signed, is_cut)

    monkeypatch.setattr(printers.Printer, "print", print_and_stop)
    Worker(app).work_off()
    store.rollback()
    assert job_state(store, company.actor("nasrin"), key).status == "queued"
    queue.stop(store, company.actor("nasrin"), key, at=NOW)
    queue.resume(store, company.actor("nasrin"), key, at=NOW)
    store.commit()
    Worker(app).work_off()
    store.rollback()
    assert job_state(store, company.actor("nasrin"), key).status == "done"
    assert printed == ["Kian Rad", "Sara Ahmadi", "Sara Ahmadi"]


def test_hr_lives_the_story_from_choice_to_file(app, company):
    with app.app_context():
        cycle, _keys = signed_cycle(db.session(), company)
    hr = company.client(app, "nasrin")
    assert "2 reviews are signed by both" in hr.get(f"/reviews/cycles/{cycle}/archives").get_data(
        as_text=True
    )
    answer = hr.post(f"/reviews/cycles/{cycle}/archives", data={"language": "fa", "calendar": "jalali"})
    assert answer.status_code == 303
    Worker(app).work_off()
    page = hr.get(answer.location).get_data(as_text=True)
    result = re.search(r'href="(/archives/\d+)"', page)
    assert result
    assert "2 papers" in hr.get(result[1]).get_data(as_text=True)
    with hr.get(result[1] + "/file") as taken, zipfile.ZipFile(io.BytesIO(taken.data)) as archive:
        assert archive.namelist() == ["Kian Rad.pdf", "Sara Ahmadi.pdf"]
    assert company.client(app, "omid").get(result[1] + "/file").status_code == 404


def test_a_language_that_is_not_ours_is_refused_and_the_choice_is_asked_again(app, company):
    with app.app_context():
        cycle, _keys = signed_cycle(db.session(), company)
    answer = company.client(app, "nasrin").post(
        f"/reviews/cycles/{cycle}/archives", data={"language": "de", "calendar": "x"}
    )
    assert answer.status_code == 422
