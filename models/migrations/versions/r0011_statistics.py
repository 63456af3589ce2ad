"""Clock runs name the queue they ran in, so that a statistic counts an inquiry where it lay.

Runs that are there already are taken to have run where their inquiry is now: of transfers before this step
the history knows more than the statistic.

Revision: r0011_statistics, after r0010_appeals
"""

import sqlalchemy as sa
from alembic import op

revision = 'r0011_statistics'
down_revision = 'r0010_appeals'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('clock_runs', schema=None) as batch_op:
        batch_op.add_column(sa.Column('body', sa.String(length=12), server_default='', nullable=False))
        batch_op.add_column(sa.Column('region', sa.String(length=2), server_default='', nullable=False))
        batch_op.create_index('ix_clock_runs_ended', ['body', 'ended_at'], unique=False)
        batch_op.create_index('ix_clock_runs_received', ['body', 'received_at'], unique=False)
    for name in ("body", "region"):
        op.execute(
            f"UPDATE clock_runs SET {name} = "
            f"(SELECT {name} FROM inquiries WHERE inquiries.id = clock_runs.inquiry_id)"
        )


def downgrade() -> None:
    with op.batch_alter_table('clock_runs', schema=None) as batch_op:
        batch_op.drop_index('ix_clock_runs_received')
        batch_op.drop_index('ix_clock_runs_ended')
        batch_op.drop_column('region')
        batch_op.drop_column('body')
