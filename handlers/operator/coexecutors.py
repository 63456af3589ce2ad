"""Co-executors: engaging another body, writing its part, putting the parts into the answer."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.errors import Stale
from handlers.callbacks.desk import Engage, EngageSure, PartDo, PartList
from handlers.screen import Reply, show
from handlers.steps import DECLINING, ENGAGING, PART, InStep, Private
from handlers.views import history, staff
from handlers.views import parts as views
from handlers.views.words import reader
from locales import label
from services import access, contributions
from services import coexecutors as service
from services.work import Actor, Work

router = Router(name="coexecutors")
router.message.filter(Private())


@router.callback_query(Engage.filter())
async def chosen(query: CallbackQuery, callback_data: Engage, work: Work, who: Actor) -> Reply:
    """A body, then a region, then what is asked of it."""
    asked, reads = callback_data, reader(work, who)
    found = await service.choices(work, who, asked.inquiry)
    if not asked.body:
        return show(views.bodies(reads, found, asked.page))
    if asked.body in found.regions and not asked.region:
        return show(views.regions(reads, found, asked.body))
    who.go(ENGAGING, inquiry=found.inquiry.id, body=asked.body, region=asked.region)
    return show(views.sure(reads, found.inquiry, (asked.body, asked.region)))


@router.message(InStep(ENGAGING))
async def worded(message: Message, work: Work, who: Actor) -> Reply:
    """What exactly is asked of the other body."""
    kept = who.dialogue.data
    words = contributions.cleaned(message.text or "", contributions.LONGEST_ASKED)
    inquiry = (await service.choices(work, who, int(kept["inquiry"]))).inquiry
    who.go(ENGAGING, **(kept | {"words": words}))
    return show(views.sure(reader(work, who), inquiry, (kept["body"], kept["region"]), words))


@router.callback_query(EngageSure.filter())
async def sure(query: CallbackQuery, callback_data: EngageSure, work: Work, who: Actor) -> Reply:
    """The other body is asked, and the citizen told."""
    asked = callback_data
    words = _typed(who, asked) if asked.words else ""
    part = await service.engage(work, who, asked.inquiry, asked.body, asked.region, words)
    inquiry, _ = await access.at_desk(work, who, asked.inquiry)
    who.go()
    return show(views.engaged(reader(work, who), inquiry, part), promise=True)


def _typed(who: Actor, asked: EngageSure) -> str:
    kept = who.dialogue.data
    words = str(kept.get("words", ""))
    if who.step != ENGAGING or kept.get("inquiry") != asked.inquiry or views.mark(words) != asked.words:
        raise Stale("error.stale")
    return words


async def insert(work: Work, who: Actor, inquiry_id: int) -> Reply:
    """The parts stand in the answer now; it is previewed like anything typed."""
    written = await service.insert(work, who, inquiry_id)
    return show(*staff.preview(reader(work, who), written, await history.signature(work, written)))


@router.callback_query(PartList.filter())
async def turn(query: CallbackQuery, callback_data: PartList, work: Work, who: Actor) -> Reply:
    """The parts one's queues owe."""
    access.at_work(who)
    return show(views.listed(reader(work, who), await contributions.page(work, who, callback_data.page)))


@router.callback_query(PartDo.filter())
async def pressed(query: CallbackQuery, callback_data: PartDo, work: Work, who: Actor) -> Reply:
    """A button of a part."""
    asked, reads = callback_data, reader(work, who)
    match asked.act:
        case "take":
            await contributions.take(work, who, asked.part)
        case "revise":
            await contributions.revise(work, who, asked.part)
        case "rewrite":
            await contributions.rewrite(work, who, asked.part)
        case "release":
            await contributions.release(work, who, asked.part)
            found = await contributions.card(work, who, asked.part)
            return show(views.card(reads, found), toast=label(who.language, "toast.released"))
        case "hand_in":
            await contributions.hand_in(work, who, asked.part, asked.version)
            return show(views.handed_in(reads, await contributions.card(work, who, asked.part)), promise=True)
        case "write":
            await contributions.begin(work, who, asked.part)
        case "decline":
            await contributions.may_decline(work, who, asked.part)
            found = await contributions.card(work, who, asked.part)
            who.go(DECLINING, part=asked.part)
            return show(views.reason_wanted(reads, found))
        case _:
            return show(views.card(reads, await contributions.card(work, who, asked.part)))
    return show(views.writing(reads, await contributions.card(work, who, asked.part)))


@router.message(InStep(PART))
async def wrote(message: Message, work: Work, who: Actor) -> Reply:
    """Words of the part."""
    part = await contributions.draft(work, who, int(who.dialogue.data["part"]), message.text or "")
    return show(views.preview(reader(work, who), await contributions.card(work, who, part.id)))


@router.message(InStep(DECLINING))
async def declined(message: Message, work: Work, who: Actor) -> Reply:
    """Why the body has nothing to contribute."""
    part = await contributions.decline(work, who, int(who.dialogue.data["part"]), message.text or "")
    card = await contributions.card(work, who, part.id)
    return show(views.handed_in(reader(work, who), card), promise=True)
