"""The table of Bot API methods; modules of this package enter themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from playground.params import Params
from playground.town import Town

Run = Callable[[Town, Params], Any]
RunT = TypeVar("RunT", bound=Run)


@dataclass(frozen=True, slots=True)
class Method:
    """A Bot API method. `paced` ones count towards the rate limits; a `run` may return an awaitable."""

    name: str
    run: Run
    paced: bool


METHODS: dict[str, Method] = {}


def method(name: str, *, paced: bool = False) -> Callable[[RunT], RunT]:
    """Enter a function as the Bot API method `name`; names are compared without case, as Telegram does."""

    def enter(run: RunT) -> RunT:
        METHODS[name.lower()] = Method(name, run, paced)
        return run

    return enter
