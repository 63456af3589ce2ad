"""Documents: charts, sheets and other files that somebody asks for and that take a while to make.

An order is a row. A process of its own makes the file outside of any transaction (`bot/workshop.py`), the
outbox carries it to whoever asked, and then the file is removed. A process that dies loses nothing.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.errors import Refused
from domain.notices import Kind
from models.columns import Document
from models.engine import ring
from models.queries import documents as queries
from models.queries import outbox, people
from models.tables import DocumentOrder, Outbox, Person
from services.outbox import notice
from services.work import Reading, Work

BELL = "documents"
"""Rings after a commit that ordered a document."""

ATTEMPTS = 3
"""A document that could not be made or sent so often is given up, and whoever asked is told."""

AT_ONCE = 3
"""Documents one person may wait for at the same time; more would keep everybody else waiting."""

_AGAIN_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Order:
    """An order somebody has begun to work off, as its maker needs it: nothing but values."""

    id: int
    attempt: int
    kind: str
    args: Document
    language: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Made:
    """A file that is ready.

    Attributes:
        path: where it lies.
        name: how it is called on the reader's phone.
        sent_as: photo or document.
        told: words for the caption `document.KIND` of the catalogs, in the language it was made in.
    """

    path: str
    name: str
    sent_as: str
    told: Mapping[str, str]


async def ask(
    work: Work,
    person: Person,
    kind: str,
    args: Document,
    *,
    at_work: bool = True,
    once: str | None = None,
) -> DocumentOrder | None:
    """Order a document; it comes to the person's chat as soon as it is made.

    The same thing asked for twice while the first is under way comes once.

    Args:
        work: the unit of work; whether the person may have this was decided before.
        person: who receives it.
        kind: one of `documents.MAKERS`.
        args: of what, in ids and values. With a `body` (and a `region`) it reaches only those who still have
            a post there when it leaves.
        at_work: whether the person asks as staff.
        once: a key that is never ordered twice, for what is sent unasked; None when it was ordered before.

    Raises:
        Refused: the person waits for several already.
    """
    if once is not None and await queries.known(work.session, once):
        return None
    known = await queries.same(work.session, person.id, kind, args)
    if known is not None:
        return known
    if once is None and await queries.count_open(work.session, person.id) >= AT_ONCE:
        raise Refused("error.documents_under_way")
    row = DocumentOrder(
        person_id=person.id,
        kind=kind,
        args=args,
        at_work=at_work,
        once=once,
        state="wanted",
        attempts=0,
        retry_at=0.0,
        done=0,
        total=0,
        told={},
        created_at=work.now,
    )
    work.session.add(row)
    ring(work.session, BELL)
    return row


async def begin(work: Work, owner: int, held: Collection[int] = ()) -> Order | None:
    """Take the next order; None when there is none.

    Args:
        work: the unit of work.
        owner: this process.
        held: orders it is working off; whatever else bears its number was lost on the way and is taken anew.
    """
    await queries.release(work.session, owner, held)
    found = await queries.claim(work.session, work.machine_now)
    if found is None:
        return None
    row, person = found
    row.state, row.owner, row.attempts, row.done, row.total = "making", owner, row.attempts + 1, 0, 0
    await work.session.flush()
    return Order(row.id, row.attempts, row.kind, row.args, person.language or "kk", work.now)


async def under_way(work: Work, owner: int, order_id: int, done: int, total: int) -> None:
    """Show whoever waits how far it has come: one message, edited. Nobody waits for what comes unasked."""
    row = await _mine(work, owner, order_id)
    if row is None:
        return
    row.done, row.total = done, total
    if row.once is None:
        await _tell(work, row)


async def finish(work: Work, owner: int, order_id: int, made: Made) -> None:
    """The file is there: it leaves with its caption."""
    row = await _mine(work, owner, order_id)
    if row is None:
        return
    row.state, row.owner = "made", None
    row.path, row.name, row.sent_as, row.told = made.path, made.name, made.sent_as, dict(made.told)
    person = await people.by_id(work.session, row.person_id)
    carrier = notice(work, person.chat_id, "document_file", {"document": row.id}, kind=_kind(row))
    await work.session.flush()
    row.sent_by = carrier.id
    if row.shown_by is not None:
        await _tell(work, row)


async def fail(work: Work, owner: int, order_id: int) -> None:
    """It could not be made: once more after a pause, and in the end an honest word."""
    row = await _mine(work, owner, order_id)
    if row is not None:
        await _again(work, row)


async def settle(work: Work, exists: Callable[[str], bool]) -> list[str]:
    """Follow the files on their way; returns those that nobody needs any more.

    A file that is gone before it was sent is made anew.

    Args:
        work: the unit of work.
        exists: whether a file is still there.
    """
    over = []
    for row, state in await queries.made(work.session):
        path = row.path or ""
        if state == "sent":
            _end(work, row, "sent")
        elif state in outbox.UNFINISHED:
            if not exists(path):
                await _recall(work, row)
            continue
        elif state == "dropped" and not exists(path):
            await _again(work, row)
        else:
            _end(work, row, "failed")
        over.append(path)
    return over


async def several(work: Reading, person_id: int) -> Sequence[DocumentOrder]:
    """Everything a person has asked for, the newest first."""
    return await queries.of_person(work.session, person_id)


async def holders(work: Work) -> set[int]:
    """Processes that make something just now."""
    return await queries.owners(work.session)


async def orphaned(work: Work, owner: int) -> None:
    """A process died while it made something: others make it."""
    await queries.release(work.session, owner)
    ring(work.session, BELL)


async def wanted_paths(work: Work) -> set[str]:
    """Files that are still to be sent."""
    return await queries.paths(work.session)


async def _mine(work: Work, owner: int, order_id: int) -> DocumentOrder | None:
    row = await queries.by_id(work.session, order_id)
    return row if row is not None and (row.state, row.owner) == ("making", owner) else None


async def _again(work: Work, row: DocumentOrder) -> None:
    row.owner, row.path, row.sent_by = None, None, None
    if row.attempts < ATTEMPTS:
        row.state, row.retry_at = "wanted", work.machine_now + _AGAIN_SECONDS * row.attempts
        ring(work.session, BELL)
        return
    _end(work, row, "failed")
    if row.once is None:
        await _tell(work, row)


async def _recall(work: Work, row: DocumentOrder) -> None:
    """The file was lost before its message left: the message has no point any more."""
    carrier = await work.session.get(Outbox, row.sent_by) if row.sent_by else None
    if carrier is not None and carrier.state in outbox.PENDING:
        carrier.state = "dropped"
        await _again(work, row)


def _end(work: Work, row: DocumentOrder, state: str) -> None:
    row.state, row.ended_at, row.path, row.told = state, work.now, None, {}


async def _tell(work: Work, row: DocumentOrder) -> None:
    """Plan the message that shows how far a document has come, or its next edit."""
    person = await people.by_id(work.session, row.person_id)
    if await queries.is_being_told(work.session, person.chat_id):
        return
    told = notice(work, person.chat_id, "document_wait", {"document": row.id}, kind=_kind(row))
    if row.shown_by is None:
        await work.session.flush()
        row.shown_by = told.id


def _kind(row: DocumentOrder) -> Kind:
    return Kind.STAFF if row.at_work else Kind.STATE
