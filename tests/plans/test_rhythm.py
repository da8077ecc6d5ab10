from appraisal.kernel.objections import Objections
from appraisal.plans.rhythm import Beat, Rhythm


def test_the_calendar_is_a_parameter() -> None:
    beat = Rhythm(months_in_year=10, weeks_in_month=2, days_in_week=6).of_year(1200)
    assert beat == Beat(120, 60, 10)


def test_a_calendar_without_days_is_refused_with_every_reason() -> None:
    refused = Rhythm(0, -1, 0).of_year(1200)
    assert isinstance(refused, Objections)
    assert len(refused.keys()) == 3
