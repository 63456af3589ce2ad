"""Trouble at the start, said in one sentence with what to do."""

import errno
from collections.abc import Callable

from pydantic import ValidationError
from sqlalchemy.exc import ArgumentError
from yaml import YAMLError

from bot.settings import SettingsError
from domain.civil import OldZoneDataError
from domain.errors import Expected
from domain.workdays import CalendarError, UnknownYearError
from facts.load import UnknownRuleError
from facts.reading import FactsError
from locales import text
from models.leases import InUse
from models.migrations import UnknownRevisionError
from models.outages import is_outage


class Misused(Exception):  # noqa: N818 - the sentence is the news
    """The command cannot be carried out as it was asked; the message says what can."""


def explained(trouble: BaseException) -> str | None:
    """One sentence for a person at the terminal; None for what nobody expected."""
    if isinstance(trouble, BaseExceptionGroup):
        return next((said for part in trouble.exceptions if (said := explained(part))), None)
    for kinds, say in _SENTENCES:
        if isinstance(trouble, kinds):
            return say(trouble)
    return _out_of_reach(trouble) if is_outage(trouble) else None


def _settings(trouble: BaseException) -> str:
    assert isinstance(trouble, ValidationError)
    said = []
    for error in trouble.errors(include_input=False, include_url=False):
        name = "_".join(map(str, error["loc"])).upper()
        reason = error["msg"].removeprefix("Value error, ")
        said.append(f"DAUYS_{name}: {reason}" if name else reason)
    return f"The settings cannot be used. {'; '.join(said)}"


def _no_calendar(trouble: BaseException) -> str:
    """Which file would have to say it, and how it is made."""
    assert isinstance(trouble, UnknownYearError)
    year = trouble.year
    made = f"python -m facts.generate_calendar {year}"
    return f"calendar/{year}.yaml:1: the file is missing, `{made}` writes it: {trouble}"


def _expected(trouble: BaseException) -> str:
    assert isinstance(trouble, Expected)
    return str(text("ru", trouble.key, **trouble.args_))


def _driver(trouble: BaseException) -> str | None:
    """Only a missing database driver is the installation's fault; any other missing module is ours."""
    missing = getattr(trouble, "name", None)
    if missing not in ("asyncpg", "aiosqlite"):
        return None
    return f"The database driver {missing} is not installed: pip install {missing}"


def _out_of_reach(trouble: BaseException) -> str:
    if getattr(trouble, "errno", None) == errno.EADDRINUSE:
        return "The webhook's port is taken by another program: choose another one with DAUYS_WEBHOOK_PORT."
    return f"The database or the network is out of reach ({type(trouble).__name__}): {_first_line(trouble)}"


def _first_line(trouble: BaseException) -> str:
    """The reason without SQL or addresses: those may hold a password."""
    cause = getattr(trouble, "orig", None) or trouble
    return str(cause).splitlines()[0][:200] if str(cause) else "no reason given"


Say = Callable[[BaseException], str | None]

_SENTENCES: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], Say], ...] = (
    (ValidationError, _settings),
    (FactsError, lambda trouble: f"The facts cannot be used:\n{trouble}"),
    (YAMLError, lambda trouble: f"A file of the lexicon cannot be read: {trouble}"),
    (Expected, _expected),
    (UnknownYearError, _no_calendar),
    (ArgumentError, lambda _: "DAUYS_DATABASE_URL is not an address of a database."),
    (ModuleNotFoundError, _driver),
    (
        (
            SettingsError,
            Misused,
            InUse,
            OldZoneDataError,
            UnknownRuleError,
            CalendarError,
            UnknownRevisionError,
        ),
        str,
    ),
)
