"""A real service for the story: ``appraisal demo`` in a process, with a database and a port of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 180.0
COMMAND = "from appraisal.cli import main; main()"


@contextmanager
def served_demo(folder: Path, database_url: str = "") -> Iterator[str]:
    """The address of a demo that lives while the block runs; what it says is kept in ``service.log``."""
    port = _free_port()
    own = {"DATA_DIR": str(folder), "DATABASE_URL": database_url, "PORT": str(port), "LOG_LEVEL": "WARNING"}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("APPRAISAL_")}
    environment |= {f"APPRAISAL_{name}": value for name, value in own.items()}
    log = folder / "service.log"
    with log.open("wb") as said:
        service = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-c", COMMAND, "demo"],
            cwd=ROOT, env=environment, stdout=said, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, service, log)
            yield address
        finally:
            service.terminate()
            service.wait(timeout=30)


def _wait_for(address: str, service: subprocess.Popen[bytes], log: Path) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and service.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=2):  # noqa: S310 - our own address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)  # the service starts in a process of its own
    raise RuntimeError(f"the demo does not answer:\n{log.read_text()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
