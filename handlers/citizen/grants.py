"""`/grants`: calls to browse, choose and search, a call's card, the catalogue of directions."""

from aiogram import F, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from domain.errors import Unusable
from handlers.callbacks.grants import CallDo, DirectionDo, Grants
from handlers.screen import Reply, column, show
from handlers.steps import SEARCHING, Private, StepOfAnybody
from handlers.views import citizen, directions, grants, subscriptions
from handlers.views.grantreminders import subscriptions_button
from handlers.views.words import reader
from locales import label
from models.tables import Call
from services import callinquiries, calls, people
from services import grants as service
from services.calendarfile import calendar_file
from services.grants import By
from services.marks import marks_of
from services.work import Actor, Work

router = Router(name="grants")
router.message.filter(Private())


@router.message(CommandStart(deep_link=True, magic=F.args.startswith(calls.PREFIX)))
async def linked(message: Message, command: CommandObject, work: Work, who: Actor) -> Reply:
    """Someone opened the link of a call, from a poster or a chat: its card, consent or not."""
    call = await calls.by_code(work, (command.args or "").removeprefix(calls.PREFIX))
    return await opened(work, who, call)


@router.message(Command("grants"))
async def command(message: Message, command: CommandObject, work: Work, who: Actor) -> Reply:
    """`/grants`, or `/grants WORDS` to search at once."""
    if command.args:
        return await _searched(work, who, command.args)
    return await first(work, who)


async def first(work: Work, who: Actor) -> Reply:
    """What is open now, closing soon and coming."""
    reads = reader(work, who)
    return show(grants.shelf(reads, await service.shelf(work), column(subscriptions_button(reads))))


@router.callback_query(Grants.filter())
async def chosen(query: CallbackQuery, callback_data: Grants, work: Work, who: Actor) -> Reply:
    """A choice, or a page of one."""
    asked, reads = callback_data, reader(work, who)
    if asked.by == "search":
        who.go(SEARCHING)
        return show(grants.search_asked(reads))
    if asked.by not in list(By):
        raise Unusable("error.no_such_button")
    by = By(asked.by)
    if by is By.ALL:
        return show(
            grants.shelf(
                reads, await service.shelf(work, page=asked.page), column(subscriptions_button(reads))
            )
        )
    values = await service.choices(work, by)
    value = "" if asked.value == grants.NO_VALUE else asked.value
    if value not in dict(values):
        return show(grants.choose(reads, by, values))
    return show(
        grants.shelf(
            reads, await service.shelf(work, by, value, asked.page), column(subscriptions_button(reads))
        )
    )


@router.message(StepOfAnybody(SEARCHING), F.text)
async def typed(message: Message, work: Work, who: Actor) -> Reply:
    """The words to look for; whatever is typed after them is a question again."""
    who.go()
    return await _searched(work, who, message.text or "")


async def _searched(work: Work, who: Actor, words: str) -> Reply:
    return show(grants.searched(reader(work, who), words, await service.search(work, words)))


@router.callback_query(DirectionDo.filter())
async def direction(query: CallbackQuery, callback_data: DirectionDo, work: Work, who: Actor) -> Reply:
    """The directions, or one of them."""
    found = work.facts.grants.directions.get(callback_data.key)
    return show(directions.one(reader(work, who), found) if found else directions.listed(reader(work, who)))


@router.callback_query(CallDo.filter())
async def pressed(query: CallbackQuery, callback_data: CallDo, work: Work, who: Actor) -> Reply:
    """A button of a card."""
    call = await calls.seen(work, callback_data.call)
    reads = reader(work, who)
    match callback_data.act:
        case "papers":
            marks = await marks_of(work, who.id, call.id)
            return show(grants.papers(reads, call, marks, subscriptions.paper_rows(reads, call, marks)))
        case "ask":
            return await _ask(work, who, call)
        case "calendar":
            return _calendar(work, who, call)
        case _:
            return await opened(work, who, call)


async def opened(work: Work, who: Actor, call: Call) -> Reply:
    """A call's card."""
    marks = await marks_of(work, who.id, call.id)
    reads, found = reader(work, who), await service.card(work, who, call)
    return show(grants.card(reads, found, marks, subscriptions.card_rows(reads, call, found.phase, marks)))


async def _ask(work: Work, who: Actor, call: Call) -> Reply:
    """A question about this call: consent first where it is missing, then the invitation to write."""
    if who.at_work:
        people.switch_mode(work, who, "citizen")
    await callinquiries.ask(work, who, call)
    reads = reader(work, who)
    invited = grants.ask(reads, call)
    return show(invited) if who.consented else show(citizen.welcome(reads, typed=False))


def _calendar(work: Work, who: Actor, call: Call) -> Reply:
    words = label(who.language, "call.ics_opens"), label(who.language, "call.ics_closes")
    content = calendar_file(work, call, who.language, service.link(work, call), words)
    return show(grants.calendar(reader(work, who), call, content))
