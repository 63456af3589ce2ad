"""`/away`: from which post, until when, who stands in; and coming back."""

from datetime import date, datetime

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.errors import Unusable
from handlers.callbacks.desk import Away, Posts
from handlers.screen import Reply, show
from handlers.steps import LEAVING, AtWork, InStep, Private
from handlers.views import general
from handlers.views import leaving as views
from handlers.views.words import reader
from services import absences, access, leaving
from services.work import Actor, Work

router = Router(name="leaving")
router.message.filter(Private())


@router.message(Command("away"), AtWork())
async def away(message: Message, work: Work, who: Actor) -> Reply:
    """`/away`."""
    return show(views.standings(reader(work, who), await leaving.standings(work, who)))


@router.message(Command("away"))
async def not_at_work(message: Message, work: Work, who: Actor) -> Reply:
    """Someone who has posts but acts as a citizen is shown the switch; anybody else is told why not."""
    access.at_work(who)
    return show(general.mode(reader(work, who), who))


@router.callback_query(Away.filter())
async def chosen(query: CallbackQuery, callback_data: Away, work: Work, who: Actor) -> Reply:
    """The post, the last day, the substitute; or coming back."""
    asked, reads = callback_data, reader(work, who)
    match asked.act:
        case "until":
            found = await leaving.substitutes(work, who, asked.post)
            who.go(LEAVING, post=found.post.id)
            return show(views.until(reads, found))
        case "by":
            return show(views.by(reads, await leaving.substitutes(work, who, asked.post), asked.until))
        case "go":
            await absences.go_away(work, who, asked.post, _day(asked.until), asked.by or None)
            who.go()
        case "back":
            await absences.come_back(work, who, asked.post)
    return show(views.standings(reads, await leaving.around(work, who, asked.post)))


@router.callback_query(Posts.filter())
async def turn(query: CallbackQuery, callback_data: Posts, work: Work, who: Actor) -> Reply:
    """Another page of one's posts."""
    found = await leaving.standings(work, who, callback_data.page)
    return show(views.standings(reader(work, who), found))


@router.message(InStep(LEAVING))
async def typed(message: Message, work: Work, who: Actor) -> Reply:
    """The last day as people write it: 25.12.2026."""
    found = await leaving.substitutes(work, who, int(who.dialogue.data["post"]))
    day = _day(message.text or "", "%d.%m.%Y")
    return show(views.by(reader(work, who), found, f"{day:%Y%m%d}"))


def _day(words: str, form: str = "%Y%m%d") -> date:
    """A date in one form.

    Raises:
        Unusable: it is none.
    """
    try:
        return datetime.strptime(words.strip(), form).date()  # noqa: DTZ007 - a date has no zone
    except ValueError:
        raise Unusable("error.away.date") from None
