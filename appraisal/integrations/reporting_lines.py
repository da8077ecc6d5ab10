"""Who is meant by a manager's number, login or name, and whether the lines of a list hold together.

Owns the finding of people by what a list says about them, and the refusal of unknown managers and of
circles. Pure: facts in, every objection out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from appraisal.integrations.cells import fold, fold_name
from appraisal.integrations.remarks import Remark, refuse


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person who is stored already, under a key of the store's own."""

    key: str
    name: str
    external_id: str | None = None
    login: str | None = None
    email: str | None = None
    manager_key: str | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A person of the list with what the list says: who they are and whom they report to."""

    identity: str
    line: int
    name: str
    external_id: str | None = None
    login: str | None = None
    email: str | None = None
    manager: str | None = None


class People:
    """Finds people by number, login, e-mail address or name, in this order."""

    def __init__(self, people: Iterable[tuple[str, KnownPerson | Node]]) -> None:
        self._found: dict[str, dict[str, set[str]]] = {"id": {}, "login": {}, "email": {}, "name": {}}
        for identity, person in people:
            for by, value in (
                ("id", person.external_id), ("login", person.login), ("email", person.email),
                ("name", person.name),
            ):  # fmt: skip
                if value:
                    folded = fold_name(value) if by == "name" else fold(value)
                    self._found[by].setdefault(folded, set()).add(identity)

    def by(self, kind: str, value: str | None) -> set[str]:
        """Everyone whose ``id``, ``login``, ``email`` or ``name`` is ``value``."""
        if not value:
            return set()
        return self._found[kind].get(fold_name(value) if kind == "name" else fold(value), set())

    def meant_by(self, reference: str) -> set[str]:
        """Everyone a reference may mean: the first of number, login, e-mail, name that finds someone."""
        return next((found for kind in self._found if (found := self.by(kind, reference))), set())


def managers_of(nodes: Iterable[Node], people: People) -> tuple[dict[str, str], list[Remark]]:
    """Identity to the manager's identity, and refusals of managers unknown or not to be told apart."""
    managers: dict[str, str] = {}
    remarks = []
    for node in nodes:
        if not node.manager:
            continue
        found = people.meant_by(node.manager)
        if not found:
            remarks.append(refuse("manager_unknown", node.line, "manager", node.manager))
        elif len(found) > 1:
            remarks.append(refuse("manager_ambiguous", node.line, "manager", node.manager, count=len(found)))
        else:
            managers[node.identity] = next(iter(found))
    return managers, remarks


def remarks_on_circles(
    nodes: Mapping[str, Node], managers: Mapping[str, str], names: Mapping[str, str]
) -> list[Remark]:
    """A refusal for every row of this list that is part of a circle, naming all its members."""
    remarks = []
    for circle in _circles(nodes, managers):
        if len(circle) == 1 and circle[0] in nodes:
            node = nodes[circle[0]]
            remarks.append(refuse("reports_to_self", node.line, "manager", node.name))
            continue
        members = " → ".join(names[identity] for identity in (*circle, circle[0]))
        remarks += [
            refuse(
                "reporting_line_cyclic", nodes[one].line, "manager", nodes[one].manager or "", members=members
            )
            for one in circle
            if one in nodes
        ]
    return remarks


def remarks_below_refused(
    nodes: Mapping[str, Node], managers: Mapping[str, str], refused: set[str], known: set[str]
) -> list[Remark]:
    """Refusals for everyone whose manager's own row was refused, down to the last of the line."""
    followers: dict[str, list[str]] = {}
    for identity, manager in managers.items():
        followers.setdefault(manager, []).append(identity)
    remarks, waiting, done = [], sorted(refused - known), set(refused)
    while waiting:
        for identity in followers.get(waiting.pop(), ()):
            if identity in nodes and identity not in done:
                done.add(identity)
                node = nodes[identity]
                remarks.append(refuse("manager_row_refused", node.line, "manager", node.manager or ""))
                if identity not in known:
                    waiting.append(identity)
    return remarks


def remarks_on_shared_logins(nodes: Mapping[str, Node], known: Mapping[str, KnownPerson]) -> list[Remark]:
    """A refusal for every row whose login (or address used as one) also belongs to somebody else."""
    owners: dict[str, list[str]] = {}
    for identity, person in {**known, **nodes}.items():
        stored = known.get(identity)
        login = person.login or (stored and stored.login) or person.email
        if login:
            owners.setdefault(fold(login), []).append(identity)
    return [
        refuse("login_of_two", nodes[one].line, "login", login)
        for login, people in owners.items()
        if len(people) > 1
        for one in people
        if one in nodes
    ]


def _circles(nodes: Mapping[str, Node], managers: Mapping[str, str]) -> list[list[str]]:
    """Every circle once, walking up from each row; a walk stops where an earlier one has been."""
    circles, seen = [], set()
    for start in nodes:
        path: dict[str, int] = {}
        here: str | None = start
        while here is not None and here not in seen and here not in path:
            path[here] = len(path)
            here = managers.get(here)
        if here is not None and here in path:
            circles.append(list(path)[path[here] :])
        seen.update(path)
    return circles
