"""What a question asks of the database: whoever adds a statement to every question sees it here."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from models.engine import Database
from services import inquiries
from services.conversation import hear
from services.thread import Said
from tests.services.house import BODY, QUESTION, House

HEARD = 9
"""Statements of a text that becomes a suggestion, its actor included."""

SENT = 16
"""Statements of a tap that becomes an inquiry in a queue of three operators."""


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """Collects what is asked of the database meanwhile."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    engine = database.writer.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


async def test_a_question_costs_few_statements(house: House) -> None:
    for _ in range(3):
        await house.operator()
    await house.asks(await house.person())
    citizen = await house.person()
    with statements(house.database) as heard:
        async with house.acting(citizen) as (work, who):
            made: Any = await hear(work, who, Said(1, "text", QUESTION))
    with statements(house.database) as sent:
        async with house.acting(citizen) as (work, who):
            await inquiries.submit(work, who, made.suggestion.draft_id, BODY)
    assert len(heard) <= HEARD, "\n".join(heard)
    assert len(sent) <= SENT, "\n".join(sent)
