"""A statistic on a phone: the few numbers that matter, and the way to charts and sheets."""

from collections.abc import Sequence
from datetime import date, timedelta

from domain import periods
from domain.periods import Period
from handlers.callbacks.house import Head, Stats
from handlers.screen import Button, Rows, Screen
from handlers.views import pages
from handlers.views.words import Reader, fitting
from locales import Html, figures, text
from services.statistics import Report, Scope


def button(reader: Reader, key: str, scope: Scope, period: str = "", act: str = "show") -> Button:
    """A button about a statistic."""
    data = Stats(body=scope.body, region=scope.region or "", period=period, act=act)
    return reader.button(key, data.pack())


def which(reader: Reader, scopes: Sequence[Scope], page: int = 0) -> Screen:
    """Somebody heads several queues."""
    named = [
        (reader.short(scope.body, scope.region), Stats(body=scope.body, region=scope.region or "").pack())
        for scope in scopes
    ]
    question = text(reader.language, "statistics.which")
    return pages.choice(reader, question, named, page, lambda n: Stats(body="", act="which", page=n).pack())


def shown(reader: Reader, found: Report) -> Screen:
    """The numbers of a period."""
    language, counted, standing = reader.language, found.counted, found.standing
    title = text(
        language,
        "statistics.title",
        period=figures.period(language, found.period.first, found.period.months),
        body=reader.body(found.scope.body, found.scope.region),
    )
    parts = [title] if counted.anything else [title, text(language, "statistics.nothing")]
    said = text(
        language,
        "statistics.text",
        received=counted.whole.received,
        answered=counted.whole.answered,
        share=figures.share(counted.whole.share_in_term),
        median=figures.hours(language, counted.whole.hours()),
        rating=figures.decimal(language, counted.rating),
        rated=counted.rated,
        open=standing.open,
        late=standing.late,
        unclaimed=standing.unclaimed,
    )
    return Screen(Html("\n\n".join([*parts, said])), _buttons(reader, found))


def _buttons(reader: Reader, found: Report) -> Rows:
    scope, period = found.scope, found.period

    def to(wanted: Period, mark: str) -> Button:
        named = figures.period(reader.language, wanted.first, wanted.months)
        data = Stats(body=scope.body, region=scope.region or "", period=wanted.code)
        return Button(fitting(mark.format(named)), data.pack())

    ahead = period.after.first <= reader.today
    turns = (to(period.before, "◀ {}"), *((to(period.after, "{} ▶"),) if ahead else ()))
    code = period.code
    lengths = (
        button(reader, "button.month", scope, periods.month(_day(reader, period)).code),
        button(reader, "button.quarter", scope, periods.quarter(_day(reader, period)).code),
        button(reader, "button.year", scope, periods.year(_day(reader, period)).code),
    )
    files = (
        button(reader, "button.chart", scope, code, "chart"),
        button(reader, "button.excel", scope, code, "sheet"),
        button(reader, "button.csv", scope, code, "table"),
    )

    back = reader.button("button.my_body", Head(body=scope.body, region=scope.region or "").pack())
    return (turns, lengths, files, (back,))


def _day(reader: Reader, period: Period) -> date:
    """The day whose month, quarter and year are offered: today where the period has it."""
    return min(reader.today, period.end - timedelta(days=1))
