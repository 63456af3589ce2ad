"""Notices about answers for everybody: one waits for the head, the review of some has passed."""

from handlers.callbacks.desk import PairDo
from handlers.screen import Screen, column
from handlers.views.words import Reader
from locales import text
from models.tables import Outbox
from services import published, reviews
from services.notices import Recipient
from services.work import Work


async def pair(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """A pair waits to be published."""
    if not await published.waits(work, row.args["pair"]):
        return None
    look = reader.button("button.look_pair", PairDo(pair=row.args["pair"], act="open").pack())
    return Screen(text(reader.language, "staff.pair"), column(look), protect=True)


async def passed(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """The review of answers has passed: nobody is shown them until somebody has read them again."""
    found = await reviews.titles(work, row.args["answers"], reader.language)
    if not found:
        return None
    lines = "\n".join(text(reader.language, "answers.line", question=title) for title in found)
    pairs = reader.button("button.all_pairs", PairDo(act="list").pack())
    return Screen(f"{text(reader.language, 'staff.reviews', n=len(found))}\n{lines}", column(pairs))


DRAWN = {"staff.pair": pair, "staff.reviews": passed}
"""`handlers.notices` takes them over."""
