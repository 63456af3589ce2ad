"""What is done now and then: hand over, close without substance, merge, flag, leave a note."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.errors import Stale
from handlers.callbacks.desk import CloseSure, CloseWhy, Hand, Merge
from handlers.screen import Reply, show
from handlers.steps import CLOSING, NOTING, InStep, Private
from handlers.views import card as card_view
from handlers.views import handing as views
from handlers.views.parts import mark
from handlers.views.words import reader
from locales import label
from models.tables import Unit
from services import access, cards, closing, flags, handing, merging, notes
from services.work import Actor, Work

router = Router(name="handing")
router.message.filter(Private())


async def hands(work: Work, who: Actor, inquiry_id: int) -> Reply:
    """To whom it can be handed over."""
    return show(views.hands(reader(work, who), await handing.hands(work, who, inquiry_id)))


@router.callback_query(Hand.filter())
async def handed(query: CallbackQuery, callback_data: Hand, work: Work, who: Actor) -> Reply:
    """A colleague or a unit was chosen."""
    asked, reads = callback_data, reader(work, who)
    if asked.unit:
        inquiry = await handing.to_unit(work, who, asked.inquiry, asked.unit)
        unit = await handing.unit_of(work, inquiry)
        return show(views.handed(reads, inquiry, _named(reads.language, unit)))
    inquiry = await handing.hand_over(work, who, asked.inquiry, asked.post)
    card = await cards.card(work, who, inquiry.id)
    return show(views.handed(reads, inquiry, card.holder))


def _named(language: str, unit: Unit | None) -> str:
    if unit is None:
        return ""
    return unit.name_kk if language == "kk" else unit.name_ru


async def reasons(work: Work, who: Actor, inquiry_id: int) -> Reply:
    """Why there is nothing to answer."""
    inquiry, _ = await closing.begin(work, who, inquiry_id)
    return show(views.reasons(reader(work, who), inquiry))


@router.callback_query(CloseWhy.filter())
async def reasoned(query: CallbackQuery, callback_data: CloseWhy, work: Work, who: Actor) -> Reply:
    """A reason: the preview, to which words may be typed."""
    ready = await closing.prepare(work, who, callback_data.inquiry, callback_data.why)
    who.go(CLOSING, inquiry=ready.inquiry.id, why=ready.reason)
    return show(views.close_preview(reader(work, who), ready))


@router.message(InStep(CLOSING))
async def worded(message: Message, work: Work, who: Actor) -> Reply:
    """Words of one's own, under the reason."""
    kept = who.dialogue.data
    ready = await closing.prepare(work, who, int(kept["inquiry"]), kept["why"], message.text or "")
    who.go(CLOSING, **(kept | {"words": ready.words}))
    return show(views.close_preview(reader(work, who), ready))


@router.callback_query(CloseSure.filter())
async def sure(query: CallbackQuery, callback_data: CloseSure, work: Work, who: Actor) -> Reply:
    """The previewed closing is made, and the citizen is told."""
    asked, kept = callback_data, who.dialogue.data
    words = str(kept.get("words", "")) if asked.words else ""
    if asked.words and (kept.get("inquiry") != asked.inquiry or mark(words) != asked.words):
        raise Stale("error.stale")
    await closing.close(work, who, asked.inquiry, asked.why, words)
    inquiry, _ = await access.at_desk(work, who, asked.inquiry)
    return show(views.close_done(reader(work, who), inquiry), promise=True)


async def twins(work: Work, who: Actor, inquiry_id: int) -> Reply:
    """Which other inquiry of the same citizen it is the same as."""
    inquiry, _ = await access.at_desk(work, who, inquiry_id)
    return show(views.twins(reader(work, who), inquiry, await merging.duplicates(work, who, inquiry)))


@router.callback_query(Merge.filter())
async def merged(query: CallbackQuery, callback_data: Merge, work: Work, who: Actor) -> Reply:
    """Two become one."""
    stays = await merging.merge(work, who, callback_data.inquiry, callback_data.other)
    return show(views.merged(reader(work, who), stays), promise=True)


async def flag(work: Work, who: Actor, inquiry_id: int) -> Reply:
    """The head sees it at once."""
    await flags.flag(work, who, inquiry_id)
    card = await cards.card(work, who, inquiry_id)
    return show(card_view.card(reader(work, who), card), toast=label(who.language, "toast.flagged"))


async def unflag(work: Work, who: Actor, inquiry_id: int) -> Reply:
    """It is not urgent any more."""
    await flags.unflag(work, who, inquiry_id)
    return show(card_view.card(reader(work, who), await cards.card(work, who, inquiry_id)))


async def note(work: Work, who: Actor, inquiry_id: int) -> Reply:
    """A note among colleagues may be typed."""
    inquiry, _ = await access.at_desk(work, who, inquiry_id)
    who.go(NOTING, inquiry=inquiry.id)
    return show(views.note_wanted(reader(work, who), inquiry))


@router.message(InStep(NOTING))
async def noted(message: Message, work: Work, who: Actor) -> Reply:
    """The note stands on the card."""
    inquiry = await notes.add(work, who, int(who.dialogue.data["inquiry"]), message.text or "")
    return show(card_view.card(reader(work, who), await cards.card(work, who, inquiry.id)))
