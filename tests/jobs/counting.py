"""Work for tests: counts parts, and leaves one line of history for each. Run as a program, it is a worker to be killed."""

from __future__ import annotations

import os
import sys
import time
from datetime import timedelta
from typing import Any

from appraisal.app import create_app
from appraisal.i18n.wording import adopt
from appraisal.jobs.context import TryLater, WorkContext
from appraisal.jobs.registry import work
from appraisal.jobs.worker import Worker
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotReady
from appraisal.settings import read_settings
from appraisal.storage.history import record

adopt({"job.count_parts": "Counting parts", "job_note.odd": "It was odd"})


@work("count_parts")
def count_parts(context: WorkContext) -> dict[str, Any]:
    """Count to ``parts``, slowly; note the odd ones when asked to; write a line for each at the end."""
    parts, pause = context.arguments["parts"], context.arguments.get("pause", 0)
    context.progress(0, parts)
    for number in range(1, parts + 1):
        time.sleep(pause)  # work that takes a while
        if context.arguments.get("odd_fail") and number % 2:
            context.note(f"part {number}", "odd")
        context.progress(number)
    with context.writing() as store:
        for number in range(parts):
            record(store, context.actor, "counted", "part", number, at=context.asked_at)
            if context.arguments.get("slow_writing"):
                store.flush()
                time.sleep(pause)  # work that takes a while
    return {"counted": parts, "endpoint": "people.people", "values": {}}


@work("fail_once")
def fail_once(context: WorkContext) -> dict[str, Any]:
    """Writes, then falls over, as often as ``context.arguments`` says."""
    with context.writing() as store:
        record(store, context.actor, "tried", "part", 1, at=context.asked_at)
    raise RuntimeError("fell over")


@work("wait_for_weather")
def wait_for_weather(context: WorkContext) -> dict[str, Any]:
    """Cannot begin yet."""
    raise TryLater("it rains", timedelta(hours=1))


@work("refuse")
def refuse(context: WorkContext) -> dict[str, Any]:
    """Is not ready."""
    raise NotReady(Objections.one("job_not_stopped"))


if __name__ == "__main__":
    Worker(create_app(read_settings(os.environ)), lease=timedelta(seconds=2), poll=0.1).start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    time.sleep(120)  # longer than any test waits: it must be ended from outside
