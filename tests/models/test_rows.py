"""A row written past the session is as one written through it: numbered, with its defaults, found at once."""

from datetime import UTC, datetime

from sqlalchemy import select

from models.engine import Database
from models.queries.rows import write
from models.tables import Heartbeat, Message
from tests.stage import fresh

NOW = datetime(2026, 11, 20, 5, tzinfo=UTC)


async def test_a_row_past_the_session_is_whole(database_url: str) -> None:
    database = Database(database_url)
    await fresh(database)
    async with database.writing() as session:
        message = Message(text="Сұрақ", at=NOW)
        beat = Heartbeat(name="evening", at=NOW, details={"n": 1})
        await write(session, message)
        await write(session, beat)
        assert message not in session
        found = (await session.scalars(select(Message))).one()
        assert message.id == found.id
        assert (found.author, found.kind, found.versions, found.at) == ("citizen", "text", 1, NOW)
        assert (await session.scalars(select(Heartbeat))).one().details == {"n": 1}
    await database.dispose()
