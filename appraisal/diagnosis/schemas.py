"""A talk and its explanations as plain data: one shape for JSON, for the paper, and for the copy kept with a signature.

Texts of rules and facts are {en, fa, ru, vi}; days and moments are ISO. Nothing in it is computed or about
anybody's worth. The shape of a talk:

    kind, shape           "appraisal_diagnosis", 1: raised when the shape changes; old copies keep their number
    key, employee, manager, goal, goal_starts_on, goal_ends_on, days_left_out, opened_at
    remedy_by             employee|manager|"": on whose side the remedy begins; judge_others_from: day|null
    looks                 [{evaluated_at, as_of, outcome, pack_name, pack_version, pack_sha256, shown, rules}], newest
                          first; ``shown`` is what it says by factor, ``rules`` how each rule came to it
    picture               {starts_on, ends_on, points: [{x, leads}], ticks: [x]} | null: shapes of the dated line
    said_by_employee, said_by_manager   [{fact, label, value|null, stance, said, on, since|null}]
    after                 {conclusion|null, promises, reply|null, follow_ups}: people's own words
    contests              [{what, reason, raised_at, due_on, outcome, words, answered_by, answered_at}]

A fact is {name, label, kind, words|null, number|null, unit, origin, on|null, author, since|null, is_contested, aged};
a rule that spoke is {key, version, title, weights, gate, blocks, answer, facts, missing, numbers, condition, remedy,
harms, follow_up_days, source, is_contested}. Behind a conclusion stands less of it: see ``behind_to_plain``.
"""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

Plain = dict[str, Any]
KIND = "appraisal_diagnosis"
SHAPE = 1
LONG_ONLY = ("gate", "blocks", "missing", "numbers", "condition", "remedy", "harms", "follow_up_days")
"""What a rule says in the annex of its own paper, and not in the short form of a signed review."""


def _texts() -> fields.Dict:
    return fields.Dict(allow_none=True)


def _names() -> fields.List:
    return fields.List(fields.Str())


class FactSchema(Schema):
    """A fact with its value, its day, where it comes from and who said it."""

    name = fields.Str()
    label = _texts()
    kind = fields.Str()
    words = _texts()
    number = fields.Float(allow_none=True)
    unit = fields.Str()
    origin = fields.Str()
    on = fields.Date(allow_none=True)
    author = fields.Str()
    since = fields.Date(allow_none=True)
    is_contested = fields.Bool()
    aged = fields.Bool()


class SpokenRuleSchema(Schema):
    """A rule by its title, with the known facts it rests on."""

    key = fields.Str()
    title = _texts()
    facts = fields.List(fields.Nested(FactSchema))
    is_contested = fields.Bool()


class FactorSchema(Schema):
    """What can be said of one factor."""

    key = fields.Str()
    status = fields.Str()
    speaks_for = fields.List(fields.Nested(SpokenRuleSchema))
    speaks_against = fields.List(fields.Nested(SpokenRuleSchema))
    missing = fields.List(_texts())
    leads = fields.Bool()
    made_likely_by_work = fields.Bool()
    facts_aside = fields.List(fields.Nested(FactSchema))
    rules_aside = fields.List(fields.Nested(SpokenRuleSchema))
    aged = fields.List(fields.Nested(FactSchema))


class GateSchema(Schema):
    """Why no cause is named yet."""

    key = fields.Str()
    title = _texts()
    remedy = _texts()


class StepSchema(Schema):
    """One turn on the dated line."""

    on = fields.Date()
    factor = fields.Str()
    title = _texts()
    leads = fields.Bool()
    origin = fields.Str()
    author = fields.Str()


class ShownSchema(Schema):
    """What a look says."""

    outcome = fields.Str()
    leading = fields.Str(allow_none=True)
    factors = fields.List(fields.Nested(FactorSchema))
    apart = _names()
    gates = fields.List(fields.Nested(GateSchema))
    remedy = _texts()
    harms = fields.List(_texts())
    follow_up_days = fields.Int(allow_none=True)
    line = fields.List(fields.Nested(StepSchema))
    gap = fields.List(fields.Nested(FactSchema))


class NumberSchema(Schema):
    """A number that a rule leaned on, with its day and its source."""

    title = _texts()
    unit = fields.Str()
    value = fields.Float(allow_none=True)
    since = fields.Date(allow_none=True)
    source = fields.Str()


class WeightSchema(Schema):
    """How strongly a rule speaks about a factor."""

    factor = fields.Str()
    side = fields.Str()
    strength = fields.Str()


class ExplainedRuleSchema(Schema):
    """How one rule came to what it said. Takes ``explained.ExplainedRule``."""

    key = fields.Str(attribute="rule.key")
    version = fields.Int(attribute="rule.version")
    title = fields.Dict(attribute="rule.title")
    weights = fields.List(fields.Nested(WeightSchema), attribute="rule.weights")
    gate = fields.Str(attribute="rule.gate")
    blocks = fields.List(fields.Str(), attribute="rule.blocks")
    answer = fields.Str()
    facts = fields.List(fields.Nested(FactSchema))
    missing = fields.List(_texts())
    numbers = fields.List(fields.Nested(NumberSchema), attribute="rule.numbers")
    condition = fields.Str(attribute="rule.condition")
    remedy = fields.Dict(attribute="rule.remedy", allow_none=True)
    harms = fields.Dict(attribute="rule.harms", allow_none=True)
    follow_up_days = fields.Int(attribute="rule.follow_up_days", allow_none=True)
    source = fields.Str(attribute="rule.source")
    is_contested = fields.Bool()


class LookSchema(Schema):
    """One look, with the rules that spoke in it."""

    evaluated_at = fields.DateTime(format="iso")
    as_of = fields.Date()
    outcome = fields.Str()
    pack_name = fields.Str()
    pack_version = fields.Str()
    pack_sha256 = fields.Str()
    shown = fields.Nested(ShownSchema)
    rules = fields.List(fields.Nested(ExplainedRuleSchema))


class PointSchema(Schema):
    """A turn on the picture."""

    x = fields.Int()
    leads = fields.Bool()


class PictureSchema(Schema):
    """The dated line as lengths on a canvas."""

    starts_on = fields.Date()
    ends_on = fields.Date()
    points = fields.List(fields.Nested(PointSchema))
    ticks = fields.List(fields.Int())


class SaidSchema(Schema):
    """What one side answered."""

    fact = fields.Str()
    label = _texts()
    value = fields.Nested(FactSchema, only=("kind", "words", "number", "unit"), allow_none=True)
    stance = fields.Str()
    said = fields.Str()
    on = fields.DateTime(format="iso")
    since = fields.Date(allow_none=True)


class WordsSchema(Schema):
    """What one person wrote after the talk, and when; each kind of it has a field or two of its own."""

    author = fields.Str()
    written_at = fields.DateTime(format="iso")
    text = fields.Str()
    factors = _names()
    follow_up_on = fields.Date()
    agrees = fields.Str()
    helped = fields.Str()


class PromiseSchema(Schema):
    """Who does what by when."""

    owner = fields.Str()
    text = fields.Str()
    due_on = fields.Date()
    closed_at = fields.DateTime(format="iso", allow_none=True)


class AfterSchema(Schema):
    """What came of the talk."""

    conclusion = fields.Nested(WordsSchema, allow_none=True)
    promises = fields.List(fields.Nested(PromiseSchema))
    reply = fields.Nested(WordsSchema, allow_none=True)
    follow_ups = fields.List(fields.Nested(WordsSchema))


class ContestedSchema(Schema):
    """What a contest speaks of, as it stood."""

    about = fields.Str()
    name = fields.Str()
    title = _texts()
    fact = fields.Nested(FactSchema, allow_none=True)
    text = fields.Str()


class ContestSchema(Schema):
    """A contest with its reason, and the answer once there is one."""

    what = fields.Nested(ContestedSchema)
    reason = fields.Str()
    raised_at = fields.DateTime(format="iso")
    due_on = fields.Date()
    outcome = fields.Str()
    words = fields.Str()
    answered_by = fields.Str()
    answered_at = fields.DateTime(format="iso", allow_none=True)


class TalkSchema(Schema):
    """A talk in full. Takes ``telling.Talk``."""

    key = fields.Int()
    employee = fields.Str()
    manager = fields.Str()
    goal = fields.Str()
    goal_starts_on = fields.Date()
    goal_ends_on = fields.Date()
    days_left_out = fields.Int()
    opened_at = fields.DateTime(format="iso")
    remedy_by = fields.Str()
    judge_others_from = fields.Date(allow_none=True)
    looks = fields.List(fields.Nested(LookSchema))
    picture = fields.Nested(PictureSchema, allow_none=True)
    said_by_employee = fields.List(fields.Nested(SaidSchema))
    said_by_manager = fields.List(fields.Nested(SaidSchema))
    after = fields.Nested(AfterSchema)
    contests = fields.List(fields.Nested(ContestSchema))


class BehindSchema(Schema):
    """What stood behind a conclusion, in short. Takes ``telling.Behind``."""

    evaluated_at = fields.DateTime(format="iso")
    pack_name = fields.Str()
    pack_version = fields.Str()
    pack_sha256 = fields.Str()
    rules = fields.List(fields.Nested(ExplainedRuleSchema(exclude=LONG_ONLY)))
    contests = fields.List(fields.Nested(ContestSchema))


_TALK, _BEHIND = TalkSchema(), BehindSchema()


def talk_to_plain(talk: Any) -> Plain:
    """A ``telling.Talk`` as plain data."""
    told: Any = _TALK.dump(talk)
    return {"kind": KIND, "shape": SHAPE, **told}


def behind_to_plain(behind: Any) -> Plain:
    """A ``telling.Behind`` as plain data: {evaluated_at, pack_name, pack_version, pack_sha256, rules, contests}.

    A rule is {key, version, title, weights, answer, facts, source, is_contested}.
    """
    told: Any = _BEHIND.dump(behind)
    return told
