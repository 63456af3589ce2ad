"""`/canned`: the head writes, changes and withdraws canned replies, in both languages."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.errors import Refused
from domain.outcomes import Outcome
from handlers.callbacks.desk import Canned
from handlers.screen import Reply, show
from handlers.steps import CANNED, AtWork, InStep, Private
from handlers.views import canned as views
from handlers.views.words import reader
from services import canned
from services.canned import Writing
from services.work import Actor, Work

router = Router(name="canned")
router.message.filter(Private())


@router.message(Command("canned"), AtWork())
async def replies(message: Message, work: Work, who: Actor) -> Reply:
    """`/canned`: the replies of one's queue; whoever heads several chooses first."""
    queues = _headed(who)
    if len(queues) > 1:
        return show(views.which(reader(work, who), queues))
    return show(views.shelf(reader(work, who), await canned.shelf(work, who, *queues[0])))


@router.message(Command("canned"))
async def not_at_work(message: Message, work: Work, who: Actor) -> Reply:
    """Canned replies are kept by heads."""
    raise Refused("error.not_head")


@router.message(InStep(CANNED))
async def wrote(message: Message, work: Work, who: Actor) -> Reply:
    """One language of a reply: the other is asked for, or both are shown."""
    return _next(work, who, canned.write(work, who, message.text or ""))


@router.callback_query(Canned.filter())
async def pressed(query: CallbackQuery, callback_data: Canned, work: Work, who: Actor) -> Reply:
    """A button of the list, of a reply, or of a preview."""
    asked, reads = callback_data, reader(work, who)
    match asked.act:
        case "which":
            return show(views.which(reads, _headed(who), asked.page))
        case "new":
            return _next(work, who, canned.begin(who, asked.body, asked.region))
        case "kk" | "ru":
            return _next(work, who, await canned.change(work, who, asked.reply, asked.act))
        case "again_kk" | "again_ru":
            return _next(work, who, canned.again(who, asked.act.removeprefix("again_")))
        case "save":
            return show(views.reply(reads, await canned.save(work, who), "canned.saved"))
        case "withdraw":
            return show(views.reply(reads, await canned.withdraw(work, who, asked.reply)))
        case "restore":
            return show(views.reply(reads, await canned.restore(work, who, asked.reply)))
        case "open":
            return show(views.reply(reads, await canned.opened(work, who, asked.reply)))
        case outcome if outcome in list(Outcome):
            return show(views.reply(reads, await canned.usually(work, who, asked.reply, outcome)))
        case _:
            found = await canned.shelf(work, who, asked.body, asked.region, asked.page)
            return show(views.shelf(reads, found))


def _next(work: Work, who: Actor, found: Writing) -> Reply:
    view = views.wanted if found.wanted else views.preview
    return show(view(reader(work, who), found))


def _headed(who: Actor) -> tuple[tuple[str, str], ...]:
    """The queues one heads, by body and region.

    Raises:
        Refused: there are none.
    """
    queues = canned.headed(who)
    if not queues:
        raise Refused("error.not_head")
    return queues
