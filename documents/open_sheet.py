"""The open inquiries of a queue as a sheet, those first that are due first."""

from documents.paper import Paper, Result
from documents.register import HEAD, WIDTHS, cells
from documents.sheets import Book
from services import registers


async def make(paper: Paper) -> Result:
    """One sheet; `args` are body and region (None for all regions)."""
    body, region = paper.args["body"], paper.args.get("region")
    found = await registers.still_open(paper.work, body, region)
    book = Book()
    sheet = book.sheet(
        paper.label("sheet.open"),
        WIDTHS,
        [paper.label(f"column.{name}") for name in HEAD],
        [paper.body(body, region), paper.label("sheet.as_of", date=paper.day(paper.work.today))],
    )
    done = 0
    async for portion in found.portions:
        for entry in portion:
            sheet.row(cells(paper, entry))
        done += len(portion)
        paper.report(done, found.count)
    book.save(paper.path)
    name = f"{body}-open-{paper.work.today:%Y-%m-%d}.xlsx"
    return Result(name, told={"body": paper.body(body, region), "count": str(found.count)})
