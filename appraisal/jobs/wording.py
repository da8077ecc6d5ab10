"""The sentences of jobs' keys. What a job is called is worded by its slice: ``job.<name>``."""

from appraisal.i18n.wording import N_

WORDS = {
    "objection.job_of_somebody_else": N_("Only the person who asked for this work can see it."),
    "objection.job_already_ended": N_("This work has already ended."),
    "objection.job_not_stopped": N_("This work is not stopped, so there is nothing to resume."),
    "job_status.queued": N_("Waiting for its turn"),
    "job_status.running": N_("At work"),
    "job_status.done": N_("Done"),
    "job_status.failed": N_("Failed"),
    "job_status.stopped": N_("Stopped"),
    "job_note.fault": N_("A fault of ours. It is written in the log."),
    "job_note.refused": N_("It was refused: it is not open to you, or something is missing."),
    "verb.job_asked": N_("asked for work in the background"),
    "verb.job_stopped": N_("stopped the work"),
    "verb.job_resumed": N_("resumed the work"),
}
