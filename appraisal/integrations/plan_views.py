"""A plan taken out as a spreadsheet: the page that offers it, and the two files."""

from __future__ import annotations

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from appraisal.integrations.plan_files import XLSX, as_csv, as_xlsx
from appraisal.integrations.plan_outline import plan_sheet, sheet_page
from appraisal.web.pages import show
from appraisal.web.request import actor, reader, store, today

blueprint = Blueprint("plan_sheets", __name__, url_prefix="/plans")


@blueprint.get("/sheet", defaults={"node": None})
@blueprint.get("/<int:node>/sheet")
def sheet(node: int | None) -> ResponseReturnValue:
    """Where a plan, or every plan, can be downloaded."""
    return show("integrations/plan_sheet.html", sheet_page(store(), actor(), node, today()))


@blueprint.get("/sheet.xlsx", defaults={"node": None})
@blueprint.get("/<int:node>/sheet.xlsx")
def xlsx(node: int | None) -> ResponseReturnValue:
    """The plan as a workbook, from right to left for those who read so."""
    found = plan_sheet(store(), actor(), node, today())
    return _file(as_xlsx(found, gettext, right_to_left=reader().direction == "rtl"), XLSX, "xlsx", node)


@blueprint.get("/sheet.csv", defaults={"node": None})
@blueprint.get("/<int:node>/sheet.csv")
def csv(node: int | None) -> ResponseReturnValue:
    """The plan as CSV."""
    return _file(as_csv(plan_sheet(store(), actor(), node, today()), gettext), "text/csv", "csv", node)


def _file(content: bytes, kind: str, ending: str, node: int | None) -> Response:
    answer = Response(content, mimetype=kind)
    name = f"plan-{node}.{ending}" if node is not None else f"plans.{ending}"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
