"""Commands of every person: start, new, help, language, privacy, cancel, and the mode switch."""

from dataclasses import replace

from aiogram import Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from handlers.callbacks.citizen import Go, Language
from handlers.callbacks.desk import Mode
from handlers.citizen import grants
from handlers.citizen.replies import for_heard
from handlers.operator.queue import first_page
from handlers.screen import Reply, Screen, show
from handlers.steps import Private
from handlers.views import admin, appeals, citizen, general, own
from handlers.views.words import reader
from services import conversation, health, people
from services.appeals import of_person
from services.own import shelf
from services.work import Actor, Work

router = Router(name="commands")
router.message.filter(Private())


@router.message(CommandStart())
async def start(message: Message, command: CommandObject, work: Work, who: Actor) -> Reply:
    """`/start`: consent first; afterwards the invitation to write. A payload nobody knows changes nothing."""
    if who.at_work:
        return await first_page(work, who)
    return await proceed(work, who)


@router.message(Command("new"))
async def new(message: Message, work: Work, who: Actor) -> Reply:
    """`/new`: what comes next is a new question."""
    return await _go(work, who, "new")


@router.message(Command("cancel"))
async def cancel(message: Message, work: Work, who: Actor) -> Reply:
    """`/cancel`: drop what was begun."""
    return await _cancel(work, who)


@router.message(Command("help", "privacy", "lang", "mode"))
async def page(message: Message, command: CommandObject, work: Work, who: Actor) -> Reply:
    """Pages that are open to everybody, consent or not."""
    return await _go(work, who, command.command.lower())


@router.callback_query(Go.filter())
async def go(query: CallbackQuery, callback_data: Go, work: Work, who: Actor) -> Reply:
    """A button to one of the main screens."""
    return await _go(work, who, callback_data.to)


@router.callback_query(Language.filter())
async def language(query: CallbackQuery, callback_data: Language, work: Work, who: Actor) -> Reply:
    """A language was chosen."""
    if callback_data.code in ("kk", "ru"):
        people.choose_language(work, who, callback_data.code)
    chosen = general.language_chosen(reader(work, who))
    going_on = await proceed(work, who) if await conversation.is_begun(work, who) else Reply()
    return show(chosen, *(replace(screen, fresh=True) for screen in going_on.screens))


@router.callback_query(Mode.filter())
async def mode(query: CallbackQuery, callback_data: Mode, work: Work, who: Actor) -> Reply:
    """Between citizen and staff."""
    people.switch_mode(work, who, callback_data.to)
    return await first_page(work, who) if who.at_work else show(general.as_citizen(reader(work, who)))


async def proceed(work: Work, who: Actor) -> Reply:
    """Consent where it is missing, the draft where one waits, the invitation to write otherwise."""
    reads = reader(work, who)
    if not who.consented:
        begun = await conversation.is_begun(work, who)
        return show(citizen.welcome(reads, typed=begun))
    heard = await conversation.resume(work, who)
    if heard is None:
        return show(citizen.write_now(reads))
    return for_heard(work, who, heard, warn=False)


async def _go(work: Work, who: Actor, to: str) -> Reply:
    reads = reader(work, who)
    match to:
        case "health" if who.is_admin:
            return show(admin.health(reads, await health.report(work, who)))
        case "cancel":
            return await _cancel(work, who)
        case "queue" if who.posts:
            return await first_page(work, who)
        case "my":
            return show(own.shelf(reads, await shelf(work, who, 0)))
        case "appeals" if who.consented:
            who.go()
            return show(appeals.shelf(reads, await of_person(work, who)))
        case "appeals":
            return await proceed(work, who)
        case "new":
            return await _new(work, who)
        case "grants":
            return await grants.first(work, who)
        case "withdraw_consent":
            await people.refuse(work, who)
            return show(citizen.consent_withdrawn(reads))
        case _:
            return show(_page(reads, who, to))


async def _cancel(work: Work, who: Actor) -> Reply:
    anything = await conversation.cancel(work, who)
    cancelled = general.cancelled if who.at_work else citizen.cancelled
    return show(cancelled(reader(work, who), anything=anything))


async def _new(work: Work, who: Actor) -> Reply:
    if who.at_work:
        people.switch_mode(work, who, "citizen")
    if not who.consented:
        return await proceed(work, who)
    heard = await conversation.start_anew(work, who)
    return show(citizen.write_now(reader(work, who))) if heard is None else for_heard(work, who, heard)


def _page(reads: general.Reader, who: Actor, to: str) -> Screen:
    if to == "mode" and who.posts:
        return general.mode(reads, who)
    if to == "privacy":
        return general.privacy(reads, consented=who.consented)
    if to == "lang":
        return general.language(reads)
    if who.at_work:
        return general.sections(reads, who)
    return general.help_(reads, staff=bool(who.posts))
