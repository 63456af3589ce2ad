"""`/invite`: role, body, region; then a one-use link to pass on."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.permissions import Role
from handlers.callbacks.house import Inviting
from handlers.screen import Reply, show
from handlers.steps import Private
from handlers.views import admin
from handlers.views.words import reader
from services import access, invitations
from services.invitations import Wanted
from services.work import Actor, Work

router = Router(name="inviting")
router.message.filter(Private())


@router.message(Command("invite"))
async def invite(message: Message, work: Work, who: Actor) -> Reply:
    """`/invite`."""
    access.as_admin(who)
    return show(admin.choose_role(reader(work, who)))


@router.callback_query(Inviting.filter())
async def chosen(query: CallbackQuery, callback_data: Inviting, work: Work, who: Actor) -> Reply:
    """One choice further."""
    access.as_admin(who)
    asked, reads = callback_data, reader(work, who)
    if asked.role not in list(Role):
        return show(admin.choose_role(reads))
    role = Role(asked.role)
    if role is Role.DISPATCHER:
        return await _link(work, who, Wanted(role))
    if not asked.body:
        return show(admin.choose_body(reads, role, asked.page))
    body = work.facts.bodies.get(asked.body)
    if body is not None and body.per_region and not asked.region:
        return show(admin.choose_region(reads, role, asked.body))
    return await _link(work, who, Wanted(role, asked.body, asked.region or None))


async def _link(work: Work, who: Actor, wanted: Wanted) -> Reply:
    payload = await invitations.invite(work, wanted, who)
    return show(admin.invitation(reader(work, who), wanted, payload, work.bot_name))
