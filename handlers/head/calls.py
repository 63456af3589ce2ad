"""`/calls`: a customer's calls are written, previewed in both languages, published and decided about."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.errors import Stale
from handlers.callbacks.grants import CallBegin, CallDesk, CallsOfFile
from handlers.said import said
from handlers.screen import Reply, Screen, show
from handlers.steps import DECIDING_CALL, IMPORTING, WRITING_CALL, InStep, Private
from handlers.views import calldesk as views
from handlers.views.words import Reader, reader
from locales import LANGUAGES, label
from models.tables import Call
from services import calldecisions, calldesk, callimports, callnumbers, calls, callwriting
from services.callwriting import BadAnswer, Customer
from services.work import Actor, Work

router = Router(name="calls")
router.message.filter(Private())


@router.message(Command("calls"))
async def listed(message: Message, work: Work, who: Actor) -> Reply:
    """`/calls`."""
    return show(views.listed(reader(work, who), await calldesk.listed(work, who)))


@router.callback_query(CallBegin.filter())
async def begun(query: CallbackQuery, callback_data: CallBegin, work: Work, who: Actor) -> Reply:
    """A customer was chosen: the first question."""
    call = await callwriting.begin(work, who, Customer(callback_data.body, callback_data.region))
    return _ask(work, who, call, callwriting.STEPS[0])


@router.callback_query(CallDesk.filter())
async def pressed(query: CallbackQuery, callback_data: CallDesk, work: Work, who: Actor) -> Reply:
    """A button at the desk of calls."""
    asked = callback_data
    if not asked.call:
        return await _without_call(work, who, asked)
    match asked.act:
        case "kind" | "field" | "direction":
            return await _cell(work, who, asked.call, asked.act, _named(work, asked.act, asked.cell))
        case "region":
            call = await callwriting.toggle(work, who, asked.call, asked.cell)
            return show(replace(_question(work, who, call, "regions"), fresh=False))
        case "regions_done" | "skip":
            step = asked.cell or "regions"
            call, _ = await calls.at_desk(work, who, asked.call)
            return await _next(work, who, call, step if step in callwriting.STEPS else "regions")
        case "go_on" | "cell":
            call, _ = await calls.at_desk(work, who, asked.call)
            step = asked.cell if asked.cell in callwriting.STEPS else callwriting.STEPS[0]
            return _ask(work, who, call, step, alone=asked.act == "cell")
        case "edit":
            call, _ = await calls.at_desk(work, who, asked.call)
            return show(views.edit(reader(work, who), call))
        case "discard":
            await callwriting.discard(work, who, asked.call)
            who.go()
            return show(views.discarded(reader(work, who)))
        case _:
            return await _decision(work, who, asked)


def _named(work: Work, column: str, number: str) -> str:
    """Fields and directions stand on buttons by their number: their names are too long for one."""
    facts = work.facts.grants
    numbers = {
        "field": {str(one.n): key for key, one in facts.fields.items()},
        "direction": {str(one.n): key for key, one in facts.directions.items()},
    }
    return numbers.get(column, {}).get(number, number)


async def _without_call(work: Work, who: Actor, asked: CallDesk) -> Reply:
    reads = reader(work, who)
    own = await calldesk.listed(work, who, int(asked.cell) if asked.cell.isdecimal() else 0)
    match asked.act:
        case "new":
            found = callwriting.customers(work, who)
            if len(found) != 1:
                return show(views.customers(reads, found))
            return _ask(work, who, await callwriting.begin(work, who, found[0]), callwriting.STEPS[0])
        case "import":
            who.go(IMPORTING)
            return show(views.import_asked(reads))
        case "template":
            return show(views.template(reads, callimports.template(work)))
        case _:
            who.go()
            return show(views.listed(reads, own))


async def _decision(work: Work, who: Actor, asked: CallDesk) -> Reply:
    reads = reader(work, who)
    match asked.act:
        case "publish":
            call = await callwriting.publish(work, who, asked.call, asked.sign)
            who.go()
            return show(views.just_published(reads, await calldesk.card(work, call)), promise=True)
        case "decide":
            found = await calldecisions.begin(work, who, asked.call, asked.cell)
            who.go(DECIDING_CALL, call=asked.call, act=found.act, given={})
            return show(views.deciding(reads, found))
        case "numbers":
            await callnumbers.ask(work, who, asked.call)
            return Reply(toast=label(who.language, "toast.counting"))
        case "file":
            await callnumbers.order(work, who, asked.call, asked.cell)
            return Reply(toast=label(who.language, "toast.file_ordered"))
        case "yes":
            if who.step != DECIDING_CALL or not asked.sign.isdecimal():
                raise Stale("error.call_stale")
            kept = who.dialogue.data
            call = await calldecisions.decide(work, who, asked.call, int(asked.sign), kept)
            who.go()
            return show(views.decided(reads, await calldesk.card(work, call), asked.cell), promise=True)
        case _:
            return await opened(work, who, asked.call)


@router.message(InStep(IMPORTING))
async def imported(message: Message, work: Work, who: Actor) -> Reply:
    """A file of calls: it is fetched and read behind the scenes, and what came of it is told."""
    await callimports.order(work, who, said(message).file)
    who.go()
    return show(views.import_taken(reader(work, who)))


@router.callback_query(CallsOfFile.filter())
async def all_published(query: CallbackQuery, callback_data: CallsOfFile, work: Work, who: Actor) -> Reply:
    """Every draft of a file is published."""
    n = await callimports.publish(work, who, callback_data.file)
    return show(views.import_published(reader(work, who), n), promise=True)


@router.message(InStep(DECIDING_CALL), F.text)
async def told(message: Message, work: Work, who: Actor) -> Reply:
    """The next word of a decision."""
    found = await calldecisions.give(work, who, who.dialogue.data, message.text or "")
    who.go(DECIDING_CALL, call=found.call.id, act=found.act, given=found.given)
    return show(views.deciding(reader(work, who), found))


@router.message(InStep(WRITING_CALL), F.text)
async def typed(message: Message, work: Work, who: Actor) -> Reply:
    """The next cell of a call."""
    kept = who.dialogue.data
    return await _cell(work, who, int(kept["call"]), str(kept["cell"]), message.text or "")


async def _cell(work: Work, who: Actor, call_id: int, step: str, raw: str) -> Reply:
    """Fill a cell; what cannot be read is asked for again, with the reason."""
    try:
        call = await callwriting.put(work, who, call_id, step, raw)
    except BadAnswer as wrong:
        call, _ = await calls.at_desk(work, who, call_id)
        again = _question(work, who, call, step)
        return show(views.refused_cell(again, label(who.language, wrong.key)))
    return await _next(work, who, call, step)


async def _next(work: Work, who: Actor, call: Call, step: str) -> Reply:
    """The next question, or the preview at the end or after a single cell."""
    alone = bool(who.dialogue.data.get("alone"))
    following = None if alone else callwriting.following(call, step)
    if following is None:
        return await opened(work, who, call.id)
    return _ask(work, who, call, following)


def _ask(work: Work, who: Actor, call: Call, step: str, *, alone: bool = False) -> Reply:
    who.go(WRITING_CALL, call=call.id, cell=step, alone=alone)
    return show(_question(work, who, call, step))


def _question(work: Work, who: Actor, call: Call, step: str) -> Screen:
    alone = bool(who.dialogue.data.get("alone"))
    return views.asked(reader(work, who), call, step, alone=alone)


async def opened(work: Work, who: Actor, call_id: int) -> Reply:
    """A call at its customer's desk: a draft as both languages will read it, or what was published."""
    found = await calldesk.opened(work, who, call_id)
    who.go()
    reads = reader(work, who)
    if found.shown.call.state != "draft":
        return show(views.published(reads, found))
    readers = {code: Reader(code, work.today, work.facts) for code in LANGUAGES}
    return show(*views.preview(readers, reads, found), promise=True)
