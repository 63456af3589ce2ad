"""Forgetting on time: finished updates, drafts without consent, drawn screens."""

from datetime import timedelta

from models.queries import drafts, examples, inbox, knowledge, outbox
from models.tables import Heartbeat
from services.work import Work

_ALBUMS = timedelta(days=2)
"""Late parts of an album come within minutes; two days are plenty."""


async def tidy(work: Work) -> int:
    """Forget what nobody needs any more, by the periods of the facts; returns how many drafts went."""
    now, kept = work.now, work.facts.retention
    await inbox.prune(work.session, now - kept["inbox_row"].period, now - kept["quarantine"].period)
    await outbox.blank_screens(work.session, now - kept["outbox_text"].period)
    await examples.prune(work.session, now - kept["routing_example"].period)
    await knowledge.prune_uses(work.session, now - kept["answer_use"].period)
    await drafts.prune_albums(work.session, now - _ALBUMS)
    without_consent = now - kept["raw_without_consent"].period
    old = await drafts.forgotten(work.session, without_consent, now - kept["draft"].period)
    for draft in old:
        await drafts.delete_draft(work.session, draft.id)
    return len(old)


async def beat(work: Work, name: str) -> None:
    """Note that a part of the process did its work."""
    row = await work.session.get(Heartbeat, name)
    if row is None:
        work.session.add(Heartbeat(name=name, at=work.now, details={}))
    else:
        row.at = work.now
