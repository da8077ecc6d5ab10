"""What holds for all: every door opens, and nothing needs a script."""

from __future__ import annotations

from appraisal.cli.demo.words import MANAGER
from tests.browser.cast import Cast
from tests.browser.said import SAID


def each_door_that_is_offered_opens(cast: Cast) -> None:
    """Nobody is offered a door that is not theirs: an employee, who owns the plan, who keeps the service."""
    for person in (cast.seller, cast.head, cast.handler):
        assert person.goes_through_every_door() >= 5
        person.go("Today")
        person.looks_in_the_dark()
    cast.handler.go("Accounts")
    cast.handler.press_words(MANAGER)
    cast.seller.open("/confidential/")


def nothing_needs_a_script(cast: Cast) -> None:
    """Three pages in a browser that runs none: the person's day, the talk, and what is written there."""
    say = SAID[cast.tongue.code]
    with cast.seller.without_scripts() as seller:
        seller.open("/")
        seller.go("My file", "The year of check-ins")
        seller.press("Prepare")
        with seller.within("main header"):
            seller.press("Check-in with %(name)s", name=MANAGER)
        seller.type("Something to talk about", say["agenda_plain"])
        seller.press("Add")
        seller.reads(say["agenda_plain"])
