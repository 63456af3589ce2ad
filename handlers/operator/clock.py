"""The desk's side of the clock: ask the citizen back, stop waiting, give more days, explain the date."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.errors import Stale
from handlers.callbacks.desk import Extend
from handlers.screen import Reply, show
from handlers.steps import ASKING, EXTENDING, InStep, Private
from handlers.views import card as card_view
from handlers.views import clock
from handlers.views.words import reader
from locales import label
from services import access, cards, deadlines, extensions
from services import clock as service
from services.work import Actor, Work

router = Router(name="clock")
router.message.filter(Private())


async def ask(work: Work, who: Actor, inquiry_id: int) -> Reply:
    """The operator wants to ask the citizen something."""
    inquiry = await service.begin(work, who, inquiry_id)
    who.go(ASKING, inquiry=inquiry.id)
    return show(clock.ask(reader(work, who), inquiry))


@router.message(InStep(ASKING))
async def worded(message: Message, work: Work, who: Actor) -> Reply:
    """The question, shown as the citizen will read it."""
    inquiry = await service.begin(work, who, int(who.dialogue.data["inquiry"]))
    words = service.question(message.text or "")
    who.go(ASKING, inquiry=inquiry.id, words=words)
    return show(clock.ask_preview(reader(work, who), inquiry, words))


async def send(work: Work, who: Actor, inquiry_id: int) -> Reply:
    """The previewed question leaves, and the clock stands."""
    kept = who.dialogue.data
    if who.step != ASKING or kept.get("inquiry") != inquiry_id or not kept.get("words"):
        raise Stale("error.stale")
    asked = await service.ask_back(work, who, inquiry_id, kept["words"])
    return show(clock.asked(reader(work, who), asked), promise=True)


async def go_on(work: Work, who: Actor, inquiry_id: int) -> Reply:
    """No more waiting: the clock runs again."""
    await service.go_on(work, who, inquiry_id)
    card = await cards.card(work, who, inquiry_id)
    return show(card_view.card(reader(work, who), card), toast=label(who.language, "toast.resumed"))


async def extend(work: Work, who: Actor, inquiry_id: int) -> Reply:
    """The head wants to give it more days."""
    return show(clock.extend(reader(work, who), await extensions.room(work, who, inquiry_id)))


@router.callback_query(Extend.filter())
async def until(query: CallbackQuery, callback_data: Extend, work: Work, who: Actor) -> Reply:
    """The head chose the day; now the reason."""
    room = await extensions.room(work, who, callback_data.inquiry)
    chosen = next((day for day in room.offered if f"{day:%Y%m%d}" == callback_data.until), None)
    if chosen is None:
        raise Stale("error.stale")
    who.go(EXTENDING, inquiry=room.inquiry.id, until=chosen.isoformat())
    return show(clock.reason_wanted(reader(work, who), room.inquiry, chosen))


@router.message(InStep(EXTENDING))
async def reasoned(message: Message, work: Work, who: Actor) -> Reply:
    """The reason: with it the extension is decided, and the citizen is told."""
    kept = who.dialogue.data
    day = datetime.fromisoformat(kept["until"]).date()
    row = await extensions.extend(work, who, int(kept["inquiry"]), day, message.text or "")
    inquiry, _ = await access.at_desk(work, who, int(kept["inquiry"]))
    return show(clock.extension_done(reader(work, who), inquiry, row), promise=True)


async def how(work: Work, who: Actor, inquiry_id: int) -> Reply:
    """How the date was counted."""
    inquiry, _ = await access.at_desk(work, who, inquiry_id)
    found = await deadlines.explained(work, inquiry)
    return show(clock.counted_for_staff(reader(work, who), inquiry, found))
