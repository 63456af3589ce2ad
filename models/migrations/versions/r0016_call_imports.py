"""Files of calls somebody sent, and what came of each.

Revision: r0016_call_imports, after r0015_desk
"""

import sqlalchemy as sa
from alembic import op

from models import columns

revision = "r0016_call_imports"
down_revision = "r0015_desk"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "call_imports",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("person_id", columns.Id, nullable=False),
        sa.Column("file_id", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("report", columns.Json, nullable=False),
        sa.Column("calls", columns.Json, nullable=False),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_call_imports_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_imports")),
    )
    op.create_index(
        "ix_call_imports_open",
        "call_imports",
        ["state"],
        unique=False,
        sqlite_where=sa.text("state = 'wanted'"),
        postgresql_where=sa.text("state = 'wanted'"),
    )


def downgrade() -> None:
    op.drop_index("ix_call_imports_open", "call_imports")
    op.drop_table("call_imports")
