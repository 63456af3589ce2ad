"""The monthly report: on the first working morning heads get last month's picture, each once."""

from domain import periods
from domain.permissions import Role
from models.queries import people, staff
from models.queries import statistics as queries
from models.queries.statistics import Span
from services import documents
from services.statistics import CHART, of_args
from services.work import Work


async def send(work: Work) -> int:
    """Order the reports that are due and were not ordered; returns how many.

    Who became a head after the month has no report of it, and a month in which nothing happened has none.
    """
    last = periods.month(work.today).before
    ordered = 0
    for post in await staff.with_role(work.session, (Role.HEAD,)):
        if post.created_at >= last.until:
            continue
        args = {"body": post.body, "region": post.region or "", "period": last.code}
        scope, _ = of_args(args)
        if not await queries.anything(work.session, Span(scope.body, scope.region, last.since, last.until)):
            continue
        person = await people.by_id(work.session, post.person_id)
        once = f"report:{post.id}:{last.code}"
        ordered += await documents.ask(work, person, CHART, args, once=once) is not None
    return ordered
