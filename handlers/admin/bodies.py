"""`/bodies`: connect, sign-off, text only, regions, units."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.callbacks.house import BodyDo
from handlers.screen import Reply, show
from handlers.steps import NAMING_UNIT, InStep, Private
from handlers.views import admin
from handlers.views import posts as posts_view
from handlers.views.words import reader
from services import access, bodies, posts
from services.bodies import Switch
from services.work import Actor, Work
from services.workload import Place

router = Router(name="bodies")
router.message.filter(Private())


@router.message(Command("bodies"))
async def listed(message: Message, work: Work, who: Actor) -> Reply:
    """`/bodies`."""
    return show(admin.bodies(reader(work, who), await bodies.overview(work, who), 0))


@router.message(InStep(NAMING_UNIT))
async def named(message: Message, work: Work, who: Actor) -> Reply:
    """The names of a new unit: Kazakh on the first line, Russian on the second."""
    data = who.dialogue.data
    kk, _, ru = (message.text or "").strip().partition("\n")
    queue = await bodies.add_unit(work, who, data["body"], data["region"], kk, ru)
    who.go()
    return show(admin.queue(reader(work, who), queue))


@router.callback_query(BodyDo.filter())
async def pressed(query: CallbackQuery, callback_data: BodyDo, work: Work, who: Actor) -> Reply:
    """A body, a region of it, or one of its switches."""
    access.as_admin(who)
    asked, reads = callback_data, reader(work, who)
    if not asked.body:
        return show(admin.bodies(reads, await bodies.overview(work, who), asked.page))
    if asked.act == "people":
        found = await posts.roster(work, who, Place(asked.body, asked.region), asked.page)
        return show(posts_view.roster(reads, found))
    body = work.facts.bodies.get(asked.body)
    if body is not None and body.per_region and not asked.region:
        return show(admin.body_regions(reads, asked.body, await bodies.of_regions(work, who, asked.body)))
    if asked.act == "unit":
        who.go(NAMING_UNIT, body=asked.body, region=asked.region)
        return show(admin.unit_wanted(reads))
    if asked.act in list(Switch):
        queue = await bodies.flip(work, who, asked.body, asked.region, Switch(asked.act))
    else:
        queue = await bodies.queue(work, who, asked.body, asked.region)
    return show(admin.queue(reads, queue))
