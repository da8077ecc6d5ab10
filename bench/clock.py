"""How long something takes, with and without waiting for a core, and how many rows it reads."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

from sqlalchemy.engine.cursor import CursorFetchStrategy


@contextmanager
def counted_rows() -> Iterator[list[int]]:
    """How many rows come out of the database meanwhile."""
    read = [0]
    whole, single = CursorFetchStrategy.fetchall, CursorFetchStrategy.fetchone

    def all_of(self: Any, *given: Any) -> Any:
        found = whole(self, *given)
        read[0] += len(found)
        return found

    def one_of(self: Any, *given: Any) -> Any:
        found = single(self, *given)
        read[0] += found is not None
        return found

    CursorFetchStrategy.fetchall, CursorFetchStrategy.fetchone = all_of, one_of
    try:
        yield read
    finally:
        CursorFetchStrategy.fetchall, CursorFetchStrategy.fetchone = whole, single


@dataclass(frozen=True)
class Took:
    """Milliseconds that something took, and those of them in which this process had a core."""

    whole: float
    own: float

    def __str__(self) -> str:
        return f"{self.whole:.1f} ms, {self.own:.1f} of them at work"


def timed(work: Callable[[int], None], times: int) -> Took:
    """The medians of doing something so often, the first time left out."""
    whole, own = [], []
    for number in range(times + 1):
        began, at_work = time.perf_counter(), time.process_time()
        work(number)
        own.append((time.process_time() - at_work) * 1000)
        whole.append((time.perf_counter() - began) * 1000)
    return Took(median(whole[1:]), median(own[1:]))
