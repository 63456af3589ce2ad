"""What services are given from outside: small interfaces, so that nothing here knows who provides them."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from facts.load import Facts
from routing import Router
from services.library import Library
from services.work import Work


@dataclass(slots=True)
class Understanding:
    """Facts, router, answers for everybody and the bot's name in force.

    Changed in place, so every holder sees the change.
    """

    facts: Facts
    router: Router
    bot_name: str = ""
    library: Library = field(default_factory=Library)

    def work(self, session: AsyncSession, now: datetime, machine_now: float) -> Work:
        """A unit of work over an open session."""
        return Work(session, now, self.facts, machine_now, self.router, self.bot_name, self.library)


class Units(Protocol):
    """Opens a unit of work; it is committed at the end, or rolled back if anything is raised."""

    def __call__(self) -> AbstractAsyncContextManager[Work]:
        """Open one."""
