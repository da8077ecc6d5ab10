"""Which rules applied in concluded talks, and looks at drift

Revision 1771d263fd25, after 41d140efec66.

Talks that were concluded before are counted from what was kept of them.
"""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = '1771d263fd25'
down_revision = '41d140efec66'
branch_labels = None
depends_on = None


FIRING = sa.table(
    "rule_firing",
    sa.column("diagnosis_id"), sa.column("pack_name"), sa.column("rule"), sa.column("version"),
    sa.column("logic"), sa.column("overridden", sa.Boolean), sa.column("advised", sa.Boolean),
)
CONCLUSION = sa.table("conclusion", sa.column("evaluation_id"), sa.column("factors", sa.JSON))
EVALUATION = sa.table(
    "evaluation",
    sa.column("id"), sa.column("diagnosis_id"), sa.column("pack_name"), sa.column("pack_sha256"),
    sa.column("result", sa.JSON),
)
EDITION = sa.table("pack_edition", sa.column("sha256"), sa.column("content", sa.JSON))
AT_ONCE = 500


def count_concluded(connection: sa.Connection) -> None:
    """Write down the rules that applied in each talk that is concluded, some hundreds of talks at a time."""
    wanted = (
        sa.select(EVALUATION, CONCLUSION.c.factors)
        .join(CONCLUSION, CONCLUSION.c.evaluation_id == EVALUATION.c.id)
        .order_by(EVALUATION.c.id)
        .limit(AT_ONCE)
    )
    spoken: dict[str, dict] = {}
    reached = 0
    while talks := connection.execute(wanted.where(EVALUATION.c.id > reached)).all():
        for talk in talks:
            if talk.pack_sha256 not in spoken:
                texts = sa.select(EDITION.c.content).where(EDITION.c.sha256 == talk.pack_sha256)
                spoken[talk.pack_sha256] = (connection.scalar(texts) or {}).get("rules", {})
            rows = list(applied(talk, spoken[talk.pack_sha256]))
            if rows:
                connection.execute(sa.insert(FIRING), rows)
        reached = talks[-1].id


def applied(talk: sa.Row, rules: dict) -> Iterator[dict]:
    """The rules that applied, as they are written down with a conclusion from now on."""
    named = set(talk.factors)
    for name, said in talk.result.get("rules", {}).items():
        if said["answer"] != "yes" or name not in rules:
            continue
        backed = {
            factor
            for factor, found in talk.result["factors"].items()
            if found["status"] == "supported" and name in found["for"]
        }
        yield {
            "diagnosis_id": talk.diagnosis_id, "pack_name": talk.pack_name, "rule": name,
            "version": rules[name]["version"], "logic": rules[name]["logic"],
            "overridden": bool(backed and named) and backed.isdisjoint(named),
            "advised": not named.isdisjoint(rules[name]["for"]),
        }


def upgrade() -> None:
    """Go forward."""
    op.create_table('drift_check',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('engine', sa.String(length=20), nullable=False),
    sa.Column('asked_by_name', sa.String(length=200), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('result', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_drift_check'))
    )
    op.guard_table('drift_check')
    op.create_table('rule_firing',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('diagnosis_id', sa.Integer(), nullable=False),
    sa.Column('pack_name', sa.String(length=60), nullable=False),
    sa.Column('rule', sa.String(length=60), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('logic', sa.String(length=64), nullable=False),
    sa.Column('overridden', sa.Boolean(), nullable=False),
    sa.Column('advised', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['diagnosis_id'], ['diagnosis.id'], name=op.f('fk_rule_firing_diagnosis_id_diagnosis')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rule_firing'))
    )
    op.guard_table('rule_firing')
    with op.batch_alter_table('rule_firing', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rule_firing_diagnosis_id'), ['diagnosis_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_rule_firing_rule'), ['rule'], unique=False)
    count_concluded(op.get_bind())


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table('rule_firing', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_rule_firing_rule'))
        batch_op.drop_index(batch_op.f('ix_rule_firing_diagnosis_id'))

    op.unguard_table('rule_firing')
    op.drop_table('rule_firing')
    op.unguard_table('drift_check')
    op.drop_table('drift_check')
