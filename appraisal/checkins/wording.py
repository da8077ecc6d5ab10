"""The sentences of the keys of talks."""

from __future__ import annotations

from appraisal.i18n.wording import N_

WORDS = {
    "letter.checkins.moved_again": N_("A talk in one of your teams was moved again"),
    "objection.year_not_yours": N_(
        "When two people talk is open to the two, to the manager’s manager and to HR."
    ),
    "objection.only_the_two_book": N_("A check-in is booked by the person or by who leads them."),
    "objection.only_the_two_read": N_("Only the two who talk read this. Not HR, not anybody above."),
    "objection.only_the_employee_prepares": N_(
        "This preparation is written by the person whose check-in it is, and by nobody in their place."
    ),
    "objection.obstacles_not_yours": N_(
        "Obstacles are open to the person, to who leads them, and to whoever has taken one on."
    ),
    "objection.only_people_report": N_("Obstacles are reported by people who work here."),
    "objection.node_obstacle_not_yours": N_(
        "An obstacle of the plan is worked on by the owner of that part, and by whoever has taken it on."
    ),
    "objection.only_the_two_answer": N_("This question is answered by the person or by who leads them."),
    "objection.leads_nobody": N_("This page is for people who lead somebody."),
    "objection.nobody_to_talk_with": N_("Nobody leads this person at the moment. Ask HR to enter who does."),
    "objection.talk_open_already": N_(
        "There is a check-in that has not taken place yet. Move that one: a check-in is moved, never dropped."
    ),
    "objection.talk_in_the_past": N_("This moment has passed. Choose one that is still to come."),
    "objection.talk_too_far_off": N_("Choose a day within a year from now."),
    "objection.talk_held_already": N_("This check-in has taken place already."),
    "objection.talk_not_due": N_("The day of this check-in has not come. Move it if you talk earlier."),
    "objection.move_without_reason": N_("Say why it is moved. Both of you read the reason."),
    "objection.move_to_same_moment": N_("It stands at this moment already."),
    "objection.moved_too_far": N_(
        "It was moved before. The new day must be %(latest)s or earlier: within ten days."
    ),
    "objection.employee_has_no_word": N_(
        "The employee’s word is missing: a preparation handed in, an agenda item or a shared note."
    ),
    "objection.manager_has_no_word": N_("The manager’s word is missing: an agenda item or a shared note."),
    "objection.nothing_written": N_("Please write something."),
    "objection.owner_not_at_table": N_("One of you two must be the owner."),
    "objection.due_in_the_past": N_("The day must be today or later."),
    "objection.preparation_handed_in": N_(
        "This preparation was handed in and stays as it was read. Put what is new on the agenda."
    ),
    "objection.preparation_incomplete": N_("Questions that still need an answer: %(count)s."),
    "objection.answer_without_value": N_(
        "Give an answer, or say that you do not know or would rather not say."
    ),
    "objection.since_of_no_answer": N_("Only what is answered can have a day since when it is so."),
    "objection.answer_beside_silence": N_("Either answer, or leave the question open. Both cannot stand."),
    "objection.confirmed_by_reporter": N_(
        "A second person confirms an obstacle, not the one who reported it."
    ),
    "objection.confirmed_already": N_("This obstacle was confirmed already."),
    "objection.obstacle_removed_already": N_("This obstacle was removed already."),
    "objection.owner_not_near": N_(
        "The owner is the person, who leads them, or who leads the manager. Choose one of them."
    ),
    "side.employee": N_("Employee"),
    "side.manager": N_("Manager"),
    "usefulness.yes": N_("Yes"),
    "usefulness.partly": N_("Partly"),
    "usefulness.no": N_("No"),
    "plain_answer.yes": N_("Yes"),
    "plain_answer.no": N_("No"),
    "plain_answer.unknown": N_("I cannot tell"),
    "obstacle_kind.tools": N_("Tools and systems"),
    "obstacle_kind.inputs": N_("What I get from others"),
    "obstacle_kind.information": N_("Missing information"),
    "obstacle_kind.authority": N_("No say in what the task needs"),
    "obstacle_kind.workload": N_("Too much at once"),
    "obstacle_kind.waiting": N_("Waiting for somebody"),
    "obstacle_kind.process": N_("The way things are done"),
    "obstacle_kind.other": N_("Something else"),
    "preparation_problem.missing": N_("Please answer this."),
    "preparation_problem.too_short": N_("Please write at least %(least)s characters."),
    "preparation_problem.too_long": N_("Please keep this to %(most)s characters."),
    "preparation_problem.too_little": N_("The smallest number here is %(least)s."),
    "preparation_problem.too_much": N_("The largest number here is %(most)s."),
    "preparation_problem.example_without_day": N_("Say on which day it was."),
    "preparation_problem.example_without_words": N_("Say what happened."),
    "preparation_problem.example_in_the_future": N_("This day is still to come."),
    "preparation_problem.other": N_("Please look at this answer again."),
    "verb.checkin_booked": N_("booked a check-in"),
    "verb.checkin_moved": N_("moved a check-in"),
    "verb.checkin_held": N_("marked a check-in as held"),
    "verb.preparation_handed_in": N_("handed in a preparation"),
    "verb.agenda_item_added": N_("added to the agenda"),
    "verb.agenda_item_talked": N_("ticked an agenda item"),
    "verb.note_written": N_("wrote a shared note"),
    "verb.answer_given": N_("answered a question"),
    "verb.obstacle_reported": N_("reported an obstacle"),
    "verb.obstacle_confirmed": N_("confirmed an obstacle"),
    "verb.obstacle_taken_on": N_("gave an obstacle an owner"),
    "verb.obstacle_removed": N_("removed an obstacle"),
}
