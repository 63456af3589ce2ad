"""The group of a queue, from the head's page or the administrator's: link it, unlink it."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.callbacks.house import Group
from handlers.screen import Reply, show
from handlers.views import groups as views
from handlers.views.words import reader
from locales import label
from services import groups
from services.work import Actor, Work
from services.workload import Place

router = Router(name="head_groups")


@router.callback_query(Group.filter())
async def pressed(query: CallbackQuery, callback_data: Group, work: Work, who: Actor) -> Reply:
    """How it stands, a code for a new group, or the end of a link."""
    place = Place(callback_data.body, callback_data.region)
    reads, as_admin = reader(work, who), who.is_admin
    if callback_data.act == "code":
        payload = await groups.new_code(work, who, place)
        return show(views.code(reads, place, payload, work.bot_name, as_admin=as_admin))
    if callback_data.act == "off":
        await groups.unlink(work, who, place)
        shown = views.page(reads, place, None, as_admin=as_admin)
        return show(shown, toast=label(who.language, "toast.group.unlinked"))
    return show(views.page(reads, place, await groups.of(work, who, place), as_admin=as_admin))
