"""The head of a spreadsheet: a title above the table, and a header of two rows joined into one.

Owns how “2018” merged over four columns with “Q1” to “Q4” below becomes “2018 Q1” to “2018 Q4”.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from appraisal.integrations.remarks import Remark, note

ROWS_OF_A_HEAD = 12


@dataclass(frozen=True, slots=True)
class Band:
    """Cells merged into one: first and last row and column, from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def of(cls, left: bytes, top: bytes, right: bytes, bottom: bytes) -> Band:
        """The band of ``B1:E1``, in its four pieces."""
        return cls(int(top), _column(left), int(bottom), _column(right))


def joined_header(lines: list[list[str]], merged: Sequence[Band]) -> list[Remark]:
    """Empty the lines of titles and of upper header rows, in place, and say what was done.

    A line of the head stays as long as the others, so that every row keeps its number.
    """
    remarks: list[Remark] = []
    head = [place for place, line in enumerate(lines[:ROWS_OF_A_HEAD]) if any(line)]
    width = max((len(lines[place]) for place in head), default=0)
    while len(head) > 1 and width > 2 and _is_title(lines[head[0]], head[0] + 1, width, merged):
        place = head.pop(0)
        remarks.append(note("title_left_out", place + 1, value=next(filter(None, lines[place]))))
        lines[place] = []
    if len(head) < 2:
        return remarks
    first, second = head[0], head[1]
    over = [band for band in merged if band.top == band.bottom == first + 1 and band.right > band.left]
    down = [band for band in merged if band.top == first + 1 and band.bottom == second + 1]
    if second == first + 1 and over and sum(map(bool, lines[second])) >= 2:
        lines[second] = _joined(lines[first], lines[second], over, down)
        remarks.append(note("header_joined", second + 1, value=lines[second][-1]))
        lines[first] = []
    return remarks


def _is_title(line: list[str], row: int, width: int, merged: Sequence[Band]) -> bool:
    if sum(map(bool, line)) != 1:
        return False
    wide = next((band for band in merged if band.top == row and band.right > band.left), None)
    return wide is None or (wide.right - wide.left + 1 >= min(width, 3) and wide.left == 1)


def _joined(upper: list[str], lower: list[str], over: Sequence[Band], down: Sequence[Band]) -> list[str]:
    width = max(len(upper), len(lower), *(band.right for band in over))
    above = [*upper, *[""] * (width - len(upper))]
    below = [*lower, *[""] * (width - len(lower))]
    for band in over:
        for place in range(band.left, min(band.right, width)):
            above[place] = above[band.left - 1]
    for band in down:
        below[band.left - 1] = ""
    joined = [f"{top} {bottom}".strip() for top, bottom in zip(above, below, strict=True)]
    while joined and not joined[-1]:
        joined.pop()
    return joined


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
