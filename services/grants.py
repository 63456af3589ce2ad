"""Browsing grants: what is open, closing and coming, by field, region, type or amount; searching by words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.calls import Left, Phase, left, phase
from facts.catalogue import Direction
from models.queries import calls as queries
from models.queries.calls import Line
from models.tables import Call, CallDates
from routing.normalise import words
from services import calls
from services.work import Actor, Work

PAGE = 4
"""Calls on one screen: more would not be read on a phone."""

FOUND = 6
"""Results of a search."""

AMOUNTS = (5_000_000, 15_000_000, 45_000_000)
"""Tenge at which the groups of amounts end; the last group has no end."""

NATIONWIDE = ""
"""The region of a call for the whole country."""

_ENDING = 3
"""Letters at the end of a word that may differ between a query and a title: both languages inflect."""

_ROOT = 4


class By(StrEnum):
    """What calls can be chosen by."""

    ALL = "all"
    FIELD = "field"
    REGION = "region"
    KIND = "kind"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Listed:
    """A call in a list, and where it stands."""

    line: Line
    phase: Phase


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of calls: those that take applications first, the nearest end first; then those to come."""

    by: By
    value: str
    rows: tuple[Listed, ...]
    page: int
    pages: int
    taking: int
    coming: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found; `asked` are the words it went by."""

    calls: tuple[Listed, ...]
    directions: tuple[Direction, ...]


@dataclass(frozen=True, slots=True)
class CallCard:
    """A call as anybody may see it, with what is left and why its dates last changed."""

    call: Call
    phase: Phase
    left: Left
    link: str
    last: CallDates | None


async def shelf(work: Work, by: By = By.ALL, value: str = "", page: int = 0) -> Shelf:
    """A page of the calls that are not over."""
    found = [one for one in await _listed(work) if _fits(one.line, by, value)]
    pages = max(1, -(-len(found) // PAGE))
    page %= pages
    coming = sum(one.phase is Phase.COMING for one in found)
    rows = tuple(found[page * PAGE : (page + 1) * PAGE])
    return Shelf(by, value, rows, page, pages, len(found) - coming, coming)


async def choices(work: Work, by: By) -> list[tuple[str, int]]:
    """What there is to choose from, in the order of the facts, each with the number of its calls."""
    lines = [one.line for one in await _listed(work)]
    order: Mapping[By, Sequence[str]] = {
        By.FIELD: list(work.facts.grants.fields),
        By.REGION: [NATIONWIDE, *work.facts.regions],
        By.KIND: list(work.facts.grants.types),
        By.AMOUNT: [str(n) for n in range(len(AMOUNTS) + 1)],
    }
    counted = ((value, sum(_fits(line, by, value) for line in lines)) for value in order.get(by, ()))
    return [(value, n) for value, n in counted if n]


async def card(work: Work, who: Actor, call: Call) -> CallCard:
    """A call's card; that it was looked at is counted, by region and not by person."""
    await queries.viewed(work.session, call.id, who.person.last_region or "")
    return await shown(work, call)


async def shown(work: Work, call: Call) -> CallCard:
    """A call's card as it would be shown, a draft's too."""
    remaining = left(call.closes_at, work.now) if call.closes_at else Left(0, 0, 0)
    last = await queries.dates(work.session, call.id, call.version) if call.version else None
    return CallCard(call, calls.phase_of(work, call), remaining, link(work, call), last)


def link(work: Work, call: Call) -> str:
    """The link that opens a call in the bot, for posters and chats."""
    return f"https://t.me/{work.bot_name}?start={calls.PREFIX}{call.code}"


async def search(work: Work, query: str) -> Found:
    """Calls and directions whose titles, fields or regions have the words of a query, however spelled."""
    asked = [word.readings for word in words(query)]
    by_line = [(_hits(asked, _words_of(work, one.line)), one) for one in await _listed(work)]
    directions = work.facts.grants.directions.values()
    by_direction = [(_hits(asked, _words_of_direction(work, one)), one) for one in directions]
    best = max([hits for hits, _ in by_line] + [hits for hits, _ in by_direction], default=0)
    if not best:
        return Found((), ())
    return Found(
        tuple(one for hits, one in by_line if hits == best)[:FOUND],
        tuple(one for hits, one in by_direction if hits == best)[:FOUND],
    )


async def _listed(work: Work) -> list[Listed]:
    lines = await queries.lines(work.session, work.now)
    found = [Listed(line, phase("published", line.opens_at, line.closes_at, work.now)) for line in lines]
    found.sort(key=lambda one: one.line.opens_at if one.phase is Phase.COMING else one.line.closes_at)
    return sorted(found, key=lambda one: one.phase is Phase.COMING)


def _fits(line: Line, by: By, value: str) -> bool:
    match by:
        case By.FIELD:
            return line.field == value
        case By.REGION:
            return not line.regions or value in line.regions
        case By.KIND:
            return line.kind == value
        case By.AMOUNT:
            return str(sum(line.amount > end for end in AMOUNTS)) == value
        case _:
            return True


def _words_of(work: Work, line: Line) -> frozenset[str]:
    facts = work.facts
    said = [line.title_kk, line.title_ru]
    if named := facts.grants.fields.get(line.field):
        said += [named.kk, named.ru]
    for code in line.regions:
        said += [facts.regions[code].kk, facts.regions[code].ru, *facts.regions[code].also]
    return _folded(" ".join(said))


def _words_of_direction(work: Work, direction: Direction) -> frozenset[str]:
    named = work.facts.grants.fields[direction.field]
    return _folded(" ".join((direction.kk, direction.ru, named.kk, named.ru)))


def _folded(text: str) -> frozenset[str]:
    return frozenset(word.fold for word in words(text))


def _hits(asked: Sequence[Sequence[str]], there: frozenset[str]) -> int:
    """How many of the asked words stand there."""
    return sum(any(alike(reading, word) for reading in readings for word in there) for readings in asked)


def alike(asked: str, there: str) -> bool:
    """Are two folded words forms of one? Endings may differ, short words may not."""
    root = asked[: max(_ROOT, len(asked) - _ENDING)]
    return there.startswith(root) if len(root) >= _ROOT else asked == there
