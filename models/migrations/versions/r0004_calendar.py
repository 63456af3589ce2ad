"""Versions of the calendar.

Revision: r0004_calendar, after r0003_reminders
"""

import sqlalchemy as sa
from alembic import op

from models import columns

revision = "r0004_calendar"
down_revision = "r0003_reminders"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_versions",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("approved_at", columns.Instant(), nullable=False),
        sa.Column("person_id", columns.Id, nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("days", columns.Json, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_calendar_versions_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_versions")),
    )


def downgrade() -> None:
    op.drop_table("calendar_versions")
