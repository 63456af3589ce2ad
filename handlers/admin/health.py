"""`/health`: does the bot hear, does it speak, what waits."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from handlers.screen import Reply, show
from handlers.steps import Private
from handlers.views import admin
from handlers.views.words import reader
from services import health
from services.work import Actor, Work

router = Router(name="health")
router.message.filter(Private())


@router.message(Command("health"))
async def shown(message: Message, work: Work, who: Actor) -> Reply:
    """`/health`."""
    return show(admin.health(reader(work, who), await health.report(work, who)))
