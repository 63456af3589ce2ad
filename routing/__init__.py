"""Understanding a citizen's text: language, bodies, region, danger. Knows no Telegram and no database."""

from routing.data import load_lexicon
from routing.lexicon import Hit, Lexicon
from routing.model import Model, load_model
from routing.router import NONE, Candidate, Routed, Router
from routing.signals import Emergency

__all__ = [
    "NONE",
    "Candidate",
    "Emergency",
    "Hit",
    "Lexicon",
    "Model",
    "Routed",
    "Router",
    "load_lexicon",
    "load_model",
]
