"""Subscriptions to grant calls and dates of the year, and what somebody says about one call."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.errors import Unusable
from handlers.callbacks.grants import CallSaid, Subs
from handlers.citizen.grants import opened
from handlers.screen import Reply, show
from handlers.views import grants
from handlers.views import subscriptions as views
from handlers.views.words import reader
from services import calls, marks, subscriptions
from services.subscriptions import Scope
from services.work import Actor, Work

router = Router(name="subscriptions")


@router.callback_query(Subs.filter())
async def pressed(query: CallbackQuery, callback_data: Subs, work: Work, who: Actor) -> Reply:
    """The list, a choice, a subscription made or stopped."""
    asked, reads = callback_data, reader(work, who)
    match asked.wish:
        case "add":
            return show(
                views.added(reads, await subscriptions.subscribe(work, who, asked.scope, asked.value))
            )
        case "stop":
            await subscriptions.stop(work, who, asked.scope, asked.value)
        case "stop_all":
            await subscriptions.stop_all(work, who)
        case "choose" if asked.scope in views.CHOSEN:
            return show(views.choose(reads, Scope(asked.scope)))
    return show(views.listed(reads, await subscriptions.listed(work, who)))


_SAID = {
    "applied": marks.applied,
    "declined": marks.declined,
    "hours": marks.remind,
    "back": marks.back,
}


@router.callback_query(CallSaid.filter())
async def said(query: CallbackQuery, callback_data: CallSaid, work: Work, who: Actor) -> Reply:
    """Applied, not taking part, remind me, or an item of the checklist that is done."""
    asked, reads = callback_data, reader(work, who)
    if asked.act == "check":
        call = await marks.check(work, who, asked.call, asked.item)
        found = await marks.marks_of(work, who.id, call.id)
        return show(grants.papers(reads, call, found, views.paper_rows(reads, call, found)))
    if asked.act not in _SAID:
        raise Unusable("error.no_such_button")
    call = await _SAID[asked.act](work, who, asked.call)
    if asked.act == "back":
        return await opened(work, who, await calls.seen(work, call.id))
    return show(views.said(reads, call, asked.act))
