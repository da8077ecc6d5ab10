"""The sentences of the keys of packs."""

from __future__ import annotations

from appraisal.i18n.wording import N_

WORDS = {
    "objection.remark_blocks": N_("This cannot stay as it is. The remark says what would mend it."),
    "objection.remark_needs_reason": N_(
        "A remark asks for a second look. Change it, or say why it should stay as it is; both of you read the reason."
    ),
    "objection.only_the_line_writes": N_(
        "Only the person, their manager and the manager’s manager write about this work."
    ),
    "verb.words_kept": N_("kept words as they were, with a reason"),
}
