"""The sentences of the keys of packs."""

from __future__ import annotations

from appraisal.i18n.wording import N_

WORDS = {
    "objection.remark_blocks": N_("It cannot stay so. The remark says what would mend it."),
    "objection.remark_needs_reason": N_("Change what you typed, or say why it should stay so."),
    "objection.remark_is_gone": N_("There is nothing to remark here any more."),
    "objection.only_hr_keeps_rules": N_("Only HR changes the rules. Everybody may read them."),
    "objection.publish_without_reason": N_("Say in a sentence why this is published. Everybody can read it."),
    "objection.draft_is_broken": N_(
        "The draft cannot be read yet. The problems are listed with file and line."
    ),
    "objection.draft_case_fails": N_("A worked case comes out otherwise than written."),
    "objection.draft_version_not_raised": N_(
        "The logic of a rule has changed, and its version has not. Raise the version by one."
    ),
    "objection.draft_changes_nothing": N_("The draft says the same as what is in force."),
    "objection.dry_run_missing": N_(
        "Try this draft first: a dry run shows what it would change in the findings so far."
    ),
    "objection.edition_in_force_already": N_("This is what is in force already."),
    "objection.file_not_of_a_pack": N_(
        "“%(file)s” is no file of a pack. Files are named folder/name.yaml, with no spaces at either end."
    ),
    "objection.file_too_large": N_("“%(file)s” is larger than 500 KB. Split it."),
    "objection.overlay_too_large": N_(
        "These are more files than a pack can hold: at most 1,000, and 5 MB in all."
    ),
    "objection.number_without_source": N_("Say where the number comes from."),
    "objection.number_day_taken": N_("A value already holds from this day. Choose another day."),
    "verb.pack_drafted": N_("worked on the draft of the rules"),
    "verb.pack_draft_thrown_away": N_("threw the draft of the rules away"),
    "verb.pack_tried": N_("tried the draft of the rules"),
    "verb.pack_published": N_("published the rules"),
}
