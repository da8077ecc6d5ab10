"""A CRM's accounts, products and opportunities made rows.

Owns what a row needs to be taken, and what is only worth a note: an opportunity without an account or
without dates is taken, a product that is in no price list waits for a choice. Teams are read by
``people_rows``. Leaves goals and readings to their slices.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from appraisal.integrations.cells import fold, fold_name
from appraisal.integrations.crm_lines import CrmLine, Known, crm_lines
from appraisal.integrations.fields import SECTORS, Kind, Stage
from appraisal.integrations.mapping import Choices, Columns
from appraisal.integrations.reading import Reading, reading_of, remarks_on_repeats, row_digest
from appraisal.integrations.remarks import Remark, note, refuse
from appraisal.integrations.tables import Table

CLOSED = (Stage.WON, Stage.LOST)


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A customer. ``revenue`` is in millions as the CRM has it; None: not said."""

    line: int
    key: str
    name: str
    sector: str | None
    year_established: int | None
    revenue: Decimal | None
    employees: int | None
    location: str | None
    parent: str | None
    digest: str


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A line of the price list."""

    line: int
    key: str
    name: str
    series: str | None
    price: Decimal
    digest: str


@dataclass(frozen=True, slots=True)
class OpportunityRow:
    """A deal. ``seller``, ``product`` and ``account`` are the known spellings, after mapping.

    ``seller_key`` is the stored person's key; None while no people are known.
    """

    line: int
    key: str
    seller: str
    seller_key: str | None
    product: str
    account: str | None
    stage: Stage
    engaged_on: date | None
    closed_on: date | None
    value: Decimal | None
    digest: str


def read_accounts(
    table: Table, columns: Columns, choices: Choices | None = None, *, sectors: Iterable[str] = SECTORS
) -> Reading[AccountRow]:
    """Read a list of customers; a parent account must stand in the list itself."""
    place = columns.places_in(table.labels)["account"]
    known = Known(sectors=sectors, parents=[row.cells[place] for row in table.rows() if row.cells])
    rows: list[AccountRow] = []
    remarks: list[Remark] = []
    for line in crm_lines(table, columns, known, choices or Choices()):
        name = line.text("account", needed=True) if line.cells else None
        if name:
            rows.append(_account(line, name))
        remarks += line.remarks
    remarks += remarks_on_repeats(rows, "two_rows_for_one_name", "account")
    return reading_of(Kind.ACCOUNTS, table, rows, remarks)


def read_products(table: Table, columns: Columns) -> Reading[ProductRow]:
    """Read a price list."""
    rows: list[ProductRow] = []
    remarks: list[Remark] = []
    for line in crm_lines(table, columns, Known(), Choices()):
        if line.cells:
            name = line.text("product", needed=True)
            price = line.amount("sales_price") if line.text("sales_price", needed=True) else None
            series = line.text("series")
            if name and price is not None:
                digest = row_digest(Kind.PRODUCTS, {"name": name, "series": series, "price": plain(price)})
                rows.append(ProductRow(line.number, fold(name), name, series, price, digest))
        remarks += line.remarks
    remarks += remarks_on_repeats(rows, "two_rows_for_one_name", "product")
    return reading_of(Kind.PRODUCTS, table, rows, remarks)


def read_opportunities(
    table: Table, columns: Columns, known: Known | None = None, choices: Choices | None = None
) -> Reading[OpportunityRow]:
    """Read the deals against the known products, accounts and sellers and what a person has chosen."""
    rows: list[OpportunityRow] = []
    remarks: list[Remark] = []
    for line in crm_lines(table, columns, known or Known(), choices or Choices()):
        row = _opportunity(line) if line.cells else None
        if row:
            rows.append(row)
        remarks += line.remarks
    remarks += remarks_on_repeats(rows, "two_rows_for_one_opportunity", "opportunity_id")
    return reading_of(Kind.OPPORTUNITIES, table, rows, remarks)


def plain(amount: Decimal | None) -> str | None:
    """An amount in its one spelling: 550, 550.0 and 5.5E+2 are the same."""
    return None if amount is None else format(amount.normalize(), "f")


def _account(line: CrmLine, name: str) -> AccountRow:
    row = AccountRow(
        line=line.number,
        key=fold(name),
        name=name,
        sector=line.choice("sector"),
        year_established=line.count("year_established"),
        revenue=line.amount("revenue"),
        employees=line.count("employees"),
        location=line.text("office_location"),
        parent=line.choice("subsidiary_of"),
        digest="",
    )
    said = (row.name, row.sector, row.year_established, row.employees, row.location, row.parent)
    names = ("name", "sector", "year_established", "employees", "location", "parent")
    values = dict(zip(names, said, strict=True)) | {"revenue": plain(row.revenue)}
    return replace(row, digest=row_digest(Kind.ACCOUNTS, values))


def _opportunity(line: CrmLine) -> OpportunityRow | None:
    key = line.text("opportunity_id", needed=True)
    seller, seller_key = line.seller()
    product = line.choice("product", needed=True)
    account = line.choice("account")
    stage = line.stage()
    engaged_on, closed_on = line.day("engage_date"), line.day("close_date")
    value = line.amount("close_value")
    if account is None:
        line.remarks.append(note("account_missing", line.number, "account"))
    if stage:
        line.remarks += _on_dates(line, stage, engaged_on, closed_on)
        line.remarks += _on_value(line, stage, value)
    if key is None or product is None or stage is None:
        return None
    digest = row_digest(
        Kind.OPPORTUNITIES,
        {
            "id": key, "seller": fold_name(seller), "product": product, "account": account, "stage": stage.value,
            "engaged_on": engaged_on, "closed_on": closed_on, "value": plain(value),
        },
    )  # fmt: skip
    return OpportunityRow(
        line.number, key, seller, seller_key, product, account, stage, engaged_on, closed_on, value, digest
    )


def _on_dates(line: CrmLine, stage: Stage, engaged: date | None, closed: date | None) -> list[Remark]:
    """What is wrong or worth knowing about the dates; a cell that is no date has been refused already."""
    number, has_engage, has_close = line.number, line.text("engage_date"), line.text("close_date")
    found = []
    if stage in CLOSED and not has_close:
        found.append(refuse("close_date_missing", number, "close_date", stage.value))
    if stage not in CLOSED and has_close:
        found.append(note("open_with_close_date", number, "close_date", stage.value))
    if not has_engage and not has_close:
        if stage not in CLOSED:
            found.append(note("dates_missing", number, "engage_date", stage.value))
    elif not has_engage:
        found.append(note("engage_date_missing", number, "engage_date", stage.value))
    if engaged and closed and closed < engaged:
        said = line.cells["close_date"]
        found.append(
            refuse("close_before_engage", number, "close_date", said, engage=line.cells["engage_date"])
        )
    return found


def _on_value(line: CrmLine, stage: Stage, value: Decimal | None) -> list[Remark]:
    if stage is not Stage.WON:
        return []
    if not line.text("close_value"):
        return [refuse("won_without_value", line.number, "close_value")]
    return [note("won_with_zero", line.number, "close_value", "0")] if value == 0 else []
