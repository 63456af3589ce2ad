"""What is done again and again. Every job may run twice and may run late."""

import asyncio
from dataclasses import dataclass

from services import (
    calendars,
    erasure,
    examples,
    groupcards,
    housekeeping,
    mailings,
    planner,
    published,
    settling,
    worklist,
)
from services.ports import Understanding, Units


@dataclass(frozen=True, slots=True)
class Jobs:
    """The jobs, over units of work that are opened and committed for them.

    Attributes:
        units: opens units of work.
        understanding: takes over a calendar that was approved by another process.
    """

    units: Units
    understanding: Understanding | None = None

    async def settle(self) -> None:
        """Give the one answer for an album or a burst whose last part has come."""
        async with self.units() as work:
            await settling.settle(work)

    async def tick(self) -> None:
        """Look at what is due and not recorded, a portion at a time, by the calendar in force."""
        if self.understanding is not None:
            async with self.units() as work:
                await calendars.adopt(work, self.understanding)
        more = True
        while more:
            async with self.units() as work:
                more = await planner.tick(work)

    async def mail(self) -> None:
        """Plan the next messages of what is sent to many, a batch at a time."""
        more = True
        while more:
            async with self.units() as work:
                more = await mailings.plan(work)

    async def tidy(self) -> None:
        """Forget what nobody needs any more."""
        async with self.units() as work:
            await housekeeping.tidy(work)

    async def collect(self) -> None:
        """Keep what people teach the router, a portion at a time; nothing is trained here."""
        more = True
        while more:
            async with self.units() as work:
                more = await examples.collect(work) > 0

    async def erase(self) -> None:
        """Carry out what people asked for: erase them, tell them, forget who they were."""
        more = True
        while more:
            async with self.units() as work:
                more = await erasure.carry_on(work)

    async def outlive(self) -> None:
        """Empty closed inquiries whose period is over, a portion at a time."""
        more = True
        while more:
            async with self.units() as work:
                more = await erasure.outlive(work) > 0

    async def shelve(self) -> None:
        """Take over what was published, here or in another process; indexing takes a while: in a thread."""
        async with self.units() as work:
            library, ready = work.library, work.facts.answers
            found = await published.changed(work)
        if found is not None:
            await asyncio.to_thread(library.take, ready, found[1], found[0])
        await asyncio.to_thread(library.warm, ready)

    async def compare(self) -> None:
        """Put what citizens ask and nobody has an answer for into groups that ask the same."""
        while True:
            async with self.units() as work:
                task = await worklist.task(work)
            if not task.fresh:
                return
            rows = await asyncio.to_thread(worklist.compared, task)
            async with self.units() as work:
                await worklist.keep(work, rows)

    async def show_in_groups(self) -> None:
        """Compare the cards in the groups of bodies with the queues, a group at a time."""
        async with self.units() as work:
            links = await groupcards.keys(work)
        for link in links:
            async with self.units() as work:
                await groupcards.look(work, link)

    async def beat(self) -> None:
        """Show that the scheduler lives."""
        async with self.units() as work:
            await housekeeping.beat(work, "scheduler")
