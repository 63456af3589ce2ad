"""What heads are sent: statistics they asked for."""

from handlers.screen import Rows, Screen, column
from handlers.views import statistics as views
from handlers.views.words import Reader
from models.tables import DocumentOrder, Outbox
from services import statistics
from services.notices import Recipient
from services.work import Work


async def statistic(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """A statistic; an edit of the one that was shown. It is counted here, where reading holds nobody up."""
    scope, code = statistics.of_args(row.args)
    if not statistics.may_see(to.posts, scope):
        return None
    found = await statistics.report(work, scope, statistics.period_of(work, code))
    shown = views.shown(reader, found)
    return Screen(shown.text, shown.rows, edit=row.args.get("shown"), protect=True)


def under_chart(reader: Reader, order: DocumentOrder) -> Rows:
    """From the picture to its numbers."""
    scope, code = statistics.of_args(order.args)
    return column(views.button(reader, "button.excel", scope, code, "sheet"))


DRAWN = {"statistics": statistic}
"""What heads are sent; `handlers.notices` takes it over."""
