"""Tables for tests: the demo's files and hand-made ones, opened with the columns they offer."""

from pathlib import Path

import appraisal.integrations
from appraisal.integrations.fields import Kind
from appraisal.integrations.mapping import Columns, offer_columns, recognise
from appraisal.integrations.tables import Table, read_table

DEMO = Path(appraisal.integrations.__file__).parent / "demo"


def demo_table(name: str) -> tuple[Table, Columns]:
    table = read_table((DEMO / name).read_bytes(), name=name)
    return table, recognise(table.labels).columns


def table_of(text: str, kind: Kind) -> tuple[Table, Columns]:
    table = read_table(text.encode())
    return table, offer_columns(table.labels, kind).columns


def told(reading, reason: str) -> list:
    return [remark for remark in reading.remarks if remark.reason == reason]
