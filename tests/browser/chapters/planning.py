"""The plan itself: begun in steps, looked at ahead and backwards, agreed as a version, carried by those below."""

from __future__ import annotations

from datetime import date

from appraisal.cli.demo.words import MANAGER, SELLER
from tests.browser.cast import Cast
from tests.browser.chapters.goal import Q4
from tests.browser.chapters.plan import OFFICE
from tests.browser.person import Person
from tests.browser.said import SAID

PLAN = "Sales plan 2017"
TODAY = date(2017, 12, 29)
FOURTH_QUARTER = date(2017, 10, 1)
HALF_YEAR, QUARTER = 242_820, 101_410


def the_head_begins_the_next_plan_in_five_steps(cast: Cast) -> None:
    """One number for the whole; the page says what is missing from the plan itself, and the first step is taken."""
    head, say, tongue = cast.head, SAID[cast.tongue.code], cast.tongue
    head.go("Plan")
    head.open_fold("Begin a plan")
    head.type("What the plan is called", say["plan"])
    head.choose("What is counted", tongue.word("measure.revenue_won"))
    head.type("Target for the whole period", tongue.number(12_000_000))
    head.type_day("First day", date(2018, 1, 1))
    head.type_day("Last day", date(2018, 12, 31))
    head.type_day("Day of the review", date(2018, 3, 30))
    head.press("Begin the plan")
    _turns_to(head, "Five steps")
    head.sees("Nobody has said yet what is to be true at the end.")
    head.sees("It is not split yet.")
    head.press("Open the purpose")
    head.type("What is to be true at the end?", say["plan_statement"])
    head.type("Why does it matter, to customers and to those who work on it?", say["plan_matters"])
    head.press("Save")
    head.looks_in_the_dark()


def she_splits_it_by_the_season(cast: Cast) -> None:
    """Twelve months, each as strong as she knows it to be; what is given adds up before it is kept."""
    head, tongue = cast.head, cast.tongue
    _turns_to(head, "Five steps")
    head.press("Open the split")
    head.choose("Along what", tongue.word("axis.period"))
    head.choose("By what method", tongue.word("method.seasonal_index"))
    head.press("Use this way")
    for months, strength in zip(_quarters(head), (90, 110, 85, 115), strict=True):
        head.answer(f"{tongue.word('column.index')}, {months}", tongue.number(strength))
    head.type("Where do these numbers come from?", SAID[tongue.code]["strength_from"])
    head.press("Show the numbers")
    head.sees("The parts add up to the whole. Remainder: %(zero)s.", zero=tongue.number(0))
    head.press("Save this split")
    with head.within("ul.split > li", tongue.day(date(2018, 1, 1))):
        head.press_first_link()
    head.sees("How this number came about")
    head.reads(SAID[tongue.code]["strength_from"])


def she_looks_ahead_and_back_from_the_goal(cast: Cast) -> None:
    """What came so far, where it is heading and how far off such words were; then from the goal to a day's work."""
    head = cast.head
    head.go("Plan")
    head.press_words(PLAN)
    _turns_to(head, "Results and forecast")
    head.sees_picture("Needed and reached over time, with the forecast, all together")
    head.sees("Where it is heading")
    head.sees("What was said before")
    head.looks_in_the_dark()
    _turns_to(head, "Way back")
    head.sees("From the goal back to a day’s work")
    head.press("Work it back")
    head.sees("What it rests on")
    for tab in ("Season", "Actuals", "In own words", "Obstacles", "Contingency"):
        _turns_to(head, tab)


def a_working_number_is_put_forward_and_approved(cast: Cast) -> None:
    """A number changes with a reason and holds nobody yet: the line puts it forward, and one person approves it."""
    head, manager, say, tongue = cast.head, cast.manager, SAID[cast.tongue.code], cast.tongue
    manager.go("Plan")
    for step in (PLAN, OFFICE, MANAGER, SELLER):
        manager.press_words(step)
    _set_the_target(manager, HALF_YEAR)
    with manager.within("ul.split > li", tongue.day(FOURTH_QUARTER)):
        manager.press_first_link()
    _set_the_target(manager, QUARTER)
    manager.sees("being changed")
    head.go("Plan")
    head.press_words(PLAN)
    _turns_to(head, "Versions")
    head.type("Why does the plan change?", say["why_version"])
    head.type_day("From which day shall it count?", TODAY)
    head.press("Put it forward")
    manager.go("Today")
    manager.press_words(tongue.word("waiting.version_put_part_forward", plan=MANAGER))
    manager.press("Put my part forward")
    head.reload()
    with head.within("li[id^=part-]", MANAGER):
        head.tick(tongue.say("Your answer"), tongue.say("Yes, it counts so"))
        head.press("Answer")
    head.tick(tongue.say("Your answer"), tongue.say("Yes, it counts so"))
    head.press("Decide")
    head.reads(tongue.word("version_stage.in_force"))


def the_two_versions_stand_side_by_side(cast: Cast) -> None:
    """Whoever opens the new version reads what differs, from which number to which, and why."""
    manager, say, tongue = cast.manager, SAID[cast.tongue.code], cast.tongue
    manager.reload()
    manager.sees("What differs from version %(number)s", number=tongue.number(2))
    manager.reads(say["why_version"], say["why_less"])
    manager.looks_in_the_dark()
    with manager.within("li[id^=part-]", MANAGER):
        manager.type("Say in your own words what your part shall reach", say["part_words"])
        manager.press("Confirm my part")
    manager.reads(say["part_words"])


def the_seller_reads_what_changed_and_says_it_anew(cast: Cast) -> None:
    """Her goal has the new number, and counts as agreed once she has said it in her own words."""
    seller, say, tongue = cast.seller, SAID[cast.tongue.code], cast.tongue
    seller.waits_for("/", tongue.word("waiting.goal_changed_by_plan", goal=Q4))
    seller.press_words(tongue.word("waiting.goal_changed_by_plan", goal=Q4))
    seller.sees(
        "Version %(number)s of the plan changed this goal from %(day)s on:",
        number=tongue.number(3), day=tongue.day(TODAY),
    )  # fmt: skip
    seller.press("I have read it")
    seller.type("Say in your own words what you will reach, and how you will know", say["new_number"])
    seller.press("Yes, I agree to this goal")
    seller.reads(say["new_number"])
    seller.looks_in_the_dark()


def what_nobody_can_help_is_declared_and_stood_down(cast: Cast) -> None:
    """The CRM fails: the first steps stand there, the goals wait at once, and go on when it is over."""
    head, say, tongue = cast.head, SAID[cast.tongue.code], cast.tongue
    head.go("Plan")
    for step in (PLAN, "Central", "Dustin Brinkmann"):
        head.press_words(step)
    _turns_to(head, "Contingency")
    head.press_words("The CRM fails")
    with head.within("li.trigger", tongue.word("watch.outage")):
        head.open_fold("Declare it now")
        head.type_day("Since when?", TODAY)
        head.type("What is happening?", say["outage"])
        head.press("Declare it now")
    head.sees("running")
    head.sees("Goals that wait")
    head.reads("Call the provider and ask by when it runs again")
    head.looks_in_the_dark()
    head.type_day("Its last day", TODAY)
    head.type("What happened, and what did we learn?", say["outage_over"])
    head.press("End it")
    head.sees("over")
    head.reads(say["outage"], say["outage_over"])


def a_late_step_is_asked_what_came_first(cast: Cast) -> None:
    """A step past its day is no sign of little effort: the seller says which duty came first, and what follows."""
    seller, say, tongue = cast.seller, SAID[cast.tongue.code], cast.tongue
    seller.go("Today")
    seller.press_words(tongue.word("waiting.step", what="writes six press releases"))
    seller.open_fold("Say more about the delay")
    seller.tick(tongue.say("Which other duty came first?"), tongue.word("cause.other_duty"))
    seller.type("Which duty was it, or what else?", say["other_duty"])
    seller.tick(tongue.say("What follows?"), tongue.word("way.prioritise"))
    seller.press("Keep it")
    seller.reads(say["other_duty"])


def _turns_to(person: Person, tab: str) -> None:
    """Take a page of this part of the plan; those of seldom use lie behind the last place."""
    with person.within("nav.tabs"):
        if not person.offers(tab):
            person.open_fold("More")
        person.press(tab)


def _set_the_target(manager: Person, number: int) -> None:
    with manager.within("details:has(#target)"):
        manager.open_first_fold()
        manager.type("Target", manager.tongue.number(number))
        manager.type("Why the number changes", SAID[manager.tongue.code]["why_less"])
        manager.press("Save")


def _quarters(head: Person) -> list[str]:
    """The four parts as the page names them, which is how their fields are called."""
    return [row.strip() for row in head.page.locator("main tbody th[scope=row]").all_inner_texts()]
