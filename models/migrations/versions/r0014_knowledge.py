"""Published answers, how answers are used, what has none yet.

Revision: r0014_knowledge, after r0013_search
"""

import sqlalchemy as sa
from alembic import op

from models import columns

revision = 'r0014_knowledge'
down_revision = 'r0013_search'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('answer_uses',
    sa.Column('id', columns.Id, nullable=False),
    sa.Column('answer', sa.String(length=40), nullable=False),
    sa.Column('act', sa.String(length=8), nullable=False),
    sa.Column('draft', columns.Id, nullable=True),
    sa.Column('at', columns.Instant(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_answer_uses')),
    sa.UniqueConstraint('draft', 'answer', 'act', name='uq_answer_uses_draft')
    )
    with op.batch_alter_table('answer_uses', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_answer_uses_at'), ['at'], unique=False)

    op.create_table('reviews_told',
    sa.Column('answer', sa.String(length=40), nullable=False),
    sa.Column('review', sa.Date(), nullable=False),
    sa.PrimaryKeyConstraint('answer', 'review', name=op.f('pk_reviews_told'))
    )
    op.create_table('shelf_version',
    sa.Column('id', columns.Id, autoincrement=False, nullable=False),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shelf_version'))
    )
    op.create_table('likenesses',
    sa.Column('example_id', columns.Id, nullable=False),
    sa.Column('lead_id', columns.Id, nullable=True),
    sa.Column('body', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['example_id'], ['routing_examples.id'], name=op.f('fk_likenesses_example_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('example_id', name=op.f('pk_likenesses'))
    )
    with op.batch_alter_table('likenesses', schema=None) as batch_op:
        batch_op.create_index('ix_likenesses_body_lead', ['body', 'lead_id'], unique=False)

    op.create_table('published_answers',
    sa.Column('id', columns.Id, nullable=False),
    sa.Column('body', sa.String(length=12), nullable=False),
    sa.Column('region', sa.String(length=2), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('question_kk', sa.Text(), nullable=False),
    sa.Column('question_ru', sa.Text(), nullable=False),
    sa.Column('answer_kk', sa.Text(), nullable=False),
    sa.Column('answer_ru', sa.Text(), nullable=False),
    sa.Column('review', sa.Date(), nullable=True),
    sa.Column('told', sa.Date(), nullable=True),
    sa.Column('answer_id', columns.Id, nullable=True),
    sa.Column('author_id', columns.Id, nullable=False),
    sa.Column('head_id', columns.Id, nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', columns.Instant(), nullable=False),
    sa.ForeignKeyConstraint(['answer_id'], ['answers.id'], name=op.f('fk_published_answers_answer_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['author_id'], ['memberships.id'], name=op.f('fk_published_answers_author_id')),
    sa.ForeignKeyConstraint(['head_id'], ['memberships.id'], name=op.f('fk_published_answers_head_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_published_answers')),
    sa.UniqueConstraint('answer_id', name=op.f('uq_published_answers_answer_id'))
    )
    with op.batch_alter_table('published_answers', schema=None) as batch_op:
        batch_op.create_index('ix_published_answers_body_state', ['body', 'region', 'state'], unique=False)
        batch_op.create_index('ix_published_answers_state_review', ['state', 'review'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('published_answers', schema=None) as batch_op:
        batch_op.drop_index('ix_published_answers_state_review')
        batch_op.drop_index('ix_published_answers_body_state')

    op.drop_table('published_answers')
    with op.batch_alter_table('likenesses', schema=None) as batch_op:
        batch_op.drop_index('ix_likenesses_body_lead')

    op.drop_table('likenesses')
    op.drop_table('shelf_version')
    op.drop_table('reviews_told')
    with op.batch_alter_table('answer_uses', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_answer_uses_at'))

    op.drop_table('answer_uses')
