"""What follows from the end of a delivery: unreachable people, migrated groups, operators who must know."""

from collections.abc import Sequence

from domain.notices import REPEATED_AFTER_DEATH, Kind
from models.queries import inquiries, outbox, people, reach, sending, staff
from models.queries.outbox import Ending
from models.tables import Outbox
from services import broadcasts, groups
from services.outbox import notice
from services.work import Work

TROUBLED = frozenset({"unknown", "failed", "unreachable"})


REPEATS_AFTER_DEATH = 20
"""A promise is sent again after each death in which it was on its way, but not for ever.

A process that is started again and again, each time to be killed within a second, meets the same rows first:
an answer must outlive that. Twenty deaths running are no accident any more, and an operator decides.
"""


async def ended(work: Work, owner: int, endings: Sequence[Ending]) -> None:
    """Write down what became of requests, and tell the author of an answer that did not arrive.

    Args:
        work: the unit of work.
        owner: the process that made the requests.
        endings: what became of them.
    """
    await outbox.end(work.session, owner, endings, work.now)
    if put_off := [ending.row_id for ending in endings if ending.state in outbox.PENDING]:
        await outbox.drop_outdated(work.session, put_off)
    for ending in endings:
        if ending.migrated_to is not None:
            await _migrated(work, ending.row_id, ending.migrated_to)
        if ending.state in TROUBLED:
            await _troubled(work, ending)
    await broadcasts.ended(work, endings)


async def _troubled(work: Work, ending: Ending) -> None:
    row = await work.session.get(Outbox, ending.row_id)
    if row is None:
        return
    if ending.state == "unreachable":
        await reach.unreachable(work.session, row.chat_id, work.now)
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


async def _migrated(work: Work, row_id: int, new_telegram_id: int) -> None:
    """A group became a supergroup; the row waits again and leaves for its new number."""
    row = await work.session.get(Outbox, row_id)
    if row is not None:
        chat_id = row.chat_id
        await reach.migrate(work.session, chat_id, new_telegram_id)
        await groups.moved(work, chat_id, new_telegram_id)


async def orphaned(work: Work, owner: int) -> int:
    """A process died while sending: promises are sent again, reminders and broadcasts become unknown."""
    rows = await sending.orphans(work.session, owner)
    for row in rows:
        again = Kind(row.kind) in REPEATED_AFTER_DEATH and row.deaths < REPEATS_AFTER_DEATH
        row.state, row.owner = ("waiting" if again else "unknown"), None
        row.deaths += 1
    await work.session.flush()
    lost = [row for row in rows if row.state == "unknown"]
    await broadcasts.ended(work, [Ending(row.id, "unknown", broadcast_id=row.broadcast_id) for row in lost])
    return len(rows)
