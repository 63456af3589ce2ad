"""Appeals of eOtinish that citizens track.

Revision: r0010_appeals, after r0009_documents
"""

import sqlalchemy as sa
from alembic import op

from models import columns

revision = "r0010_appeals"
down_revision = "r0009_documents"
branch_labels = None
depends_on = None

_TRACKED = sa.text("stopped_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "appeals",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("person_id", columns.Id, nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("body", sa.String(length=12), nullable=False),
        sa.Column("region", sa.String(length=2), nullable=False),
        sa.Column("rule", sa.String(length=20), nullable=False),
        sa.Column("filed", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("calendar", sa.Integer(), nullable=False),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.Column("stopped_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_appeals_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeals")),
    )
    op.create_index(
        "ix_appeals_person",
        "appeals",
        ["person_id", "number"],
        unique=True,
        sqlite_where=_TRACKED,
        postgresql_where=_TRACKED,
    )
    op.create_index(
        "ix_appeals_running", "appeals", ["calendar"], sqlite_where=_TRACKED, postgresql_where=_TRACKED
    )


def downgrade() -> None:
    op.drop_table("appeals")
