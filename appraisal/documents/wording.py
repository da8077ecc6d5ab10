"""The sentences of documents' keys."""

from appraisal.documents.finding_words import WORDS as FINDING_WORDS
from appraisal.i18n.wording import N_

WORDS = {
    **FINDING_WORDS,
    "objection.documents_only_when_signed": N_("A review is printed once both have signed it."),
    "objection.no_signed_reviews_yet": N_("No review of this cycle is signed by both sides yet."),
    "objection.only_hr_takes_archives": N_("Only HR takes all reviews of a cycle as one archive."),
    "job.print_archive": N_("Signed reviews as one archive"),
    "job_note.not_printed": N_("This review could not be printed. What went wrong is written in the log."),
    "verb.archive_printed": N_("printed the signed reviews as one archive"),
    "verb.archive_asked": N_("asked for the signed reviews as one archive"),
    "paper_side.employee": N_("Employee"),
    "paper_side.manager": N_("Manager"),
    "paper_side.second": N_("Second person, who answers when a review is contested"),
    "paper_part.employee": N_("Self-review"),
    "paper_part.manager": N_("Manager’s review"),
    "paper_answer.yes": N_("Yes"),
    "paper_answer.no": N_("No"),
    "paper_answer.unknown": N_("Cannot tell"),
    "paper_reply.agree": N_("agrees"),
    "paper_reply.partly": N_("agrees in part"),
    "paper_reply.disagree": N_("disagrees"),
    "paper_stance.signed": N_("Signed"),
    "paper_stance.contested": N_("Signed and contested"),
    "paper_stance.answered": N_("Answered the contest"),
    "paper_measure.revenue_won": N_("Revenue won"),
    "paper_measure.deals_won": N_("Deals won"),
    "paper_measure.deals_closed": N_("Deals closed"),
    "paper_measure.deals_engaged": N_("Deals engaged"),
    "paper_unit.USD": N_("US dollars"),
    "paper_unit.money": N_("in money"),
    "paper_unit.hours": N_("hours"),
    "paper_unit.days": N_("days"),
    "paper_unit.weeks": N_("weeks"),
    "paper_unit.count": N_("in number"),
}
