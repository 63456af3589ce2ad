"""`/find`: inquiries of one's queues by number, words, dates; narrowed by state and queue."""

from dataclasses import replace
from typing import Any

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from domain.errors import Stale
from handlers.callbacks.desk import Find
from handlers.said import JustNumber
from handlers.screen import Reply, show
from handlers.steps import FINDING, AtWork, Idle, InStep, Private
from handlers.views import finding as views
from handlers.views import general
from handlers.views.words import reader
from services import access, search
from services.search import Search, Which
from services.work import Actor, Work

router = Router(name="finding")
router.message.filter(Private())


@router.message(Command("find"), AtWork())
async def find(message: Message, command: CommandObject, work: Work, who: Actor) -> Reply:
    """`/find`, or `/find WORDS`."""
    if command.args:
        return await _found(work, who, Search(command.args))
    who.go(FINDING)
    return show(views.wanted(reader(work, who)))


@router.message(Command("find"))
async def not_at_work(message: Message, work: Work, who: Actor) -> Reply:
    """Staff search; citizens open their own by its number."""
    access.at_work(who)
    return show(general.mode(reader(work, who), who))


@router.message(JustNumber(), Idle())
async def numbered(message: Message, number: str, work: Work, who: Actor) -> Reply:
    """A number and nothing else, typed or pasted while nothing is being written."""
    return await _found(work, who, Search(number))


@router.message(InStep(FINDING), F.text)
async def typed(message: Message, work: Work, who: Actor) -> Reply:
    """What to look for."""
    return await _found(work, who, Search(message.text or ""))


@router.callback_query(Find.filter(), AtWork())
async def pressed(query: CallbackQuery, callback_data: Find, work: Work, who: Actor) -> Reply:
    """Another page, another state, another queue; what is looked for stands in the conversation."""
    value = callback_data.value
    if callback_data.act == "begin":
        who.go(FINDING)
        return show(views.wanted(reader(work, who)))
    if who.step != FINDING or "said" not in who.dialogue.data:
        raise Stale("error.search_gone")
    data = who.dialogue.data
    now = Search(data["said"], Which(data["which"]), int(data["queue"]), int(data["page"]))
    changed: dict[str, dict[str, Any]] = {
        "page": {"page": int(value) if value.isdecimal() else 0},
        "which": {"which": Which(value) if value in list(Which) else Which.ALL, "page": 0},
        "queue": {"queue": int(value) if value.isdecimal() else 0, "page": 0},
    }
    return await _found(work, who, replace(now, **changed.get(callback_data.act, {})))


async def _found(work: Work, who: Actor, wanted: Search) -> Reply:
    found = await search.find(work, who, wanted)
    who.go(FINDING, said=wanted.said, which=wanted.which, queue=wanted.queue, page=wanted.page)
    return show(views.found(reader(work, who), found))
