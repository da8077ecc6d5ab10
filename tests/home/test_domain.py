"""What waits, in order."""

from datetime import date

from appraisal.home.domain import Waiting, grouped

DAY = date(2017, 12, 29)


def test_late_things_come_first_then_by_day_then_those_without_one():
    lines = [
        Waiting("own", "someday", "x"),
        Waiting("own", "soon", "x", due=DAY),
        Waiting("own", "late", "x", due=date(2018, 1, 3), is_late=True),
    ]
    (group,) = grouped(lines)
    assert [line.key for line in group.lines] == ["late", "soon", "someday"]


def test_what_is_ones_own_stands_above_the_team_and_the_team_above_the_plan():
    lines = [Waiting("plan", "a", "x"), Waiting("team", "b", "x"), Waiting("own", "c", "x")]
    assert [group.key for group in grouped(lines)] == ["own", "team", "plan"]


def test_three_of_a_kind_are_told_together_and_two_are_not():
    def reviews(key: str, count: int) -> list[Waiting]:
        return [Waiting("team", key, "x", details={"name": str(one), "cycle": "Q4"}) for one in range(count)]

    (group,) = grouped([*reviews("review_writing_of", 3), *reviews("review_talking_of", 2)])
    assert [len(bundle) for bundle in group.bundles] == [3, 1, 1]


def test_what_is_told_together_is_of_one_cycle_and_equally_late():
    (group,) = grouped(
        Waiting("team", "review_writing_of", "x", details={"cycle": cycle}, is_late=late)
        for cycle in ("Q3", "Q4")
        for late in (True, False)
        for _ in range(2)
    )
    assert {len(bundle) for bundle in group.bundles} == {1}
