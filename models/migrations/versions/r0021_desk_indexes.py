"""Indexes of what the card, the page of a queue and the workload ask at a million inquiries.

Revision: r0021_desk_indexes, after r0020_part_free_since
"""

import sqlalchemy as sa
from alembic import op

revision = 'r0021_desk_indexes'
down_revision = 'r0020_part_free_since'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('answers', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_answers_canned'))
        batch_op.create_index('ix_answers_canned', ['canned_id', 'id'], unique=False, sqlite_where=sa.text('canned_id IS NOT NULL'), postgresql_where=sa.text('canned_id IS NOT NULL'))

    with op.batch_alter_table('inquiries', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_inquiries_assignee'))
        batch_op.create_index('ix_inquiries_assignee', ['assignee_id', 'state', 'due'], unique=False)
        batch_op.create_index('ix_inquiries_free', ['body', 'region', 'id'], unique=False, sqlite_where=sa.text("state IN ('new')"), postgresql_where=sa.text("state IN ('new')"))


def downgrade() -> None:
    with op.batch_alter_table('inquiries', schema=None) as batch_op:
        batch_op.drop_index('ix_inquiries_free')
        batch_op.drop_index('ix_inquiries_assignee')
        batch_op.create_index(batch_op.f('ix_inquiries_assignee'), ['assignee_id', 'state'], unique=False)

    with op.batch_alter_table('answers', schema=None) as batch_op:
        batch_op.drop_index('ix_answers_canned')
        batch_op.create_index(batch_op.f('ix_answers_canned'), ['canned_id'], unique=False, sqlite_where=sa.text('canned_id IS NOT NULL'), postgresql_where=sa.text('canned_id IS NOT NULL'))
