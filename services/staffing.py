"""Who works in a queue: its head invites operators and takes them off. Memberships end, none is deleted."""

from dataclasses import dataclass

from domain.errors import Refused
from domain.permissions import Role
from models.queries import absences, inquiries, people, staff
from models.tables import Audit, Membership
from services import assignments, invitations, parts
from services.invitations import Wanted
from services.outbox import notice
from services.people import menu
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


async def leave(work: Work, who: Actor, post: Membership, by: int | None = None) -> int:
    """End a membership, whoever decided it; returns how many inquiries lie in the queue again.

    Answers stay signed by the post. Who has no other post is a citizen again.
    """
    returned = 0
    for inquiry in await inquiries.in_hand_of(work.session, post.id):
        returned += await assignments.back_to_queue(work, who, inquiry, by)
    await parts.set_free(work, post.id)
    await absences.end(work.session, post.id, work.now)
    post.ended_at = work.now
    await work.session.flush()
    person = await people.by_id(work.session, post.person_id)
    if not await staff.posts_of(work.session, person.id):
        person.is_staff, person.mode = False, "citizen"
        await people.forget_step(work.session, person.chat_id)
    menu(work, person)
    notice(work, person.chat_id, "removed", {"body": post.body, "region": post.region or ""})
    details = {"membership": post.id, "role": post.role, "body": post.body, "region": post.region}
    work.session.add(Audit(at=work.now, person_id=who.id, action="remove", details=details))
    return returned
