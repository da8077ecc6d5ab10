"""The review: two texts written apart, opened together, talked about, signed by both."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from appraisal.cli.demo.words import MANAGER, SELLER
from appraisal.data import adaptable
from appraisal.formbook import Question, QuestionKind, load_forms
from tests.browser.cast import Cast
from tests.browser.person import Person
from tests.browser.said import SAID

TODAY = date(2017, 12, 29)
FORMS = load_forms(adaptable("forms"))
CHOSEN = {
    "obstacle": "something",
    "how_i_see_it": "short",
    "gap_matters": "matters",
    "how_much_i_saw": "some_weeks",
}


def hr_opens_a_cycle(cast: Cast) -> None:
    """HR names the period, chooses whom it begins with, and sees where the review stands, not what is in it."""
    hr, say = cast.hr, SAID[cast.tongue.code]
    hr.go("Reviews", "Review cycles")
    hr.type("Name", say["cycle"])
    hr.type_day("First day of the period", date(2017, 10, 1))
    hr.type_day("Last day of the period", date(2017, 12, 31))
    hr.tick(cast.tongue.say("Whose reviews?"), cast.tongue.say("I choose people on the next page"))
    hr.press("Open the cycle")
    hr.type("Part of a name", SELLER.split()[0])
    hr.press("Find")
    hr.tick_box(SELLER)
    hr.press("Open their reviews")
    hr.reads(SELLER, cast.tongue.word("review_step.writing"))


def both_write_apart_and_nobody_peeks(cast: Cast) -> None:
    """Neither text is anywhere on the other's pages before both are in."""
    seller, manager, say = cast.seller, cast.manager, SAID[cast.tongue.code]
    _open_the_review(seller)
    seller.press("Write your part")
    _fill_in(seller, "self_review", say["self_review"])
    seller.press("Hand in")
    seller.sees("Your part is in. %(name)s reads it once their own part is in, and not before.", name=MANAGER)

    _open_the_review(manager)
    manager.does_not_read(say["self_review"])
    manager.press("Write your part")
    manager.does_not_read(say["self_review"])
    _fill_in(manager, "manager_review", say["manager_review"])
    seller.reload()
    seller.does_not_read(say["manager_review"])
    manager.press("Hand in")
    for person in (seller, manager):
        person.reload()
        person.sees("Both texts")
        person.sees("What to talk about")
        person.reads(say["self_review"], say["manager_review"])
    manager.looks_in_the_dark()


def nobody_signs_before_the_conversation(cast: Cast) -> None:
    """What is missing is said at once; then they talk, and write down what they agreed."""
    manager, seller, say = cast.manager, cast.seller, SAID[cast.tongue.code]
    manager.sees("You can sign once this is done:")
    manager.reads(cast.tongue.word("objection.meeting_not_held"))
    seller.reads(
        cast.tongue.word("objection.meeting_not_held"), cast.tongue.word("objection.manager_has_not_signed")
    )
    manager.type_day("Day of the conversation", TODAY)
    manager.press("Book it")
    manager.type_day("When did you talk?", TODAY)
    manager.type("What did you agree?", say["agreed"])
    manager.press("Mark as held")
    manager.open_fold("Add a step")
    manager.type("What will be done?", say["step"])
    manager.tick(cast.tongue.say("By whom?"), MANAGER)
    manager.type_day("By when?", date(2018, 1, 31))
    manager.press("Add the step")
    manager.reads(say["agreed"], say["step"])


def both_sign_and_nothing_changes_any_more(cast: Cast) -> None:
    """The manager first, then the employee with a comment; after that there is nothing left to press."""
    manager, seller, say = cast.manager, cast.seller, SAID[cast.tongue.code]
    manager.press("Sign the review")
    seller.reload()
    seller.type("Your comment, if you have one", say["comment"])
    seller.press("Sign the review")
    for person in (seller, manager):
        person.reload()
        person.reads(say["comment"], say["agreed"])
        person.sees("A signed review does not change any more. The digest is taken over everything above, so that "
                    "anyone can check it.")  # fmt: skip
        person.cannot_press("Sign the review", "Mark as held", "Add the step", "Move it", "Book it")


def _open_the_review(person: Person) -> None:
    say = SAID[person.tongue.code]
    person.go("Reviews")
    with person.within("li", say["cycle"]):
        person.press_first_link()


def _fill_in(person: Person, kind: str, text: str) -> None:
    """Answer everything that must be answered, by the words of the form."""
    form = FORMS.form_for(kind, "sales_seller")
    by_id = {question.id: question for question in form.questions()}
    for question in by_id.values():
        if question.required and _is_asked(question, by_id):
            _answer(person, question, text)


def _answer(person: Person, question: Question, text: str) -> None:
    words, tongue = person.tongue.of(question.words), person.tongue
    with person.within(f"#question-{question.id}"):
        if question.kind is QuestionKind.PER_GOAL:
            person.write_everywhere(text)
        elif question.kind is QuestionKind.EXAMPLE:
            person.type_day("On which day?", date(2017, 12, 13))
            person.type("What happened?", text)
        elif question.kind is QuestionKind.CHOICE:
            wanted = CHOSEN.get(question.id, question.options[0].id)
            person.tick(words, tongue.of({o.id: o.words for o in question.options}[wanted]))
        elif question.kind is QuestionKind.YES_NO_UNKNOWN:
            person.tick(words, tongue.word("review_choice.yes"))
        elif question.kind is QuestionKind.DATE:
            person.answer(words, tongue.typed(date(2018, 1, 19)))
        else:
            person.answer(words, text)


def _is_asked(question: Question, by_id: Mapping[str, Any]) -> bool:
    return question.when is None or CHOSEN.get(question.when.question) in question.when.answers
