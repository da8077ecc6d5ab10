"""The sentences of the keys of packs."""

from __future__ import annotations

from appraisal.i18n.wording import N_

WORDS = {
    "objection.remark_blocks": N_("It cannot stay so. The remark says what would mend it."),
    "objection.remark_needs_reason": N_("Change what you typed, or say why it should stay so."),
    "objection.only_the_line_writes": N_(
        "Only the person, their manager and the manager’s manager write about this work."
    ),
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
    "objection.draft_is_of_hr": N_("The draft is HR’s working paper. What is in force is open to everybody."),
    "objection.zip_cannot_be_read": N_(
        "This is no zip that can be read. Make a new one, without a password."
    ),
    "objection.zip_without_pack": N_("There is no pack.yaml in it. Put it in: it says which pack this is."),
    "objection.files_of_another_pack": N_("These are files of the pack “%(name)s”, and not of “%(wanted)s”."),
    "objection.pack_head_changed": N_(
        "pack.yaml belongs to the software: only its version may differ. Take the file as it was downloaded."
    ),
    "objection.file_not_utf8": N_("“%(file)s”, line %(line)s, is not UTF-8. Save the file as UTF-8."),
    "pack_kind.diagnosis": N_("When a goal falls behind"),
    "pack_kind.diagnosis_what": N_(
        "What is looked at before a cause is named, and which facts speak for or against it."
    ),
    "pack_kind.gates": N_("Before any cause is named"),
    "pack_kind.gates_what": N_("What comes first, before anything is diagnosed."),
    "pack_kind.wording": N_("Wording"),
    "pack_kind.wording_what": N_("What is remarked on while a text about somebody is written."),
    "pack_kind.goals": N_("Goals"),
    "pack_kind.goals_what": N_("What is remarked on when a goal is proposed or changed."),
    "pack_kind.process": N_("Talks and reviews"),
    "pack_kind.process_what": N_("What is remarked on when talks and reviews fall behind."),
    "pack_kind.plan": N_("Plan"),
    "pack_kind.plan_what": N_("What a plan still lacks."),
    "objection.rule_id_unfit": N_(
        "The number of a rule begins with a letter and has at most 20 letters, digits and underscores, like E31."
    ),
    "objection.rule_id_taken": N_(
        "Another rule has this number already, perhaps one that is no longer asked."
    ),
    "objection.rule_slug_unfit": N_(
        "The short name has small letters, digits and single hyphens, like inputs-arrive-late."
    ),
    "objection.rule_folder_unknown": N_("Choose one of the groups of rules that this pack has."),
    "objection.rule_cannot_be_read": N_(
        "The condition of the rule cannot be read yet. Mend it first; then tell a case."
    ),
    "rule_role.evidence": N_("It speaks for or against causes"),
    "rule_role.gate": N_("It comes before any cause"),
    "rule_role.blocks": N_("It keeps causes from being looked at"),
    "rule_role.level": N_("It remarks where something is typed"),
    "weight.for": N_("speaks %(strength)s for it"),
    "weight.against": N_("speaks %(strength)s against it"),
    "fact_type.bool": N_("yes or no"),
    "fact_type.int": N_("whole number"),
    "fact_type.number": N_("number"),
    "fact_type.enum": N_("one of several words"),
    "fact_type.text": N_("text"),
    "fact_type.date": N_("day"),
    "fact_type.list": N_("list of entries"),
    "fact_type.words": N_("list of words: has_word(text, name)"),
    "fact_type.parameter": N_("number of this pack"),
    "unit.ratio": N_("share of one"),
    "unit.days": N_("in days"),
    "unit.weeks": N_("in weeks"),
    "unit.hours": N_("in hours"),
    "unit.count": N_("counted"),
    "unit.answer": N_("answer from 1 to 5"),
    "unit.periods": N_("in periods"),
    "level.block": N_("What cannot stay so"),
    "level.warn": N_("What may stay, with a reason"),
    "level.tip": N_("Hints"),
    "effect.block": N_("It says so where it is typed, and it cannot stay as it is."),
    "effect.warn": N_("It says so where it is typed. It may stay, with a reason that both sides read."),
    "effect.tip": N_("It gives a hint where it is typed, and never stops anybody."),
    "rule_status.draft": N_("not asked yet"),
    "rule_status.active": N_("in use"),
    "rule_status.retired": N_("no longer asked"),
    "case_answer.yes": N_("It applies"),
    "case_answer.no": N_("It does not apply"),
    "case_answer.unknown": N_("Nobody can tell"),
    "pack_change.rule_added": N_("new rule"),
    "pack_change.rule_removed": N_("rule taken out"),
    "pack_change.rule_logic": N_("other logic"),
    "pack_change.rule_texts": N_("other words"),
    "pack_change.rule_status": N_("switched on or off"),
    "pack_change.rule_other": N_("other cases, source or advice"),
    "pack_change.number_added": N_("new number"),
    "pack_change.number_removed": N_("number taken out"),
    "pack_change.number_other": N_("other values or words"),
    "pack_change.fact_added": N_("new fact"),
    "pack_change.fact_removed": N_("fact taken out"),
    "pack_change.fact_other": N_("fact described otherwise"),
    "verb.pack_drafted": N_("worked on the draft of the rules"),
    "verb.pack_draft_thrown_away": N_("threw the draft of the rules away"),
    "verb.pack_tried": N_("tried the draft of the rules"),
    "verb.pack_published": N_("published the rules"),
    "verb.words_kept": N_("kept words as they were, with a reason"),
}
