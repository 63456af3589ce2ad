"""Passing an inquiry on to another body: body, region where it is needed, reason, preview, done."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.errors import Stale
from handlers.callbacks.desk import Transfer, TransferSure, TransferWhy
from handlers.screen import Reply, show
from handlers.steps import PASSING_ON, InStep, Private
from handlers.views import transferring as views
from handlers.views.words import reader
from services import access, transfers
from services.transfers import Target, Why
from services.work import Actor, Work

router = Router(name="transferring")
router.message.filter(Private())


@router.callback_query(Transfer.filter())
async def chosen(query: CallbackQuery, callback_data: Transfer, work: Work, who: Actor) -> Reply:
    """A body, then a region, then the question why."""
    asked, reads = callback_data, reader(work, who)
    found = await transfers.choices(work, who, asked.inquiry)
    if not asked.body:
        return show(views.bodies(reads, found, asked.page))
    if asked.body in found.regions and not asked.region:
        return show(views.regions(reads, found, asked.body))
    return show(views.reasons(reads, found.inquiry, Target(asked.body, asked.region)))


@router.callback_query(TransferWhy.filter())
async def reasoned(query: CallbackQuery, callback_data: TransferWhy, work: Work, who: Actor) -> Reply:
    """A ready reason leads to the preview, own words are typed."""
    asked, reads = callback_data, reader(work, who)
    if asked.why == views.OWN_WORDS:
        inquiry, _ = await access.at_desk(work, who, asked.inquiry)
        who.go(PASSING_ON, inquiry=inquiry.id, body=asked.body, region=asked.region)
        return show(views.words_wanted(reads, inquiry))
    found = await transfers.prepare(
        work, who, asked.inquiry, Target(asked.body, asked.region), _ready(asked.why)
    )
    return show(views.preview(reads, found, fresh=False))


@router.message(InStep(PASSING_ON))
async def worded(message: Message, work: Work, who: Actor) -> Reply:
    """The reason in own words: the preview follows."""
    kept = who.dialogue.data
    target, why = Target(kept["body"], kept["region"]), Why(words=message.text or " ")
    found = await transfers.prepare(work, who, int(kept["inquiry"]), target, why)
    who.go(PASSING_ON, **(kept | {"words": found.why.words}))
    return show(views.preview(reader(work, who), found, fresh=True))


@router.callback_query(TransferSure.filter())
async def sure(query: CallbackQuery, callback_data: TransferSure, work: Work, who: Actor) -> Reply:
    """The previewed transfer is made, and the citizen is told."""
    asked = callback_data
    why = _typed(who, asked) if asked.why.startswith(views.OWN_WORDS) else _ready(asked.why)
    inquiry = await transfers.transfer(work, who, asked.inquiry, Target(asked.body, asked.region), why)
    return show(views.done(reader(work, who), inquiry), promise=True)


def _typed(who: Actor, asked: TransferSure) -> Why:
    """The words that were previewed; a button of another preview sends nothing."""
    kept = who.dialogue.data
    words = str(kept.get("words", ""))
    if who.step != PASSING_ON or kept.get("inquiry") != asked.inquiry or views.own_words(words) != asked.why:
        raise Stale("error.stale")
    return Why(words=words)


def _ready(key: str) -> Why:
    if key not in transfers.REASONS:
        raise Stale("error.no_such_button")
    return Why(key)
