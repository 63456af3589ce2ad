"""A statistic as a workbook: the totals, a sheet for each side, the days, and the inquiries line by line."""

from documents.paper import Paper, Result
from documents.register import HEAD, WIDTHS, cells
from documents.sheets import Book, Cell
from documents.statistics import caption, file_name, in_words, named, report
from domain.statistics import MEDIAN, MOST, Group, Side
from services import registers
from services.statistics import Report

GROUP_HEAD = ("received", "answered", "in_term", "in_first_term", "late", "share", "median", "most")
"""Columns of a part, `part.NAME` in the catalogs."""


async def make(paper: Paper) -> Result:
    """The workbook; `args` are body, region and period."""
    found = await report(paper)
    book = Book()
    _totals(paper, book, found)
    for side in Side:
        if found.counted.parts[side]:
            _side(paper, book, found, side)
    _days(paper, book, found)
    await _inquiries(paper, book, found)
    book.save(paper.path)
    return Result(file_name(found.scope, found.period, "xlsx"), told=caption(paper, found))


def _above(paper: Paper, found: Report) -> list[str]:
    of = paper.label("sheet.of", period=in_words(paper, found.period))
    return [paper.body(found.scope.body, found.scope.region), of]


def _totals(paper: Paper, book: Book, found: Report) -> None:
    made = paper.label("sheet.as_of", date=paper.day(paper.work.today))
    sheet = book.sheet(paper.label("sheet.totals"), (44, 16), above=[*_above(paper, found), made, ""])
    counted, standing = found.counted, found.standing
    whole = zip(GROUP_HEAD, _group(counted.whole), strict=True)
    for name, value in whole:
        sheet.row((paper.label(f"part.{name}"), value))
    rest: dict[str, Cell] = {
        "passed_here": counted.passed_here,
        "came_back": counted.came_back,
        "passed_on": counted.passed_on,
        "reopened": counted.reopened,
        "closed": counted.closed,
        "rating": _rounded(counted.rating),
        "rated": counted.rated,
        "open_now": standing.open,
        "late_now": standing.late,
        "unclaimed_now": standing.unclaimed,
    }
    for name, value in rest.items():
        sheet.row((paper.label(f"total.{name}"), value))
    sheet.row(())
    sheet.line(paper.label("sheet.hours_note"))


def _side(paper: Paper, book: Book, found: Report, side: Side) -> None:
    head = [paper.label(f"side.{side}"), *(paper.label(f"part.{name}") for name in GROUP_HEAD)]
    sheet = book.sheet(head[0], (40, *[13] * len(GROUP_HEAD)), head, _above(paper, found))
    parts = found.counted.parts[side]
    for value in sorted(parts, key=lambda value: (-parts[value].received, -parts[value].answered, value)):
        sheet.row((named(paper, found, side, value), *_group(parts[value])))


def _group(group: Group) -> tuple[Cell, ...]:
    return (
        group.received,
        group.answered,
        group.in_term,
        group.in_first_term,
        group.late,
        group.share_in_term,
        _rounded(group.hours(MEDIAN)),
        _rounded(group.hours(MOST)),
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _days(paper: Paper, book: Book, found: Report) -> None:
    head = [paper.label(f"part.{name}") for name in ("day", "received", "answered")]
    sheet = book.sheet(paper.label("sheet.days"), (14, 12, 12), head, _above(paper, found))
    for day, (received, answered) in sorted(found.counted.days.items()):
        sheet.row((day, received, answered))


async def _inquiries(paper: Paper, book: Book, found: Report) -> None:
    """The register of the period; it may have a hundred thousand lines."""
    scope, span = found.scope, found.period
    listed = await registers.received(paper.work, scope.body, scope.region, span.since, span.until)
    head = [paper.label(f"column.{name}") for name in HEAD]
    sheet = book.sheet(paper.label("sheet.inquiries"), WIDTHS, head, _above(paper, found))
    done = 0
    async for portion in listed.portions:
        for entry in portion:
            sheet.row(cells(paper, entry))
        done += len(portion)
        paper.report(done, listed.count)
