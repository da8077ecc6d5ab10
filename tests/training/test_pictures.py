"""The curve of a person's own attempts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from appraisal.training.domain import PracticeKey
from appraisal.training.pictures import HEIGHT, MOST_ATTEMPTS, WIDTH, curve_of
from tests.training.records import attempt


def attempts(*shares):
    return [
        replace(attempt(date(2017, 3, 1 + n), share=Decimal(str(share))), key=PracticeKey(n))
        for n, share in enumerate(shares)
    ]


def test_one_attempt_makes_no_curve_and_plain_results_make_none():
    assert curve_of(attempts(0.5)) is None
    assert curve_of([attempt(date(2017, 3, 1)), attempt(date(2017, 3, 2))]) is None


def test_attempts_rise_towards_the_standard_from_left_to_right():
    curve = curve_of(reversed(attempts(0.4, 0.6, 1)))
    assert [one.share for one in curve.attempts] == [Decimal("0.4"), Decimal("0.6"), Decimal(1)]
    heights = [one.y for one in curve.attempts]
    assert heights == sorted(heights, reverse=True)
    assert heights[-1] == curve.standard_y
    assert [one.x for one in curve.attempts] == [WIDTH // 6, WIDTH // 2, 5 * WIDTH // 6]


def test_the_best_attempt_stays_inside_the_picture_and_only_the_last_ones_are_drawn():
    curve = curve_of(attempts(*[Decimal(n) / 5 for n in range(20)]))
    assert len(curve.attempts) == MOST_ATTEMPTS
    assert all(0 < one.y <= HEIGHT for one in curve.attempts)
