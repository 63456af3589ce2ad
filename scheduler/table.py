"""The job table: which job ticks how often, and why so often."""

import logging
from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from domain.civil import ZONE
from scheduler.jobs import Jobs

log = logging.getLogger(__name__)

Job = Callable[[], Awaitable[None]]


def table(jobs: Jobs) -> dict[str, tuple[Job, float]]:
    """Each job with its interval in seconds."""
    return {
        # An album's parts come within a second; people should not feel the tick on top of it.
        "settle": (jobs.settle, 0.4),
        # A reminder may be half a minute late; nobody notices, and the look itself costs what is due.
        "tick": (jobs.tick, 30.0),
        # What waits in the outbox lasts for many seconds even at ten times the usual rate.
        "mail": (jobs.mail, 1.0),
        # Drafts without consent live 24 hours; a quarter of an hour more would be too much to explain.
        "tidy": (jobs.tidy, 600.0),
        # Somebody reads these once in a while: an hour more or less is nothing.
        "collect": (jobs.collect, 1800.0),
        # Whoever erases themselves waits for the last message; the look costs the open wishes, mostly none.
        "erase": (jobs.erase, 5.0),
        # Inquiries are kept for years: an hour more or less is nothing.
        "outlive": (jobs.outlive, 3600.0),
        # What a head has published is found seconds later; the look itself is one row.
        "shelve": (jobs.shelve, 5.0),
        # The worklist is read once in a while, and its examples come every half hour.
        "compare": (jobs.compare, 1800.0),
        # A group may hear something every four seconds; who looks every three is never the slower one.
        "show_in_groups": (jobs.show_in_groups, 3.0),
        "beat": (jobs.beat, 60.0),
    }


def build(jobs: Jobs, guard: Callable[[str, Job], Job]) -> AsyncIOScheduler:
    """A scheduler in memory: coalesced, one run of a job at a time, any lateness accepted.

    Args:
        jobs: what to run.
        guard: wraps a job so that its trouble is logged and waited out, never raised into the scheduler.
    """
    scheduler = AsyncIOScheduler(
        timezone=ZONE, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    for name, (job, seconds) in table(jobs).items():
        scheduler.add_job(guard(name, job), IntervalTrigger(seconds=seconds), id=name)
    return scheduler
