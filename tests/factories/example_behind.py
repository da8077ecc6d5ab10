"""What stands behind the conclusion of the example review: two rules, one on each side, and a contest."""

from __future__ import annotations

from typing import Any

from appraisal.formbook import LANGUAGES


def _texts(english: str) -> dict[str, str]:
    """The same text for every language: the example is about the shape."""
    return dict.fromkeys(LANGUAGES, english)


def _fact(name: str, label: str, number: float, origin: str, on: str, author: str = "") -> dict[str, Any]:
    return {
        "name": name, "label": _texts(label), "kind": "share", "words": None, "number": number, "unit": "ratio",
        "origin": origin, "on": on, "author": author, "since": None, "is_contested": False, "aged": False,
    }  # fmt: skip


def _rule(key: str, title: str, side: str, fact: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": key, "version": 1, "title": _texts(title), "answer": "yes", "facts": [fact],
        "weights": [{"factor": "external_factors", "side": side, "strength": "moderate"}],
        "source": "Rummler and Brache", "is_contested": False,
    }  # fmt: skip


SUPPLY = _fact(
    "input_supply_ratio", "Inputs received against plan", 0.55, "employee", "2017-08-24", "Sara Ahmadi"
)
PEERS = _fact("peers_same_gap_share", "Share of people with the same gap", 0.1, "group", "2017-08-22")
BEHIND: dict[str, Any] = {
    "evaluated_at": "2017-08-24T09:00:00+00:00",
    "pack_name": "core",
    "pack_version": "1",
    "pack_sha256": "7d" * 32,
    "rules": [
        _rule("E02", "Fewer inputs arrived than planned", "for", SUPPLY),
        _rule("E09", "Few people in the same conditions have the same gap", "against", PEERS),
    ],
    "contests": [
        {
            "what": {"about": "fact", "name": "peers_same_gap_share", "title": PEERS["label"], "fact": PEERS, "text": ""},
            "reason": "Two of us were on leave that month.", "raised_at": "2017-08-25T08:00:00+00:00",
            "due_on": "2017-09-08", "outcome": "stands", "words": "We counted without them as well.",
            "answered_by": "Leila Moradi", "answered_at": "2017-08-30T10:00:00+00:00",
        }
    ],
}  # fmt: skip
