"""What became of a request, read from the exception it ended with. Nothing is called sent that may not be."""

from dataclasses import dataclass
from random import Random

import aiohttp
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)

from bot.client import PROXY_TROUBLES
from domain.groups import is_topic_gone
from models.queries.outbox import Ending

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 300.0
TOKEN_PAUSE_SECONDS = 60.0

GIVE_UP_SECONDS = 24 * 3600.0
"""An outage of Telegram never lasted so long; what it refuses to process for a day, it will not process."""

_NEVER_LEFT: tuple[type[Exception], ...] = (
    aiohttp.ClientConnectorError,
    aiohttp.ClientProxyConnectionError,
    *PROXY_TROUBLES,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """An ending, and what else it means.

    Attributes:
        ending: what is written on the row.
        pause: seconds this chat must be left alone.
        pause_all: seconds everybody must be left alone.
        alarm: catalog key of an alarm for people.
    """

    ending: Ending
    pause: float = 0.0
    pause_all: float = 0.0
    alarm: str | None = None


def outcome(
    row_id: int,
    attempts: int,
    trouble: Exception,
    machine_now: float,
    *,
    group: bool,
    repeatable: bool,
    age: float,
    random: Random,
) -> Outcome:
    """Sort what Telegram or the network said.

    Args:
        row_id: the outbox row.
        attempts: failures that already cost it an attempt.
        trouble: how the request ended.
        machine_now: seconds since the epoch.
        group: whether the chat is a group.
        repeatable: sending it twice harms nobody (an edit, a screen's first repeat).
        age: seconds since it might have left first.
        random: for the jitter of a back-off.
    """
    told = _told(row_id, trouble, machine_now, group=group)
    if told is not None:
        return told
    if _unfinished(trouble) and not repeatable:
        return Outcome(Ending(row_id, "unknown", error=type(trouble).__name__))
    passing = _unfinished(trouble) or isinstance(trouble, TelegramServerError)
    if passing and age < GIVE_UP_SECONDS:
        pause = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2**attempts) * random.uniform(0.8, 1.2)
        ending = Ending(
            row_id, "later", error=type(trouble).__name__, retry_at=machine_now + pause, attempts=1
        )
        return Outcome(ending)
    said = _short(trouble)
    # A topic that somebody deleted is made again by whoever planned this; nobody needs to be woken.
    alarm = None if group and is_topic_gone(said) else "alarm.refused"
    return Outcome(Ending(row_id, "failed", error=said), alarm=alarm)


def _told(row_id: int, trouble: Exception, machine_now: float, *, group: bool) -> Outcome | None:
    """The answers of Telegram that say themselves what to do."""
    if isinstance(trouble, TelegramRetryAfter):
        wait = float(trouble.retry_after)
        return Outcome(Ending(row_id, "later", retry_at=machine_now + wait), pause=wait)
    if isinstance(trouble, TelegramMigrateToChat):
        return Outcome(Ending(row_id, "waiting", migrated_to=trouble.migrate_to_chat_id))
    if isinstance(trouble, TelegramUnauthorizedError):
        later = Ending(row_id, "later", error="401", retry_at=machine_now + TOKEN_PAUSE_SECONDS)
        return Outcome(later, pause_all=TOKEN_PAUSE_SECONDS, alarm="alarm.token")
    if _out_of_reach(trouble):
        if group:
            return Outcome(Ending(row_id, "failed", error=_short(trouble)), alarm="alarm.cut_off")
        return Outcome(Ending(row_id, "unreachable", error=_short(trouble)))
    if isinstance(trouble, TelegramNetworkError) and isinstance(trouble.__cause__, _NEVER_LEFT):
        return Outcome(Ending(row_id, "later", error="no connection", retry_at=machine_now + 2.0))
    return None


def _out_of_reach(trouble: Exception) -> bool:
    if isinstance(trouble, TelegramForbiddenError):
        return True
    said = trouble.message.lower() if isinstance(trouble, TelegramAPIError) else ""
    return isinstance(trouble, TelegramBadRequest | TelegramNotFound) and "chat not found" in said


def _unfinished(trouble: Exception) -> bool:
    """Did the request leave without an answer coming back, or with one that is not Telegram's?"""
    unread = TelegramNetworkError | ClientDecodeError | TimeoutError | aiohttp.ClientError
    # aiogram counts "too large" among the network's errors, but it is Telegram's own plain answer.
    return isinstance(trouble, unread) and not isinstance(trouble, TelegramEntityTooLarge)


def _short(trouble: Exception) -> str:
    return str(getattr(trouble, "message", type(trouble).__name__))[:200]
