"""A check-in: prepared on a phone, moved with a reason, talked through by both, held."""

from __future__ import annotations

from datetime import UTC, date, datetime

from appraisal.cli.demo.words import MANAGER, NEXT_TALK, SELLER
from appraisal.data import adaptable
from appraisal.formbook import load_forms
from tests.browser.cast import Cast
from tests.browser.person import Person
from tests.browser.said import SAID

TODAY = date(2017, 12, 29)
FORM = load_forms(adaptable("forms")).form_for("checkin_preparation", "sales_seller")


def the_seller_prepares_on_her_phone(cast: Cast) -> None:
    """What she writes saves itself, and her manager reads it once she hands it in."""
    seller, say = cast.seller, SAID[cast.tongue.code]
    seller.go("Today")
    seller.press_words(cast.tongue.word("waiting.prepare_checkin", name=MANAGER))
    asked = {question.id: seller.tongue.of(question.words) for question in FORM.questions()}
    seller.answer(asked["how_is_it_going"], say["going"])
    seller.sees_soon("Saved as a draft on %(moment)s.")
    seller.tick(asked["obstacle"], _option(seller, "obstacle", "something"))
    seller.answer(asked["obstacle_words"], say["obstacle"])
    seller.tick(asked["tools"], _option(seller, "tools", "ok"))
    seller.tick(asked["leads_usable"], _option(seller, "leads_usable", "no"))
    seller.answer(asked["need_from_manager"], say["need"])
    seller.answer(asked["need_by"], cast.tongue.typed(date(2018, 1, 12)))
    seller.press("Hand in")
    seller.reads(say["going"], cast.tongue.day(date(2018, 1, 12)))


def both_add_to_the_agenda_and_one_moves_the_talk(cast: Cast) -> None:
    """Moving needs a reason, and both see how often it was done."""
    manager, seller, say = cast.manager, cast.seller, SAID[cast.tongue.code]
    seller.type("Something to talk about", say["agenda_seller"])
    seller.press("Add")
    _open_the_talk(manager)
    manager.reads(say["going"], say["agenda_seller"])
    manager.type("Something to talk about", say["agenda_manager"])
    manager.press("Add")
    manager.open_fold("Move this check-in")
    manager.type_day("New day", TODAY)
    manager.type("New time", cast.tongue.digits(_later_today()))
    manager.type("Why is it moved?", say["why_moved"])
    manager.press("Move it")
    manager.reads(cast.tongue.count("%(times)s move", "%(times)s moves", 1, "times"))


def each_keeps_a_note_that_the_other_never_reads(cast: Cast) -> None:
    """Shared notes stand side by side; a private one is nowhere on the other's page."""
    for person, side, other in ((cast.seller, "seller", "manager"), (cast.manager, "manager", "seller")):
        say = SAID[cast.tongue.code]
        person.reload()
        person.type("Shared note", say[f"note_{side}"])
        person.press("Share the note")
        person.open_fold("For me alone")
        person.type("Private note", say[f"secret_{side}"])
        person.press("Keep for myself")
        person.reads(say["agenda_seller"], say["agenda_manager"], say[f"note_{side}"], say[f"secret_{side}"])
        person.does_not_read(say[f"secret_{other}"])
    cast.seller.reload()
    cast.seller.reads(SAID[cast.tongue.code]["note_manager"])
    cast.seller.does_not_read(SAID[cast.tongue.code]["secret_manager"])


def the_talk_ends_with_a_promise_and_the_next_day(cast: Cast) -> None:
    """Who does what by when; then it was held, and the next one is booked."""
    manager, say = cast.manager, SAID[cast.tongue.code]
    manager.type("What will be done?", say["outcome"])
    manager.tick(cast.tongue.say("By whom?"), SELLER)
    manager.type_day("By when?", date(2018, 1, 10))
    manager.press("Agree on it")
    manager.reads(
        cast.tongue.say("%(name)s, by %(day)s", name=SELLER, day=cast.tongue.day(date(2018, 1, 10)))
    )
    with manager.within("li", say["agenda_seller"]):
        manager.press("Talked about")
    manager.type_day("Day of the next check-in", date(2018, 1, 15))
    manager.type("Time", cast.tongue.digits("10:30"))
    manager.press("We have talked")
    manager.sees("held")
    manager.press("Next check-in: %(moment)s", moment=_moment(manager, date(2018, 1, 15), "10:30"))
    manager.reads(say["agenda_manager"])
    cast.seller.reload()
    cast.seller.sees("held")


def _open_the_talk(person: Person) -> None:
    person.go("Team")
    with person.within("li", SELLER):
        person.press_words(_moment(person, NEXT_TALK, "10:00"))


def _moment(person: Person, day: date, clock: str) -> str:
    comma = "، " if person.tongue.code == "fa" else ", "
    return person.tongue.day(day) + comma + person.tongue.digits(clock)


def _later_today() -> str:
    """An hour still to come, and near enough for the talk to be marked as held."""
    now = datetime.now(UTC)
    return "12:00" if (now.hour, now.minute) < (11, 50) else "23:59"


def _option(person: Person, question: str, option: str) -> str:
    asked = next(each for each in FORM.questions() if each.id == question)
    return person.tongue.of(next(each for each in asked.options if each.id == option).words)
