"""Facts and the router, read from their files. Imports neither aiogram nor the database."""

import logging
from pathlib import Path

import facts
from bot.settings import Settings
from facts.load import load as load_facts
from routing import Router, load_lexicon, load_model
from services.ports import Understanding

log = logging.getLogger(__name__)


def understand(settings: Settings) -> Understanding:
    """Facts and router of a bot.

    Raises:
        FactsError: a facts file is broken; every complaint has its file, line and reason.
    """
    return Understanding(load_facts(settings.facts_dir), make_router(settings.facts_dir))


def make_router(folder: Path | None = None) -> Router:
    """A router over the lexicon of the facts; without trained weights the lexicon decides alone."""
    lexicon = load_lexicon((folder or Path(facts.__file__).parent) / "lexicon")
    try:
        return Router(lexicon, load_model())
    except FileNotFoundError:
        log.warning("no trained weights: the router decides by its lexicon alone")
        return Router(lexicon)
