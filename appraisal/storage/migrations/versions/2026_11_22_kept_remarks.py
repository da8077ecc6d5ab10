"""What stays although a rule remarked on it, with the reason

Revision ID: 5d0c7e1b9a36
Revises: 3b1f7a9c2d54
Create Date: 2026-11-22 00:30:00

"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "5d0c7e1b9a36"
down_revision = '3b1f7a9c2d54'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "kept_remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("noun_key", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("pack", sa.String(length=60), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        sa.Column("rule_group", sa.String(length=60), server_default="", nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("author_name", sa.String(length=200), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["about_id"], ["employee.id"], name=op.f("fk_kept_remark_about_id_employee")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["employee.id"], name=op.f("fk_kept_remark_author_id_employee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_remark")),
    )
    op.guard_table("kept_remark")
    with op.batch_alter_table("kept_remark", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_kept_remark_about_id_rule_group"), ["about_id", "rule_group"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_kept_remark_noun_noun_key"), ["noun", "noun_key"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.unguard_table("kept_remark")
    op.drop_table("kept_remark")
