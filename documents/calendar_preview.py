"""Whose dates the calendar of the files would move: what an administrator reads before approving it."""

from documents.paper import Paper, Result
from documents.sheets import Book
from services import calendars, recompute

_HEAD = ("number", "body", "region", "due", "new_due")
_WIDTHS = (14, 60, 26, 13, 13)


async def make(paper: Paper) -> Result:
    """One sheet; nothing is changed by making it."""
    seen, moved = await recompute.preview(paper.work, paper.work.facts.proposed)
    found = calendars.proposal(paper.work)
    book = Book()
    sheet = book.sheet(
        paper.label("sheet.moved"),
        _WIDTHS,
        [paper.label(f"column.{name}") for name in _HEAD],
        [paper.label("sheet.moved_title", version=found.version), paper.label("sheet.moved_of", seen=seen)],
    )
    for one in moved:
        region = paper.region(one.region) if one.region else ""
        sheet.row((one.number, paper.body(one.body, one.region), region, one.before, one.after))
    book.save(paper.path)
    name = f"dauys-calendar-{paper.work.today:%Y-%m-%d}.xlsx"
    return Result(name, told={"seen": str(seen), "moved": str(len(moved))})
