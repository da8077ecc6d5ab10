"""What a row of readings says by itself."""

from datetime import date
from decimal import Decimal

from appraisal.actuals.domain import ReadingFacts
from appraisal.diagnosis.signs import Agreed, Limits, signs_in
from appraisal.kernel.periods import Period
from tests.diagnosis.conftest import DAY, FIRST, LAST, month_of

LIMITS = Limits(0.95, 3, 6, 3, 0.6, 4, 0.6, 0.25, 0.5, 6, 8, 0.1, 0.5)
SIX_THOUSAND = Agreed(Decimal(6000), FIRST, LAST)


def signs(*values, first=7, agreed=SIX_THOUSAND):
    readings = [ReadingFacts(*month_of(first + n), Decimal(value), "crm") for n, value in enumerate(values)]
    return {name: sign.value for name, sign in signs_in(agreed, readings, DAY, LIMITS).items()}


def test_without_readings_nothing_is_said():
    assert signs() == {}


def test_the_result_is_held_against_an_even_pace_up_to_the_last_reading():
    assert signs(1010, 950, 1020)["gap_ratio"] == round(2980 / (6000 * 92 / 184), 4)


def test_where_less_is_wanted_more_is_behind():
    assert signs(2000, agreed=Agreed(Decimal(6000), FIRST, LAST, "lower"))["gap_ratio"] < 0.95


def test_a_gap_lasts_from_the_first_day_of_the_readings_below():
    assert signs(1100, 1100, 1100, 400, 380, 350)["gap_duration_weeks"] == 12


def test_a_drop_from_one_month_to_the_next_is_sudden():
    assert signs(1100, 1100, 1100, 400)["gap_onset"] == "sudden"


def test_a_slow_decline_is_gradual():
    assert signs(1100, 1050, 1000, 900, 800)["gap_onset"] == "gradual"


def test_a_gap_that_was_always_there_began_at_the_start():
    assert signs(400, 400, 400)["gap_onset"] == "since_start"


def test_two_readings_are_too_few_to_name_a_beginning():
    assert "gap_onset" not in signs(400, 400)


def test_five_earlier_readings_are_too_few_to_know_the_usual_range():
    assert "variation_within_normal" not in signs(100, 120, 110, 130, 100, 90, first=2)


def test_six_earlier_readings_tell_a_result_within_the_usual_range():
    assert signs(900, 1100, 800, 1200, 950, 1050, 900, first=1)["variation_within_normal"] is True


def test_six_earlier_readings_tell_a_result_far_outside_it():
    assert signs(900, 1100, 800, 1200, 950, 1050, 100, first=1)["variation_within_normal"] is False


def test_readings_that_never_moved_have_no_usual_range():
    assert "variation_within_normal" not in signs(310, 280, 310, 300, 310, 300, 200, first=1)


def test_whoever_reached_the_pace_once_has_done_it_before():
    found = signs(1100, 400, 400)
    assert (found["did_it_before_to_standard"], found["last_done_to_standard_days"]) == (True, 151)


def test_a_short_history_does_not_say_that_it_was_never_done():
    assert "did_it_before_to_standard" not in signs(400, 400, 400)


def test_each_shape_has_its_name():
    assert signs(1000, 1010, 990, 1000)["output_pattern"] == "steady"
    assert signs(1000, 900, 700, 500)["output_pattern"] == "strong_start_fade"
    assert signs(100, 100, 100, 900)["output_pattern"] == "last_minute"
    assert signs(1000, 300, 1200, 400)["output_pattern"] == "irregular"
    assert "output_pattern" not in signs(1000, 300, 1200)


def test_a_reading_after_the_day_does_not_count():
    late = [ReadingFacts(date(2017, 12, 1), date(2017, 12, 31), Decimal(1), "crm")]
    assert signs_in(SIX_THOUSAND, late, DAY, LIMITS) == {}


OCTOBER = Period.month(2017, 10)
WITHOUT_OCTOBER = Agreed(Decimal(4984), FIRST, LAST, left_out=(OCTOBER,))
"""Six thousand for 130 working days, rebased on the 108 that are left."""


def test_days_that_do_not_count_are_left_out_of_the_pace():
    months = (1010, 950, 1020, 0, 900, 850)
    assert signs(*months)["gap_ratio"] == 0.8014  # 4730 of the 5902 for 181 of 184 days
    assert signs(*months, agreed=WITHOUT_OCTOBER)["gap_ratio"] == 0.9579  # of the 4938 for 107 of 108


def test_a_month_that_does_not_count_is_no_period_of_the_gap():
    months = (1010, 990, 1020, 0, 1040, 960)
    assert signs(*months)["output_pattern"] == "irregular"
    found = signs(*months, agreed=WITHOUT_OCTOBER)
    assert (found["n_measured_periods"], found["output_pattern"]) == (5, "steady")
    assert "gap_duration_weeks" not in found


def test_half_a_month_is_held_against_half_of_its_days():
    first_half = Period(date(2017, 7, 1), date(2017, 7, 14))
    agreed = Agreed(Decimal(5538), FIRST, LAST, left_out=(first_half,))
    assert signs(508, agreed=agreed)["gap_ratio"] == 1.0007  # 11 of 120 working days: 507.65


def test_when_no_day_counts_nothing_is_said():
    agreed = Agreed(Decimal(6000), FIRST, LAST, left_out=(Period(FIRST, LAST),))
    assert signs(10, 20, 30, agreed=agreed) == {}
