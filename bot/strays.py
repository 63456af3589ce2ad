"""Rows that are ours in the database and not in our memory: a commit went through, but its answer got lost.

Nobody would ever finish such a row, for its process lives. It is looked for only after an outage, and taken
for a stray only when two looks some seconds apart find it: between a commit and the work on its rows there is
a moment in which they look the same.
"""

from collections.abc import Awaitable, Callable, Collection

from sqlalchemy.ext.asyncio import AsyncSession

APART_SECONDS = 3.0
"""Seconds between two looks; far longer than any row stays between its commit and its work."""

_LOOKS = 3
"""So many looks after an outage: a commit may still arrive a moment after we lost sight of it."""

Find = Callable[[AsyncSession, int], Awaitable[set[int]]]
Release = Callable[[AsyncSession, int, Collection[int]], Awaitable[None]]


class Strays:
    """Finds and releases the strays of one table.

    Args:
        owner: this process's number.
        find: the rows that are this owner's in the database.
        release: gives rows back, so that they are claimed anew.

    Attributes:
        held: rows this process is working on.
    """

    def __init__(self, owner: int, find: Find, release: Release) -> None:
        self.held: set[int] = set()
        self._owner = owner
        self._find = find
        self._release = release
        self._looks = 0
        self._not_before = 0.0
        self._seen: set[int] = set()

    def doubt(self) -> None:
        """There was an outage: a commit of ours may have gone through unheard."""
        self._looks = _LOOKS

    async def look(self, session: AsyncSession, now: float) -> None:
        """Look if there is reason to; `now` is machine time in seconds."""
        if not self._looks or now < self._not_before:
            return
        found = await self._find(session, self._owner) - self.held
        twice = found & self._seen
        if twice:
            await self._release(session, self._owner, twice)
        self._looks = self._looks - 1 or int(bool(found - twice))
        self._seen, self._not_before = found - twice, now + APART_SECONDS
