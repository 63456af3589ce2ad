"""What the statistics' documents share: the report, and its words."""

from documents.paper import Paper
from domain.periods import Period
from domain.statistics import MOST, Side
from locales import figures
from services import statistics
from services.statistics import Report, Scope


async def report(paper: Paper) -> Report:
    """The report a document is about."""
    scope, code = statistics.of_args(paper.args)
    return await statistics.report(paper.work, scope, statistics.period_of(paper.work, code))


def caption(paper: Paper, found: Report) -> dict[str, str]:
    """The few numbers that matter, for the words under a file."""
    whole = found.counted.whole
    return {
        "period": in_words(paper, found.period),
        "body": paper.body(found.scope.body, found.scope.region),
        "received": str(whole.received),
        "answered": str(whole.answered),
        "share": figures.share(whole.share_in_term),
        "late": str(found.standing.late),
        "median": figures.hours(paper.language, whole.hours()),
        "most": figures.hours(paper.language, whole.hours(MOST)),
    }


def in_words(paper: Paper, period: Period) -> str:
    """The period in words."""
    return figures.period(paper.language, period.first, period.months)


def file_name(scope: Scope, period: Period, ending: str) -> str:
    """MOH-2026-11.xlsx, AKIMAT-75-2026-11.png: plain letters, so that every program can open it."""
    region = f"-{scope.region}" if scope.region else ""
    return f"{scope.body}{region}-{period.code}.{ending}"


def named(paper: Paper, found: Report, side: Side, value: str) -> str:
    """A value of a side in words."""
    if side is Side.OPERATOR:
        return found.names.get(value) or paper.label("statistics.nameless")
    if side is Side.REGION:
        return paper.region(value)
    if side is Side.TOPIC:
        return paper.topic(found.scope.body, value) or paper.label("statistics.no_topic")
    keys = {
        Side.KIND: f"inquiry.kind.{value}",
        Side.LANGUAGE: f"language.{value}",
        Side.APPLICANT: f"applicant.{value}",
        Side.CHANNEL: f"channel.{value}",
        Side.OUTCOME: f"outcome.{value}",
    }
    return paper.named(keys[side], value)
