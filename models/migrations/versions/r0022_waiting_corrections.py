"""An index of corrections that wait for a head.

Revision: r0022_waiting_corrections, after r0021_desk_indexes
"""

import sqlalchemy as sa
from alembic import op

revision = 'r0022_waiting_corrections'
down_revision = 'r0021_desk_indexes'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('corrections', schema=None) as batch_op:
        batch_op.create_index('ix_corrections_waiting', ['id'], unique=False, sqlite_where=sa.text("state IN ('approval')"), postgresql_where=sa.text("state IN ('approval')"))


def downgrade() -> None:
    with op.batch_alter_table('corrections', schema=None) as batch_op:
        batch_op.drop_index('ix_corrections_waiting', sqlite_where=sa.text("state IN ('approval')"), postgresql_where=sa.text("state IN ('approval')"))
