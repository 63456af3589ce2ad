"""Facts and the router, read from their files. Imports no aiogram."""

from bot.router import make_router
from bot.settings import Settings
from facts.load import load as load_facts
from services.ports import Understanding


def understand(settings: Settings) -> Understanding:
    """Facts and router of a bot.

    Raises:
        FactsError: a facts file is broken; every complaint has its file, line and reason.
    """
    return Understanding(load_facts(settings.facts_dir), make_router(settings.facts_dir))
