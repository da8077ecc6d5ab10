"""The sentences of the keys of observations."""

from __future__ import annotations

from appraisal.i18n.wording import N_

WORDS = {
    "objection.only_the_line_observes": N_(
        "Observations are written by who leads the person, by who leads the manager, and by the person."
    ),
    "objection.only_the_person_answers": N_("Only the person whose work it is answers an observation."),
    "objection.own_observation": N_("You wrote this one yourself. Write another one to add to it."),
    "objection.nothing_observed": N_("Say what you saw."),
    "objection.seen_in_the_future": N_("This day is still to come. Write down what was seen."),
    "objection.seen_long_ago": N_(
        "This lies more than a year back. Talk about it; it is too late to write it."
    ),
    "objection.answer_without_words": N_("Write your answer first."),
    "objection.answered_already": N_("You answered this already. Say more at the next check-in."),
    "observation_kind.result": N_("A result"),
    "observation_kind.behaviour": N_("A behaviour"),
    "verb.observation_written": N_("wrote an observation"),
    "verb.observation_answered": N_("answered an observation"),
}
