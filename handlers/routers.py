"""The routers in the order in which they are asked; the last one must be last."""

from aiogram import Router

from handlers import fallback, groups
from handlers.admin import bodies, broadcasting, broadcasts, calendar, health, inviting, log
from handlers.citizen import answers, appeals, asking, commands, consent, grants, own, privacy, subscriptions
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


def routers() -> tuple[Router, ...]:
    """Commands before steps, steps before free text, free text before the fallback."""
    modules = (
        groups,
        joining,
        grants,
        subscriptions,
        answers,
        commands,
        own,
        privacy,
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
        broadcasting,
        broadcasts,
        calendar,
        log,
        consent,
        card,
        clock,
        transferring,
        coexecutors,
        handing,
        leaving,
        keydates,
        appeals,
        publishing,
        together,
        correcting,
        answering,
        asking,
        fallback,
    )
    return tuple(_fresh(module.router) for module in modules)


def _fresh(router: Router) -> Router:
    """A router belongs to one dispatcher; a second bot in the same process takes it over."""
    router._parent_router = None
    return router
