"""The pictures: where their shapes stand, and that the page's macros make a PDF without a grid."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from flask import render_template_string
from weasyprint import CSS, HTML

from appraisal.kernel.periods import Period
from appraisal.outlook.backwards import FunnelWish, TypedStep, work_back
from appraisal.outlook.pictures import HEIGHT, WIDTH, course_picture, season_picture
from appraisal.outlook.season import season_of
from appraisal.plans.domain import PersonDays
from tests.contracts.house import STATIC
from tests.outlook.measured import by_month, looked_at, past

YEAR = Period.year(2017)
READINGS = (
    *by_month(date(2016, 1, 1), (80, 120) * 6),
    *by_month(date(2017, 1, 1), (100, 90, 110, 80, 130, 90)),
)
DAY = date(2017, 6, 30)

PICTURES = """
{% from "parts/pictures/course.html" import course_picture %}
{% from "parts/pictures/season.html" import season_picture %}
{% from "parts/pictures/funnel.html" import funnel_picture %}
{{ course_picture(course, "USD", rtl, "The course") }}
{{ season_picture(season, names, rtl, "The season") }}
{{ funnel_picture(bars, "Deals", "The funnel") }}
"""


def _course(needed=Decimal(1500), possible=Decimal(1200)):
    return course_picture(needed, possible, looked_at(READINGS, YEAR, DAY), READINGS)


def test_the_course_ends_where_the_forecast_begins_and_the_range_holds_the_forecast():
    picture = _course()
    x, y = picture.actual[-1]
    assert x == WIDTH * 181 // 365
    assert picture.heading.start == (x, y)
    assert picture.heading.expected[0] == WIDTH
    assert picture.heading.high <= picture.heading.expected[1] <= picture.heading.low


def test_needed_and_possible_are_heights_of_the_end_and_stay_out_when_not_given():
    picture = _course()
    assert picture.top == 1500
    assert (picture.needed, picture.possible) == (0, HEIGHT - 160)
    bare = _course(None, None)
    assert (bare.needed, bare.possible) == (None, None)
    assert {month.needed for month in bare.months} == {None}


def test_the_numbers_beside_the_course_are_summed_up_and_open_where_nothing_was_measured():
    picture = _course()
    assert [month.reached for month in picture.months] == [100, 190, 300, 380, 510, 600, *[None] * 6]
    assert picture.months[-1].needed == 1500


def test_without_anything_measured_there_is_no_course():
    assert course_picture(Decimal(5), None, looked_at((), YEAR, DAY), ()) is None


def test_a_result_far_above_the_goal_stays_on_the_canvas():
    picture = _course(needed=Decimal(1), possible=None)
    assert all(0 <= y <= HEIGHT for _, y in picture.actual)


def _drawn(app, *, rtl: bool) -> str:
    steps = (TypedStep("meetings", Decimal("0.5")), TypedStep("calls", Decimal("0.1")))
    days = PersonDays(Decimal(240))
    wish = FunnelWish(Decimal(1000), "USD", Decimal(100), steps, 2, days, 12)
    season = season_picture(season_of(past(date(2016, 1, 1), [80, 120] * 6)))
    with app.test_request_context("/"):
        app.preprocess_request()
        return render_template_string(
            PICTURES,
            course=_course(),
            season=season,
            names=[str(number) for number in range(1, 13)],
            bars=work_back(wish).bars,
            rtl=rtl,
        )


def test_labels_are_html_and_every_shape_has_words(app):
    drawn = _drawn(app, rtl=False)
    assert "<text" not in drawn
    assert drawn.count('role="img" aria-label=') == 2
    assert 'role="group" aria-label="The funnel"' in drawn
    assert "style=" not in drawn


def test_right_to_left_the_shapes_are_mirrored_and_the_funnel_stays(app):
    assert _drawn(app, rtl=True).count('transform="matrix(-1 0 0 1 640 0)"') == 2
    assert "transform" not in _drawn(app, rtl=False)


def test_the_sheet_lays_the_pictures_out_without_a_grid():
    sheet = (STATIC / "css" / "pictures.css").read_text()
    ours = [rule for rule in sheet.split("}") if re.search(r"\.(line|course|season|funnel)", rule)]
    assert ours
    assert not [rule for rule in ours if "grid" in rule.split("{")[-1]]


@pytest.mark.parametrize("rtl", [False, True])
def test_the_same_pictures_are_printed(app, rtl):
    sheets = [CSS(string=(STATIC / "css" / f"{name}.css").read_text()) for name in ("tokens", "pictures")]
    paper = HTML(string=_drawn(app, rtl=rtl), base_url=str(STATIC / "css")).render(stylesheets=sheets)
    words = "".join(text for page in paper.pages for text in _texts(page._page_box))
    assert "meetings" in words
    assert "Deals" in words


def _texts(box):
    if hasattr(box, "text"):
        yield box.text
    for child in getattr(box, "children", ()):
        yield from _texts(child)
