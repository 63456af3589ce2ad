"""The words of inquiries, and the index of arrivals.

Inquiries that are there already are found by their numbers; by words, once something is said in them.

Revision: r0013_search, after r0012_erasures
"""

import sqlalchemy as sa
from alembic import op

from models import columns

revision = 'r0013_search'
down_revision = 'r0012_erasures'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('search_words',
    sa.Column('body', sa.String(length=12), nullable=False),
    sa.Column('region', sa.String(length=2), nullable=False),
    sa.Column('word', sa.String(length=16).with_variant(sa.String(length=16, collation='C'), 'postgresql'), nullable=False),
    sa.Column('inquiry_id', columns.Id, nullable=False),
    sa.PrimaryKeyConstraint('body', 'region', 'word', 'inquiry_id', name=op.f('pk_search_words')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('inquiries', schema=None) as batch_op:
        batch_op.create_index('ix_inquiries_received', ['body', 'region', 'received_at', 'id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('inquiries', schema=None) as batch_op:
        batch_op.drop_index('ix_inquiries_received')

    op.drop_table('search_words')