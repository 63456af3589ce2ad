"""The clock: pauses, extensions, and the term as it was promised.

Revision: r0002_clock, after r0001_main_job
"""

import sqlalchemy as sa
from alembic import op

from models import columns

revision = "r0002_clock"
down_revision = "r0001_main_job"
branch_labels = None
depends_on = None

RUNNING = sa.text("ended_at IS NULL")


def upgrade() -> None:
    # SQLite keeps a column that was added beside the constraints it stands behind: the table is made anew,
    # so that a migrated one reads like a fresh one.
    with op.batch_alter_table("clock_runs", recreate="auto" if _is_postgresql() else "always") as table:
        table.add_column(sa.Column("amount", sa.Integer(), nullable=True))
        table.add_column(sa.Column("unit", sa.String(length=8), nullable=True))
        table.add_column(sa.Column("promise", sa.Integer(), nullable=True))
        table.add_column(sa.Column("closes_at", columns.Instant(), nullable=True))
        table.add_column(sa.Column("counted_at", columns.Instant(), nullable=True))
        table.add_column(sa.Column("calendar", sa.Integer(), nullable=True))
        table.add_column(sa.Column("free_since", columns.Instant(), nullable=True))
    op.create_index(
        "ix_clock_runs_running", "clock_runs", ["calendar"], sqlite_where=RUNNING, postgresql_where=RUNNING
    )
    op.create_table(
        "clock_pauses",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("run_id", columns.Id, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(length=12), nullable=False),
        sa.Column("message_id", columns.Id, nullable=True),
        sa.Column("started_at", columns.Instant(), nullable=False),
        sa.Column("ended_at", columns.Instant(), nullable=True),
        sa.Column("ending", sa.String(length=12), nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["clock_runs.id"], name=op.f("fk_clock_pauses_run_id")),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_clock_pauses_message_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_pauses")),
        sa.UniqueConstraint("run_id", "n", name=op.f("uq_clock_pauses_run_id_n")),
    )
    op.create_table(
        "clock_extensions",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("run_id", columns.Id, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("decided_at", columns.Instant(), nullable=False),
        sa.Column("membership_id", columns.Id, nullable=False),
        sa.Column("old_due", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["clock_runs.id"], name=op.f("fk_clock_extensions_run_id")),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["memberships.id"], name=op.f("fk_clock_extensions_membership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_extensions")),
        sa.UniqueConstraint("run_id", "n", name=op.f("uq_clock_extensions_run_id_n")),
    )


def downgrade() -> None:
    op.drop_table("clock_extensions")
    op.drop_table("clock_pauses")
    op.drop_index("ix_clock_runs_running", table_name="clock_runs")
    with op.batch_alter_table("clock_runs", recreate="auto" if _is_postgresql() else "always") as table:
        for name in ("free_since", "calendar", "counted_at", "closes_at", "promise", "unit", "amount"):
            table.drop_column(name)


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
