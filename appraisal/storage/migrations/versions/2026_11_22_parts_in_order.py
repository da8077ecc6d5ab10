"""parts in order

Revision 7e2b90c4d1a8, after fdc9fd8c73fc, of 2026-11-22 04:52:00.000000.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '7e2b90c4d1a8'
down_revision = "fdc9fd8c73fc"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table('plan_node', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_plan_node_parent_id_position_id'), ['parent_id', 'position', 'id'], unique=False)
        batch_op.create_index('ix_plan_node_supporting', ['starts_on'], unique=False, sqlite_where=sa.text('is_supporting IS 1'), postgresql_where=sa.text('is_supporting IS true'))
        batch_op.drop_index(batch_op.f('ix_plan_node_parent_id'))


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table('plan_node', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_plan_node_parent_id'), ['parent_id'], unique=False)
        batch_op.drop_index('ix_plan_node_supporting')
        batch_op.drop_index(batch_op.f('ix_plan_node_parent_id_position_id'))
