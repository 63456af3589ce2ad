"""Reminders: when to look at what, what was said already, who is away.

Revision: r0003_reminders, after r0002_clock
"""

import sqlalchemy as sa
from alembic import op

from models import columns

revision = "r0003_reminders"
down_revision = "r0002_clock"
branch_labels = None
depends_on = None

OPEN = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "agenda",
        sa.Column("subject", sa.String(length=12), nullable=False),
        sa.Column("subject_id", columns.Id, nullable=False),
        sa.Column("at", columns.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("subject", "subject_id", name=op.f("pk_agenda")),
    )
    op.create_index("ix_agenda_due", "agenda", ["subject", "at"])
    op.create_table(
        "reminder_ledger",
        sa.Column("subject", sa.String(length=12), nullable=False),
        sa.Column("subject_id", columns.Id, nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=False),
        sa.Column("version", sa.String(length=24), nullable=False),
        sa.Column("person_id", columns.Id, nullable=False),
        sa.Column("how", sa.String(length=8), nullable=False),
        sa.Column("at", columns.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_reminder_ledger_person_id")),
        sa.PrimaryKeyConstraint(
            "subject", "subject_id", "stage", "version", "person_id", name=op.f("pk_reminder_ledger")
        ),
    )
    op.create_table(
        "absences",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("membership_id", columns.Id, nullable=False),
        sa.Column("substitute_id", columns.Id, nullable=True),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.Column("ended_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["memberships.id"], name=op.f("fk_absences_membership_id")
        ),
        sa.ForeignKeyConstraint(
            ["substitute_id"], ["memberships.id"], name=op.f("fk_absences_substitute_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
    )
    op.create_index(
        "ix_absences_open",
        "absences",
        ["membership_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    # What was open before there was an agenda is looked at once, and finds its own next moment.
    op.execute(
        "INSERT INTO agenda (subject, subject_id, at) SELECT 'inquiry', id, touched_at FROM inquiries "
        "WHERE state IN ('new', 'taken', 'waiting', 'approval')"
    )
    op.execute(
        "INSERT INTO agenda (subject, subject_id, at) SELECT 'digest', person_id, MIN(created_at) "
        "FROM memberships WHERE ended_at IS NULL GROUP BY person_id"
    )


def downgrade() -> None:
    op.drop_table("absences")
    op.drop_table("reminder_ledger")
    op.drop_table("agenda")
