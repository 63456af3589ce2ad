"""Grant calls: their dates version by version, how often they were looked at, and the inquiries about them.

Revision: r0006_grant_calls, after r0005_key_dates
"""

import sqlalchemy as sa
from alembic import op

from models import columns

revision = "r0006_grant_calls"
down_revision = "r0005_key_dates"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calls",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("title_kk", sa.String(length=200), nullable=False),
        sa.Column("title_ru", sa.String(length=200), nullable=False),
        sa.Column("text_kk", sa.Text(), nullable=False),
        sa.Column("text_ru", sa.Text(), nullable=False),
        sa.Column("body", sa.String(length=12), nullable=False),
        sa.Column("region", sa.String(length=2), nullable=False),
        sa.Column("operator_kk", sa.String(length=200), nullable=False),
        sa.Column("operator_ru", sa.String(length=200), nullable=False),
        sa.Column("regions", columns.Json, nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("direction", sa.String(length=40), nullable=True),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("link", sa.String(length=300), nullable=False),
        sa.Column("results_link", sa.String(length=300), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("checklist", columns.Json, nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("opens_at", columns.Instant(), nullable=True),
        sa.Column("closes_at", columns.Instant(), nullable=True),
        sa.Column("author_id", columns.Id, nullable=True),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.Column("published_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["memberships.id"], name=op.f("fk_calls_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calls")),
        sa.UniqueConstraint("code", name=op.f("uq_calls_code")),
    )
    op.create_index("ix_calls_customer", "calls", ["body", "region", "state"], unique=False)
    op.create_index("ix_calls_state", "calls", ["state", "closes_at"], unique=False)

    op.create_table(
        "call_dates",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("call_id", columns.Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(length=12), nullable=False),
        sa.Column("opens_at", columns.Instant(), nullable=False),
        sa.Column("closes_at", columns.Instant(), nullable=False),
        sa.Column("reason_kk", sa.Text(), nullable=False),
        sa.Column("reason_ru", sa.Text(), nullable=False),
        sa.Column("author_id", columns.Id, nullable=True),
        sa.Column("decided_at", columns.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["memberships.id"], name=op.f("fk_call_dates_author_id")),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_call_dates_call_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_dates")),
        sa.UniqueConstraint("call_id", "version", name=op.f("uq_call_dates_call_id_version")),
    )
    op.create_table(
        "call_inquiries",
        sa.Column("inquiry_id", columns.Id, nullable=False),
        sa.Column("call_id", columns.Id, nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_call_inquiries_call_id")),
        sa.ForeignKeyConstraint(["inquiry_id"], ["inquiries.id"], name=op.f("fk_call_inquiries_inquiry_id")),
        sa.PrimaryKeyConstraint("inquiry_id", name=op.f("pk_call_inquiries")),
    )
    op.create_index(op.f("ix_call_inquiries_call_id"), "call_inquiries", ["call_id"], unique=False)

    op.create_table(
        "call_views",
        sa.Column("call_id", columns.Id, nullable=False),
        sa.Column("region", sa.String(length=2), nullable=False),
        sa.Column("views", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_call_views_call_id")),
        sa.PrimaryKeyConstraint("call_id", "region", name=op.f("pk_call_views")),
    )


def downgrade() -> None:
    op.drop_table("call_views")
    op.drop_index(op.f("ix_call_inquiries_call_id"), "call_inquiries")

    op.drop_table("call_inquiries")
    op.drop_table("call_dates")
    op.drop_index("ix_calls_state", "calls")
    op.drop_index("ix_calls_customer", "calls")

    op.drop_table("calls")
