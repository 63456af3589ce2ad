"""What follows from the end of a delivery: unreachable people, migrated groups, operators who must know."""

from collections.abc import Sequence

from domain.notices import REPEATED_AFTER_DEATH, Kind
from models.queries import inquiries, outbox, people, staff
from models.queries.outbox import Ending
from models.tables import Outbox
from services.outbox import notice
from services.work import Work

TROUBLED = frozenset({"unknown", "failed", "unreachable"})


async def ended(work: Work, endings: Sequence[Ending]) -> None:
    """Write down what became of requests, and tell the author of an answer that did not arrive."""
    await outbox.end(work.session, endings, work.now)
    for ending in endings:
        if ending.state in TROUBLED:
            await _troubled(work, ending)


async def _troubled(work: Work, ending: Ending) -> None:
    row = await work.session.get(Outbox, ending.row_id)
    if row is None:
        return
    if ending.state == "unreachable":
        await outbox.unreachable(work.session, row.chat_id, work.now)
    if row.kind == Kind.ANSWER and row.answer_id is not None:
        await _tell_author(work, row.answer_id, ending.state)


async def _tell_author(work: Work, answer_id: int, state: str) -> None:
    once = f"delivery:{answer_id}:{state}"
    if await outbox.known(work.session, once):
        return
    answer = await inquiries.answer(work.session, answer_id)
    if answer is None:
        return
    author = await staff.membership(work.session, answer.author_id)
    person = await people.by_id(work.session, author.person_id)
    args = {"inquiry": answer.inquiry_id, "state": state}
    notice(
        work,
        person.chat_id,
        "staff.delivery",
        args,
        kind=Kind.STAFF,
        inquiry_id=answer.inquiry_id,
        once=once,
    )


async def migrated(work: Work, chat_id: int, new_telegram_id: int) -> None:
    """A group became a supergroup."""
    await outbox.migrate(work.session, chat_id, new_telegram_id)


async def orphaned(work: Work, owner: int) -> int:
    """A process died while sending: promises are repeated once, reminders and broadcasts are unknown."""
    rows = await outbox.orphans(work.session, owner)
    for row in rows:
        again = Kind(row.kind) in REPEATED_AFTER_DEATH and row.deaths == 0
        row.state, row.owner = ("waiting" if again else "unknown"), None
        row.deaths += 1
    await work.session.flush()
    return len(rows)
