"""The numbers of a call as a sheet: the totals, and every region in a line."""

from documents.call_numbers import caption, counted, name_of
from documents.paper import Paper, Result
from documents.sheets import Book
from services.callnumbers import MEASURES

WIDTHS = (34, *(16 for _ in MEASURES))


async def make(paper: Paper) -> Result:
    """The sheet; `args` hold the call."""
    found = await counted(paper)
    book = Book()
    head = [paper.label("numbers.region"), *(paper.label(f"numbers.{one}") for one in MEASURES)]
    made = paper.label("sheet.as_of", date=paper.day(paper.work.today))
    sheet = book.sheet(paper.label("numbers.sheet"), WIDTHS, head, [name_of(paper, found.call), made])
    sheet.row((paper.label("numbers.total"), *(found.total(measure) for measure in MEASURES)))
    for region in found.regions:
        sheet.row((paper.region(region), *found.of(region)))
    book.save(paper.path)
    return Result(f"call-{found.call.code}.xlsx", told=caption(paper, found))
