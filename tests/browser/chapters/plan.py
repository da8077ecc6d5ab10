"""The head of sales walks down the plan, from the company to one seller's quarter."""

from __future__ import annotations

from datetime import date

from appraisal.cli.demo.words import MANAGER, SELLER
from tests.browser.cast import Cast
from tests.browser.person import Person

OFFICE = "West"


def the_plan_adds_up_from_the_company_to_a_quarter(cast: Cast) -> None:
    """On each step the parts come to the whole, and the page says how the number came about."""
    head = cast.head
    head.go("Plan")
    head.press_words("Sales plan 2017")
    head.looks_in_the_dark()
    _adds_up(head)
    for step in (OFFICE, MANAGER, SELLER):
        head.press_words(step)
        _adds_up(head)
    with head.within("ul.split > li", cast.tongue.day(date(2017, 10, 1))):
        head.press_first_link()
    _says_how(head)
    head.sees("Share of")
    head.reads(SELLER)


def _adds_up(head: Person) -> None:
    head.sees(
        "The parts that are given add up to the whole. Remainder: %(zero)s.", zero=head.tongue.number(0)
    )
    _says_how(head)


def _says_how(head: Person) -> None:
    head.sees("How this number came about")
    head.sees("Months with data")
    head.sees("Growth")
