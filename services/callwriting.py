"""Writing a call: a draft filled cell by cell, published when nothing is missing in either language."""

from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Final
from zlib import crc32

from domain.calls import CallState
from domain.callsheet import BadCell, Complaint, Known, Written, complaints, read_cell
from domain.errors import Impossible, Refused, Stale, Unusable
from domain.permissions import Role, administers
from models.queries import calls as queries
from models.tables import Audit, Call
from services import calls
from services.work import Actor, Work

STEPS: Final = (
    "title_kk", "title_ru", "text_kk", "text_ru", "kind", "field", "direction", "regions", "amount",
    "opens", "closes", "operator_kk", "operator_ru", "checklist_kk", "checklist_ru", "link", "contact",
)  # fmt: skip
"""The order in which a call is asked for."""

CHOSEN: Final = ("kind", "field", "direction", "regions")
"""What is chosen from buttons; the rest is typed."""

SKIPPED: Final = ("direction", "checklist_kk", "checklist_ru", "link", "contact")
"""What a call can do without."""

DATES: Final = ("opens", "closes")
"""What a published call changes only with a reason."""

DRAFTS: Final = 30
"""Drafts one customer may have lying about; an import beyond that is somebody's mistake."""


class BadAnswer(Unusable):
    """A cell could not be read; it is asked for again."""


@dataclass(frozen=True, slots=True)
class Customer:
    """A body, or one region of it, whose calls somebody may write."""

    body: str
    region: str


def customers(work: Work, who: Actor) -> list[Customer]:
    """Whose calls somebody may write; an administrator, those of every body that has a single queue."""
    own = [Customer(p.body, p.region or "") for p in who.posts if p.role is Role.HEAD and p.body]
    if own or not administers(who.posts):
        return own
    return [Customer(code, "") for code, body in work.facts.bodies.items() if not body.per_region]


def known(work: Work) -> Known:
    """What a call may name."""
    facts = work.facts
    return Known(
        {code: body.per_region for code, body in facts.bodies.items()},
        facts.regions.keys(),
        facts.grants.fields.keys(),
        {key: direction.field for key, direction in facts.grants.directions.items()},
        work.today,
    )


def written(call: Call) -> Written:
    """A stored call as its cells."""
    return Written(
        title_kk=call.title_kk,
        title_ru=call.title_ru,
        text_kk=call.text_kk,
        text_ru=call.text_ru,
        body=call.body,
        region=call.region,
        operator_kk=call.operator_kk,
        operator_ru=call.operator_ru,
        regions=tuple(call.regions),
        field=call.field,
        direction=call.direction,
        kind=call.kind,
        amount=call.amount or None,
        opens=call.opens_at,
        closes=call.closes_at,
        checklist_kk=tuple(item["kk"] for item in call.checklist if item["kk"]),
        checklist_ru=tuple(item["ru"] for item in call.checklist if item["ru"]),
        link=call.link,
        contact=call.contact,
    )


def wrong(work: Work, call: Call) -> list[Complaint]:
    """What keeps a draft from being published."""
    return list(complaints(written(call), known(work)))


def stamp(call: Call) -> str:
    """A short sign of a call's contents: what was previewed is what is published."""
    cells = astuple(written(call))
    plain = [cell.timestamp() if isinstance(cell, datetime) else cell for cell in cells]
    return f"{crc32(repr(plain).encode()):08x}"


def row(work: Work, cells: Written, author_id: int | None) -> Call:
    """A draft of what was written; it has its number after the next flush."""
    call = Call(
        code=calls.new_code(),
        body=cells.body,
        region=cells.region,
        state=CallState.DRAFT,
        demonstration=False,
        version=0,
        results_link="",
        author_id=author_id,
        created_at=work.now,
    )
    _fill(call, cells)
    work.session.add(call)
    return call


async def begin(work: Work, who: Actor, customer: Customer) -> Call:
    """Begin a draft.

    Raises:
        Refused: this customer's calls are not theirs to write.
        Impossible: too many drafts lie about already.
    """
    post = calls.writer(who, customer.body, customer.region)
    if post is None or customer.body not in work.facts.bodies:
        raise Refused("error.no_call")
    if await queries.drafts(work.session, customer.body, customer.region) >= DRAFTS:
        raise Impossible("error.call_drafts")
    call = row(work, Written(body=customer.body, region=customer.region), post.id)
    await work.session.flush()
    return call


async def put(work: Work, who: Actor, call_id: int, column: str, raw: object) -> Call:
    """Fill one cell; a published call keeps its dates and is never left half.

    Raises:
        Refused: it is not theirs.
        BadAnswer: the cell cannot be read.
        Unusable: the published call would be half.
    """
    call, _ = await calls.at_desk(work, who, call_id)
    if column not in STEPS or (call.state != CallState.DRAFT and column in DATES):
        raise Unusable("error.no_such_button")
    try:
        value = read_cell(column, raw)
    except BadCell as bad:
        raise BadAnswer(f"call.bad.{bad.reason}") from None
    _set(call, column, value)
    if column == "field" and call.direction and known(work).directions.get(call.direction) != call.field:
        call.direction = None
    if call.state != CallState.DRAFT:
        _whole(work, call)
        details = {"call": call.id, "column": column}
        work.session.add(Audit(at=work.now, person_id=who.id, action="call_text", details=details))
    return call


async def toggle(work: Work, who: Actor, call_id: int, region: str) -> Call:
    """Add a region or take it away.

    Raises:
        Refused: it is not theirs, or there is no such region.
    """
    call, _ = await calls.at_desk(work, who, call_id)
    if region not in work.facts.regions:
        raise Refused("error.no_such_button")
    chosen = set(call.regions) ^ {region}
    call.regions = [code for code in work.facts.regions if code in chosen]
    return call


async def publish(work: Work, who: Actor, call_id: int, seen: str) -> Call:
    """Publish a draft as it was previewed.

    Raises:
        Refused: it is not theirs.
        Stale: it was changed after the preview.
        Unusable: something is missing or wrong.
        Impossible: it is published already.
    """
    call, post = await calls.at_desk(work, who, call_id)
    if call.state == CallState.DRAFT and stamp(call) != seen:
        raise Stale("error.call_changed")
    _whole(work, call)
    await calls.put_out(work, call, post.id, who.id)
    return call


async def discard(work: Work, who: Actor, call_id: int) -> None:
    """Throw a draft away.

    Raises:
        Refused: it is not theirs.
        Impossible: it is published.
    """
    call, _ = await calls.at_desk(work, who, call_id)
    if call.state != CallState.DRAFT:
        raise Impossible("error.call_published")
    await work.session.delete(call)


def following(call: Call, column: str) -> str | None:
    """What is asked for after a cell: the next one that is still empty; None at the end."""
    cells = written(call)
    for step in STEPS[STEPS.index(column) + 1 :]:
        wanted = bool(cells.checklist_kk) if step == "checklist_ru" else True
        if wanted and not getattr(cells, step):
            return step
    return None


def _whole(work: Work, call: Call) -> None:
    found = wrong(work, call)
    if found:
        raise Unusable("error.call_half")


def _fill(call: Call, cells: Written) -> None:
    for column in STEPS:
        if column not in ("checklist_kk", "checklist_ru"):
            _set(call, column, getattr(cells, column))
    pairs = zip(cells.checklist_kk, cells.checklist_ru, strict=False)
    call.checklist = [{"kk": kk, "ru": ru} for kk, ru in pairs]


def _set(call: Call, column: str, value: object) -> None:
    match column, value:
        case "opens" | "closes", _:
            setattr(call, f"{column}_at", value)
        case "amount", _:
            call.amount = value if isinstance(value, int) else 0
        case "regions", tuple():
            call.regions = list(value)
        case "checklist_kk" | "checklist_ru", tuple():
            call.checklist = _paired(call, column.removeprefix("checklist_"), value)
        case _:
            setattr(call, column, value)


def _paired(call: Call, language: str, items: tuple[str, ...]) -> list[dict[str, str]]:
    """The list with one language replaced; the other stays beside it as far as it goes."""
    other = "ru" if language == "kk" else "kk"
    beside = [item[other] for item in call.checklist if item[other]]
    length = len(items) if language == "kk" else max(len(items), len(beside))
    return [
        {language: items[n] if n < len(items) else "", other: beside[n] if n < len(beside) else ""}
        for n in range(length)
    ]
