"""Who works in a queue: its head invites operators and takes them off. Memberships end, none is deleted."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.errors import Refused
from domain.permissions import Role
from models.queries import absences, desk, inquiries, people, staff
from models.tables import Audit, Inquiry, Membership
from services import approval, assignments, invitations, parts
from services.invitations import Wanted
from services.outbox import notice
from services.people import Guest, join, meet, menu
from services.work import Actor, Work
from services.workload import Place, as_head, colleague


@dataclass(frozen=True, slots=True)
class Removed:
    """Somebody is off the queue; so many inquiries lie in it again."""

    place: Place
    name: str
    returned: int


async def invite(work: Work, who: Actor, place: Place) -> tuple[Wanted, str]:
    """An invitation for an operator of one's own queue; returns it with the payload of its link.

    Raises:
        Refused: the person is not the head of this queue.
    """
    as_head(who, place)
    wanted = Wanted(Role.OPERATOR, place.body, place.region or None)
    return wanted, await invitations.invite(work, wanted, who)


async def remove(work: Work, who: Actor, membership_id: int) -> Removed:
    """Take an operator off one's queue: what they had returns to it, and they are told.

    Raises:
        Refused: they do not work in a queue this person heads, or are a head themselves.
    """
    post, place = await colleague(work, who, membership_id)
    if post.role != Role.OPERATOR:
        raise Refused("error.not_an_operator")
    head = as_head(who, place)
    returned = await leave(work, who, post, head.id)
    return Removed(place, await staff.name_of(work.session, post.id), returned)


async def leave(work: Work, who: Actor | None, post: Membership, by: int | None = None) -> int:
    """End a membership, whoever decided it (None: the settings); returns how many inquiries are free again.

    Answers stay signed by the post. Who has no other post is a citizen again.
    """
    returned = 0
    for inquiry in await _in_hand(work, post):
        returned += await assignments.back_to_queue(work, who, inquiry, by)
    await parts.set_free(work, post)
    await absences.end(work.session, post.id, work.now)
    post.ended_at = work.now
    await work.session.flush()
    if post.role == Role.HEAD:
        await approval.head_left(work, who, post)
    person = await people.by_id(work.session, post.person_id)
    if not await staff.posts_of(work.session, person.id):
        person.is_staff, person.mode = False, "citizen"
        await people.forget_step(work.session, person.chat_id)
    menu(work, person)
    notice(work, person.chat_id, "removed", {"body": post.body, "region": post.region or ""})
    details = {"membership": post.id, "role": post.role, "body": post.body, "region": post.region}
    work.session.add(Audit(at=work.now, person_id=who.id if who else None, action="remove", details=details))
    return returned


async def greet_admins(work: Work, telegram_ids: frozenset[int]) -> None:
    """Make the settings' administrators members; who is no longer named leaves, and what they had is free."""
    for row in await staff.with_role(work.session, (Role.ADMIN,)):
        person = await people.by_id(work.session, row.person_id)
        if person.telegram_id not in telegram_ids:
            await leave(work, None, row)
        else:
            telegram_ids -= {person.telegram_id}
    for telegram_id in sorted(telegram_ids):
        actor = await meet(work, Guest(telegram_id, "", None))
        await join(work, actor.person, Role.ADMIN)


async def _in_hand(work: Work, post: Membership) -> Sequence[Inquiry]:
    """What a post holds, and holds until it is taken from it here: nothing is added any more.

    What it owes a part of is held too, and what waits for a head, all before the post itself: so does whoever
    acts by the post.
    """
    seen = [inquiry.id for inquiry in await inquiries.in_hand_of(work.session, post.id)]
    owed = await desk.owes_parts_of(work.session, post.id)
    is_head = post.role == Role.HEAD
    waits = await approval.waiting(work, post.body or "", post.region or "") if is_head else ()
    await inquiries.lock(work.session, [*seen, *owed, *waits])
    if is_head:
        await staff.hold_heads(work.session, post.body or "", post.region)
    await staff.ends(work.session, post.id)
    now = [inquiry.id for inquiry in await inquiries.in_hand_of(work.session, post.id)]
    await inquiries.lock(work.session, now)
    return await inquiries.in_hand_of(work.session, post.id)
