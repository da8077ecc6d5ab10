"""Imports run one way: down the list of packages, and down the rooms of a slice."""

from __future__ import annotations

import graphlib
import re
import sys

from tests.contracts.house import (
    EDGE,
    EMPTY_NAMES,
    FACES,
    GROUND,
    MIDDLE,
    OPEN_ROOMS,
    PACKAGES,
    PURE_GROUND,
    PURE_LIBRARIES,
    PURE_ROOMS,
    ROOMS,
    SLICES,
    Import,
    expect_none,
    imports,
    load,
    modules,
)

PLACE = {package: place for place, package in enumerate(PACKAGES)}


def test_every_package_has_its_place_in_the_order():
    unknown = {module.package for module in modules() if module.package} - set(PACKAGES)
    expect_none(unknown, mend=f"add to PACKAGES in tests/contracts/house.py: {sorted(unknown)}")


def test_the_reading_order_of_the_package_is_this_order():
    read = re.findall(r"``(\w+)``", load("appraisal").__doc__ or "")
    assert read == [package for package in PACKAGES if package in read]


def test_a_package_imports_only_from_those_before_it():
    against = [
        str(each)
        for each in imports()
        if each.package in PLACE
        and each.module.package in PLACE
        and PLACE[each.package] > PLACE[each.module.package]
    ]
    expect_none(against)


def test_imports_are_absolute_and_stand_at_the_top():
    hidden = [str(each) for each in imports() if not each.at_top or each.target.startswith(".")]
    expect_none(hidden)


def test_no_import_closes_a_circle():
    graph: dict[str, set[str]] = {module.name: set() for module in modules()}
    for each in imports():
        if each.target in graph and each.target != each.module.name:
            graph[each.module.name].add(each.target)
    order = list(graphlib.TopologicalSorter(graph).static_order())
    assert len(order) == len(graph)


def test_the_init_of_a_slice_imports_nothing():
    busy = [str(each) for each in imports() if each.module.package in SLICES and not each.module.room]
    expect_none(busy)


def test_a_room_imports_only_the_rooms_it_may():
    against = [str(each) for each in imports() if each.module.package in SLICES and _forbidden(each)]
    expect_none(against)


def test_rooms_that_are_private_to_a_slice_are_imported_by_nobody_else():
    against = [
        str(each)
        for each in imports()
        if each.package in SLICES
        and each.module.package not in (each.package, *EDGE)
        and each.room not in OPEN_ROOMS
    ]
    expect_none(against)


def test_the_ground_and_the_middle_know_no_slice():
    against = [
        str(each)
        for each in imports()
        if each.module.package in (*MIDDLE, *GROUND) and each.package in (*SLICES, *EDGE)
    ]
    expect_none(against)


def test_the_middle_and_the_pure_rooms_use_the_standard_library_alone():
    pure = _pure_modules()
    against = [
        str(each)
        for each in imports()
        if each.module.name in pure
        and not each.package
        and each.target.split(".")[0] not in (*sys.stdlib_module_names, "appraisal")
        and each.target.split(".")[0] not in PURE_LIBRARIES.get(each.module.package, set())
    ]
    expect_none(against)


def test_pure_rooms_lean_on_nothing_but_pure_rooms():
    pure = _pure_modules()
    against = [
        str(each)
        for each in imports()
        if each.module.name in pure
        and each.target not in PURE_GROUND
        and (each.package in (*GROUND, *EDGE) or each.room in FACES | {"queries", "schemas", "operations"})
    ]
    expect_none(against)


def test_an_extra_room_is_a_noun_that_its_slice_names():
    unnamed = [
        f"{module.place}: name the room in the docstring of its slice"
        for module in modules()
        if module.package in SLICES
        and module.room not in ("", "wording", *ROOMS)
        and (f"``{module.room}``" not in (load(f"appraisal.{module.package}").__doc__ or ""))
    ]
    expect_none(unnamed)


def test_no_module_is_named_for_having_no_name():
    nameless = [m.place for m in modules() if m.name.rsplit(".", 1)[-1] in EMPTY_NAMES]
    expect_none(nameless)


def _forbidden(each: Import) -> bool:
    """Whether a room of a slice imports a room that the table in ``house.py`` does not give it."""
    if each.package not in SLICES or not each.room:
        return each.package in SLICES
    own = each.package == each.module.package
    if each.module.room in ROOMS:
        mine, lower = ROOMS[each.module.room]
        return (each.room in ROOMS and each.room not in mine) if own else each.room not in lower
    return (own and each.room in {"views", "api"}) or (not own and each.room not in OPEN_ROOMS)


def _pure_modules() -> set[str]:
    """The middle, the pure rooms, and whatever extra rooms those import from their own slice; words are plain."""
    pure = {m.name for m in modules() if m.package in MIDDLE or m.room in PURE_ROOMS}
    while True:
        leaned_on = {
            each.target
            for each in imports()
            if each.module.name in pure
            and each.package == each.module.package
            and each.room
            and each.room not in ("wording", *ROOMS)
        }
        if leaned_on <= pure:
            return pure
        pure |= leaned_on
