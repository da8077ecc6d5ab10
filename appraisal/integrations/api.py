"""The addresses for other systems: the list of measures, and readings brought in."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from appraisal.actuals.domain import MEASURES, Measure
from appraisal.i18n.wording import say
from appraisal.integrations.reported import ToldReading, take_told
from appraisal.integrations.schemas import CountsTold, MeasuresTold, TellReadings
from appraisal.web.bodies import SystemsBlueprint
from appraisal.web.request import actor, now, store

blueprint = SystemsBlueprint(
    "api",
    __name__,
    url_prefix="/api/v1",
    description="Results that other systems measured. Every address wants a bearer token.",
)


@blueprint.get("/measures")
@blueprint.response(200, MeasuresTold)
@blueprint.alt_response(401, "UNAUTHORIZED")
@blueprint.alt_response(429, "TOO_MANY_REQUESTS")
def measures() -> dict[str, list[dict[str, Any]]]:
    """Every measure, with its unit."""
    return {"measures": [_plain(measure) for measure in MEASURES.values()]}


@blueprint.post("/readings")
@blueprint.arguments(TellReadings)
@blueprint.response(200, CountsTold)
@blueprint.alt_response(401, "UNAUTHORIZED")
@blueprint.alt_response(403, "FORBIDDEN")
@blueprint.alt_response(413, "REQUEST_ENTITY_TOO_LARGE")
@blueprint.alt_response(415, "UNSUPPORTED_MEDIA_TYPE")
@blueprint.alt_response(429, "TOO_MANY_REQUESTS")
def readings(told: dict[str, Any]) -> dict[str, int]:
    """Bring in readings: all of them are taken, or none. The same delivery twice changes nothing."""
    lines = [ToldReading(**line) for line in told["readings"]]
    return asdict(take_told(store(), actor(), lines, at=now()))


def _plain(measure: Measure) -> dict[str, Any]:
    return {
        "code": measure.code,
        "unit": measure.unit,
        "nature": measure.nature.value,
        "direction": measure.direction,
        "name": say(f"measure.{measure.code}"),
    }
