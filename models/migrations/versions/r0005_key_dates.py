"""Dated events of bodies.

Revision: r0005_key_dates, after r0004_calendar
"""

import sqlalchemy as sa
from alembic import op

from models import columns

revision = "r0005_key_dates"
down_revision = "r0004_calendar"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "key_dates",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("body", sa.String(length=12), nullable=False),
        sa.Column("region", sa.String(length=2), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("done_at", columns.Instant(), nullable=True),
        sa.Column("done_by", columns.Id, nullable=True),
        sa.ForeignKeyConstraint(["done_by"], ["memberships.id"], name=op.f("fk_key_dates_done_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_dates")),
        sa.UniqueConstraint("key", "body", "region", "on", name=op.f("uq_key_dates_key_body_region_on")),
    )


def downgrade() -> None:
    op.drop_table("key_dates")
