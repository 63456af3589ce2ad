"""What the menus offer, a handler takes; what a handler takes, a menu offers to somebody."""

from aiogram import Router
from aiogram.filters import Command, CommandStart

from handlers.routers import routers
from handlers.sections import ADMIN, CITIZEN, HEAD, STAFF
from locales import LANGUAGES, has, label

OFFERED = {*CITIZEN, *STAFF, *HEAD, *ADMIN, "mode"}
TELEGRAM_OFFERS = {"start"}
LONGEST_DESCRIPTION = 256


def taken(router: Router) -> set[str]:
    """The commands a router's handlers ask for."""
    filters = [f.callback for handler in router.message.handlers for f in handler.filters or ()]
    return {
        str(name)
        for asked in filters
        if isinstance(asked, Command) and not (isinstance(asked, CommandStart) and asked.deep_link)
        for name in asked.commands
    }


def test_every_command_of_a_menu_has_a_handler() -> None:
    handled = set[str]().union(*(taken(one) for router in routers() for one in router.chain_tail))
    assert handled - TELEGRAM_OFFERS == OFFERED


def test_every_command_says_what_it_does_in_both_languages() -> None:
    for language in LANGUAGES:
        for name in OFFERED:
            assert has(language, f"command.{name}")
            assert 3 <= len(label(language, f"command.{name}")) <= LONGEST_DESCRIPTION
