"""Erasing a person: what they wrote goes at once, who they were goes as soon as they have been told.

What stays is for counting: that there was an inquiry, for which body, when it came and when it was answered.
Law 94-V of 21 May 2013 "On personal data and their protection", article 18 and article 24, paragraph 1.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.errors import Refused
from domain.inquiries import OPEN
from domain.notices import Kind
from models.queries import drafts, erasing, inquiries, outbox, people
from models.tables import Chat, Dialogue, Erasure, Inquiry, Outbox, Person
from services import search
from services.inquiries import withdraw
from services.outbox import notice
from services.work import Actor, Work

PORTION = 5
"""People who are erased in one transaction; each may have years of threads."""

PATIENCE = timedelta(days=1)
"""So long the last message may take to reach somebody who was erased."""

RETENTION_PORTION = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger: our number of a person, when we met them, when they were erased."""

    person: int
    met: datetime
    at: datetime


async def open_ones(work: Work, who: Actor) -> int:
    """How many inquiries of theirs would be withdrawn.

    Raises:
        Refused: they hold a post; answers are signed by it.
    """
    if who.posts:
        raise Refused("error.erase_staff")
    return sum(inquiry.state in OPEN for inquiry in await erasing.inquiries_of(work.session, who.id))


async def ask(work: Work, who: Actor) -> None:
    """The person wants everything about them erased; asked twice it is done once.

    Raises:
        Refused: they hold a post.
    """
    await open_ones(work, who)
    who.go()
    if await erasing.requested(work.session, who.id) is None:
        work.session.add(Erasure(person_id=who.id, asked_at=work.now))


async def carry_on(work: Work) -> bool:
    """Take the next steps of what was asked; True when there may be more to do at once."""
    wishes = await erasing.under_way(work.session, PORTION)
    emptied = 0
    for wish in wishes:
        person = await people.by_id(work.session, wish.person_id)
        if wish.emptied_at is None:
            await empty(work, person)
            wish.emptied_at = work.now
            told = notice(work, person.chat_id, "erased", {"language": person.language or "kk"})
            await work.session.flush()
            wish.notice_id = told.id
            emptied += 1
        elif await _is_told(work, wish):
            await _part(work, person)
            wish.parted_at = work.now
    return emptied == PORTION


async def empty(work: Work, person: Person) -> None:
    """Erase what a person wrote and what is known of them; whoever saw it in a card sees it no more."""
    seen = await erasing.inquiries_of(work.session, person.id)
    await inquiries.lock(work.session, [inquiry.id for inquiry in seen])
    found = list(await erasing.inquiries_of(work.session, person.id))
    await _empty(work, found, person.chat_id)
    draft = await drafts.of_person(work.session, person.id)
    if draft is not None:
        await drafts.delete_draft(work.session, draft.id)
    await erasing.empty_person(work.session, person)
    for inquiry in found:
        if inquiry.state in OPEN:
            await withdraw(work, None, inquiry)


async def outlive(work: Work) -> int:
    """Empty closed inquiries whose period is over, a portion at a time; returns how many."""
    kept = work.facts.retention["inquiry"].period
    found = list(await erasing.outlived(work.session, work.now - kept, RETENTION_PORTION))
    for inquiry in found:
        person = await people.by_id(work.session, inquiry.person_id)
        await _empty(work, [inquiry], person.chat_id)
    return len(found)


async def outlived(work: Work) -> int:
    """How many closed inquiries have outlived their period and would be emptied."""
    return await erasing.count_outlived(work.session, work.now - work.facts.retention["inquiry"].period)


async def unnoted(work: Work, limit: int = 200) -> list[tuple[int, Entry]]:
    """Erasures that are not in the ledger yet, each with its own number."""
    rows = await erasing.unnoted(work.session, limit)
    return [
        (row.id, Entry(person.id, person.created_at, row.emptied_at or row.asked_at)) for row, person in rows
    ]


async def noted(work: Work, keys: list[int]) -> None:
    """They are in the ledger now."""
    await erasing.mark_noted(work.session, keys, work.now)


async def replay(work: Work, entries: list[Entry]) -> int:
    """Erase again whoever came back with an old backup; returns how many there were."""
    again = 0
    for entry in entries:
        person = await work.session.get(Person, entry.person)
        if person is None or person.created_at != entry.met or person.telegram_id < 0:
            continue
        await empty(work, person)
        await _part(work, person)
        moment = {"asked_at": entry.at, "emptied_at": entry.at, "parted_at": work.now, "noted_at": work.now}
        work.session.add(Erasure(person_id=person.id, **moment))
        again += 1
    return again


async def _empty(work: Work, found: list[Inquiry], chat_id: int) -> None:
    keys = [inquiry.id for inquiry in found]
    shown = await erasing.shown_elsewhere(work.session, keys, chat_id)
    for inquiry in found:
        await search.forget_all(work, inquiry)
    await erasing.empty_inquiries(work.session, keys, work.now)
    for message in shown:
        args = {"message": message.message_id}
        about = message.inquiry_id
        notice(work, message.chat_id, "staff.erased", args, kind=Kind.BROADCAST, inquiry_id=about)


async def _is_told(work: Work, wish: Erasure) -> bool:
    """Has the last message arrived, or can it not be waited for any longer?"""
    row = await work.session.get(Outbox, wish.notice_id) if wish.notice_id else None
    late = wish.emptied_at is not None and work.now - wish.emptied_at > PATIENCE
    return row is None or row.state not in outbox.UNFINISHED or late


async def _part(work: Work, person: Person) -> None:
    """Forget who it was, unless they came back meanwhile and are a new acquaintance, or staff, by now."""
    came_back = person.consent_at is not None or await drafts.of_person(work.session, person.id) is not None
    if came_back or person.is_staff:
        return
    erasing.part(person, await work.session.get_one(Chat, person.chat_id))
    dialogue = await work.session.get(Dialogue, person.chat_id)
    if dialogue is not None:
        dialogue.step, dialogue.data = "", {}
