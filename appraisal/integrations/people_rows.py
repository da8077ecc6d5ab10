"""Lists of people made rows: who they are, whom they report to, where they sit, since when.

Owns the reading of any system's list of people and of a CRM's list of teams. An empty cell says
nothing and changes nothing. Leaves what is done with the rows to ``people``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from appraisal.integrations.cells import fold, fold_name
from appraisal.integrations.days import day_or_refusal
from appraisal.integrations.fields import Kind
from appraisal.integrations.mapping import Columns
from appraisal.integrations.reading import Reading, reading_of, remarks_on_repeats, row_digest
from appraisal.integrations.remarks import Remark, Weight, note, refuse, refuse_too_long
from appraisal.integrations.reporting_lines import (
    KnownPerson,
    Node,
    People,
    managers_of,
    remarks_below_refused,
    remarks_on_circles,
    remarks_on_shared_logins,
)
from appraisal.integrations.synonyms import JOB_FAMILIES
from appraisal.integrations.tables import Table, TableRow

UNIT_STEPS = re.compile(r"\s*(?:[>\\|»]|::|\s/\s)\s*")
GENERAL = "general"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as a list has them; None and empty: the list does not say.

    ``key`` is natural (``id:17``, ``login:sara``, ``name:sara rahimi``); ``same_as`` is the key of the
    stored person it was joined with. ``manager`` is the ``identity`` of the manager, in or out of this
    list; ``manager_ref`` is what the list wrote.
    """

    line: int
    key: str
    name: str
    external_id: str | None = None
    login: str | None = None
    email: str | None = None
    manager_ref: str | None = None
    manager: str | None = None
    unit_path: tuple[str, ...] = ()
    job_title: str | None = None
    job_family: str | None = None
    hired_on: date | None = None
    leads_others: bool = False
    same_as: str | None = None
    digest: str = ""

    @property
    def identity(self) -> str:
        """The stored person's key where there is one, else the natural key."""
        return self.same_as or self.key


def read_people(table: Table, columns: Columns, known: Iterable[KnownPerson] = ()) -> Reading[PersonRow]:
    """Read a list of people, or of sellers with manager and office, against the people ``known``.

    A list that tells people apart by name alone also brings those who stand only in its manager column.
    """
    places = columns.places_in(table.labels)
    drafts: list[PersonRow] = []
    remarks: list[Remark] = []
    for row in table.rows():
        draft, found = _draft(row, places, columns) if row.refusal is None else (None, [row.refusal])
        remarks += found
        if draft is not None:
            drafts.append(draft)
    stored = tuple(known)
    by_name_only = not places.keys() & {"external_id", "login", "email"}
    drafts, found = _join(drafts, stored)
    remarks += found
    remarks += _repeats(drafts)
    if by_name_only:
        drafts, found = _with_managers(drafts, remarks, stored)
        remarks += found
    rows, found = _with_reporting_lines(drafts, remarks, stored)
    return reading_of(columns.kind, table, rows, [*remarks, *found])


def job_family_of(title: str | None, *, leads_others: bool = False) -> str:
    """The job family that a title tells; without a telling title, ``general``."""
    words = f" {fold(title)} " if title else ""
    for family, signs in JOB_FAMILIES.items():
        if any(_sign(sign).search(words) for sign in signs):
            return "sales_manager" if family == "sales_seller" and leads_others else family
    return GENERAL


@cache
def _sign(sign: str) -> re.Pattern[str]:
    """A sign as whole words; one that ends in ``*`` is the beginning of a word."""
    end = "" if sign.endswith("*") else r"(?!\w)"
    return re.compile(rf"(?<!\w){re.escape(fold(sign.rstrip('*')))}{end}")


def unit_path_of(text: str) -> tuple[str, ...]:
    """``Sales > North`` or ``Sales / North`` as steps from the top; ``Sales/Marketing`` is one unit."""
    return tuple(filter(None, UNIT_STEPS.split(text)))


def _draft(row: TableRow, places: dict[str, int], columns: Columns) -> tuple[PersonRow | None, list[Remark]]:
    cell = {name: row.cells[place] for name, place in places.items()}
    name = cell.get("name") or " ".join(
        filter(None, (cell.get("given_name", ""), cell.get("family_name", "")))
    )
    hired_on, wrong_day = day_or_refusal(
        cell.get("hired_on", ""), row.line, "hired_on", month_first=columns.month_first
    )
    remarks = refuse_too_long(cell, row.line) + ([wrong_day] if wrong_day else [])
    if not name:
        remarks.append(refuse("value_missing", row.line, "name"))
    manager = cell.get("manager") or None
    unit_path = unit_path_of(cell.get("unit", ""))
    if columns.kind is Kind.TEAMS:
        unit_path = tuple(filter(None, (cell["office"], manager)))
        remarks += [refuse("value_missing", row.line, one) for one in ("manager", "office") if not cell[one]]
    title = cell.get("job_title") or None
    draft = PersonRow(
        line=row.line,
        key=_key(cell, name),
        name=" ".join(name.split()),
        external_id=cell.get("external_id") or None,
        login=cell.get("login") or None,
        email=cell.get("email") or None,
        manager_ref=manager,
        unit_path=unit_path,
        job_title=title,
        job_family=job_family_of(title) if title else "sales_seller" if columns.kind is Kind.TEAMS else None,
        hired_on=hired_on,
    )
    return (replace(draft, digest=_digest(draft)) if name else None), remarks


def _key(cell: dict[str, str], name: str) -> str:
    for field, prefix in (("external_id", "id"), ("login", "login"), ("email", "email")):
        if cell.get(field):
            return f"{prefix}:{fold(cell[field])}"
    return f"name:{fold_name(name)}"


def _digest(row: PersonRow) -> str:
    ids = {name: fold(getattr(row, name) or "") for name in ("external_id", "login", "email", "manager_ref")}
    said = {name: getattr(row, name) for name in ("name", "unit_path", "job_title", "hired_on")}
    return row_digest(Kind.PEOPLE, ids | said)


def _join(drafts: list[PersonRow], known: tuple[KnownPerson, ...]) -> tuple[list[PersonRow], list[Remark]]:
    """Join each row with the stored person it means: by number, login, address, else by a name of one."""
    people = People((person.key, person) for person in known)
    stored = {person.key: person for person in known}
    joined, remarks = [], []
    for draft in drafts:
        found = people.by("id", draft.external_id) or people.by("login", draft.login)
        found = found or people.by("email", draft.email)
        if not found:
            found = {one for one in people.by("name", draft.name) if not _contradict(draft, stored[one])}
            if len(found) == 1 and draft.key != f"name:{fold_name(draft.name)}":
                remarks.append(note("joined_by_name", draft.line, "name", draft.name))
        if len(found) > 1:
            remarks.append(refuse("person_ambiguous", draft.line, "name", draft.name, count=len(found)))
        joined.append(replace(draft, same_as=next(iter(found))) if len(found) == 1 else draft)
    return joined, remarks


def _contradict(draft: PersonRow, person: KnownPerson) -> bool:
    """Whether two of one name are two people: both have a number (or login, or address), and it differs."""
    pairs = (
        (draft.external_id, person.external_id),
        (draft.login, person.login),
        (draft.email, person.email),
    )
    return any(mine and theirs and fold(mine) != fold(theirs) for mine, theirs in pairs)


def _repeats(drafts: list[PersonRow]) -> list[Remark]:
    return remarks_on_repeats(drafts, "two_rows_for_one_id", "name") + remarks_on_repeats(
        _joined_twice(drafts), "two_rows_for_one_id", "name"
    )


def _joined_twice(drafts: list[PersonRow]) -> list[PersonRow]:
    """Rows of different keys that mean one stored person."""
    keys: dict[str, set[str]] = {}
    for draft in drafts:
        keys.setdefault(draft.identity, set()).add(draft.key)
    return [replace(draft, key=f"name:{draft.name}") for draft in drafts if len(keys[draft.identity]) > 1]


def _with_managers(
    drafts: list[PersonRow], remarks: list[Remark], known: tuple[KnownPerson, ...]
) -> tuple[list[PersonRow], list[Remark]]:
    """Add those who stand only in the manager column; their unit is the one their people share."""
    refused = {remark.line for remark in remarks if remark.weight is Weight.REFUSED}
    present = {fold_name(draft.name) for draft in drafts}
    stored = People((person.key, person) for person in known)
    added: dict[str, PersonRow] = {}
    found: list[Remark] = []
    for draft in sorted(drafts, key=lambda draft: draft.line in refused):
        name = fold_name(draft.manager_ref or "")
        if not name or name in present or _is_no_name(draft.manager_ref, stored):
            continue
        unit = draft.unit_path[:1] if draft.unit_path[1:] == (draft.manager_ref,) else draft.unit_path
        if name not in added:
            row = PersonRow(draft.line, f"name:{name}", draft.manager_ref or "", unit_path=unit)
            added[name] = replace(row, job_family=draft.job_family, digest=_digest(row))
        elif added[name].unit_path != unit:
            shown = " / ".join(unit)
            found.append(
                note("manager_in_two_units", draft.line, "manager", draft.manager_ref or "", unit=shown)
            )
    managers, joined = _join(list(added.values()), known)
    new = [row for row in managers if row.same_as is None and row.line not in refused]
    found += [note("manager_added", row.line, "manager", row.name) for row in new]
    return [*drafts, *managers], [*found, *joined]


def _is_no_name(reference: str | None, stored: People) -> bool:
    return any(stored.by(kind, reference) for kind in ("id", "login", "email"))


def _with_reporting_lines(
    drafts: list[PersonRow], remarks: list[Remark], known: tuple[KnownPerson, ...]
) -> tuple[list[PersonRow], list[Remark]]:
    refused_lines = {remark.line for remark in remarks if remark.weight is Weight.REFUSED}
    nodes: dict[str, Node] = {}
    for draft in drafts:
        node = Node(
            draft.identity,
            draft.line,
            draft.name,
            draft.external_id,
            draft.login,
            draft.email,
            draft.manager_ref,
        )
        nodes.setdefault(draft.identity, node)
    stored = {person.key: person for person in known}
    people = People([*((key, person) for key, person in stored.items()), *nodes.items()])
    managers, found = managers_of(nodes.values(), people)
    above = {key: person.manager_key for key, person in stored.items() if person.manager_key} | managers
    names = {key: person.name for key, person in (stored | nodes).items()}
    found += remarks_on_circles(nodes, above, names)
    found += remarks_on_shared_logins(nodes, stored)
    refused_lines |= {remark.line for remark in found}
    refused = {node.identity for node in nodes.values() if node.line in refused_lines}
    found += remarks_below_refused(nodes, managers, refused, set(stored))
    leaders = set(above.values())
    rows = [
        replace(
            draft,
            manager=managers.get(draft.identity),
            leads_others=draft.identity in leaders,
            job_family=_family(draft, draft.identity in leaders),
        )
        for draft in drafts
    ]
    return rows, found


def _family(draft: PersonRow, leads_others: bool) -> str | None:
    if draft.job_title:
        return job_family_of(draft.job_title, leads_others=leads_others)
    return "sales_manager" if leads_others and draft.job_family == "sales_seller" else draft.job_family
