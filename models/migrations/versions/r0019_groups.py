"""Groups of bodies, their cards, and the codes that link them.

Revision: r0019_groups, after r0018_answering
"""

import sqlalchemy as sa
from alembic import op
from models import columns
revision = 'r0019_groups'
down_revision = 'r0018_answering'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('group_codes',
    sa.Column('id', columns.Id, nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('body', sa.String(length=12), nullable=False),
    sa.Column('region', sa.String(length=2), nullable=False),
    sa.Column('created_by', columns.Id, nullable=False),
    sa.Column('expires_at', columns.Instant(), nullable=False),
    sa.Column('used_at', columns.Instant(), nullable=True),
    sa.ForeignKeyConstraint(['created_by'], ['people.id'], name=op.f('fk_group_codes_created_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_group_codes')),
    sa.UniqueConstraint('digest', name=op.f('uq_group_codes_digest'))
    )
    op.create_table('group_links',
    sa.Column('id', columns.Id, nullable=False),
    sa.Column('body', sa.String(length=12), nullable=False),
    sa.Column('region', sa.String(length=2), nullable=False),
    sa.Column('chat_id', columns.Id, nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('forum', sa.Boolean(), nullable=False),
    sa.Column('topic_id', sa.BigInteger(), nullable=True),
    sa.Column('topic_row', columns.Id, nullable=True),
    sa.Column('linked_by', columns.Id, nullable=False),
    sa.Column('linked_at', columns.Instant(), nullable=False),
    sa.Column('hinted_at', columns.Instant(), nullable=True),
    sa.ForeignKeyConstraint(['chat_id'], ['chats.id'], name=op.f('fk_group_links_chat_id')),
    sa.ForeignKeyConstraint(['linked_by'], ['people.id'], name=op.f('fk_group_links_linked_by')),
    sa.ForeignKeyConstraint(['topic_row'], ['outbox.id'], name=op.f('fk_group_links_topic_row'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_group_links')),
    sa.UniqueConstraint('body', 'region', name=op.f('uq_group_links_body_region')),
    sa.UniqueConstraint('chat_id', name=op.f('uq_group_links_chat_id'))
    )
    op.create_table('group_cards',
    sa.Column('link_id', columns.Id, nullable=False),
    sa.Column('inquiry_id', columns.Id, nullable=False),
    sa.Column('outbox_id', columns.Id, nullable=True),
    sa.Column('message_id', sa.BigInteger(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('late', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['inquiry_id'], ['inquiries.id'], name=op.f('fk_group_cards_inquiry_id')),
    sa.ForeignKeyConstraint(['link_id'], ['group_links.id'], name=op.f('fk_group_cards_link_id')),
    sa.ForeignKeyConstraint(['outbox_id'], ['outbox.id'], name=op.f('fk_group_cards_outbox_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('link_id', 'inquiry_id', name=op.f('pk_group_cards'))
    )


def downgrade() -> None:
    op.drop_table('group_cards')
    op.drop_table('group_links')
    op.drop_table('group_codes')
