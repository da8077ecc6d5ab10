"""What a plan of a million parts costs: shared, checked and rolled up, one part changed, and a page opened.

Run ``python bench/plan.py`` (SQLite) or with ``--postgres``. The same sums are done in Polars on arrays in the same
run. Fails when ours take over 3 times as long, when the memory of a node at 1,000,000 leaves is over 1.5 times
that at 100,000, when a change of one leaf takes 50 ms to be rolled up to the root, or when the page of a node
with 10,000 parts takes 300 ms or reads more than it shows.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
import polars as pl
from flask.testing import FlaskClient
from sqlalchemy import insert
from sqlalchemy.orm import Session

from appraisal.app import Appraisal, create_app
from appraisal.plans.allotment import share_down
from appraisal.plans.forest import EXACT, Forest, check_sums, roll_up
from appraisal.plans.models import PlanNode
from appraisal.plans.operations import reroll, reroll_plan
from appraisal.settings import Settings
from appraisal.storage.database import db
from appraisal.storage.engines import about_to_write
from bench.clock import Took, counted_rows, timed
from bench.company.shape import DAY
from tests.conftest import NOW
from tests.factories.company import Company
from tests.factories.postgres import new_database

MOST_OF_POLARS, MOST_MEMORY, MOST_TO_ROLL, MOST_TO_OPEN = 3.0, 1.5, 50.0, 300.0
SMALL, LARGE, STORED, PARTS = 100_000, 1_000_000, 1_000_000, 10_000
ROUNDS = 5
WHOLE = 12_345_678_901
ROWS_OF_A_PAGE = 400
AT_ONCE = 20_000


def shape(leaves: int) -> list[np.ndarray]:
    """For each level below the root, which node of the level above each node hangs under."""
    widths = [10, 100, 1_000, leaves // 10, leaves]
    counts = [1, *(width for width in widths if width <= leaves)]
    return [np.arange(here) * above // here for above, here in pairwise(counts)]


def parents_of(levels: list[np.ndarray]) -> np.ndarray:
    """The same as one array of places, the root first."""
    begins, parts = 0, [np.array([-1])]
    for level in levels:
        parts.append(level + begins)
        begins += len(parts[-2])
    return np.concatenate(parts)


def ours(parents: np.ndarray, weights: np.ndarray) -> tuple[int, int]:
    """Lay out, share down, check every split, roll up: the root's sum and the splits that add up."""
    forest = Forest.of(parents)
    laid_out = forest.laid_out(weights)
    shared = share_down(forest, WHOLE, laid_out, forest.leaves)
    checked = check_sums(forest, shared.steps, shared.given)
    return int(roll_up(forest, shared.steps)[0]), int((checked.answers == EXACT).sum())


def in_polars(levels: list[np.ndarray], weights: np.ndarray) -> tuple[int, int]:
    """The same sums in Polars: weights up, largest remainder down, every split checked, leaves rolled up."""
    frames: list[pl.DataFrame] = []
    below = weights[-len(levels[-1]) :]
    for level in reversed(levels):
        frame = pl.DataFrame({"parent": level, "weight": below})
        frames.insert(0, frame)
        below = frame.group_by("parent").agg(pl.col("weight").sum()).sort("parent")["weight"].to_numpy()
    given = pl.Series([WHOLE])
    added = 0
    for place, frame in enumerate(frames):
        wholes = pl.DataFrame({"parent": np.arange(len(given)), "whole": given})
        shared = (
            frame.with_row_index("node")
            .join(wholes, on="parent", how="left", maintain_order="left")
            .with_columns(summed=pl.col("weight").sum().over("parent"))
            .with_columns(times=pl.col("whole") // pl.col("summed"), rest=pl.col("whole") % pl.col("summed"))
            .with_columns(product=pl.col("rest") * pl.col("weight"))
            .with_columns(
                count=pl.col("times") * pl.col("weight") + pl.col("product") // pl.col("summed"),
                remainder=pl.col("product") % pl.col("summed"),
            )
            .with_columns(left=pl.col("whole") - pl.col("count").sum().over("parent"))
            .with_columns(first=pl.col("remainder").rank("ordinal", descending=True).over("parent"))
            .with_columns(steps=pl.col("count") + (pl.col("first") <= pl.col("left")).cast(pl.Int64))
        )
        checked = shared.group_by("parent").agg(pl.col("steps").sum(), pl.col("whole").first())
        added += checked.filter(pl.col("steps") == pl.col("whole")).height
        frames[place] = shared.select("parent", "steps")
        given = shared["steps"]
    rolled = frames[-1]["steps"]
    for frame in reversed(frames):
        found = pl.DataFrame({"parent": frame["parent"], "steps": rolled})
        rolled = found.group_by("parent").agg(pl.col("steps").sum()).sort("parent")["steps"]
    return int(rolled[0]), added


def sums(leaves: int) -> dict[str, Any]:
    """Both ways at the same tree, turn by turn; the medians, and that both found the same."""
    levels = shape(leaves)
    parents = parents_of(levels)
    weights = np.random.default_rng(20170701).integers(1, 1_000, len(parents))
    seconds: dict[str, list[float]] = {"ours": [], "polars": []}
    found = set()
    for _round in range(ROUNDS):
        for name, work in (
            ("ours", lambda: ours(parents, weights)),
            ("polars", lambda: in_polars(levels, weights)),
        ):
            began = time.perf_counter()
            found.add(work())
            seconds[name].append(time.perf_counter() - began)
    if len(found) != 1:
        raise RuntimeError(f"the two ways disagree: {found}")
    return {name: median(each) for name, each in seconds.items()}


def memory(leaves: int) -> float:
    """Bytes a node at the peak of our sums, beyond what stood there before; for a process of its own."""
    parents = parents_of(shape(leaves))
    weights = np.random.default_rng(20170701).integers(1, 1_000, len(parents))
    before = peak()
    ours(parents, weights)
    return (peak() - before) / len(parents)


def peak() -> int:
    """The most memory that this process ever held, in bytes."""
    told = Path("/proc/self/status").read_text()
    return int(told.split("VmHWM:")[1].split()[0]) * 1024


def in_a_process(leaves: int) -> float:
    """``memory`` in a fresh process."""
    command = [sys.executable, __file__, "--memory", str(leaves)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - this very file
    return float(json.loads(told.stdout))


def usual(root: int, owner: int) -> dict[str, Any]:
    """What is alike in all nodes of a plan."""
    return {
        "root_id": root, "kind": "tactical", "measure": "deals_won", "unit": "count", "ends_on": DAY,
        "starts_on": DAY.replace(month=1), "review_on": DAY, "owner_id": owner, "method_inputs": {}, "version": 1,
        "position": 0, "part": "", "is_supporting": False, "axis": "unit",
    }  # fmt: skip


def stored_plan(store: Session, company: Company, parents: np.ndarray, first: int = 1) -> tuple[int, int]:
    """A plan in the tables, put there in bulk: its root and its last leaf."""
    same = usual(first, company.leila)
    rows: list[dict[str, Any]] = []
    for place, parent in enumerate(parents.tolist()):
        key, above = first + place, None if parent < 0 else parent + first
        rows.append({**same, "id": key, "parent_id": above, "title": f"Part {key}", "target": place % 97})
        if len(rows) == AT_ONCE:
            store.execute(insert(PlanNode.__table__), rows)
            rows.clear()
    if rows:
        store.execute(insert(PlanNode.__table__), rows)
    return first, first + len(parents) - 1


def rolling(store: Session, leaf: int) -> Took:
    """How long until a changed leaf is added up to the root, and the change kept."""

    def change(number: int) -> None:
        store.get(PlanNode, leaf - 37 * number).target = 5_000 + number
        reroll(store, [leaf - 37 * number])
        store.commit()

    return timed(change, ROUNDS * 4)


def opening(client: FlaskClient, node: int) -> tuple[Took, int]:
    """How long it takes to open the page of a node, and the rows that it reads."""

    def visit(_number: int) -> None:
        if client.get(f"/plans/{node}").status_code != 200:
            raise RuntimeError("the page does not open")

    took = timed(visit, ROUNDS * 2)
    with counted_rows() as read:
        visit(0)
    return took, read[0]


def in_the_tables(folder: str, postgres: bool, leaves: int) -> Iterator[tuple[str, bool]]:
    """A stored plan: rolled whole, one leaf changed, and the page of a wide node."""
    url = new_database() if postgres else ""
    settings = Settings(data_dir=Path(folder), database_url=url, secret_key="bench", clock_day=DAY)
    app: Appraisal = create_app(settings)
    with app.app_context(), about_to_write():
        db.create_all()
        store = db.session()
        company = Company.found(store, NOW)
        began = time.perf_counter()
        root, leaf = stored_plan(store, company, parents_of(shape(leaves)))
        loaded = time.perf_counter() - began
        began = time.perf_counter()
        reroll_plan(store, root)
        store.commit()
        rolled = time.perf_counter() - began
        print(
            f"{leaves:,} leaves stored in {loaded:.0f} s, the whole plan rolled in {rolled:.1f} s", flush=True
        )
        if store.get_bind().dialect.name == "postgresql":
            store.connection().exec_driver_sql("ANALYZE plan_node, node_sum")
            store.commit()
        one = rolling(store, leaf)
        wide, _last = stored_plan(store, company, np.array([-1] + [0] * PARTS), leaf + 1)
        reroll_plan(store, wide)
        store.commit()
        db.session.remove()
    page, rows = opening(company.client(app, "leila"), wide)
    with app.app_context():
        db.engine.dispose()
    yield f"one leaf of {leaves:,} changed and rolled up: {one} (under 50 ms)", one.whole < MOST_TO_ROLL
    text = f"page of a node with {PARTS:,} parts: {page} (under 300 ms), {rows} rows read"
    yield f"{text} (at most {ROWS_OF_A_PAGE})", page.whole < MOST_TO_OPEN and rows <= ROWS_OF_A_PAGE


def run(say: Callable[[str], None] = print) -> int:
    """Print every promise; 1 when one is broken."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--postgres", action="store_true", help="on a PostgreSQL that is started for it")
    asked.add_argument("--stored", type=int, default=STORED, help="leaves of the plan in the tables")
    asked.add_argument("--memory", type=int, help=argparse.SUPPRESS)
    wish, _other = asked.parse_known_args()
    if wish.memory:
        say(json.dumps(memory(wish.memory)))
        return 0
    took = sums(LARGE)
    ratio = took["ours"] / took["polars"]
    small, large = in_a_process(SMALL), in_a_process(LARGE)
    with tempfile.TemporaryDirectory() as folder:
        found = tuple(in_the_tables(folder, wish.postgres, wish.stored))
    promises = (
        (
            f"{LARGE:,} leaves shared, checked and rolled up: {took['ours']:.2f} s, Polars {took['polars']:.2f} s, "
            f"{ratio:.2f} times its time (at most {MOST_OF_POLARS:.0f})",
            ratio <= MOST_OF_POLARS,
        ),
        (
            f"peak of memory a node: {small:.0f} bytes at {SMALL:,} leaves, {large:.0f} at {LARGE:,}, "
            f"{large / small:.2f} times (at most {MOST_MEMORY})",
            large <= small * MOST_MEMORY,
        ),
        *found,
    )
    for text, is_kept in promises:
        say(text + ("" if is_kept else "  <- broken"))
    return int(not all(is_kept for _text, is_kept in promises))


if __name__ == "__main__":
    sys.exit(run())
