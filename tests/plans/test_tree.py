from dataclasses import replace
from datetime import date

import pytest

from appraisal.kernel.measures import COUNT, EUR, Amount
from appraisal.kernel.periods import Period
from appraisal.plans.tree import Axis, PlanKind, PlanNode, PlanTree, objections_to_node, objections_to_tree

YEAR = Period.year(2017)
COMPANY = PlanNode(
    key="company",
    kind=PlanKind.STRATEGIC,
    period=YEAR,
    owner="leila",
    review_on=date(2017, 6, 30),
    measure="revenue",
    target=Amount.of(1000, EUR),
)


def under(parent: PlanNode, key: str, **changes: object) -> PlanNode:
    """A sound node under a parent: an operational unit with the same period."""
    sound = {
        "key": key,
        "parent_key": parent.key,
        "kind": PlanKind.OPERATIONAL,
        "axis": Axis.UNIT,
        "part": key,
    }
    return replace(parent, **(sound | changes))  # type: ignore[arg-type]  # fields by name


CENTRAL = under(COMPANY, "central", kind=PlanKind.TACTICAL)
SARA = under(CENTRAL, "sara", axis=Axis.PERSON)


def test_a_sound_tree_meets_no_objection() -> None:
    assert not objections_to_tree([COMPANY, CENTRAL, SARA])


def test_the_order_of_the_nodes_does_not_matter() -> None:
    assert not objections_to_tree([SARA, CENTRAL, COMPANY])


def test_everything_against_a_node_is_said_at_once() -> None:
    bare = PlanNode(key="bare", kind=PlanKind.OPERATIONAL, period=YEAR, target=Amount.of("1.5", EUR))
    assert objections_to_node(bare, None).keys() == {
        "no_parent",
        "no_owner",
        "no_review_date",
        "no_measure",
        "target_not_whole",
    }


def test_an_objection_names_its_node() -> None:
    found = objections_to_tree([COMPANY, replace(CENTRAL, owner=None), replace(SARA, owner="")])
    assert [(one.key, one.details["node"]) for one in found] == [
        ("no_owner", "central"),
        ("no_owner", "sara"),
    ]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"parent_key": "nowhere"}, "parent_not_found"),
        ({"period": Period.month(2018, 1)}, "reviewed_before_it_starts"),
        ({"period": Period(date(2016, 12, 31), date(2017, 12, 31))}, "period_outside_parents"),
        ({"period": Period(date(2017, 1, 1), date(2018, 1, 1))}, "period_outside_parents"),
        ({"kind": PlanKind.STRATEGIC}, "kind_above_parents"),
        ({"axis": None}, "no_axis"),
        ({"target": Amount.of(5, COUNT)}, "unit_differs_from_parents"),
    ],
)
def test_one_fault_brings_its_objection(changes: dict[str, object], reason: str) -> None:
    found = objections_to_tree([COMPANY, CENTRAL, replace(SARA, **changes)])  # type: ignore[arg-type]  # as above
    assert {reason} <= found.keys()


def test_two_nodes_with_one_key_are_refused() -> None:
    assert objections_to_tree([COMPANY, CENTRAL, CENTRAL]).keys() == {"key_given_twice", "part_given_twice"}


def test_a_circle_is_named_once_with_its_members() -> None:
    ring = [
        under(COMPANY, "a", parent_key="c"),
        under(COMPANY, "b", parent_key="a"),
        under(COMPANY, "c", parent_key="b"),
    ]
    tail = under(COMPANY, "tail", parent_key="a")
    circles = [
        one for one in objections_to_tree([tail, COMPANY, *ring]) if one.key == "plan_goes_in_a_circle"
    ]
    assert len(circles) == 1
    assert set(circles[0].details["nodes"]) == {"a", "b", "c"}


def test_a_node_that_is_its_own_parent_is_a_circle() -> None:
    assert objections_to_tree([under(COMPANY, "a", parent_key="a")]).keys() == {"plan_goes_in_a_circle"}


def test_one_split_has_one_axis() -> None:
    quarter = under(CENTRAL, "q3", axis=Axis.PERIOD, part="2017-Q3", period=Period.quarter(2017, 3))
    found = objections_to_tree([COMPANY, CENTRAL, SARA, replace(quarter, review_on=date(2017, 9, 30))])
    assert found.keys() == {"two_axes_at_one_split"}
    assert next(iter(found)).details["axes"] == (Axis.PERIOD, Axis.PERSON)


def test_periods_of_one_split_do_not_overlap() -> None:
    half = under(SARA, "h1", axis=Axis.PERIOD, part="h1", period=Period.half(2017, 1))
    may = under(SARA, "may", axis=Axis.PERIOD, part="may", period=Period.month(2017, 5))
    assert objections_to_tree([COMPANY, CENTRAL, SARA, may, half]).keys() == {"periods_overlap"}


def test_one_shared_day_is_an_overlap_and_a_gap_is_none() -> None:
    january = under(
        SARA, "jan", axis=Axis.PERIOD, part="jan", period=Period(date(2017, 1, 1), date(2017, 1, 31))
    )
    late = replace(january, key="late", part="late", period=Period(date(2017, 1, 31), date(2017, 2, 28)))
    march = replace(january, key="mar", part="mar", period=Period.month(2017, 3))
    assert objections_to_tree([COMPANY, CENTRAL, SARA, january, late]).keys() == {"periods_overlap"}
    assert not objections_to_tree([COMPANY, CENTRAL, SARA, january, march])


def test_a_review_on_the_first_day_is_not_too_early() -> None:
    assert not objections_to_tree([replace(COMPANY, review_on=YEAR.starts_on)])


def test_a_contingency_plan_hangs_beside_the_parts_and_needs_no_measure() -> None:
    outage = under(CENTRAL, "crm_outage", kind=PlanKind.CONTINGENCY, axis=None, measure=None, target=None)
    nodes = [COMPANY, CENTRAL, SARA, outage]
    assert not objections_to_tree(nodes)
    assert [part.key for part in PlanTree.of(nodes).parts_of("central")] == ["sara"]


def test_a_part_cannot_hang_under_a_contingency_plan() -> None:
    outage = under(CENTRAL, "outage", kind=PlanKind.CONTINGENCY, axis=None)
    omid = under(outage, "omid", kind=PlanKind.OPERATIONAL, axis=Axis.PERSON)
    assert objections_to_tree([COMPANY, CENTRAL, outage, omid]).keys() == {"part_of_a_contingency"}


def test_the_line_to_the_strategy_says_why_the_work_is_done() -> None:
    tree = PlanTree.of([SARA, COMPANY, CENTRAL])
    assert [node.key for node in tree.line_to_strategy("sara")] == ["sara", "central", "company"]
    assert tree.line_to_strategy("nobody") == ()


def test_the_line_stops_in_a_circle() -> None:
    tree = PlanTree.of([under(COMPANY, "a", parent_key="b"), under(COMPANY, "b", parent_key="a")])
    assert [node.key for node in tree.line_to_strategy("a")] == ["a", "b"]
    assert [node.key for node in tree.below("a")] == ["b"]


def test_parents_come_before_their_parts() -> None:
    tree = PlanTree.of([SARA, CENTRAL, COMPANY])
    assert [node.key for node in tree.below("company")] == ["central", "sara"]
    assert tree.roots() == (COMPANY,)


def test_a_chain_of_fifty_thousand_is_checked_without_deep_calls() -> None:
    chain = [COMPANY]
    for number in range(50_000):
        chain.append(under(chain[-1], f"n{number}", axis=Axis.PERSON, part="x"))
    assert not objections_to_tree(chain)
    assert len(PlanTree.of(chain).line_to_strategy("n49999")) == 50_001
