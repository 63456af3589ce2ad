"""`/stats`: how a body does, as a message, a chart, a sheet or a table."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.errors import Refused
from handlers.callbacks.house import Stats
from handlers.screen import Reply, show
from handlers.steps import AtWork, Private
from handlers.views import statistics as views
from handlers.views.words import reader
from locales import label
from services import statistics
from services.statistics import Scope
from services.work import Actor, Work

router = Router(name="statistics")
router.message.filter(Private())

DOCUMENTS = {"chart": statistics.CHART, "sheet": statistics.SHEET, "table": statistics.TABLE}


@router.message(Command("stats"), AtWork())
async def stats(message: Message, work: Work, who: Actor) -> Reply:
    """`/stats`: the statistic of this month; whoever heads several queues chooses first."""
    scopes = _scopes(who)
    if len(scopes) > 1:
        return show(views.which(reader(work, who), scopes))
    statistics.ask(work, who, scopes[0], "")
    return Reply()


@router.message(Command("stats"))
async def not_at_work(message: Message, work: Work, who: Actor) -> Reply:
    """Statistics are for staff."""
    raise Refused("error.not_head")


@router.callback_query(Stats.filter())
async def pressed(query: CallbackQuery, callback_data: Stats, work: Work, who: Actor) -> Reply:
    """Another queue or period, or the same numbers as a file."""
    if callback_data.act == "which":
        return show(views.which(reader(work, who), _scopes(who), callback_data.page))
    scope, code = Scope(callback_data.body, callback_data.region), callback_data.period
    kind = DOCUMENTS.get(callback_data.act)
    if kind is not None:
        await statistics.order(work, who, scope, code, kind)
        return Reply(toast=label(who.language, "toast.file_ordered"))
    # A statistic may not be written over a picture: only a message of text becomes another one.
    shown = query.message.message_id if isinstance(query.message, Message) and query.message.text else None
    statistics.ask(work, who, scope, code, shown)
    return Reply(toast=label(who.language, "toast.counting"))


def _scopes(who: Actor) -> tuple[Scope, ...]:
    """What one may see statistics of.

    Raises:
        Refused: nothing.
    """
    scopes = statistics.scopes(who.posts)
    if not scopes:
        raise Refused("error.not_head")
    return scopes
