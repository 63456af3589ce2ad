"""Broadcasts, subscriptions to grant calls, and what people said about a call.

Revision: r0008_broadcasts, after r0007_routing_examples
"""

import sqlalchemy as sa
from alembic import op

from models import columns

revision = "r0008_broadcasts"
down_revision = "r0007_routing_examples"
branch_labels = None
depends_on = None

UNDER_WAY = sa.text("state IN ('planned', 'running')")
OF_BROADCAST = sa.text("broadcast_id IS NOT NULL")
OPEN = sa.text("broadcast_id IS NOT NULL AND state IN ('waiting', 'sending', 'later', 'held')")


def upgrade() -> None:
    op.create_table(
        "broadcasts",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("plan", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("args", columns.Json, nullable=False),
        sa.Column("segment", columns.Json, nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.String(length=12), nullable=False),
        sa.Column("cursor", columns.Id, nullable=False),
        sa.Column("audience", sa.Integer(), nullable=True),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("unreachable", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("unknown", sa.Integer(), nullable=False),
        sa.Column("dropped", sa.Integer(), nullable=False),
        sa.Column("author_id", columns.Id, nullable=True),
        sa.Column("progress_id", columns.Id, nullable=True),
        sa.Column("shown_at", sa.Float(), nullable=False),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.Column("started_at", columns.Instant(), nullable=True),
        sa.Column("ended_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_broadcasts_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcasts")),
    )
    op.create_index("ix_broadcasts_created", "broadcasts", ["created_at"])
    op.create_index(
        "ix_broadcasts_open", "broadcasts", ["id"], sqlite_where=UNDER_WAY, postgresql_where=UNDER_WAY
    )
    op.create_table(
        "subscriptions",
        sa.Column("scope", sa.String(length=10), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("person_id", columns.Id, nullable=False),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_subscriptions_person_id")),
        sa.PrimaryKeyConstraint("scope", "value", "person_id", name=op.f("pk_subscriptions")),
    )
    op.create_index(op.f("ix_subscriptions_person_id"), "subscriptions", ["person_id"])
    op.create_table(
        "rounds",
        sa.Column("subject", sa.String(length=12), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=False),
        sa.Column("version", sa.String(length=24), nullable=False),
        sa.Column("broadcast_id", columns.Id, nullable=True),
        sa.Column("at", columns.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["broadcast_id"], ["broadcasts.id"], name=op.f("fk_rounds_broadcast_id")),
        sa.PrimaryKeyConstraint("subject", "key", "stage", "version", name=op.f("pk_rounds")),
    )
    op.create_index(op.f("ix_rounds_broadcast_id"), "rounds", ["broadcast_id"])
    op.create_table(
        "call_marks",
        sa.Column("call_id", columns.Id, nullable=False),
        sa.Column("person_id", columns.Id, nullable=False),
        sa.Column("applied_at", columns.Instant(), nullable=True),
        sa.Column("declined_at", columns.Instant(), nullable=True),
        sa.Column("hour_reminder", sa.Boolean(), nullable=False),
        sa.Column("checked", columns.Json, nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_call_marks_call_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_call_marks_person_id")),
        sa.PrimaryKeyConstraint("call_id", "person_id", name=op.f("pk_call_marks")),
    )
    op.create_index(op.f("ix_call_marks_person_id"), "call_marks", ["person_id"])
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("broadcast_id", columns.Id, nullable=True))
        batch_op.create_index(
            "ix_outbox_broadcast_open", ["broadcast_id", "state"], sqlite_where=OPEN, postgresql_where=OPEN
        )
        batch_op.create_index(
            "uq_outbox_broadcast",
            ["broadcast_id", "chat_id"],
            unique=True,
            sqlite_where=OF_BROADCAST,
            postgresql_where=OF_BROADCAST,
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_outbox_broadcast_id"), "broadcasts", ["broadcast_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_outbox_broadcast_id"), type_="foreignkey")
        batch_op.drop_index("uq_outbox_broadcast", sqlite_where=OF_BROADCAST, postgresql_where=OF_BROADCAST)
        batch_op.drop_index("ix_outbox_broadcast_open", sqlite_where=OPEN, postgresql_where=OPEN)
        batch_op.drop_column("broadcast_id")
    op.drop_index(op.f("ix_call_marks_person_id"), table_name="call_marks")
    op.drop_table("call_marks")
    op.drop_index(op.f("ix_rounds_broadcast_id"), table_name="rounds")
    op.drop_table("rounds")
    op.drop_index(op.f("ix_subscriptions_person_id"), table_name="subscriptions")
    op.drop_table("subscriptions")
    op.drop_index(
        "ix_broadcasts_open", table_name="broadcasts", sqlite_where=UNDER_WAY, postgresql_where=UNDER_WAY
    )
    op.drop_index("ix_broadcasts_created", table_name="broadcasts")
    op.drop_table("broadcasts")
