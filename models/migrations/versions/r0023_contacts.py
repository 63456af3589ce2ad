"""Contacts that citizens shared stand apart from what they said; who opened one is found like who opened files.

Revision: r0023_contacts, after r0022_waiting_corrections
"""

import sqlalchemy as sa
from alembic import op

revision = 'r0023_contacts'
down_revision = 'r0022_waiting_corrections'
branch_labels = None
depends_on = None

BOTH = sa.text("kind IN ('files_opened', 'contact_opened')")
FILES = sa.text("kind = 'files_opened'")


def upgrade() -> None:
    with op.batch_alter_table('messages', schema=None) as batch_op:
        batch_op.add_column(sa.Column('contact', sa.Text(), server_default='', nullable=False))
    op.execute("UPDATE messages SET contact = text, text = '' WHERE kind = 'contact'")
    with op.batch_alter_table('events', schema=None) as batch_op:
        batch_op.drop_index('ix_events_opened')
        batch_op.create_index('ix_events_opened', ['id'], unique=False, sqlite_where=BOTH, postgresql_where=BOTH)


def downgrade() -> None:
    with op.batch_alter_table('events', schema=None) as batch_op:
        batch_op.drop_index('ix_events_opened')
        batch_op.create_index('ix_events_opened', ['id'], unique=False, sqlite_where=FILES, postgresql_where=FILES)
    op.execute("UPDATE messages SET text = contact WHERE kind = 'contact'")
    with op.batch_alter_table('messages', schema=None) as batch_op:
        batch_op.drop_column('contact')
