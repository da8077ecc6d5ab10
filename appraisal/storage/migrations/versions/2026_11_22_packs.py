"""Packs as an organisation runs them: editions with author and reason, drafts, dry runs

Revision ID: 3b1f7a9c2d54
Revises: e996d0b6e3d6
Create Date: 2026-11-22 00:20:00

"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "3b1f7a9c2d54"
down_revision = 'e996d0b6e3d6'
branch_labels = None
depends_on = None

def new_columns() -> tuple[sa.Column, ...]:
    """What an edition says beside its texts."""
    return (
        sa.Column("kind", sa.String(length=20), server_default="diagnosis", nullable=False),
        sa.Column("facts_version", sa.String(length=20), server_default="", nullable=False),
        sa.Column("engine_version", sa.String(length=20), server_default="", nullable=False),
        sa.Column("files", sa.JSON(), server_default="{}", nullable=False),
        sa.Column("overlay", sa.JSON(), server_default="{}", nullable=False),
        sa.Column("digests", sa.JSON(), server_default="{}", nullable=False),
        sa.Column("base_sha256", sa.String(length=64), server_default="", nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("author_name", sa.String(length=200), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
    )


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("pack_edition", schema=None) as batch_op:
        for column in new_columns():
            batch_op.add_column(column)
        batch_op.create_unique_constraint(batch_op.f("uq_pack_edition_name_number"), ["name", "number"])
        batch_op.create_foreign_key(
            batch_op.f("fk_pack_edition_author_id_employee"), "employee", ["author_id"], ["id"]
        )
    op.guard_table("pack_edition")
    op.create_table(
        "pack_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("overlay", sa.JSON(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("author_name", sa.String(length=200), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["employee.id"], name=op.f("fk_pack_draft_author_id_employee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_draft")),
        sa.UniqueConstraint("name", name=op.f("uq_pack_draft_name")),
    )
    op.create_table(
        "pack_trial",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("draft_digest", sa.String(length=64), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_by_name", sa.String(length=200), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["employee.id"], name=op.f("fk_pack_trial_asked_by_id_employee")
        ),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_pack_trial_job_id_job")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_trial")),
    )
    op.guard_table("pack_trial")
    with op.batch_alter_table("pack_trial", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pack_trial_draft_digest"), ["draft_digest"], unique=False)
        batch_op.create_index(batch_op.f("ix_pack_trial_name"), ["name"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.unguard_table("pack_trial")
    op.drop_table("pack_trial")
    op.drop_table("pack_draft")
    op.unguard_table("pack_edition")
    with op.batch_alter_table("pack_edition", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_pack_edition_author_id_employee"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_pack_edition_name_number"), type_="unique")
        for column in reversed(new_columns()):
            batch_op.drop_column(column.name)
