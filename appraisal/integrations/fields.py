"""The lists that can be brought in and the fields of each.

Owns which fields a list has, which it cannot do without, and which fields hold one of a known set of
values. Leaves to ``synonyms`` how other systems name them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a list is about; the last three make a plan."""

    PEOPLE = "people"
    TEAMS = "teams"
    ACCOUNTS = "accounts"
    PRODUCTS = "products"
    OPPORTUNITIES = "opportunities"
    PLAN = "plan"
    SHARES = "shares"
    SHARES_WIDE = "shares_wide"


class Stage(StrEnum):
    """How far a deal has come, in the words of the CRM."""

    PROSPECTING = "Prospecting"
    ENGAGING = "Engaging"
    WON = "Won"
    LOST = "Lost"


PLAN_KINDS = frozenset({Kind.PLAN, Kind.SHARES, Kind.SHARES_WIDE})


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields of a list, in their usual order. One group of ``needed`` must be there in full."""

    fields: tuple[str, ...]
    needed: tuple[frozenset[str], ...]


SHAPES: dict[Kind, Shape] = {
    Kind.PEOPLE: Shape(
        (
            "external_id",
            "login",
            "email",
            "name",
            "given_name",
            "family_name",
            "manager",
            "unit",
            "job_title",
            "hired_on",
        ),
        (frozenset({"name"}), frozenset({"given_name", "family_name"})),
    ),
    Kind.TEAMS: Shape(("name", "manager", "office"), (frozenset({"name", "manager", "office"}),)),
    Kind.ACCOUNTS: Shape(
        ("account", "sector", "year_established", "revenue", "employees", "office_location", "subsidiary_of"),
        (frozenset({"account", "sector"}),),
    ),
    Kind.PRODUCTS: Shape(("product", "series", "sales_price"), (frozenset({"product", "sales_price"}),)),
    Kind.OPPORTUNITIES: Shape(
        (
            "opportunity_id",
            "sales_agent",
            "product",
            "account",
            "deal_stage",
            "engage_date",
            "close_date",
            "close_value",
        ),
        (frozenset({"opportunity_id", "sales_agent", "product", "deal_stage"}),),
    ),
    Kind.PLAN: Shape(
        (
            "key",
            "parent",
            "kind",
            "title",
            "axis",
            "part",
            "person",
            "unit",
            "owner",
            "measure",
            "counted_in",
            "starts_on",
            "ends_on",
            "review_on",
            "target",
            "version",
        ),
        (frozenset({"parent", "title", "target"}), frozenset({"key", "target"})),
    ),
    Kind.SHARES: Shape(
        ("person", "period", "starts_on", "ends_on", "target", "unit", "measure", "valid_from"),
        (frozenset({"person", "period", "target"}), frozenset({"person", "starts_on", "ends_on", "target"})),
    ),
    # One column for each period, found by its name; at least one has to be there.
    Kind.SHARES_WIDE: Shape(("person", "unit", "measure", "valid_from", "total"), (frozenset({"person"}),)),
}

# How many characters are kept of a field; a longer cell is refused and never cut.
LONGEST = {"external_id": 100, "opportunity_id": 60, "login": 254, "email": 254}
LONGEST |= dict.fromkeys(("name", "given_name", "family_name", "manager", "unit", "job_title", "office"), 200)
LONGEST_OTHER = 300

SECTORS = (
    "employment", "entertainment", "finance", "marketing", "medical",
    "retail", "services", "software", "technology", "telecommunications",
)  # fmt: skip
