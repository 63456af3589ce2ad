"""One's own inquiries: list, thread, rating, "not solved", withdrawal."""

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from domain.ids import read_number
from handlers.callbacks.citizen import Own, OwnFind, OwnList, Rate
from handlers.citizen.replies import for_heard, for_reopened
from handlers.said import JustNumber, said
from handlers.screen import Reply, show
from handlers.steps import FINDING_OWN, AtWork, Private, StepOfAnybody
from handlers.views import own
from handlers.views.citizen import own_button
from handlers.views.words import reader
from models.tables import Inquiry
from services import access, closing, conversation, deadlines, inquiries
from services.official import of_inquiry
from services.own import find as found_by
from services.own import shelf, story
from services.search import LONGEST
from services.work import Actor, Work

router = Router(name="own")
router.message.filter(Private())


@router.message(Command("my"))
async def mine(message: Message, command: CommandObject, work: Work, who: Actor) -> Reply:
    """`/my`, or `/my NUMBER` to open one."""
    number = read_number(command.args) if command.args else None
    if number is not None:
        return await _opened(work, who, await access.own_by_number(work, who, number))
    return show(own.shelf(reader(work, who), await shelf(work, who, 0)))


@router.message(JustNumber(), ~AtWork())
async def numbered(message: Message, number: str, work: Work, who: Actor) -> Reply:
    """The copied number of a question, pasted back: the person wants to see it."""
    return await _opened(work, who, await access.own_by_number(work, who, number))


async def _opened(work: Work, who: Actor, inquiry: Inquiry) -> Reply:
    return show(own.story(reader(work, who), await story(work, inquiry)))


@router.callback_query(OwnList.filter())
async def turn(query: CallbackQuery, callback_data: OwnList, work: Work, who: Actor) -> Reply:
    """Older inquiries."""
    return show(own.shelf(reader(work, who), await shelf(work, who, callback_data.page)))


@router.callback_query(OwnFind.filter())
async def find(query: CallbackQuery, work: Work, who: Actor) -> Reply:
    """Which words to look for."""
    who.go(FINDING_OWN)
    return show(own.find_asked(reader(work, who)))


@router.message(StepOfAnybody(FINDING_OWN), F.text, ~F.text.startswith("/"))
async def typed(message: Message, work: Work, who: Actor) -> Reply:
    """The words to look for; whatever is typed after them, and so much at once, is a question again."""
    who.go()
    words = message.text or ""
    if len(words) > LONGEST:
        return for_heard(work, who, await conversation.hear(work, who, said(message)), message.message_id)
    return show(own.found(reader(work, who), words, await found_by(work, who, words)))


@router.callback_query(Rate.filter())
async def rate(query: CallbackQuery, callback_data: Rate, work: Work, who: Actor) -> Reply:
    """A mark for an answer."""
    inquiry = await access.own(work, who, callback_data.inquiry)
    await inquiries.rate(work, who, inquiry, callback_data.stars)
    return show(own.rated(reader(work, who), inquiry))


@router.callback_query(Own.filter())
async def pressed(query: CallbackQuery, callback_data: Own, work: Work, who: Actor) -> Reply:
    """A button about one's own inquiry."""
    inquiry = await access.own(work, who, callback_data.inquiry)
    reads = reader(work, who)
    match callback_data.act:
        case "how":
            return show(own.explanation(reads, inquiry, await deadlines.explained(work, inquiry)))
        case "official":
            back = own_button(reads, inquiry, "button.show_inquiry", "open")
            return show(own.official(reads, await of_inquiry(work, inquiry), back))
        case "withdraw":
            inquiries.may_withdraw(inquiry)
            return show(own.withdraw_asked(reads, inquiry))
        case "withdraw_yes":
            await inquiries.withdraw(work, who, inquiry)
            return show(own.withdrawn(reads, inquiry))
        case "reopen":
            return for_reopened(work, who, await inquiries.reopen(work, who, inquiry))
        case "object":
            return for_reopened(work, who, await closing.object_(work, who, inquiry))
        case _:
            return await _opened(work, who, inquiry)
