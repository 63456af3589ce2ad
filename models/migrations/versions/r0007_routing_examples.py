"""What people taught the router.

Revision: r0007_routing_examples, after r0006_grant_calls
"""

import sqlalchemy as sa
from alembic import op

from models import columns

revision = "r0007_routing_examples"
down_revision = "r0006_grant_calls"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "routing_examples",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("inquiry_id", columns.Id, nullable=False),
        sa.Column("person_id", columns.Id, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("suggested", columns.Json, nullable=False),
        sa.Column("chosen", sa.String(length=12), nullable=False),
        sa.Column("body", sa.String(length=12), nullable=False),
        sa.Column("at", columns.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inquiry_id"],
            ["inquiries.id"],
            name=op.f("fk_routing_examples_inquiry_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_routing_examples_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_routing_examples")),
        sa.UniqueConstraint("inquiry_id", name=op.f("uq_routing_examples_inquiry_id")),
    )
    op.create_index(op.f("ix_routing_examples_at"), "routing_examples", ["at"])
    op.create_index(op.f("ix_routing_examples_person_id"), "routing_examples", ["person_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_routing_examples_person_id"), table_name="routing_examples")
    op.drop_index(op.f("ix_routing_examples_at"), table_name="routing_examples")
    op.drop_table("routing_examples")
