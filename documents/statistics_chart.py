"""A statistic as one picture for a phone: what came and was answered, how much in time, and about what."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from documents import charts
from documents.charts import Bars, Part, Poster
from documents.paper import Paper, Result
from documents.statistics import caption, file_name, in_words, named, report
from domain.limits import clip
from domain.statistics import Group, Side
from locales import figures
from services.statistics import Report

SHOWN = 5
NAME = 46
"""Characters of a name that fit the width of the picture."""

_BODY = 60


async def make(paper: Paper) -> Result:
    """The picture; `args` are body, region and period."""
    found = await report(paper)
    body = paper.body(found.scope.body, found.scope.region)
    poster = Poster(in_words(paper, found.period), _wrapped(body), (1.15, 0.34, 1.5))
    _flow(paper, found, poster)
    _terms(paper, found, poster)
    _parts(paper, found, poster)
    poster.save(paper.path)
    return Result(file_name(found.scope, found.period, "png"), "photo", caption(paper, found))


def _flow(paper: Paper, found: Report, poster: Poster) -> None:
    """Received and answered: by week of a month, by month of what is longer."""
    axes = poster.panel(paper.label("chart.flow"))
    places = list(_months(paper, found) if found.period.months > 1 else _weeks(found))
    days = found.counted.days
    sums = [
        [sum(days[day][n] for day in days if first <= day < end) for _, first, end in places] for n in (0, 1)
    ]
    rows = [
        Bars(paper.label("part.received"), charts.SAND, sums[0]),
        Bars(paper.label("part.answered"), charts.BLUE, sums[1]),
    ]
    charts.columns(axes, [name for name, _, _ in places], rows)


def _weeks(found: Report) -> Iterable[tuple[str, date, date]]:
    first = found.period.first
    while first < found.period.end:
        end = min(first + timedelta(days=7 - first.weekday()), found.period.end)
        yield f"{first.day}–{(end - timedelta(days=1)).day}", first, end
        first = end


def _months(paper: Paper, found: Report) -> Iterable[tuple[str, date, date]]:
    first = found.period.first
    while first < found.period.end:
        end = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
        name = figures.month(paper.language, first)
        yield (str(first.month) if found.period.months > 3 else name), first, end
        first = end


def _terms(paper: Paper, found: Report, poster: Poster) -> None:
    """In time and late among the answers."""
    whole = found.counted.whole
    share = figures.share(whole.share_in_term)
    axes = poster.panel(paper.label("chart.in_term", share=share))
    charts.whole(
        axes,
        [
            Part(paper.label("chart.on_time"), charts.GREEN, whole.in_term),
            Part(paper.label("chart.late"), charts.RED, whole.late),
        ],
    )
    said = paper.label("chart.terms", on_time=whole.in_term, late=whole.late)
    axes.text(0, -0.18, said, fontsize=18, color=charts.QUIET, va="top", transform=axes.transAxes)


def _parts(paper: Paper, found: Report, poster: Poster) -> None:
    """What it was about; where nobody said, from which regions it came."""
    side = _telling(found)
    axes = poster.panel(paper.label(f"chart.by_{side}"))
    parts = found.counted.parts[side]
    shown = sorted(parts, key=lambda value: (-_size(parts[value]), value))[:SHOWN]
    names = [clip(named(paper, found, side, value), NAME) for value in shown]
    charts.lying(axes, names, [_size(parts[value]) for value in shown], charts.BLUE)


def _size(group: Group) -> int:
    return group.received or group.answered


def _telling(found: Report) -> Side:
    """The side that tells most: regions where there are several, else topics, else kinds."""
    order: Sequence[Side] = (Side.REGION, Side.TOPIC, Side.KIND)
    return next((side for side in order if len(found.counted.parts[side]) > 1), Side.KIND)


def _wrapped(name: str) -> str:
    """A long name of a body on two lines."""
    if len(name) <= _BODY:
        return name
    cut = name.rfind(" ", 0, _BODY)
    return f"{name[:cut]}\n{clip(name[cut + 1 :], _BODY)}"
