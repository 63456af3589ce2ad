"""Gates: one filter in front of many routers, so that most updates pass by without asking each of them.

A router behind a gate is asked only when the gate lets the update through, in the order in which it stands
there. What is pressed is let through by what the button carries: a gate knows that from its routers.
"""

from collections.abc import Iterator

from aiogram import Router
from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackData, CallbackQueryFilter
from aiogram.types import CallbackQuery, Message

_SEPARATOR = ":"


class Pressed(Filter):
    """A button was pressed that carries one of these."""

    def __init__(self, *carried: type[CallbackData]) -> None:
        self._prefixes = frozenset(one.__prefix__ for one in carried)

    async def __call__(self, query: CallbackQuery) -> bool:
        """Look at the beginning of what it carries."""
        return (query.data or "").partition(_SEPARATOR)[0] in self._prefixes


class TypedCommand(Filter):
    """The message begins with a command, whatever follows it; aiogram reads commands of captions too."""

    async def __call__(self, message: Message) -> bool:
        """Look at the first sign."""
        return (message.text or message.caption or "").lstrip().startswith("/")


def gate(name: str, messages: Filter, *routers: Router) -> Router:
    """Return a router that asks these routers, in this order, where the gate lets an update through.

    Args:
        name: for logs.
        messages: what every message must be that one of them handles.
        routers: what stands behind the gate; their buttons all carry data of ours.
    """
    made = Router(name=name)
    made.message.filter(messages)
    made.callback_query.filter(Pressed(*(one for router in routers for one in carried_to(router))))
    made.include_routers(*routers)
    return made


def carried_to(router: Router) -> Iterator[type[CallbackData]]:
    """What the buttons carry that a router handles itself."""
    for handler in router.callback_query.handlers:
        yield from (
            one.callback.callback_data
            for one in handler.filters or ()
            if isinstance(one.callback, CallbackQueryFilter)
        )
