"""The sentences of reviews' keys."""

from __future__ import annotations

from appraisal.i18n.wording import N_

WORDS = {
    "objection.only_hr_opens_reviews": N_("Only HR opens review cycles and sees where each review stands."),
    "objection.reviews_for_people_here": N_("Reviews are for people who work here, and for HR."),
    "objection.only_the_two_review": N_("Only the two at the table work on a review."),
    "objection.not_your_part": N_("Each side writes its own part, and nobody writes in their place."),
    "objection.not_your_signature": N_("Each side signs for itself. Only the employee can contest."),
    "objection.only_second_person_answers": N_(
        "A contested review is answered by a second person: the manager’s manager or HR, "
        "and neither of the two at the table."
    ),
    "objection.review_not_yours_to_read": N_(
        "A review is read by the two at the table. HR reads it once both have signed; "
        "the manager’s manager only when it is contested."
    ),
    "objection.cycle_without_name": N_("Give the cycle a name, such as “Year 2017”."),
    "objection.cycle_ends_before_start": N_("The period ends before it starts."),
    "objection.nobody_to_review_with": N_("Nobody leads this person at the moment. Enter first who does."),
    "objection.review_open_already": N_("This person has a review in this cycle already."),
    "objection.part_handed_in_already": N_(
        "This part was handed in, and stays as the other side will read it."
    ),
    "objection.meeting_held_already": N_("The conversation was held already."),
    "objection.meeting_in_the_past": N_("Choose today or a day to come."),
    "objection.meeting_moved_without_reason": N_(
        "Say why the conversation is moved. Both of you read the reason."
    ),
    "objection.meeting_on_same_day": N_("The conversation is booked for that day already."),
    "objection.meeting_moved_too_far": N_(
        "It was moved before. The new day must be %(latest)s or earlier: within ten days."
    ),
    "objection.meeting_held_in_future": N_("That day has not come yet."),
    "objection.nothing_agreed": N_("Write what you agreed."),
    "objection.review_signed_already": N_("Somebody has signed. A signed review does not change any more."),
    "objection.step_without_words": N_("Say what will be done."),
    "objection.step_owner_not_at_table": N_("The owner is one of the two at the table."),
    "objection.step_due_in_the_past": N_("Choose today or a day to come."),
    "objection.self_review_missing": N_("The self-review is not handed in."),
    "objection.manager_review_missing": N_("The manager’s review is not handed in."),
    "objection.goal_is_superseded": N_(
        "A new version of the plan overtook the goal “%(goal)s”. Nobody is reviewed against a number that no longer counts."
    ),
    "objection.meeting_not_held": N_("The conversation is not marked as held."),
    "objection.manager_has_not_signed": N_("The manager signs first."),
    "objection.review_signed_by_you": N_("You have signed this review already."),
    "objection.contest_without_reason": N_("Say what you do not agree with, and why."),
    "objection.not_contested": N_("Nobody has contested this review."),
    "objection.contest_answered_already": N_("The contest was answered already."),
    "objection.contest_answer_without_words": N_("Write an answer."),
    "objection.review_not_signed": N_("Nobody has signed this review yet."),
    "objection.review_answer_missing": N_("This needs an answer."),
    "objection.review_answer_not_asked": N_(
        "With your answer above, this is not asked. Take the words out, or change the answer above."
    ),
    "objection.review_answer_unknown_question": N_("The form does not ask this any more."),
    "objection.review_answer_not_a_text": N_("This must be words."),
    "objection.review_answer_too_short": N_("Please write a little more: at least %(least)s characters."),
    "objection.review_answer_too_long": N_("Please keep this to %(most)s characters."),
    "objection.review_answer_not_an_option": N_("Choose one of the answers."),
    "objection.review_answer_not_a_number": N_("“%(answer)s” is not a number."),
    "objection.review_answer_too_little": N_("The least is %(least)s."),
    "objection.review_answer_too_much": N_("The most is %(most)s."),
    "objection.review_answer_not_a_date": N_("“%(answer)s” is not a day of your calendar."),
    "objection.review_answer_not_an_example": N_("An example needs a day and what happened."),
    "objection.review_answer_example_without_day": N_("Say on which day it was."),
    "objection.review_answer_example_without_words": N_("Say what happened."),
    "objection.review_answer_example_in_the_future": N_("That day has not come yet."),
    "objection.review_answer_not_per_goal": N_("This is asked for each goal."),
    "objection.review_answer_unknown_goal": N_("This goal does not belong to the period."),
    "objection.review_answer_unknown_part": N_("The form does not ask this any more."),
    "read_by.employee_hr": N_(
        "You now; your manager once both of you have handed in; HR once both have signed."
    ),
    "read_by.employee_two": N_("You now; your manager once both of you have handed in. HR never."),
    "read_by.manager_hr": N_(
        "You now; your colleague once both of you have handed in; HR once both have signed."
    ),
    "read_by.manager_two": N_("You now; your colleague once both of you have handed in. HR never."),
    "review_side.employee": N_("Employee"),
    "review_side.manager": N_("Manager"),
    "review_side.second": N_("Second person"),
    "review_part.employee": N_("Self-review"),
    "review_part.manager": N_("Manager’s review"),
    "review_step.writing": N_("Both write"),
    "review_step.talking": N_("Conversation"),
    "review_step.manager_signs": N_("The manager signs"),
    "review_step.employee_signs": N_("The employee signs"),
    "review_step.contested": N_("Contested"),
    "review_step.closed": N_("Signed by both"),
    "review_waits.employee": N_("waits for the employee"),
    "review_waits.manager": N_("waits for the manager"),
    "review_waits.second": N_("waits for a second person"),
    "review_stance.signed": N_("signed"),
    "review_stance.contested": N_("contested"),
    "review_stance.answered": N_("answered the contest"),
    "review_choice.yes": N_("Yes"),
    "review_choice.no": N_("No"),
    "review_choice.unknown": N_("Cannot tell"),
    "review_point.views_differ": N_("You see this differently"),
    "review_point.one_cannot_tell": N_("One of you cannot tell"),
    "review_point.one_side_wrote": N_("Only one of you wrote about this"),
    "review_point.never_mentioned": N_(
        "This was never mentioned before. Talk about it now; it can be used in the next period."
    ),
    "review_point.seen_little": N_(
        "The manager saw hardly anything of this work. Begin with the employee’s view."
    ),
    "review_point.asked": N_("Asked of the other"),
    "review_reply.agree": N_("agrees"),
    "review_reply.agrees": N_("agrees"),
    "review_reply.partly": N_("agrees in part"),
    "review_reply.disagree": N_("does not agree"),
    "review_reply.disagrees": N_("does not agree"),
    "verb.cycle_opened": N_("opened a review cycle"),
    "verb.review_opened": N_("opened the review"),
    "verb.part_handed_in": N_("handed in their part of the review"),
    "verb.meeting_booked": N_("booked the review conversation"),
    "verb.meeting_moved": N_("moved the review conversation"),
    "verb.meeting_held": N_("marked the review conversation as held"),
    "verb.review_step_agreed": N_("agreed a step in the review"),
    "verb.review_signed": N_("signed the review"),
    "verb.review_contested": N_("contested the review"),
    "verb.contest_answered": N_("answered the contest"),
}
