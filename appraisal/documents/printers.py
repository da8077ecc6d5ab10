"""Printers: processes beside the service that print papers, one per core, so that pages stay quick meanwhile.

Owns the processes and what is said to them. A printer is this module run as a program: a line of JSON
in, a line of JSON and the PDF out. It ends when its input ends, so none outlives the service.
"""

from __future__ import annotations

import gc
import json
import os
import queue
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import IO, Any, Self

from appraisal.documents.press import print_appraisal, warm_up
from appraisal.i18n.languages import Calendar

PAPERS_OF_A_PRINTER = 500


class NotPrinted(Exception):
    """The printer said why."""


class PrinterDied(Exception):
    """The process of a printer is gone."""


class Printer:
    """One process, warmed up for a language. Started anew after some hundred papers, so its memory stays flat."""

    def __init__(self, language: str, calendar: Calendar) -> None:
        self.language, self.calendar, self.printed = language, calendar, 0
        self._process = self._start()

    def print(self, signed: Mapping[str, Any], is_cut: bool) -> bytes:
        """The paper. Raises ``NotPrinted`` or ``PrinterDied``."""
        if self.printed >= PAPERS_OF_A_PRINTER:
            self.close()
            self._process, self.printed = self._start(), 0
        wishes, papers = self._process.stdin, self._process.stdout
        if wishes is None or papers is None:
            raise PrinterDied
        try:
            wishes.write(json.dumps({"signed": signed, "is_cut": is_cut}).encode() + b"\n")
            wishes.flush()
            answer = papers.readline()
            if not answer:
                raise PrinterDied
            told = json.loads(answer)
            if "error" in told:
                raise NotPrinted(told["error"])
            self.printed += 1
            return papers.read(told["size"])
        except OSError as error:
            raise PrinterDied from error

    def close(self) -> None:
        """Let it end."""
        self._process.communicate()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", __name__, self.language, self.calendar.value]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - our own module


class Printers:
    """As many printers as there are cores, or fewer for a few papers."""

    def __init__(self, language: str, calendar: Calendar, papers: int) -> None:
        self.count = max(1, min(os.cpu_count() or 1, papers // 4))
        self._free: queue.Queue[Printer] = queue.Queue()
        for _ in range(self.count):
            self._free.put(Printer(language, calendar))
        self._hands = ThreadPoolExecutor(self.count, thread_name_prefix="printer")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hands.shutdown(cancel_futures=True)
        while not self._free.empty():
            self._free.get().close()

    def ask(self, signed: Mapping[str, Any], is_cut: bool) -> Future[bytes]:
        """A paper, once a printer is free."""
        return self._hands.submit(self._print, signed, is_cut)

    def _print(self, signed: Mapping[str, Any], is_cut: bool) -> bytes:
        printer = self._free.get()
        try:
            return printer.print(signed, is_cut)
        finally:
            self._free.put(printer)


def serve(language: str, calendar: Calendar, wishes: IO[bytes], papers: IO[bytes]) -> None:
    """Print what is asked for until the input ends. What cannot be printed is answered with its reason."""
    warm_up(language, calendar)
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)
    for line in _lines(wishes):
        wish = json.loads(line)
        try:
            paper = print_appraisal(wish["signed"], language, calendar, is_cut=wish["is_cut"])
        except (
            Exception
        ) as error:  # told to whoever asked for the paper; the printer goes on with the next one
            papers.write(json.dumps({"error": f"{type(error).__name__}: {error}"}).encode() + b"\n")
        else:
            papers.write(json.dumps({"size": len(paper)}).encode() + b"\n" + paper)
        papers.flush()


def _lines(wishes: IO[bytes]) -> Iterator[bytes]:
    while line := wishes.readline():
        yield line


if __name__ == "__main__":
    serve(sys.argv[1], Calendar(sys.argv[2]), sys.stdin.buffer, sys.stdout.buffer)
