"""Starts: plans that a person finds filled in and changes, in the reader's language (source document 000, stage 3).

Owns their words and measures. A start is only ever offered; what is kept is what the person sent.
"""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.i18n.wording import N_
from appraisal.plans.tree import PlanKind


@dataclass(frozen=True)
class Start:
    """A plan to begin from: its kind, measure, title and instruction as sentences of the catalogs."""

    key: str
    kind: PlanKind
    measure: str
    title: str
    instruction: str


STARTS: dict[str, Start] = {
    start.key: start
    for start in (
        Start(
            "lead_process",
            PlanKind.OPERATIONAL,
            "leads_qualified",
            N_("From a lead to a customer"),
            N_(
                "Answer every lead the same day. Ask what it needs, note it in the CRM, and hand it to a seller "
                "once need, money and time are known. Keep in touch with those who are not ready yet once a month."
            ),
        ),
        Start(
            "work_schedule",
            PlanKind.OPERATIONAL,
            "shifts_filled",
            N_("Work schedule"),
            N_(
                "Publish the schedule two weeks ahead. Leave and part-time come first, then the busy hours of "
                "the customers. Whoever swaps a shift tells both the team and the manager."
            ),
        ),
        Start(
            "customer_service",
            PlanKind.OPERATIONAL,
            "answered_in_time",
            N_("Customer service workflow"),
            N_(
                "Mails are answered within four hours, calls the same day, letters the next day. Repeated questions "
                "get a prepared answer; what cannot be solved at once gets a name and a day."
            ),
        ),
        Start(
            "data_protection",
            PlanKind.OPERATIONAL,
            "data_checks_done",
            N_("Protection of prospects’ data"),
            N_(
                "Keep only the data that a purpose needs, and only as long. Record where each contact comes from and "
                "what they agreed to. Answer requests to see or delete data within a month; report a leak at once."
            ),
        ),
        Start(
            "customer",
            PlanKind.TACTICAL,
            "customers_returning",
            N_("Customers who come back"),
            N_(
                "Look at every customer who did not buy again: what was promised, what came, what would bring them back."
            ),
        ),
        Start(
            "profit",
            PlanKind.TACTICAL,
            "margin_won",
            N_("Margin of what is sold"),
            N_(
                "Keep the price where the value is clear. Each discount has a reason, and the owner hears of it."
            ),
        ),
        Start(
            "contingency",
            PlanKind.CONTINGENCY,
            "",
            N_("If the CRM stands still"),
            N_(
                "Work from the printed list of today’s calls. Note every contact on paper and enter it the day after. "
                "The owner tells everyone when it begins and when it is over."
            ),
        ),
    )
}
