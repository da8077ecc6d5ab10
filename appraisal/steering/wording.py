"""The sentences of the keys of quarter reviews."""

from __future__ import annotations

from appraisal.i18n.wording import N_

WORDS = {
    "objection.only_the_owner_reviews": N_(
        "A quarter review is held by whoever owns this part of the plan, and by those who own the whole plan."
    ),
    "objection.only_owners_name_causes": N_("Causes are named by the owners of the parts under review."),
    "objection.quarter_review_not_yours": N_(
        "A quarter review is read by the owners of the parts in it and by the owner above."
    ),
    "objection.only_the_owner_above_reads": N_("Only the owner above, to whom the report went, says this."),
    "objection.quarter_not_due": N_("This quarter is not due for its review yet."),
    "objection.quarter_review_there": N_("The review of this quarter is open already."),
    "objection.quarter_review_closed": N_("The review is closed; what it says stays as it was."),
    "objection.quarter_review_open": N_("The review is still open. Its report is there once it is closed."),
    "objection.quarter_node_not_in_it": N_("This part is not in the review."),
    "objection.decision_without_reason": N_("Say why it is changed or stopped."),
    "objection.stop_without_day": N_("Give the last day of what is stopped."),
    "objection.stop_in_the_past": N_("The last day cannot lie in the past."),
    "objection.quarter_words_missing": N_("Say it in a few words."),
    "objection.decisions_missing": N_("Decide about each part: keep, change or stop."),
    "objection.changes_unanswered": N_("Say of each change of the last review whether it worked."),
    "verb.quarter_review_opened": N_("opened the quarter review"),
    "verb.quarter_decided": N_("decided about a part"),
    "verb.quarter_cause_named": N_("named a cause"),
    "verb.quarter_change_answered": N_("said whether a change worked"),
    "verb.quarter_review_closed": N_("closed the quarter review"),
    "verb.report_read": N_("read the report"),
    "verb.report_question": N_("asked about the report"),
    "verb.report_answer": N_("answered a question about the report"),
    "letter.steering.report_came": N_("The report of a quarter review has come to you"),
}
