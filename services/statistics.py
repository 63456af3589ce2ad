"""Statistics of a body for a period: what came, what was answered and how quickly, and how it stands now.

An inquiry counts for the body it lay with at the time, whoever has it now: every clock run knows its queue.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from domain import periods
from domain.civil import civil_date
from domain.errors import Refused
from domain.notices import Kind
from domain.periods import Period
from domain.permissions import TRIAGE, Post, Role
from domain.statistics import Answered, Group, Side, Statistics
from domain.worktime import WorkTime
from models.queries import statistics as queries
from models.queries.statistics import Span, Standing, Traits, Went
from services import documents
from services.outbox import notice
from services.work import Actor, Reading, Work

CHART, SHEET, TABLE = "statistics_chart", "statistics_sheet", "statistics_table"
"""The documents a statistic comes as."""

_REOPENED = "reopened"
_TRANSFER = "transfer"


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose statistic it is: a queue, as its body and region; None stands for all regions of the body."""

    body: str
    region: str | None = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A statistic with everything its reader needs.

    Attributes:
        names: first names of the operators among its parts, by post.
    """

    scope: Scope
    period: Period
    counted: Statistics
    standing: Standing
    names: dict[str, str]


def scopes(posts: tuple[Post, ...]) -> tuple[Scope, ...]:
    """What a person may see statistics of, by their posts."""
    found = [Scope(p.body, p.region or "") for p in posts if p.role is Role.HEAD and p.body]
    if any(p.role in (Role.DISPATCHER, Role.ADMIN) for p in posts):
        found.append(Scope(TRIAGE))
    return tuple(dict.fromkeys(found))


def may_see(posts: tuple[Post, ...], scope: Scope) -> bool:
    """Heads see their own, administrators everything."""
    return scope in scopes(posts) or any(p.role is Role.ADMIN for p in posts)


def ask(work: Work, who: Actor, scope: Scope, code: str, shown: int | None = None) -> None:
    """Ask for a statistic as a message: it is counted where reading holds nobody up, and comes at once.

    Args:
        work: the unit of work.
        who: a head, or an administrator.
        scope: of what.
        code: which period; an unknown one means this month.
        shown: the message that shows a statistic already and becomes this one.

    Raises:
        Refused: it is not theirs to see.
    """
    period = _allowed(work, who, scope, code)
    args = {"body": scope.body, "region": scope.region, "period": period.code, "shown": shown}
    notice(work, who.chat_id, "statistics", args, kind=Kind.STAFF)


async def order(work: Work, who: Actor, scope: Scope, code: str, kind: str) -> None:
    """Ask for a statistic as a chart, a sheet or a table.

    Raises:
        Refused: it is not theirs to see, or they wait for several documents already.
    """
    period = _allowed(work, who, scope, code)
    args = {"body": scope.body, "region": scope.region, "period": period.code}
    await documents.ask(work, who.person, kind, args)


def _allowed(work: Work, who: Actor, scope: Scope, code: str) -> Period:
    if not may_see(who.posts, scope):
        raise Refused("error.not_head")
    return period_of(work, code)


def period_of(work: Reading, code: str) -> Period:
    """The period of a code that may be old or forged; this month when it says nothing, or lies ahead."""
    found = periods.read(code)
    this = periods.month(work.today)
    return this if found is None or found.first > work.today else found


async def report(work: Reading, scope: Scope, period: Period) -> Report:
    """Count a statistic; costs what happened in the period, not what there is."""
    span = Span(scope.body, scope.region, period.since, period.until)
    counted = Statistics()
    await _received(work, span, counted)
    await _ended(work, span, counted)
    standing = await queries.standing(work.session, scope.body, scope.region, work.today)
    posts = [int(value) for value in counted.parts[Side.OPERATOR]]
    names = await queries.names(work.session, posts)
    return Report(scope, period, counted, standing, {str(key): name for key, name in names.items()})


async def _received(work: Reading, span: Span, counted: Statistics) -> None:
    """Inquiries that are alike are counted first and sorted by their sides together: most are."""
    alike: Counter[Traits] = Counter()
    days: Counter[date] = Counter()
    async for portion in queries.came(work.session, span):
        for one in portion:
            if one.cause == _REOPENED:
                counted.reopened += 1
                continue
            alike[one.traits] += 1
            days[civil_date(one.at)] += 1
            if one.cause == _TRANSFER:
                counted.passed_here += 1
                counted.came_back += one.again
    for traits, n in alike.items():
        counted.add(Group(received=n), _sides(traits))
    for day, n in days.items():
        counted.on(day, received=n)


async def _ended(work: Reading, span: Span, counted: Statistics) -> None:
    time = WorkTime(work.facts.calendar)
    pauses = await queries.pauses(work.session, span)
    alike: dict[tuple[Traits, int, str | None], Group] = {}
    async for portion in queries.went(work.session, span):
        for one in portion:
            if one.author is None:
                counted.passed_on += one.passed_on
                counted.closed += not one.passed_on
                continue
            stood = sum(time.between(*pause) for pause in pauses.get(one.run_id, ()))
            answered = _answered(one, time.between(one.began, one.at) - stood)
            alike.setdefault((one.traits, one.author, one.outcome), Group()).answer(answered)
            counted.on(answered.on, answered=1)
            if one.rating is not None:
                counted.rated += 1
                counted.stars += one.rating
    for (traits, author, outcome), group in alike.items():
        counted.add(group, _answer_sides(traits, author, outcome))


def _answered(one: Went, seconds: int) -> Answered:
    first = None if one.cause == _REOPENED else one.first_due
    return Answered(civil_date(one.at), one.due, first, seconds)


def _sides(traits: Traits) -> Iterator[tuple[Side, str]]:
    yield Side.KIND, traits.kind
    yield Side.REGION, traits.region
    yield Side.LANGUAGE, traits.language
    yield Side.APPLICANT, traits.applicant
    yield Side.CHANNEL, traits.channel
    yield Side.TOPIC, traits.topic or ""


def _answer_sides(traits: Traits, author: int, outcome: str | None) -> Iterator[tuple[Side, str]]:
    yield from _sides(traits)
    yield Side.OPERATOR, str(author)
    if outcome is not None:
        yield Side.OUTCOME, outcome


def of_args(args: Mapping[str, object]) -> tuple[Scope, str]:
    """Scope and period of a document or a notice."""
    region = args.get("region")
    return Scope(str(args["body"]), None if region is None else str(region)), str(args["period"])


__all__ = [
    "CHART", "SHEET", "TABLE", "Report", "Scope", "ask", "may_see", "of_args", "order", "period_of",
    "report", "scopes",
]  # fmt: skip
