"""The inquiries of a period as CSV, for other programs: one line each, a semicolon between the columns."""

import csv
from datetime import date, datetime

from documents.paper import Paper, Result
from documents.register import HEAD, cells
from documents.sheets import Cell
from documents.statistics import file_name, in_words
from domain.cells import safe_cell
from domain.civil import civil
from services import registers, statistics


async def make(paper: Paper) -> Result:
    """The table; `args` are body, region and period."""
    scope, code = statistics.of_args(paper.args)
    span = statistics.period_of(paper.work, code)
    listed = await registers.received(paper.work, scope.body, scope.region, span.since, span.until)
    done = 0
    # With the mark at its beginning Excel reads UTF-8; with semicolons it finds the columns by itself here.
    with paper.path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file, delimiter=";")
        lines.writerow([paper.label(f"column.{name}") for name in HEAD])
        async for portion in listed.portions:
            lines.writerows([_plain(cell) for cell in cells(paper, entry)] for entry in portion)
            done += len(portion)
            paper.report(done, listed.count)
    told = {"period": in_words(paper, span), "body": paper.body(scope.body, scope.region), "count": str(done)}
    return Result(file_name(scope, span, "csv"), told=told)


def _plain(cell: Cell) -> object:
    if isinstance(cell, datetime):
        return f"{civil(cell):%Y-%m-%d %H:%M}"
    return cell.isoformat() if isinstance(cell, date) else safe_cell(cell)
