"""The page of a job."""

from appraisal.jobs import queue
from appraisal.jobs.worker import Worker
from appraisal.storage.database import db
from tests.conftest import NOW
from tests.jobs import counting  # noqa: F401 - registers the work of these tests


def asked(app, company, **arguments):
    with app.app_context():
        key = queue.ask(db.session(), company.actor("nasrin"), "count_parts", {"parts": 3, **arguments}, NOW)
        db.session.commit()
    return key


def test_the_page_of_open_work_asks_for_itself_and_has_a_link_without_scripts(app, company):
    key = asked(app, company)
    page = company.client(app, "nasrin").get(f"/jobs/{key}").get_data(as_text=True)
    assert f'hx-get="/jobs/{key}/progress"' in page
    assert f'<a href="/jobs/{key}">Reload</a>' in page
    assert "Waiting for its turn" in page


def test_the_page_of_ended_work_rests_and_shows_what_failed(app, company):
    key = asked(app, company, odd_fail=True)
    Worker(app).work_off()
    page = company.client(app, "nasrin").get(f"/jobs/{key}").get_data(as_text=True)
    assert "hx-get" not in page
    assert "2 parts failed" in page
    assert "part 3" in page
    assert "Open the result" in page


def test_the_part_of_the_page_stands_alone(app, company):
    key = asked(app, company)
    part = company.client(app, "nasrin").get(f"/jobs/{key}/progress").get_data(as_text=True)
    assert part.lstrip().startswith('<section class="progress"')


def test_the_page_is_not_there_for_others(app, company):
    key = asked(app, company)
    assert company.client(app, "omid").get(f"/jobs/{key}").status_code == 404


def test_stop_and_resume_from_the_page(app, company):
    key = asked(app, company)
    client = company.client(app, "nasrin")
    assert client.post(f"/jobs/{key}/stops").status_code == 303
    assert "Resume" in client.get(f"/jobs/{key}").get_data(as_text=True)
    assert client.post(f"/jobs/{key}/resumptions").status_code == 303
    assert "Waiting for its turn" in client.get(f"/jobs/{key}").get_data(as_text=True)
