"""The queue: paging and filters."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from domain.ids import read_number
from handlers.callbacks.desk import Queue
from handlers.screen import Reply, show
from handlers.steps import AtWork, Private
from handlers.views import card as card_view
from handlers.views import general, staff
from handlers.views.words import reader
from services import access, cards
from services.queues import Filter, page
from services.work import Actor, Work

router = Router(name="queue")
router.message.filter(Private())


async def first_page(work: Work, who: Actor, chosen: Filter = Filter.ALL) -> Reply:
    """The first page under a filter."""
    access.at_work(who)
    return show(staff.queue(reader(work, who), await page(work, who, chosen, 0)))


@router.message(Command("queue"), AtWork())
async def queue(message: Message, command: CommandObject, work: Work, who: Actor) -> Reply:
    """`/queue`, or `/queue NUMBER` to open a card by its number."""
    number = read_number(command.args) if command.args else None
    if number is not None:
        return show(card_view.card(reader(work, who), await cards.by_number(work, who, number)))
    return await first_page(work, who)


@router.message(Command("mine"), AtWork())
async def mine(message: Message, work: Work, who: Actor) -> Reply:
    """`/mine`: what I have taken."""
    return await first_page(work, who, Filter.MINE)


@router.message(Command("queue", "mine"))
async def not_at_work(message: Message, work: Work, who: Actor) -> Reply:
    """Someone who has posts but acts as a citizen is shown the switch; anybody else is told why not."""
    access.at_work(who)
    return show(general.mode(reader(work, who), who))


@router.callback_query(Queue.filter())
async def turn(query: CallbackQuery, callback_data: Queue, work: Work, who: Actor) -> Reply:
    """Another page or filter."""
    access.at_work(who)
    chosen = Filter(callback_data.view) if callback_data.view in list(Filter) else Filter.ALL
    return show(staff.queue(reader(work, who), await page(work, who, chosen, callback_data.page)))
