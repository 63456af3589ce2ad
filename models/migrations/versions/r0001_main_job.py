"""The tables of the main job."""

import sqlalchemy as sa
from alembic import op

from models import columns

revision = "r0001_main_job"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "body_settings",
        sa.Column("body", sa.String(length=12), nullable=False),
        sa.Column("region", sa.String(length=2), nullable=False),
        sa.Column("connected", sa.Boolean(), nullable=False),
        sa.Column("approval", sa.Boolean(), nullable=False),
        sa.Column("text_only", sa.Boolean(), nullable=False),
        sa.Column("changed_at", columns.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("body", "region", name=op.f("pk_body_settings")),
    )
    op.create_table(
        "chats",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("former_telegram_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("unreachable_since", columns.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chats")),
        sa.UniqueConstraint("telegram_id", name=op.f("uq_chats_telegram_id")),
    )
    with op.batch_alter_table("chats", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_chats_former_telegram_id"), ["former_telegram_id"], unique=False)

    op.create_table(
        "heartbeats",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("at", columns.Instant(), nullable=False),
        sa.Column("details", columns.Json, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_heartbeats")),
    )
    op.create_table(
        "inbox",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("lane", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("owner", sa.Integer(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("deaths", sa.Integer(), nullable=False),
        sa.Column("retry_at", sa.Float(), nullable=False),
        sa.Column("received_at", columns.Instant(), nullable=False),
        sa.Column("incident", sa.String(length=16), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("update_id", name=op.f("uq_inbox_update_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(
            "ix_inbox_open",
            ["lane", "id"],
            unique=False,
            sqlite_where=sa.text("state IN ('waiting', 'working')"),
            postgresql_where=sa.text("state IN ('waiting', 'working')"),
        )
        batch_op.create_index(
            "ix_inbox_quarantined",
            ["id"],
            unique=False,
            sqlite_where=sa.text("state IN ('quarantined')"),
            postgresql_where=sa.text("state IN ('quarantined')"),
        )
        batch_op.create_index(batch_op.f("ix_inbox_received_at"), ["received_at"], unique=False)

    op.create_table(
        "units",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("body", sa.String(length=12), nullable=False),
        sa.Column("region", sa.String(length=2), nullable=False),
        sa.Column("name_kk", sa.String(length=200), nullable=False),
        sa.Column("name_ru", sa.String(length=200), nullable=False),
        sa.Column("ended_at", columns.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.UniqueConstraint("body", "region", "name_kk", name=op.f("uq_units_body_region_name_kk")),
    )
    op.create_table(
        "dialogues",
        sa.Column("chat_id", columns.Id, nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("data", columns.Json, nullable=False),
        sa.Column("screen_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], name=op.f("fk_dialogues_chat_id")),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_dialogues")),
    )
    op.create_table(
        "people",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", columns.Id, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("consent_version", sa.String(length=20), nullable=True),
        sa.Column("consent_at", columns.Instant(), nullable=True),
        sa.Column("refused_at", columns.Instant(), nullable=True),
        sa.Column("mode", sa.String(length=8), nullable=False),
        sa.Column("is_staff", sa.Boolean(), nullable=False),
        sa.Column("last_region", sa.String(length=2), nullable=True),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], name=op.f("fk_people_chat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("chat_id", name=op.f("uq_people_chat_id")),
        sa.UniqueConstraint("telegram_id", name=op.f("uq_people_telegram_id")),
    )
    op.create_table(
        "audit",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("at", columns.Instant(), nullable=False),
        sa.Column("person_id", columns.Id, nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("details", columns.Json, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_audit_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_at"), ["at"], unique=False)

    op.create_table(
        "drafts",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("person_id", columns.Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("suggested", columns.Json, nullable=False),
        sa.Column("body", sa.String(length=12), nullable=True),
        sa.Column("is_question", sa.Boolean(), nullable=False),
        sa.Column("settle_at", sa.Float(), nullable=True),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.Column("touched_at", columns.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_drafts_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        sa.UniqueConstraint("person_id", name=op.f("uq_drafts_person_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_drafts_created_at"), ["created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_drafts_settle_at"), ["settle_at"], unique=False)

    op.create_table(
        "invitations",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("body", sa.String(length=12), nullable=True),
        sa.Column("region", sa.String(length=2), nullable=True),
        sa.Column("unit_id", columns.Id, nullable=True),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("post_kk", sa.String(length=120), nullable=True),
        sa.Column("post_ru", sa.String(length=120), nullable=True),
        sa.Column("created_by", columns.Id, nullable=True),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.Column("expires_at", columns.Instant(), nullable=False),
        sa.Column("used_by", columns.Id, nullable=True),
        sa.Column("used_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["people.id"], name=op.f("fk_invitations_created_by")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_invitations_unit_id")),
        sa.ForeignKeyConstraint(["used_by"], ["people.id"], name=op.f("fk_invitations_used_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("digest", name=op.f("uq_invitations_digest")),
    )
    op.create_table(
        "memberships",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("person_id", columns.Id, nullable=False),
        sa.Column("body", sa.String(length=12), nullable=True),
        sa.Column("region", sa.String(length=2), nullable=True),
        sa.Column("unit_id", columns.Id, nullable=True),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("post_kk", sa.String(length=120), nullable=True),
        sa.Column("post_ru", sa.String(length=120), nullable=True),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.Column("ended_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_memberships_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_memberships_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
    )
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_memberships_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_memberships_queue", ["body", "region", "role"], unique=False)

    op.create_table(
        "inquiries",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("person_id", columns.Id, nullable=False),
        sa.Column("draft_id", columns.Id, nullable=False),
        sa.Column("body", sa.String(length=12), nullable=False),
        sa.Column("region", sa.String(length=2), nullable=False),
        sa.Column("unit_id", columns.Id, nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assignee_id", columns.Id, nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("topic", sa.String(length=80), nullable=True),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("applicant", sa.String(length=12), nullable=False),
        sa.Column("disputes", sa.Boolean(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("suggested", columns.Json, nullable=False),
        sa.Column("received_at", columns.Instant(), nullable=False),
        sa.Column("first_due", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("hops", sa.Integer(), nullable=False),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("last_author_id", columns.Id, nullable=True),
        sa.Column("answered_at", columns.Instant(), nullable=True),
        sa.Column("touched_at", columns.Instant(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(state in ('taken', 'approval')) <= (assignee_id is not null)",
            name=op.f("ck_inquiries_taken_by_someone"),
        ),
        sa.ForeignKeyConstraint(["assignee_id"], ["memberships.id"], name=op.f("fk_inquiries_assignee_id")),
        sa.ForeignKeyConstraint(
            ["last_author_id"], ["memberships.id"], name=op.f("fk_inquiries_last_author_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_inquiries_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_inquiries_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiries")),
        sa.UniqueConstraint("draft_id", name=op.f("uq_inquiries_draft_id")),
        sa.UniqueConstraint("number", name=op.f("uq_inquiries_number")),
    )
    with op.batch_alter_table("inquiries", schema=None) as batch_op:
        batch_op.create_index("ix_inquiries_assignee", ["assignee_id", "state"], unique=False)
        batch_op.create_index("ix_inquiries_person", ["person_id", "state", "id"], unique=False)
        batch_op.create_index("ix_inquiries_queue", ["body", "region", "state", "due", "id"], unique=False)

    op.create_table(
        "answers",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("inquiry_id", columns.Id, nullable=False),
        sa.Column("author_id", columns.Id, nullable=False),
        sa.Column("approver_id", columns.Id, nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.Column("sent_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["approver_id"], ["memberships.id"], name=op.f("fk_answers_approver_id")),
        sa.ForeignKeyConstraint(["author_id"], ["memberships.id"], name=op.f("fk_answers_author_id")),
        sa.ForeignKeyConstraint(["inquiry_id"], ["inquiries.id"], name=op.f("fk_answers_inquiry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
    )
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.create_index("ix_answers_inquiry", ["inquiry_id", "state"], unique=False)

    op.create_table(
        "clock_runs",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("inquiry_id", columns.Id, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(length=12), nullable=False),
        sa.Column("rule", sa.String(length=20), nullable=False),
        sa.Column("received_at", columns.Instant(), nullable=False),
        sa.Column("registered", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("ended_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["inquiry_id"], ["inquiries.id"], name=op.f("fk_clock_runs_inquiry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_runs")),
        sa.UniqueConstraint("inquiry_id", "n", name=op.f("uq_clock_runs_inquiry_id_n")),
    )
    op.create_table(
        "events",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("inquiry_id", columns.Id, nullable=False),
        sa.Column("at", columns.Instant(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("person_id", columns.Id, nullable=True),
        sa.Column("membership_id", columns.Id, nullable=True),
        sa.Column("details", columns.Json, nullable=False),
        sa.ForeignKeyConstraint(["inquiry_id"], ["inquiries.id"], name=op.f("fk_events_inquiry_id")),
        sa.ForeignKeyConstraint(["membership_id"], ["memberships.id"], name=op.f("fk_events_membership_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_events_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.create_index("ix_events_inquiry", ["inquiry_id", "id"], unique=False)

    op.create_table(
        "messages",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("draft_id", columns.Id, nullable=True),
        sa.Column("inquiry_id", columns.Id, nullable=True),
        sa.Column("chat_id", columns.Id, nullable=True),
        sa.Column("telegram_id", sa.BigInteger(), nullable=True),
        sa.Column("author", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("album", sa.String(length=64), nullable=True),
        sa.Column("versions", sa.Integer(), nullable=False),
        sa.Column("at", columns.Instant(), nullable=False),
        sa.CheckConstraint("draft_id is null or inquiry_id is null", name=op.f("ck_messages_one_home")),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], name=op.f("fk_messages_chat_id")),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_messages_draft_id")),
        sa.ForeignKeyConstraint(["inquiry_id"], ["inquiries.id"], name=op.f("fk_messages_inquiry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
    )
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.create_index("ix_messages_draft", ["draft_id"], unique=False)
        batch_op.create_index("ix_messages_inquiry", ["inquiry_id", "id"], unique=False)
        batch_op.create_index("ix_messages_telegram", ["chat_id", "telegram_id"], unique=False)

    op.create_table(
        "albums",
        sa.Column("person_id", columns.Id, nullable=False),
        sa.Column("group_id", sa.String(length=64), nullable=False),
        sa.Column("draft_id", columns.Id, nullable=True),
        sa.Column("inquiry_id", columns.Id, nullable=True),
        sa.Column("answer_id", columns.Id, nullable=True),
        sa.Column("settle_at", sa.Float(), nullable=True),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["answers.id"], name=op.f("fk_albums_answer_id")),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["drafts.id"], name=op.f("fk_albums_draft_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["inquiry_id"], ["inquiries.id"], name=op.f("fk_albums_inquiry_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_albums_person_id")),
        sa.PrimaryKeyConstraint("person_id", "group_id", name=op.f("pk_albums")),
    )
    with op.batch_alter_table("albums", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_albums_draft_id"), ["draft_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_albums_settle_at"), ["settle_at"], unique=False)

    op.create_table(
        "files",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("message_id", columns.Id, nullable=True),
        sa.Column("answer_id", columns.Id, nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("telegram_file_id", sa.String(length=255), nullable=False),
        sa.Column("telegram_unique_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=True),
        sa.Column("mime", sa.String(length=120), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["answer_id"], ["answers.id"], name=op.f("fk_files_answer_id")),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_files_message_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
    )
    with op.batch_alter_table("files", schema=None) as batch_op:
        batch_op.create_index("ix_files_answer", ["answer_id"], unique=False)
        batch_op.create_index("ix_files_message", ["message_id"], unique=False)

    op.create_table(
        "message_versions",
        sa.Column("message_id", columns.Id, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("until", columns.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_message_versions_message_id")),
        sa.PrimaryKeyConstraint("message_id", "n", name=op.f("pk_message_versions")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("chat_id", columns.Id, nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("args", columns.Json, nullable=False),
        sa.Column("inquiry_id", columns.Id, nullable=True),
        sa.Column("answer_id", columns.Id, nullable=True),
        sa.Column("once", sa.String(length=120), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("owner", sa.Integer(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("deaths", sa.Integer(), nullable=False),
        sa.Column("not_before", columns.Instant(), nullable=True),
        sa.Column("retry_at", sa.Float(), nullable=False),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.Column("sent_at", columns.Instant(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["answer_id"], ["answers.id"], name=op.f("fk_outbox_answer_id")),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], name=op.f("fk_outbox_chat_id")),
        sa.ForeignKeyConstraint(["inquiry_id"], ["inquiries.id"], name=op.f("fk_outbox_inquiry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("once", name=op.f("uq_outbox_once")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(
            "ix_outbox_answer",
            ["answer_id"],
            unique=False,
            sqlite_where=sa.text("answer_id IS NOT NULL"),
            postgresql_where=sa.text("answer_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_outbox_troubled",
            ["state"],
            unique=False,
            sqlite_where=sa.text("state IN ('unknown', 'failed')"),
            postgresql_where=sa.text("state IN ('unknown', 'failed')"),
        )
        batch_op.create_index(
            "ix_outbox_drawn",
            ["created_at"],
            unique=False,
            sqlite_where=sa.text("key IN ('screen')"),
            postgresql_where=sa.text("key IN ('screen')"),
        )
        batch_op.create_index(
            "ix_outbox_chat_open",
            ["chat_id", "id"],
            unique=False,
            sqlite_where=sa.text("state IN ('waiting', 'sending', 'later')"),
            postgresql_where=sa.text("state IN ('waiting', 'sending', 'later')"),
        )
        batch_op.create_index("ix_outbox_inquiry", ["inquiry_id"], unique=False)
        batch_op.create_index("ix_outbox_message", ["chat_id", "message_id"], unique=False)
        batch_op.create_index(
            "ix_outbox_open",
            ["priority", "id"],
            unique=False,
            sqlite_where=sa.text("state IN ('waiting', 'sending', 'later')"),
            postgresql_where=sa.text("state IN ('waiting', 'sending', 'later')"),
        )

    op.create_table(
        "arrivals",
        sa.Column("person_id", columns.Id, nullable=False),
        sa.Column("unseen", sa.Integer(), nullable=False),
        sa.Column("shown_by", columns.Id, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_arrivals_person_id")),
        sa.ForeignKeyConstraint(
            ["shown_by"], ["outbox.id"], name=op.f("fk_arrivals_shown_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_arrivals")),
    )


def downgrade() -> None:
    op.drop_table("arrivals")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_outbox_open",
            sqlite_where=sa.text("state IN ('waiting', 'sending', 'later')"),
            postgresql_where=sa.text("state IN ('waiting', 'sending', 'later')"),
        )
        batch_op.drop_index("ix_outbox_message")
        batch_op.drop_index("ix_outbox_inquiry")
        batch_op.drop_index(
            "ix_outbox_troubled",
            sqlite_where=sa.text("state IN ('unknown', 'failed')"),
            postgresql_where=sa.text("state IN ('unknown', 'failed')"),
        )
        batch_op.drop_index(
            "ix_outbox_drawn",
            sqlite_where=sa.text("key IN ('screen')"),
            postgresql_where=sa.text("key IN ('screen')"),
        )
        batch_op.drop_index(
            "ix_outbox_answer",
            sqlite_where=sa.text("answer_id IS NOT NULL"),
            postgresql_where=sa.text("answer_id IS NOT NULL"),
        )
        batch_op.drop_index(
            "ix_outbox_chat_open",
            sqlite_where=sa.text("state IN ('waiting', 'sending', 'later')"),
            postgresql_where=sa.text("state IN ('waiting', 'sending', 'later')"),
        )

    op.drop_table("outbox")
    op.drop_table("message_versions")
    with op.batch_alter_table("files", schema=None) as batch_op:
        batch_op.drop_index("ix_files_message")
        batch_op.drop_index("ix_files_answer")

    op.drop_table("files")
    with op.batch_alter_table("albums", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_albums_settle_at"))
        batch_op.drop_index(batch_op.f("ix_albums_draft_id"))

    op.drop_table("albums")
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.drop_index("ix_messages_telegram")
        batch_op.drop_index("ix_messages_inquiry")
        batch_op.drop_index("ix_messages_draft")

    op.drop_table("messages")
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_index("ix_events_inquiry")

    op.drop_table("events")
    op.drop_table("clock_runs")
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.drop_index("ix_answers_inquiry")

    op.drop_table("answers")
    with op.batch_alter_table("inquiries", schema=None) as batch_op:
        batch_op.drop_index("ix_inquiries_queue")
        batch_op.drop_index("ix_inquiries_person")
        batch_op.drop_index("ix_inquiries_assignee")

    op.drop_table("inquiries")
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.drop_index("ix_memberships_queue")
        batch_op.drop_index(batch_op.f("ix_memberships_person_id"))

    op.drop_table("memberships")
    op.drop_table("invitations")
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_drafts_settle_at"))
        batch_op.drop_index(batch_op.f("ix_drafts_created_at"))

    op.drop_table("drafts")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_at"))

    op.drop_table("audit")
    op.drop_table("people")
    op.drop_table("dialogues")
    op.drop_table("units")
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inbox_received_at"))
        batch_op.drop_index(
            "ix_inbox_quarantined",
            sqlite_where=sa.text("state IN ('quarantined')"),
            postgresql_where=sa.text("state IN ('quarantined')"),
        )
        batch_op.drop_index(
            "ix_inbox_open",
            sqlite_where=sa.text("state IN ('waiting', 'working')"),
            postgresql_where=sa.text("state IN ('waiting', 'working')"),
        )

    op.drop_table("inbox")
    op.drop_table("heartbeats")
    with op.batch_alter_table("chats", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_chats_former_telegram_id"))

    op.drop_table("chats")
    op.drop_table("body_settings")
