"""What must be true when the siege is over, read from the database and from the chats themselves."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, text

from bot.delivery.pump import UNCONFIRMED
from models.engine import Database
from models.tables import Outbox
from playground.town import Town
from tests.reliability.siege.crowd import Question
from tests.reliability.siege.killer import Kill

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """What was counted, and what was wrong.

    Attributes:
        wrong: every broken promise as a sentence; empty when all were kept.
        repeats: messages that came twice because the first sending was not written down.
        worst: most repeats after one kill.
    """

    wrong: tuple[str, ...]
    repeats: int
    worst: int


async def audited(
    database: Database, town: Town, questions: Sequence[Question], kills: Sequence[Kill]
) -> Audit:
    """Compare questions, rows and chats."""
    wrong = [
        *await _questions(database, questions),
        *await _unfinished(database),
        *await _promises(database, questions),
        *await _order(database),
    ]
    extra = _after_kills(await _unknown_messages(database, town), kills)
    for n, chats in extra.items():
        if n < 0:
            wrong.append(f"messages nobody knows of came after the last kill: {chats}")
        if max(chats.values()) > 1:
            wrong.append(f"kill {n} made one chat get more than one repeat: {chats}")
        if chats.total() > UNCONFIRMED:
            wrong.append(f"kill {n} made {chats.total()} repeats, more than were under way")
    counts = [chats.total() for chats in extra.values()]
    return Audit(tuple(wrong), sum(counts), max(counts, default=0))


async def _rows(database: Database, sql: str) -> list[Row]:
    async with database.reader.connect() as connection:
        return [tuple(row) for row in await connection.execute(text(sql))]


async def _questions(database: Database, questions: Sequence[Question]) -> list[str]:
    """Each question exactly once, under the number on its receipt, with what belongs to it, in its order."""
    wrong = []
    inquiries = await _rows(
        database,
        "SELECT i.id, i.number, i.state, i.rating, p.telegram_id FROM inquiries i"
        " JOIN people p ON p.id = i.person_id ORDER BY i.id",
    )
    if len(inquiries) != len(questions):
        wrong.append(f"{len(questions)} questions became {len(inquiries)} inquiries")
    numbers = {str(row[1]): row for row in inquiries}
    places = {str(row[1]): place for place, row in enumerate(inquiries)}
    said = defaultdict(list)
    for inquiry, words, versions in await _rows(
        database,
        "SELECT inquiry_id, text, versions FROM messages WHERE author = 'citizen' ORDER BY telegram_id",
    ):
        said[inquiry].append((str(words), versions))
    for question in questions:
        row = numbers.get(question.number)
        if row is None:
            wrong.append(f"{question.marker} has a receipt and no inquiry")
            continue
        if row[2:4] != ("answered", 5):
            wrong.append(f"{question.marker} is {row[2]}, rated {row[3]}")
        expected = [(question.text, 2 if question.edited else 1)]
        expected += [(f"Қосымша {question.marker}", 1)] * question.added
        if said[row[0]] != expected:
            wrong.append(f"{question.marker} holds {said[row[0]]}")
    by_person = defaultdict(list)
    for question in questions:
        if question.number in places:
            by_person[question.citizen].append(places[question.number])
    wrong += [f"{who}'s questions changed places" for who, ids in by_person.items() if ids != sorted(ids)]
    return wrong


async def _unfinished(database: Database) -> list[str]:
    """Nothing left behind: no update that is not done, nothing still waiting to leave, nothing refused."""
    states = await _rows(database, "SELECT state, count(*) FROM inbox GROUP BY state")
    wrong = [f"{count} updates are {state}" for state, count in states if state != "done"]
    left = await _rows(
        database,
        "SELECT kind, key, state, error FROM outbox"
        " WHERE state NOT IN ('sent', 'superseded', 'dropped') AND not_before IS NULL",
    )
    return wrong + [f"outbox row left: {row}" for row in left]


async def _promises(database: Database, questions: Sequence[Question]) -> list[str]:
    """A receipt and an answer for each question, delivered."""
    sent = Counter(
        {
            (str(number), str(kind)): int(str(count))
            for number, kind, count in await _rows(
                database,
                "SELECT i.number, o.kind, count(*) FROM outbox o JOIN inquiries i ON i.id = o.inquiry_id"
                " JOIN people p ON p.id = i.person_id AND p.chat_id = o.chat_id"
                " WHERE o.state = 'sent' AND o.kind IN ('receipt', 'answer') GROUP BY i.number, o.kind",
            )
        }
    )
    return [
        f"{q.marker}: {sent[q.number, kind]} x {kind}"
        for q in questions
        for kind in ("receipt", "answer")
        if sent[q.number, kind] != 1
    ]


async def _order(database: Database) -> list[str]:
    """What is equally urgent arrives in a chat in the order in which it was decided."""
    newest: dict[int, int] = {}
    wrong = []
    async with database.reading() as session:
        rows = await session.execute(
            select(Outbox.chat_id, Outbox.id, Outbox.message_id, Outbox.args)
            .where(Outbox.priority == 0, Outbox.state == "sent", Outbox.message_id.is_not(None))
            .order_by(Outbox.id)
        )
        for chat, row, message, args in rows:
            if "edit" in args:
                continue  # an edit carries the number of the message it changed, older by nature
            assert message is not None
            if message < newest.get(chat, 0):
                wrong.append(f"outbox row {row} arrived after a later one of chat {chat}")
            newest[chat] = max(message, newest.get(chat, 0))
    return wrong


async def _unknown_messages(database: Database, town: Town) -> list[tuple[int, int]]:
    """Messages of the bot that no row stands for: the first copies of what was sent again."""
    known = {
        (int(str(chat)), int(str(message)))
        for chat, message in await _rows(
            database,
            "SELECT c.telegram_id, o.message_id FROM outbox o JOIN chats c ON c.id = o.chat_id"
            " WHERE o.message_id IS NOT NULL",
        )
    }
    return [
        (chat.id, number)
        for chat in town.chats.values()
        for number, entry in chat.entries.items()
        if entry.message["from"]["is_bot"] and (chat.id, number) not in known
    ]


def _after_kills(unknown: Sequence[tuple[int, int]], kills: Sequence[Kill]) -> dict[int, Counter[int]]:
    """The repeats of each kill by chat; under -1 those that no kill explains."""
    found: dict[int, Counter[int]] = defaultdict(Counter)
    for chat, number in unknown:
        cause = next((n for n, kill in enumerate(kills) if number <= kill.last_ids.get(chat, 0)), -1)
        found[cause][chat] += 1
    return dict(found)
