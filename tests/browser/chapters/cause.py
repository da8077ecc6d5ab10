"""Why the goal fell behind: what is known, what is asked next, what the two conclude, what helps."""

from __future__ import annotations

from datetime import date

from appraisal.cli.demo.words import MANAGER, SELLER
from appraisal.rulebook import FACTORS
from tests.browser.cast import Cast
from tests.browser.chapters.goal import Q4
from tests.browser.said import SAID


def the_two_look_at_the_goal_together(cast: Cast) -> None:
    """The manager begins; all seven factors stand there, most of them not yet known."""
    manager = cast.manager
    manager.go("Today")
    manager.press_words(cast.tongue.word("waiting.goal_behind", goal=Q4, name=SELLER))
    manager.press("Begin the talk")
    manager.sees("What the facts say, in the order in which to look")
    manager.reads(*(cast.tongue.word(f"factor.{factor}") for factor in FACTORS))
    manager.reads(cast.tongue.word("status.unknown"))


def each_answers_what_they_are_asked(cast: Cast) -> None:
    """Both see what the other said, with the facts for and against each cause."""
    manager, seller, say = cast.manager, cast.seller, SAID[cast.tongue.code]
    seller.go("My file", "Goals that fell behind")
    seller.press_words(Q4)
    for person, key in ((seller, "answer_seller"), (manager, "answer_manager")):
        person.reload()
        assert person.answer_each(".asking", say[key]) > 0
        person.press("Keep my answers")
        person.sees("Your answers are kept, and both of you can read them.")
        person.reads(say[key])
    manager.reads(say["answer_seller"])
    manager.press("Look again with what is known today")
    manager.looks_in_the_dark()


def a_finding_leads_back_to_its_rule_and_its_facts(cast: Cast) -> None:
    """From a finding to the rule that spoke, the facts it looked at and where each comes from."""
    manager = cast.manager
    with manager.within("details.factor:has(.spoken)"):
        manager.open_first_fold()
        manager.sees("Speaks for it")
        manager.sees("Speaks against it")
    with manager.within(".spoken > li"):
        manager.press_first_link()
    manager.sees("The facts it looked at")
    manager.page.go_back()


def the_manager_concludes_and_the_seller_answers(cast: Cast) -> None:
    """Own words, a step of the manager's own with a day, a day to look whether it helped; then her answer."""
    manager, seller, say = cast.manager, cast.seller, SAID[cast.tongue.code]
    manager.open_fold("Write the conclusion")
    manager.type("What you two found", say["conclusion"])
    manager.tick(cast.tongue.say("What it has to do with"), cast.tongue.word("factor.external_factors"))
    with manager.within("div.promise"):
        manager.type("What will be done", say["remedy"])
        manager.choose("Who", MANAGER)
        manager.type_day("By which day", date(2018, 1, 12))
    manager.type_day("On which day will you two look whether it helped?", date(2018, 2, 2))
    manager.press("Keep the conclusion")
    manager.reads(say["conclusion"], say["remedy"], cast.tongue.day(date(2018, 1, 12)))

    seller.reload()
    seller.reads(say["conclusion"])
    seller.tick(cast.tongue.say("How do you see it?"), cast.tongue.word("agreement.agree"))
    seller.type("In your own words", say["reply"])
    seller.press("Keep my answer")
    manager.reload()
    manager.reads(say["reply"])
    manager.sees("You two look at it on %(day)s.", day=cast.tongue.day(date(2018, 2, 2)))
