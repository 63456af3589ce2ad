"""Importing calls from a table: either every row becomes a draft, or none does and every slip is named.

A file sent to the bot is an order: it is fetched and read outside of any transaction.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePath

from domain.callsheet import COLUMNS, BadRow, Cells, Sheet, Written, read_sheet
from domain.errors import Refused, Unusable
from domain.notices import Kind
from domain.permissions import Role, administers
from domain.privacy import clean_input
from models.engine import ring
from models.queries import calls as queries
from models.queries import people, staff
from models.tables import Audit, CallImport
from services import calls, callwriting
from services.outbox import notice
from services.people import as_post
from services.thread import Attached
from services.work import Actor, Work

BELL = "imports"
"""Rings after a commit that left a file to fetch."""

MOST_BYTES = 5 * 1024 * 1024
KINDS = frozenset({".xlsx", ".csv", ".yaml", ".yml"})
ATTEMPTS = 3

EXAMPLE = timedelta(days=30)
"""How long the call of the template takes applications."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to fetch and read."""

    id: int
    file_id: str
    name: str


async def order(work: Work, who: Actor, file: Attached | None) -> CallImport:
    """Take a file of calls; what came of it is told when it was read.

    Raises:
        Refused: they write no calls.
        Unusable: it is no file, of another kind, or too big.
    """
    if not callwriting.customers(work, who):
        raise Refused("error.not_head")
    if file is None or file.kind != "document":
        raise Unusable("imports.refused.no_file")
    name = clean_input(file.name or "")[-255:]
    if PurePath(name.lower()).suffix not in KINDS:
        raise Unusable("imports.refused.kind")
    if (file.size or 0) > MOST_BYTES:
        raise Unusable("imports.refused.too_big")
    row = CallImport(
        person_id=who.id, file_id=file.file_id, name=name, state="wanted", attempts=0, created_at=work.now
    )
    row.report, row.calls = [], []
    work.session.add(row)
    ring(work.session, BELL)
    return row


async def wanted(work: Work) -> Wanted | None:
    """The next file to fetch; an order that failed too often is given up."""
    row = await queries.wanted_import(work.session)
    if row is None:
        return None
    row.attempts += 1
    if row.attempts > ATTEMPTS:
        await _tell(work, row, refused="unreachable")
        return None
    return Wanted(row.id, row.file_id, row.name)


async def refused(work: Work, import_id: int, reason: str) -> None:
    """The file as a whole could not be read."""
    row = await queries.open_import(work.session, import_id)
    if row is not None:
        await _tell(work, row, refused=reason)


async def take(work: Work, import_id: int, rows: Sequence[tuple[int, Cells]]) -> None:
    """Store the calls of a file as drafts, or say what is wrong with it."""
    row = await queries.open_import(work.session, import_id)
    if row is None:
        return
    person = await people.by_id(work.session, row.person_id)
    posts = tuple(map(as_post, await staff.posts_of(work.session, person.id)))
    mine = {(p.body, p.region or "") for p in posts if p.role is Role.HEAD}
    sheet = await check(work, rows, None if administers(posts) else mine)
    if not sheet.bad:
        author = next((p.id for p in posts if p.role in (Role.HEAD, Role.ADMIN)), None)
        row.calls = await store(work, sheet, author, person.id)
    row.report = [[bad.row, bad.column, bad.reason] for bad in sheet.bad]
    await _tell(work, row)


async def check(
    work: Work, rows: Sequence[tuple[int, Cells]], mine: set[tuple[str | None, str]] | None
) -> Sheet:
    """Read the rows of a table; `mine` are the customers its sender may write for (None: all)."""
    sheet = read_sheet(rows, callwriting.known(work))
    for (n, _), call in zip(rows, sheet.calls, strict=True):
        if mine is not None and call.body and (call.body, call.region) not in mine:
            sheet.bad.append(BadRow(n, "body", "not_yours"))
        elif call.closes and await queries.alike(
            work.session, call.body, call.region, call.title_kk, call.closes
        ):
            sheet.bad.append(BadRow(n, "title_kk", "exists"))
    sheet.bad.sort(key=lambda bad: (bad.row, _place(bad.column)))
    return sheet


async def store(work: Work, sheet: Sheet, author_id: int | None, person_id: int | None) -> list[int]:
    """Every call of a sound sheet as a draft; returns their numbers."""
    drafts = [callwriting.row(work, call, author_id) for call in sheet.calls]
    await work.session.flush()
    keys = [draft.id for draft in drafts]
    work.session.add(Audit(at=work.now, person_id=person_id, action="call_import", details={"calls": keys}))
    return keys


async def put_out(work: Work, keys: Sequence[int]) -> None:
    """Publish drafts that were just checked, for the command line."""
    for key in keys:
        call = await queries.locked(work.session, key)
        if call is not None:
            await calls.put_out(work, call)


async def publish(work: Work, who: Actor, import_id: int) -> int:
    """Publish every draft of an import that is still one; returns how many there were.

    Raises:
        Refused: it is somebody else's.
    """
    row = await work.session.get(CallImport, import_id)
    if row is None or row.person_id != who.id:
        raise Refused("error.no_call")
    published = 0
    for key in row.calls:
        call = await queries.locked(work.session, key)
        if call is None or call.state != "draft":
            continue
        await callwriting.publish(work, who, key, callwriting.stamp(call))
        published += 1
    return published


async def report_of(work: Work, import_id: int) -> CallImport | None:
    """An import with what came of it."""
    return await work.session.get(CallImport, import_id)


def template(work: Work) -> str:
    """A table with its columns and one example row, as a spreadsheet of this country opens it."""
    out = io.StringIO()
    out.write("\ufeff")
    sheet = csv.writer(out, delimiter=";")
    sheet.writerow(COLUMNS)
    example = work.facts.grants.demonstration[0]
    cells = Written(
        title_kk=example.title_kk,
        title_ru=example.title_ru,
        text_kk=example.text_kk,
        text_ru=example.text_ru,
        body=example.body,
        operator_kk=example.operator_kk,
        operator_ru=example.operator_ru,
        field=example.field,
        kind=example.kind,
        amount=example.amount,
        link=example.link,
        contact=example.contact,
        checklist_kk=tuple(item.kk for item in example.checklist),
        checklist_ru=tuple(item.ru for item in example.checklist),
    )
    days = {"opens": f"{work.today:%d.%m.%Y} 09:00", "closes": f"{work.today + EXAMPLE:%d.%m.%Y} 18:30"}
    sheet.writerow(days.get(column) or _shown(getattr(cells, column)) for column in COLUMNS)
    return out.getvalue()


def _shown(value: object) -> object:
    return "\n".join(map(str, value)) if isinstance(value, tuple) else value


def _place(column: str) -> int:
    return COLUMNS.index(column) if column in COLUMNS else len(COLUMNS)


async def _tell(work: Work, row: CallImport, refused: str | None = None) -> None:
    person = await people.by_id(work.session, row.person_id)
    row.state = "failed" if refused or row.report else "done"
    if refused is not None:
        row.report = [[0, "", refused]]
    notice(work, person.chat_id, "call_import", {"import": row.id}, kind=Kind.STAFF)
