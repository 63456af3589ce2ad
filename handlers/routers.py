"""The routers in the order in which they are asked; the last one must be last."""

from types import ModuleType

from aiogram import Router
from aiogram.filters import or_f

from handlers import fallback, groups
from handlers.admin import bodies, broadcasting, broadcasts, calendar, health, inviting, log, posts
from handlers.citizen import answers, appeals, asking, commands, consent, grants, own, privacy, subscriptions
from handlers.gates import TypedCommand, gate
from handlers.head import calls, canned, desk, statistics
from handlers.head import groups as head_groups
from handlers.operator import (
    answering,
    card,
    clock,
    coexecutors,
    correcting,
    finding,
    handing,
    joining,
    keydates,
    leaving,
    publishing,
    queue,
    together,
    transferring,
)
from handlers.steps import AtWork

_COMMANDS = (joining, subscriptions, answers, commands, privacy, consent)
"""What a person asks for by a command, and the buttons of the screens it opens."""

_STAFF = (
    queue,
    finding,
    desk,
    statistics,
    head_groups,
    calls,
    canned,
    inviting,
    health,
    bodies,
    posts,
    broadcasting,
    broadcasts,
    calendar,
    log,
    card,
    clock,
    transferring,
    coexecutors,
    handing,
    leaving,
    keydates,
    publishing,
    together,
    correcting,
    answering,
)
"""What is handled only for somebody at work; their commands tell anybody else so."""


def routers() -> tuple[Router, ...]:
    """Commands before steps, steps before free text, free text before the fallback.

    Most updates are a citizen's words or taps: they pass by the gates and ask nobody behind them.
    """
    return (
        _fresh(groups),
        _fresh(grants),
        _fresh(own),
        gate("commands", TypedCommand(), *map(_fresh, _COMMANDS)),
        gate("staff", or_f(AtWork(), TypedCommand()), *map(_fresh, _STAFF)),
        _fresh(appeals),
        _fresh(asking),
        _fresh(fallback),
    )


def _fresh(module: ModuleType) -> Router:
    """A router belongs to one dispatcher; a second bot in the same process takes it over."""
    router: Router = module.router
    router._parent_router = None
    return router
