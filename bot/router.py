"""The router over the facts in force. Imports nothing but that: `dauys route` starts with it."""

import logging
from pathlib import Path

import facts
from routing import Router, load_lexicon, load_model

log = logging.getLogger(__name__)


def make_router(folder: Path | None = None) -> Router:
    """A router over the lexicon of the facts; without trained weights the lexicon decides alone."""
    lexicon = load_lexicon((folder or Path(facts.__file__).parent) / "lexicon")
    try:
        return Router(lexicon, load_model())
    except FileNotFoundError:
        log.warning("no trained weights: the router decides by its lexicon alone")
        return Router(lexicon)
