"""`/broadcast`: whom, the text in both languages, a look at both, and only then it leaves."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.errors import Stale
from handlers.callbacks.house import BroadcastTo
from handlers.screen import Reply, show
from handlers.steps import BROADCAST_KK, BROADCAST_RU, BROADCAST_SEEN, BROADCAST_TO, InStep, Private
from handlers.views import broadcasting as views
from handlers.views.words import reader
from services import access, broadcasts
from services.broadcasts import Filter
from services.work import Actor, Work

router = Router(name="broadcasting")
router.message.filter(Private())


@router.message(Command("broadcast"))
async def begin(message: Message, work: Work, who: Actor) -> Reply:
    """`/broadcast`: to everybody at first."""
    return await _whom(work, who, Filter())


@router.callback_query(BroadcastTo.filter())
async def pressed(query: CallbackQuery, callback_data: BroadcastTo, work: Work, who: Actor) -> Reply:
    """Another audience, on to the texts, or off it goes."""
    access.as_admin(who)
    asked, reads = callback_data, reader(work, who)
    wanted = Filter(asked.language or None, asked.region or None, asked.role or None)
    if wanted.language not in views.LANGUAGES or wanted.role not in views.ROLES:
        raise Stale("error.no_such_button")
    match asked.act:
        case "regions":
            return show(views.regions(reads, wanted))
        case "write":
            await broadcasts.count(work, who, wanted)
            who.go(BROADCAST_KK, **views.kept(wanted))
            return show(views.wanted(reads, "kk"))
        case "send":
            return await _send(work, who)
        case _:
            return await _whom(work, who, wanted)


@router.message(InStep(BROADCAST_KK))
async def kazakh(message: Message, work: Work, who: Actor) -> Reply:
    """The Kazakh text."""
    words = broadcasts.words(message.text or "")
    who.go(BROADCAST_RU, **(who.dialogue.data | {"kk": words}))
    return show(views.wanted(reader(work, who), "ru"))


@router.message(InStep(BROADCAST_RU))
async def russian(message: Message, work: Work, who: Actor) -> Reply:
    """The Russian text: now both as they will be read."""
    words = broadcasts.words(message.text or "")
    who.go(BROADCAST_SEEN, **(who.dialogue.data | {"ru": words}))
    texts = _texts(who)
    count = await broadcasts.count(work, who, _wanted(who))
    return show(*views.preview(reader(work, who), texts, _wanted(who), count))


async def _whom(work: Work, who: Actor, wanted: Filter) -> Reply:
    count = await broadcasts.count(work, who, wanted)
    who.go(BROADCAST_TO)
    return show(views.whom(reader(work, who), wanted, count))


async def _send(work: Work, who: Actor) -> Reply:
    """The progress bar that follows is a notice of its own."""
    if who.step != BROADCAST_SEEN:
        raise Stale("error.stale")
    row = await broadcasts.start(work, who, _wanted(who), _texts(who))
    who.go()
    return show(views.begun(reader(work, who), row.audience or 0))


def _wanted(who: Actor) -> Filter:
    kept = who.dialogue.data
    return Filter(kept.get("language"), kept.get("region"), kept.get("role"))


def _texts(who: Actor) -> dict[str, str]:
    return {language: str(who.dialogue.data[language]) for language in ("kk", "ru")}
