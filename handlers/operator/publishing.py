"""`/answers` at work: an answer to one citizen becomes an answer for everybody; the head's worklist."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.callbacks.desk import PairDo, Propose
from handlers.screen import Reply, show
from handlers.steps import FILLING, AtWork, InStep, Private
from handlers.views import history, publishing, staff
from handlers.views.words import reader
from services import access, proposals, published, worklist
from services.work import Actor, Work

router = Router(name="publishing")
router.message.filter(Private())


@router.message(Command("answers"), AtWork())
async def command(message: Message, work: Work, who: Actor) -> Reply:
    """Pairs that wait, are written or are published in one's queues."""
    return await listed(work, who)


async def listed(work: Work, who: Actor) -> Reply:
    """The pairs of one's queues, with the way to the worklist."""
    access.at_work(who)
    who.go()
    return show(publishing.listed(reader(work, who), await published.pairs(work, who)))


@router.message(InStep(FILLING))
async def filled(message: Message, work: Work, who: Actor) -> Reply:
    """What was typed is the field that was asked for."""
    return show(*publishing.pair(reader(work, who), await published.fill(work, who, message.text or "")))


@router.callback_query(PairDo.filter())
async def pressed(query: CallbackQuery, callback_data: PairDo, work: Work, who: Actor) -> Reply:
    """A button of a pair, of the list, or of the worklist."""
    asked, reads = callback_data, reader(work, who)
    match asked.act:
        case "list":
            return await listed(work, who)
        case "numbers":
            return show(publishing.numbers(reads, await worklist.numbers(work, who)))
        case "unanswered":
            return show(publishing.unanswered(reads, await worklist.unanswered(work, who)))
        case "begin":
            return show(*publishing.pair(reads, await published.begin(work, who, asked.pair)))
        case "drop":
            await published.drop(work, who, asked.pair)
            return await listed(work, who)
        case act if act in published.FIELDS:
            return show(
                publishing.words_wanted(reads, await published.ask_words(work, who, asked.pair, act), act)
            )
        case _:
            return await decided(work, who, asked)


async def decided(work: Work, who: Actor, asked: PairDo) -> Reply:
    """Offered to the head, published, withdrawn, read again, or only looked at."""
    match asked.act:
        case "offer":
            pair = await published.offer(work, who, asked.pair, asked.version)
        case "publish":
            pair = await published.publish(work, who, asked.pair, asked.version)
        case "withdraw":
            pair = await published.withdraw(work, who, asked.pair)
        case "renew":
            pair = await published.renew(work, who, asked.pair)
        case _:
            pair = await published.look(work, who, asked.pair)
    return show(*publishing.pair(reader(work, who), pair))


@router.callback_query(Propose.filter())
async def inserted(query: CallbackQuery, callback_data: Propose, work: Work, who: Actor) -> Reply:
    """A proposed text becomes the answer's draft: its preview, one tap from being sent."""
    written = await proposals.insert(work, who, callback_data.inquiry, callback_data.key)
    signature = await history.signature(work, written)
    return show(*publishing.inserted(reader(work, who), staff.preview(reader(work, who), written, signature)))
