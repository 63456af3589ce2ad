"""The aiogram dispatcher: dialogue state is our own row, so its FSM is off."""

from aiogram import Dispatcher

from bot.middlewares.actor import ActorMiddleware
from bot.middlewares.known import KnownMiddleware
from handlers.routers import routers


def build_dispatcher() -> Dispatcher:
    """A dispatcher with every router, in the order in which they are asked."""
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.update.outer_middleware(KnownMiddleware())
    dispatcher.update.outer_middleware(ActorMiddleware())
    dispatcher.include_routers(*routers())
    return dispatcher
