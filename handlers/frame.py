"""The first line for people who are both staff and citizen: in which mode they are, on every screen."""

from dataclasses import replace

from handlers.screen import Screen
from locales import text
from services.work import Actor


def mode_of(who: Actor) -> str | None:
    """The mode somebody acts in; None for people who are only citizens and need no such line."""
    if not who.posts:
        return None
    return "staff" if who.at_work else "citizen"


def framed(language: str, screen: Screen, mode: str | None) -> Screen:
    """The screen under its mode line; a file's caption stays as it is.

    What staff see is protected unless the screen says otherwise: any of their messages may become a card
    with a citizen's words by an edit, and protection cannot be added to a message later.
    """
    if mode == "staff" and screen.protect is None:
        screen = replace(screen, protect=True)
    if mode is None or screen.file is not None:
        return screen
    return screen.headed(text(language, f"mode.head_{mode}"))
