"""Consent and language in one tap; nothing typed before is lost."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.callbacks.citizen import Consent
from handlers.citizen.commands import proceed
from handlers.screen import Reply, show
from handlers.views import citizen
from handlers.views.words import reader
from services import people
from services.work import Actor, Work

router = Router(name="consent")


@router.callback_query(Consent.filter())
async def answered(query: CallbackQuery, callback_data: Consent, work: Work, who: Actor) -> Reply:
    """Agreed in a language, or refused."""
    if callback_data.answer not in ("kk", "ru"):
        erased = await people.refuse(work, who)
        return show(citizen.refused(reader(work, who), erased=erased))
    people.agree(work, who, callback_data.answer)
    return await proceed(work, who)
