"""What is asked again and again never walks through a table that only grows."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from models.engine import Database
from models.queries import (
    answering,
    appeals,
    audit,
    calls,
    desk,
    drafts,
    erasing,
    examples,
    groups,
    inbox,
    inquiries,
    messages,
    outbox,
    people,
    reach,
    reminders,
    staff,
    traces,
)
from models.queries.inquiries import Sieve
from models.tables import GroupLink, Inquiry, Membership
from tests.stage import fresh, sqlite_url

NOW = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
LINK = GroupLink(id=1, body="MOH", region="")
GROWING = (
    "inbox",
    "outbox",
    "messages",
    "inquiries",
    "events",
    "answers",
    "files",
    "people",
    "chats",
    "audit",
    "routing_examples",
    "links",
    "gists",
    "corrections",
    "parts",
)

SHORT = (
    "ix_inbox_open",
    "ix_inbox_quarantined",
    "ix_outbox_open",
    "ix_outbox_chat_open",
    "ix_outbox_troubled",
    "ix_parts_queue",
    "ix_corrections_waiting",
)
"""Indexes of what is not finished or went wrong: those may be walked through, they stay short."""

Ask = Callable[[AsyncSession], Awaitable[Any]]

ASKED: dict[str, Ask] = {
    "inbox.claim": lambda s: inbox.claim(s, 1, 0.0, 8),
    "inbox.finish": lambda s: inbox.finish(s, 1, 1),
    "inbox.left": lambda s: inbox.left(s, 0.0),
    "inbox.waiting": inbox.waiting,
    "inbox.quarantined": inbox.quarantined,
    "inbox.last_received": inbox.last_received,
    "outbox.claim": lambda s: outbox.claim(s, 1, NOW, 0.0, 8),
    "outbox.supersede_screens": lambda s: outbox.supersede_screens(s, 1),
    "outbox.blank_screens": lambda s: outbox.blank_screens(s, NOW),
    "outbox.inquiry_of": lambda s: outbox.inquiry_of(s, 1, 2),
    "outbox.of_answer": lambda s: outbox.of_answer(s, 1),
    "outbox.counts": outbox.counts,
    "outbox.known": lambda s: outbox.known(s, "x"),
    "outbox.oldest_waiting": lambda s: outbox.oldest_waiting(s, NOW),
    "reach.unreachable": lambda s: reach.unreachable(s, 1, NOW),
    "reach.revive": lambda s: reach.revive(s, 1),
    "people.by_telegram": lambda s: people.by_telegram(s, 1001),
    "people.by_chat": lambda s: people.by_chat(s, 1),
    "staff.posts_of": lambda s: staff.posts_of(s, 1),
    "staff.serves": lambda s: staff.serves(s, "MOH", "", ("operator", "head")),
    "staff.present": lambda s: staff.present(s, "MOH", None, ("operator", "head"), NOW.date()),
    "calls.counted_with_later": lambda s: calls.counted_with_later(s, 1, NOW, 100),
    "desk.parts_of": lambda s: desk.parts_of(s, 1),
    "desk.open_parts_of": lambda s: desk.open_parts_of(s, 1),
    "desk.parts_held_by": lambda s: desk.parts_held_by(s, Membership(id=1, body="MOH")),
    "desk.parts_in": lambda s: desk.parts_in(s, [("MOH", ""), ("AKIMAT", "75")], 0, 6),
    "traces.of": lambda s: traces.of(s, 1),
    "desk.owed": lambda s: desk.owed(s, [1, 2]),
    "desk.owed_by": lambda s: desk.owed_by(s, [("MOH", ""), ("AKIMAT", "75")]),
    "drafts.of_person": lambda s: drafts.of_person(s, 1),
    "drafts.hand_over": lambda s: drafts.hand_over(s, 1, 1),
    "drafts.settled": lambda s: drafts.settled(s, 0.0),
    "messages.by_telegram": lambda s: messages.by_telegram(s, 1, 2),
    "messages.last_word": lambda s: messages.last_word(s, 1),
    "messages.thread": lambda s: messages.thread(s, 1),
    "messages.words_of": lambda s: messages.words_of(s, [1, 2], 800),
    "messages.files_of_inquiry": lambda s: messages.files_of_inquiry(s, 1),
    "inquiries.by_number": lambda s: inquiries.by_number(s, "26-K7M4XE-9"),
    "inquiries.by_draft": lambda s: inquiries.by_draft(s, 1),
    "inquiries.open_of_person": lambda s: inquiries.open_of_person(s, 1),
    "inquiries.has_open": lambda s: inquiries.has_open(s, 1),
    "inquiries.page": lambda s: inquiries.page(s, Sieve((("MOH", ""), ("AKIMAT", "75"))), 0, 6),
    "inquiries.mine": lambda s: inquiries.page(s, Sieve((("MOH", ""),), assignee_ids=(1,)), 0, 6),
    "inquiries.count": lambda s: inquiries.count(s, Sieve((("MOH", ""),))),
    "inquiries.history": lambda s: inquiries.history(s, 1),
    "inquiries.unsent_answer": lambda s: inquiries.unsent_answer(s, 1),
    "inquiries.last_answer": lambda s: inquiries.last_answer(s, 1),
    "answering.uses": lambda s: answering.uses(s, [1, 2], 200),
    "answering.along": lambda s: answering.along(s, Inquiry(id=1, assignee_id=2)),
    "answering.link_of": lambda s: answering.link_of(s, 1),
    "answering.went_along": lambda s: answering.went_along(s, 1),
    "answering.open_gists": lambda s: answering.open_gists(s, "MOH", "", [1], 500),
    "answering.correction_of": lambda s: answering.correction_of(s, 1),
    "answering.corrected_in": lambda s: answering.corrected_in(s, "MOH", ""),
    "inquiries.in_approval": lambda s: inquiries.in_approval(s, "MOH", ""),
    "answering.wrote_since": lambda s: answering.wrote_since(s, 1, NOW),
    "appeals.of_person": lambda s: appeals.of_person(s, 1),
    "appeals.counted_before": lambda s: appeals.counted_before(s, 3, 9),
    "appeals.several": lambda s: appeals.several(s, [1, 2]),
    "erasing.outlived": lambda s: erasing.outlived(s, NOW, 9),
    "erasing.count_outlived": lambda s: erasing.count_outlived(s, NOW),
    "erasing.inquiries_of": lambda s: erasing.inquiries_of(s, 1),
    "erasing.shown_elsewhere": lambda s: erasing.shown_elsewhere(s, [1, 2], 3),
    "erasing.empty_inquiries": lambda s: erasing.empty_inquiries(s, [1, 2], NOW),
    "erasing.under_way": lambda s: erasing.under_way(s, 9),
    "erasing.unnoted": lambda s: erasing.unnoted(s, 9),
    "audit.changes": lambda s: audit.changes(s, 9, 9),
    "audit.looks": lambda s: audit.looks(s, 9, 9),
    "inbox.in_quarantine": lambda s: inbox.in_quarantine(s, 9),
    "examples.history_after": lambda s: examples.history_after(s, 1, 9),
    "examples.asked": lambda s: examples.asked(s, [1, 2], ["v"], ["voice"]),
    "examples.of_inquiries": lambda s: examples.of_inquiries(s, [1, 2]),
    "examples.forget": lambda s: examples.forget(s, 1),
    "examples.prune": lambda s: examples.prune(s, NOW),
    "groups.ended": lambda s: groups.ended(s, 1),
    "groups.under_way": lambda s: groups.under_way(s, 1),
    "groups.outdated": lambda s: groups.outdated(s, LINK, NOW.date(), 4),
    "groups.cardless": lambda s: groups.cardless(s, LINK, 4, urgent=False),
    "groups.urgent": lambda s: groups.cardless(s, LINK, 4, urgent=True),
    "answering.lead_of": lambda s: answering.lead_of(s, Inquiry(id=1, assignee_id=2)),
    "inquiries.first_words": lambda s: inquiries.first_words(s, [1, 2]),
}


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """An empty SQLite database, which can be asked how it would search."""
    opened = Database(sqlite_url(tmp_path))
    await fresh(opened)
    yield opened
    await opened.dispose()


IN_ORDER: dict[str, tuple[Ask, str]] = {
    "answering.uses": (lambda s: answering.uses(s, [1, 2], 10), "ix_answers_canned"),
    "answering.open_gists": (lambda s: answering.open_gists(s, "MOH", "", [1], 500), "ix_inquiries_free"),
    "answering.open_gists, in hand": (
        lambda s: answering.open_gists(s, "MOH", "", [1], 500),
        "ix_inquiries_assignee",
    ),
    "inquiries.page": (lambda s: inquiries.page(s, Sieve((("MOH", ""),)), 3000, 6), "ix_inquiries_queue"),
    "reminders.held": (lambda s: reminders.held(s, [1, 2]), "COVERING INDEX ix_inquiries_assignee"),
}
"""What is asked of queues with tens of thousands of rows, and the index in which the answer lies."""


@pytest.mark.parametrize("name", IN_ORDER)
async def test_a_flood_is_read_from_the_index_it_lies_in(database: Database, name: str) -> None:
    ask, index = IN_ORDER[name]
    assert any(index in step for step in await steps_of(database, ask))


async def test_a_deep_page_fetches_only_what_it_shows(database: Database) -> None:
    steps = await steps_of(database, lambda s: inquiries.page(s, Sieve((("MOH", ""),)), 3000, 6))
    queue = [step for step in steps if "ix_inquiries_queue" in step]
    assert queue
    assert all("COVERING" in step for step in queue), steps


@pytest.mark.parametrize("name", ASKED)
async def test_a_search_uses_an_index(database: Database, name: str) -> None:
    steps = await steps_of(database, ASKED[name])
    assert steps
    assert [step for step in steps if walks(step)] == [], steps


async def steps_of(database: Database, ask: Ask) -> list[str]:
    """How the database would go about everything that is asked."""
    said: list[tuple[str, Any]] = []

    def keep(_c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        said.append((statement, parameters))

    event.listen(database.writer.sync_engine, "before_cursor_execute", keep)
    async with database.writing() as session:
        await ask(session)
    event.remove(database.writer.sync_engine, "before_cursor_execute", keep)
    asked = [(statement, parameters) for statement, parameters in said if not statement.startswith("BEGIN")]
    steps = []
    async with database.reader.connect() as connection:
        for statement, parameters in asked:
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters or None)
            steps += [str(row.detail) for row in plan]
    return steps


def walks(step: str) -> bool:
    """Does this step of a plan go through all rows of a growing table?"""
    words = step.split()
    return words[0] == "SCAN" and words[1] in GROWING and not any(index in words for index in SHORT)
