"""A goal: proposed by one side, confirmed by the other, with its line up to the strategy and its results."""

from __future__ import annotations

from datetime import date

from appraisal.cli.demo.words import MANAGER, SELLER
from tests.browser.cast import Cast
from tests.browser.said import SAID

Q4 = "Win the revenue of my accounts that the plan of the quarter needs."


def a_goal_becomes_one_of_two_people(cast: Cast) -> None:
    """The manager proposes, the seller says in her own words what she will reach."""
    manager, seller, say = cast.manager, cast.seller, SAID[cast.tongue.code]
    manager.go("Team")
    manager.press_words(SELLER)
    manager.press("Goals")
    manager.press("Propose an improvement goal")
    manager.type("What will be reached, in one sentence", say["goal"])
    manager.choose("What is counted", cast.tongue.word("measure.deals_closed"))
    manager.type("Target", cast.tongue.number(8))
    manager.type_day("First day", date(2017, 12, 1))
    manager.type_day("Last day", date(2018, 2, 28))
    manager.type("If this is reached, what would a customer or the plan notice?", say["goal_matters"])
    manager.press("Propose it")
    manager.sees("This waits for the yes of %(name)s.", name=SELLER)

    seller.go("Today")
    seller.press_words(cast.tongue.word("waiting.confirm_goal", goal=say["goal"]))
    seller.sees("%(name)s proposed this and waits for your yes.", name=MANAGER)
    seller.type("Say in your own words what you will reach, and how you will know", say["own_words"])
    seller.press("Yes, I agree to this goal")
    seller.reads(say["own_words"])
    seller.sees_picture("Own result by month against the own goal")


def a_share_of_the_plan_shows_what_it_is_for(cast: Cast) -> None:
    """The quarter's goal hangs on the plan: the line up to the strategy stands beside its results."""
    seller = cast.seller
    seller.go("My file", "All about the goals")
    seller.press_words(Q4)
    seller.sees("What it is for")
    with seller.within("ol.why"):
        seller.reads(SELLER, MANAGER, "West", "Sales plan 2017")
    seller.sees("Measured up to")
    seller.sees_picture("Own result by month against the own goal")
    seller.looks_in_the_dark()
