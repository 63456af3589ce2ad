"""Canned replies, likenesses of questions, answers to many, corrections; what an answer came to.

Revision: r0018_answering, after r0017_opened_files
"""

import sqlalchemy as sa
from alembic import op

from models import columns

revision = 'r0018_answering'
down_revision = 'r0017_opened_files'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('canned_replies',
    sa.Column('id', columns.Id, nullable=False),
    sa.Column('body', sa.String(length=12), nullable=False),
    sa.Column('region', sa.String(length=2), nullable=False),
    sa.Column('title_kk', sa.String(length=80), nullable=False),
    sa.Column('title_ru', sa.String(length=80), nullable=False),
    sa.Column('text_kk', sa.Text(), nullable=False),
    sa.Column('text_ru', sa.Text(), nullable=False),
    sa.Column('outcome', sa.String(length=12), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('author_id', columns.Id, nullable=False),
    sa.Column('changed_at', columns.Instant(), nullable=False),
    sa.Column('withdrawn_at', columns.Instant(), nullable=True),
    sa.ForeignKeyConstraint(['author_id'], ['memberships.id'], name=op.f('fk_canned_replies_author_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_canned_replies'))
    )
    with op.batch_alter_table('canned_replies', schema=None) as batch_op:
        batch_op.create_index('ix_canned_replies_queue', ['body', 'region'], unique=False, sqlite_where=sa.text('withdrawn_at IS NULL'), postgresql_where=sa.text('withdrawn_at IS NULL'))

    op.create_table('gists',
    sa.Column('inquiry_id', columns.Id, autoincrement=False, nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['inquiry_id'], ['inquiries.id'], name=op.f('fk_gists_inquiry_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('inquiry_id', name=op.f('pk_gists'))
    )
    op.create_table('corrections',
    sa.Column('id', columns.Id, nullable=False),
    sa.Column('answer_id', columns.Id, nullable=False),
    sa.Column('author_id', columns.Id, nullable=False),
    sa.Column('approver_id', columns.Id, nullable=True),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('was', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('remark', sa.Text(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', columns.Instant(), nullable=False),
    sa.Column('sent_at', columns.Instant(), nullable=True),
    sa.ForeignKeyConstraint(['answer_id'], ['answers.id'], name=op.f('fk_corrections_answer_id')),
    sa.ForeignKeyConstraint(['approver_id'], ['memberships.id'], name=op.f('fk_corrections_approver_id')),
    sa.ForeignKeyConstraint(['author_id'], ['memberships.id'], name=op.f('fk_corrections_author_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_corrections')),
    sa.UniqueConstraint('answer_id', name=op.f('uq_corrections_answer_id'))
    )
    op.create_table('links',
    sa.Column('id', columns.Id, nullable=False),
    sa.Column('lead_id', columns.Id, nullable=False),
    sa.Column('inquiry_id', columns.Id, nullable=False),
    sa.Column('membership_id', columns.Id, nullable=False),
    sa.Column('at', columns.Instant(), nullable=False),
    sa.Column('answer_id', columns.Id, nullable=True),
    sa.Column('copy_id', columns.Id, nullable=True),
    sa.ForeignKeyConstraint(['answer_id'], ['answers.id'], name=op.f('fk_links_answer_id')),
    sa.ForeignKeyConstraint(['copy_id'], ['answers.id'], name=op.f('fk_links_copy_id')),
    sa.ForeignKeyConstraint(['inquiry_id'], ['inquiries.id'], name=op.f('fk_links_inquiry_id')),
    sa.ForeignKeyConstraint(['lead_id'], ['inquiries.id'], name=op.f('fk_links_lead_id')),
    sa.ForeignKeyConstraint(['membership_id'], ['memberships.id'], name=op.f('fk_links_membership_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_links'))
    )
    with op.batch_alter_table('links', schema=None) as batch_op:
        batch_op.create_index('ix_links_answer', ['answer_id'], unique=False)
        batch_op.create_index('ix_links_lead', ['lead_id'], unique=False)
        batch_op.create_index('uq_links_open', ['inquiry_id'], unique=True, sqlite_where=sa.text('answer_id IS NULL'), postgresql_where=sa.text('answer_id IS NULL'))

    with op.batch_alter_table('answers', schema=None) as batch_op:
        batch_op.add_column(sa.Column('outcome', sa.String(length=12), nullable=True))
        batch_op.add_column(sa.Column('canned_id', columns.Id, nullable=True))
        batch_op.add_column(sa.Column('opening', columns.Json, nullable=True))
        batch_op.add_column(sa.Column('other_text', sa.Text(), server_default='', nullable=False))
        batch_op.create_index('ix_answers_canned', ['canned_id'], unique=False, sqlite_where=sa.text('canned_id IS NOT NULL'), postgresql_where=sa.text('canned_id IS NOT NULL'))
        batch_op.create_foreign_key(batch_op.f('fk_answers_canned_id'), 'canned_replies', ['canned_id'], ['id'])



def downgrade() -> None:
    with op.batch_alter_table('answers', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_answers_canned_id'), type_='foreignkey')
        batch_op.drop_index('ix_answers_canned', sqlite_where=sa.text('canned_id IS NOT NULL'), postgresql_where=sa.text('canned_id IS NOT NULL'))
        batch_op.drop_column('other_text')
        batch_op.drop_column('opening')
        batch_op.drop_column('canned_id')
        batch_op.drop_column('outcome')

    with op.batch_alter_table('links', schema=None) as batch_op:
        batch_op.drop_index('uq_links_open', sqlite_where=sa.text('answer_id IS NULL'), postgresql_where=sa.text('answer_id IS NULL'))
        batch_op.drop_index('ix_links_lead')
        batch_op.drop_index('ix_links_answer')

    op.drop_table('links')
    op.drop_table('corrections')
    op.drop_table('gists')
    with op.batch_alter_table('canned_replies', schema=None) as batch_op:
        batch_op.drop_index('ix_canned_replies_queue', sqlite_where=sa.text('withdrawn_at IS NULL'), postgresql_where=sa.text('withdrawn_at IS NULL'))

    op.drop_table('canned_replies')
