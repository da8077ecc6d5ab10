"""Which line of a file came from whom: the software, or the person who published it, and on which day. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Hand:
    """Whoever wrote a line. No name: it came with the software."""

    name: str = ""
    at: datetime | None = None
    version: str = ""


@dataclass(frozen=True)
class WrittenLine:
    """One line of a file and the hand that wrote it last."""

    text: str
    by: Hand


SOFTWARE = Hand()


def lines_with_hands(core: str, published: Sequence[tuple[Hand, str]]) -> tuple[WrittenLine, ...]:
    """The lines of the last text, each with who wrote it: the core first, then what was published, oldest first.

    A line that went and came back belongs to the software when the core has it at that place.
    """
    lines = [WrittenLine(line, SOFTWARE) for line in core.splitlines()]
    for hand, text in published:
        lines = _written_over(lines, hand, text.splitlines())
    return tuple(_given_back(core.splitlines(), lines))


def _written_over(before: list[WrittenLine], hand: Hand, after: list[str]) -> list[WrittenLine]:
    matcher = SequenceMatcher(None, [line.text for line in before], after, autojunk=False)
    lines = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            lines += before[start:end]
        else:
            lines += [WrittenLine(text, hand) for text in after[new_start:new_end]]
    return lines


def _given_back(core: list[str], lines: list[WrittenLine]) -> list[WrittenLine]:
    """A line that equals the core's at its place is the core's, however it came back."""
    given = list(lines)
    matcher = SequenceMatcher(None, core, [line.text for line in lines], autojunk=False)
    for block in matcher.get_matching_blocks():
        for place in range(block.b, block.b + block.size):
            given[place] = WrittenLine(lines[place].text, SOFTWARE)
    return given
