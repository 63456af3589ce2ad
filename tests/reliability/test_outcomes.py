"""How a request's end is read from its exception: a table of everything that is not "ok"."""

from itertools import pairwise
from random import Random
from typing import Any

import aiohttp
import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import SendMessage

from bot.delivery.outcomes import GIVE_UP_SECONDS, LONGEST_PAUSE_SECONDS, Outcome, outcome

NOW = 1_000_000.0
METHOD = SendMessage(chat_id=1, text="x")


def read(trouble: Exception, **more: Any) -> Outcome:
    """The outcome of a first attempt in a private chat, unless told otherwise."""
    given = {"group": False, "repeatable": False, "age": 0.0, "attempts": 0} | more
    attempts = given.pop("attempts")
    return outcome(7, attempts, trouble, NOW, random=Random(1), **given)


def network(cause: Exception) -> TelegramNetworkError:
    """A network error as aiogram raises it."""
    trouble = TelegramNetworkError(METHOD, str(cause))
    trouble.__cause__ = cause
    return trouble


def refused_connection() -> aiohttp.ClientConnectorError:
    key = aiohttp.client_reqrep.ConnectionKey("h", 1, False, True, None, None, None)
    return aiohttp.ClientConnectorError(key, ConnectionRefusedError())


ENDS: list[tuple[str, Exception, dict[str, Any], str]] = [
    ("429", TelegramRetryAfter(METHOD, "", 9), {}, "later"),
    ("blocked", TelegramForbiddenError(METHOD, "bot was blocked by the user"), {}, "unreachable"),
    ("deactivated", TelegramForbiddenError(METHOD, "user is deactivated"), {}, "unreachable"),
    ("no chat", TelegramBadRequest(METHOD, "Bad Request: chat not found"), {}, "unreachable"),
    ("no such chat", TelegramNotFound(METHOD, "Not Found: chat not found"), {}, "unreachable"),
    ("kicked", TelegramForbiddenError(METHOD, "bot was kicked"), {"group": True}, "failed"),
    ("moved", TelegramMigrateToChat(METHOD, "", -100), {"group": True}, "waiting"),
    ("token", TelegramUnauthorizedError(METHOD, "Unauthorized"), {}, "later"),
    ("502", TelegramServerError(METHOD, "Bad Gateway"), {}, "later"),
    ("502 for a day", TelegramServerError(METHOD, "Bad Gateway"), {"age": GIVE_UP_SECONDS}, "failed"),
    ("never left", network(refused_connection()), {}, "later"),
    ("time-out", network(TimeoutError()), {}, "unknown"),
    ("time-out of an edit", network(TimeoutError()), {"repeatable": True}, "later"),
    ("cut", network(aiohttp.ServerDisconnectedError()), {}, "unknown"),
    ("a proxy's page", ClientDecodeError("no JSON", ValueError(), "<html>"), {}, "unknown"),
    ("a page for an edit", ClientDecodeError("no JSON", ValueError(), ""), {"repeatable": True}, "later"),
    ("too large", TelegramEntityTooLarge(METHOD, "Request Entity Too Large"), {}, "failed"),
    ("bad request", TelegramBadRequest(METHOD, "Bad Request: message is too long"), {}, "failed"),
    ("conflict", TelegramConflictError(METHOD, "Conflict"), {}, "failed"),
    ("a mistake of ours", KeyError("text"), {}, "failed"),
]


@pytest.mark.parametrize(("trouble", "more", "state"), [e[1:] for e in ENDS], ids=[e[0] for e in ENDS])
def test_what_became_of_it(trouble: Exception, more: dict[str, Any], state: str) -> None:
    found = read(trouble, **more)
    assert found.ending.state == state
    assert (found.alarm is not None) == (state == "failed" or isinstance(trouble, TelegramUnauthorizedError))


def test_a_pause_of_telegrams_is_exact_and_free() -> None:
    found = read(TelegramRetryAfter(METHOD, "", 3600))
    assert (found.ending.retry_at, found.ending.attempts, found.pause) == (NOW + 3600, 0, 3600)


def test_our_own_pauses_double_up_to_five_minutes() -> None:
    trouble = TelegramServerError(METHOD, "Bad Gateway")
    pauses = [read(trouble, attempts=n).ending.retry_at - NOW for n in range(30)]
    assert 0.8 <= pauses[0] <= 1.2
    assert all(later > earlier * 1.3 for earlier, later in pairwise(pauses[:8]))
    assert max(pauses) <= LONGEST_PAUSE_SECONDS * 1.2
    assert min(pauses[10:]) >= LONGEST_PAUSE_SECONDS * 0.8


def test_nothing_of_an_answer_is_kept_that_could_be_long() -> None:
    found = read(TelegramBadRequest(METHOD, "x" * 5000))
    assert found.ending.error is not None
    assert len(found.ending.error) <= 200
