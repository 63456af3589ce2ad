"""Since when a part lies in its queue with nobody's name on it; parts stand on the agenda.

Revision: r0020_part_free_since, after r0019_groups
"""

import sqlalchemy as sa
from alembic import op

from models import columns

revision = 'r0020_part_free_since'
down_revision = 'r0019_groups'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('parts', schema=None) as batch_op:
        batch_op.add_column(sa.Column('free_since', columns.Instant(), nullable=True))

    op.execute("UPDATE parts SET free_since = engaged_at WHERE state = 'asked'")
    # Whatever is owed already is looked at on the next tick, which plans what is to come.
    op.execute(
        "INSERT INTO agenda (subject, subject_id, at) "
        "SELECT 'part', id, engaged_at FROM parts WHERE state IN ('asked', 'taken')"
    )


def downgrade() -> None:
    op.execute("DELETE FROM agenda WHERE subject = 'part'")
    op.execute("DELETE FROM reminder_ledger WHERE subject = 'part'")
    with op.batch_alter_table('parts', schema=None) as batch_op:
        batch_op.drop_column('free_since')
