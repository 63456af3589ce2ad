"""Parts of other bodies, notes among colleagues, closings, and what was merged or flagged.

Revision: r0015_desk, after r0014_knowledge
"""

import sqlalchemy as sa
from alembic import op

from models import columns
revision = "r0015_desk"
down_revision = "r0014_knowledge"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("closings",
    sa.Column("id", columns.Id, nullable=False),
    sa.Column("inquiry_id", columns.Id, nullable=False),
    sa.Column("membership_id", columns.Id, nullable=False),
    sa.Column("reason", sa.String(length=16), nullable=False),
    sa.Column("words", sa.Text(), nullable=False),
    sa.Column("at", columns.Instant(), nullable=False),
    sa.Column("objected_at", columns.Instant(), nullable=True),
    sa.ForeignKeyConstraint(["inquiry_id"], ["inquiries.id"], name=op.f("fk_closings_inquiry_id")),
    sa.ForeignKeyConstraint(["membership_id"], ["memberships.id"], name=op.f("fk_closings_membership_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_closings"))
    )
    with op.batch_alter_table("closings", schema=None) as batch_op:
        batch_op.create_index("ix_closings_inquiry", ["inquiry_id", "id"], unique=False)

    op.create_table("notes",
    sa.Column("id", columns.Id, nullable=False),
    sa.Column("inquiry_id", columns.Id, nullable=False),
    sa.Column("membership_id", columns.Id, nullable=False),
    sa.Column("text", sa.Text(), nullable=False),
    sa.Column("at", columns.Instant(), nullable=False),
    sa.ForeignKeyConstraint(["inquiry_id"], ["inquiries.id"], name=op.f("fk_notes_inquiry_id")),
    sa.ForeignKeyConstraint(["membership_id"], ["memberships.id"], name=op.f("fk_notes_membership_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_notes"))
    )
    with op.batch_alter_table("notes", schema=None) as batch_op:
        batch_op.create_index("ix_notes_inquiry", ["inquiry_id", "id"], unique=False)

    op.create_table("parts",
    sa.Column("id", columns.Id, nullable=False),
    sa.Column("inquiry_id", columns.Id, nullable=False),
    sa.Column("body", sa.String(length=12), nullable=False),
    sa.Column("region", sa.String(length=2), nullable=False),
    sa.Column("state", sa.String(length=12), nullable=False),
    sa.Column("due", sa.Date(), nullable=False),
    sa.Column("assignee_id", columns.Id, nullable=True),
    sa.Column("asked", sa.Text(), nullable=False),
    sa.Column("text", sa.Text(), nullable=False),
    sa.Column("engaged_by", columns.Id, nullable=False),
    sa.Column("engaged_at", columns.Instant(), nullable=False),
    sa.Column("ended_at", columns.Instant(), nullable=True),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(["assignee_id"], ["memberships.id"], name=op.f("fk_parts_assignee_id")),
    sa.ForeignKeyConstraint(["engaged_by"], ["memberships.id"], name=op.f("fk_parts_engaged_by")),
    sa.ForeignKeyConstraint(["inquiry_id"], ["inquiries.id"], name=op.f("fk_parts_inquiry_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_parts"))
    )
    with op.batch_alter_table("parts", schema=None) as batch_op:
        batch_op.create_index("ix_parts_inquiry", ["inquiry_id", "id"], unique=False)
        batch_op.create_index("ix_parts_queue", ["body", "region", "due", "id"], unique=False, sqlite_where=sa.text("state IN ('asked', 'taken')"), postgresql_where=sa.text("state IN ('asked', 'taken')"))

    with op.batch_alter_table("inquiries", schema=None) as batch_op:
        batch_op.add_column(sa.Column("flagged_at", columns.Instant(), nullable=True))
        batch_op.add_column(sa.Column("merged_into", columns.Id, nullable=True))



def downgrade() -> None:
    # The code before this knows neither these states nor this role.
    op.execute("UPDATE inquiries SET state = 'withdrawn' WHERE state IN ('closed', 'merged')")
    op.execute("UPDATE memberships SET ended_at = created_at WHERE role = 'press' AND ended_at IS NULL")
    op.execute("UPDATE invitations SET expires_at = created_at WHERE role = 'press' AND used_at IS NULL")
    with op.batch_alter_table("inquiries", schema=None) as batch_op:
        batch_op.drop_column("merged_into")
        batch_op.drop_column("flagged_at")

    with op.batch_alter_table("parts", schema=None) as batch_op:
        batch_op.drop_index("ix_parts_queue", sqlite_where=sa.text("state IN ('asked', 'taken')"), postgresql_where=sa.text("state IN ('asked', 'taken')"))
        batch_op.drop_index("ix_parts_inquiry")

    op.drop_table("parts")
    with op.batch_alter_table("notes", schema=None) as batch_op:
        batch_op.drop_index("ix_notes_inquiry")

    op.drop_table("notes")
    with op.batch_alter_table("closings", schema=None) as batch_op:
        batch_op.drop_index("ix_closings_inquiry")

    op.drop_table("closings")
