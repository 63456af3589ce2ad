"""Registers: the inquiries of a queue, line by line, for sheets. They hold no words of citizens."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.queries import registers
from models.queries.registers import Entry
from services.work import Reading

__all__ = ["Entry", "Register", "received", "still_open"]


@dataclass(frozen=True, slots=True)
class Register:
    """So many lines, and the lines themselves in portions."""

    count: int
    portions: AsyncIterator[Sequence[Entry]]


async def still_open(work: Reading, body: str, region: str | None) -> Register:
    """What a queue owes an answer to, those first that are due first."""
    which = registers.still_open(body, region)
    return Register(
        await registers.count(work.session, which), registers.entries(work.session, which, by_due=True)
    )


async def received(
    work: Reading, body: str, region: str | None, since: datetime, until: datetime
) -> Register:
    """What was received in a period, in the order of its arrival."""
    which = registers.received(body, region, since, until)
    return Register(await registers.count(work.session, which), registers.entries(work.session, which))
