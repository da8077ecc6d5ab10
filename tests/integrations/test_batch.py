"""Files brought in together, read against each other."""

from pathlib import Path

import appraisal.integrations
from appraisal.integrations.batch import read_batch
from appraisal.integrations.domain import BroughtFile, Decisions
from appraisal.integrations.opening import Stored

DEMO = Path(appraisal.integrations.__file__).parent / "demo"
FILES = ("sales_pipeline.csv", "sales_teams.csv", "accounts.csv", "products.csv")


def test_the_five_sellers_without_a_deal_are_told_by_name():
    files = [BroughtFile(name, (DEMO / name).read_bytes()) for name in FILES]
    batch = read_batch(files, Stored(), Decisions(accept_suggestions=True))
    remarks = [remark for one in batch.files for remark in one.reading.remarks]
    (told,) = [remark for remark in remarks if remark.reason == "sellers_without_deals"]
    assert told.value == "Carl Lin, Carol Thompson, Elizabeth Anderson, Mei-Mei Johns, Natalya Ivanova"
