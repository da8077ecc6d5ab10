"""Fields whose words are looked at: a remark stands under the field, and a warning may stay with a reason.

Owns the fields and the check at the edge, which keeps everything that was typed, and the reason for which
something stays although a rule warns. What the remarks say, and
whether a text may be kept, is decided below: whoever looks is handed in.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from appraisal.rulebook import Remark
from appraisal.web.inputs import Input, Line, Text

LONGEST_REASON = 1000
LONGEST_RULE = 60
Look = Callable[[str, str], tuple[Remark, ...]]
"""Place and text in, remarks out."""


class Careful:
    """What a careful field has beside its text: its place, the remarks about it, and the reason why it stays.

    The reason is sent beside the field, as ``because__<field>``.
    """

    name: str
    data: Any
    errors: Any
    place = ""
    because = ""
    remarks: tuple[Remark, ...] = ()

    def process(self, formdata: Any, *rest: Any, **more: Any) -> None:
        """Read the text, and the reason beside it."""
        super().process(formdata, *rest, **more)  # pyright: ignore[reportAttributeAccessIssue] - a field's own
        sent = formdata.get(f"because__{self.name}", "") if formdata else ""
        self.because = sent.replace("\r\n", "\n").strip()[:LONGEST_REASON]

    def watched(self, about: int, shown_at: str) -> dict[str, str]:
        """The attributes that let the words be looked at while somebody types about a person's work."""
        asked = {"watched": self.name, "place": self.place, "about": about}
        return {
            "hx-post": url_for("wording.look"),
            "hx-trigger": "input changed delay:700ms",
            "hx-target": f"#{shown_at}-remarks",
            "hx-swap": "innerHTML",
            "hx-include": "closest form",
            "hx-vals": json.dumps(asked),
            "hx-sync": "this:replace",
            "hx-status:4xx": "swap:none",
            "hx-status:5xx": "swap:none",
        }

    @property
    def asks_for_reason(self) -> bool:
        """Whether a remark may stay only with a reason."""
        return any(remark.level == "warn" for remark in self.remarks)

    def bears(self, look: Look) -> bool:
        """Look at the text; whether it may be kept as it is. Otherwise the field says what would mend it."""
        self.remarks = look(self.place, self.data or "")
        blocked = any(remark.level == "block" for remark in self.remarks)
        if blocked:
            self.errors = [
                *self.errors,
                gettext("It cannot stay so. The remark says what would mend it."),
            ]
        elif self.asks_for_reason and not self.because:
            self.errors = [*self.errors, gettext("Change these words, or say why they should stay.")]
            return False
        return not blocked


class CarefulText(Careful, Text):
    """Several lines of text whose words are looked at."""

    def __init__(self, label: Any, *, place: str, **kw: Any) -> None:
        super().__init__(label, **kw)
        self.place = place


class CarefulLine(Careful, Line):
    """One line of text whose words are looked at."""

    def __init__(self, label: Any, *, place: str, **kw: Any) -> None:
        super().__init__(label, **kw)
        self.place = place


class Reason(Text):
    """Why something should stay as it is although a rule warns; ``read_by`` says who reads it."""

    def __init__(self, *, read_by: Any, **kw: Any) -> None:
        super().__init__(
            _("It should stay so, because"),
            needed=True,
            longest=LONGEST_REASON,
            read_by=read_by,
            **kw,
        )


class KeepingInput(Input):
    """Which rule warns, and the reason; each slice adds ``because`` with those who read it there."""

    rule = HiddenField()
    because: Reason

    def said(self) -> tuple[str, str]:
        """The rule that is meant, and the reason."""
        return (self.rule.data or "")[:LONGEST_RULE], self.because.data or ""


def is_fit(typed: Input, look: Look) -> bool:
    """Whether an input is valid and its words may be kept. Every error and every remark stands on its field."""
    is_valid = typed.validate_on_submit()
    return bears(typed, look) and is_valid


def bears(typed: Input, look: Look) -> bool:
    """Whether the words of an input may be kept; every remark stands on its field."""
    borne = [field.bears(look) for field in _careful(typed)]
    return all(borne)


def because_of(typed: Input) -> dict[str, str]:
    """The reasons that were given, by field."""
    return {field.name: field.because for field in _careful(typed) if field.because}


def _careful(typed: Input) -> Iterator[Careful]:
    return (field for field in typed if isinstance(field, Careful))
