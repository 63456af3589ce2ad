"""Cards in the groups of bodies: what is shown is compared with what is, and the difference is planned.

Nothing has to remember to tell a group. A look may come late, twice, or in two processes. Few requests of a
group are under way at a time and each is drawn when it leaves, so that a group that may hear twenty things a
minute hears the newest, and never twice the same.
"""

from dataclasses import dataclass

from domain.groups import FINAL, Face, face, is_topic_gone
from domain.inquiries import RUNNING
from domain.notices import Kind
from domain.workdays import in_working_hours
from models.columns import Document
from models.queries import groups, inquiries, outbox, staff
from models.tables import GroupCard, GroupLink, Inquiry, Outbox
from services.groups import cut_off
from services.outbox import notice
from services.work import Work

AT_ONCE = 4
"""Requests of one group under way: enough to use its budget, too few to grow old while they wait."""

_AGAIN = -1
"""A version no inquiry has: the card is planned once more."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A card at the moment it leaves.

    Attributes:
        message_id: the message to edit; None for a new card.
        topic: the topic of a forum; None where there is none.
        name: the first name of whoever has the inquiry.
    """

    inquiry: Inquiry
    face: Face
    late: bool
    message_id: int | None
    topic: int | None
    name: str = ""

    @property
    def final(self) -> bool:
        """Is this the last thing the card says?"""
        return self.face in FINAL


async def keys(work: Work) -> list[int]:
    """The links to look at, each in a transaction of its own."""
    return list(await groups.keys(work.session))


async def look(work: Work, link_id: int) -> None:
    """Take up what became of the requests of a group, and plan the next ones."""
    link = await groups.held(work.session, link_id)
    if link is None or not await _took_up(work, link):
        return
    if not await _has_its_place(work, link):
        return
    free = AT_ONCE - await groups.under_way(work.session, link.id)
    if free > 0:
        free -= await _correct(work, link, free)
    if free > 0:
        await _show_new(work, link, free)


async def shown(work: Work, row: Outbox) -> Shown | None:
    """What a card says as it leaves; None when there is nothing to say any more."""
    card = await groups.card(work.session, row.args["link"], row.inquiry_id or 0)
    if card is None or card.outbox_id != row.id:
        return None
    link = await work.session.get_one(GroupLink, card.link_id)
    inquiry = await inquiries.by_id(work.session, card.inquiry_id)
    if inquiry is None or inquiry.erased_at is not None:
        return None
    planned = Face(row.args["face"])
    looks = planned if planned in FINAL else _face(link, inquiry)
    if card.message_id is None and (looks is not Face.FREE or not _may_ring(work, inquiry)):
        return None
    name = await staff.name_of(work.session, inquiry.assignee_id) if inquiry.assignee_id else ""
    return Shown(inquiry, looks, _is_late(work, inquiry), card.message_id, link.topic_id or None, name)


async def _took_up(work: Work, link: GroupLink) -> bool:
    """Enter what became of requests; False when the group turned out to be out of reach."""
    for card, row in await groups.ended(work.session, link.id):
        card.outbox_id = None
        if row.state == "failed":
            return await _lost(work, link, row)
        if row.state == "sent" and row.args.get("face") in FINAL:
            await work.session.delete(card)
        elif row.state == "sent":
            card.message_id = row.message_id or card.message_id
        elif row.state == "unknown":
            card.version = _AGAIN
        elif card.message_id is None:
            await work.session.delete(card)
    await work.session.flush()
    return True


async def _lost(work: Work, link: GroupLink, row: Outbox) -> bool:
    """A topic that was deleted is made again with all its cards; any other refusal means the group."""
    if is_topic_gone(row.error or ""):
        link.topic_id, link.topic_row = None, None
        await groups.forget_cards(work.session, link.id)
        return True
    await cut_off(work, link)
    return False


async def _has_its_place(work: Work, link: GroupLink) -> bool:
    """In a forum cards stand in a topic, which is made first; without the right to, among everything else."""
    if not link.forum or link.topic_id is not None:
        return True
    row = await work.session.get(Outbox, link.topic_row) if link.topic_row else None
    if row is not None and row.state in outbox.UNFINISHED:
        return False
    if row is not None and row.state == "sent":
        link.topic_id = row.message_id or 0
        return True
    if row is not None and row.state == "failed":
        await cut_off(work, link)
    else:
        planned = notice(work, link.chat_id, "group_topic", kind=Kind.STAFF)
        await work.session.flush()
        link.topic_row = planned.id
    return False


async def _correct(work: Work, link: GroupLink, limit: int) -> int:
    """Edits of cards that are no longer true, at any hour: an edit wakes nobody."""
    planned = 0
    for card, inquiry in await groups.outdated(work.session, link, work.today, limit):
        if inquiry.erased_at is not None:
            await work.session.delete(card)  # whoever erases empties the message too
        else:
            await _plan(work, link, card, inquiry)
            planned += 1
    return planned


async def _show_new(work: Work, link: GroupLink, limit: int) -> None:
    only_urgent = not in_working_hours(work.now, work.facts.calendar)
    for inquiry in await groups.cardless(work.session, link, limit, urgent=only_urgent):
        card = GroupCard(link_id=link.id, inquiry_id=inquiry.id)
        work.session.add(card)
        await _plan(work, link, card, inquiry)


async def _plan(work: Work, link: GroupLink, card: GroupCard, inquiry: Inquiry) -> None:
    told: Document = {"link": link.id, "face": _face(link, inquiry)}
    row = notice(work, link.chat_id, "group_card", told, kind=Kind.STAFF, inquiry_id=inquiry.id)
    card.version, card.late = inquiry.version, _is_late(work, inquiry)
    await work.session.flush()
    card.outbox_id = row.id


def _face(link: GroupLink, inquiry: Inquiry) -> Face:
    return face(inquiry.state, here=(inquiry.body, inquiry.region) == (link.body, link.region))


def _is_late(work: Work, inquiry: Inquiry) -> bool:
    return inquiry.state in RUNNING and inquiry.due < work.today


def _may_ring(work: Work, inquiry: Inquiry) -> bool:
    """New cards ring in working hours; danger rings at once."""
    return inquiry.urgent or in_working_hours(work.now, work.facts.calendar)
