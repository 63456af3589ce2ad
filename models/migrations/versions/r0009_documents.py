"""Orders of documents: what was asked for, how far it has come, what became of it.

Revision: r0009_documents, after r0008_broadcasts
"""

import sqlalchemy as sa
from alembic import op

from models import columns

revision = 'r0009_documents'
down_revision = 'r0008_broadcasts'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('document_orders',
    sa.Column('id', columns.Id, nullable=False),
    sa.Column('person_id', columns.Id, nullable=False),
    sa.Column('kind', sa.String(length=24), nullable=False),
    sa.Column('args', columns.Json, nullable=False),
    sa.Column('at_work', sa.Boolean(), nullable=False),
    sa.Column('once', sa.String(length=120), nullable=True),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('owner', sa.Integer(), nullable=True),
    sa.Column('retry_at', sa.Float(), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('path', sa.Text(), nullable=True),
    sa.Column('name', sa.String(length=120), nullable=True),
    sa.Column('sent_as', sa.String(length=12), nullable=True),
    sa.Column('told', columns.Json, nullable=False),
    sa.Column('shown_by', columns.Id, nullable=True),
    sa.Column('sent_by', columns.Id, nullable=True),
    sa.Column('created_at', columns.Instant(), nullable=False),
    sa.Column('ended_at', columns.Instant(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_document_orders_person_id')),
    sa.ForeignKeyConstraint(['sent_by'], ['outbox.id'], name=op.f('fk_document_orders_sent_by'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['shown_by'], ['outbox.id'], name=op.f('fk_document_orders_shown_by'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_document_orders')),
    sa.UniqueConstraint('once', name=op.f('uq_document_orders_once'))
    )
    with op.batch_alter_table('document_orders', schema=None) as batch_op:
        batch_op.create_index('ix_document_orders_open', ['state', 'id'], unique=False, sqlite_where=sa.text("state IN ('wanted', 'making', 'made')"), postgresql_where=sa.text("state IN ('wanted', 'making', 'made')"))
        batch_op.create_index(batch_op.f('ix_document_orders_person_id'), ['person_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('document_orders', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_document_orders_person_id'))
        batch_op.drop_index('ix_document_orders_open', sqlite_where=sa.text("state IN ('wanted', 'making', 'made')"), postgresql_where=sa.text("state IN ('wanted', 'making', 'made')"))

    op.drop_table('document_orders')