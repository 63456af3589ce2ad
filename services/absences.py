"""Being away: until when, and who answers meanwhile. Reminders go to whoever is there."""

from collections.abc import Sequence
from datetime import date

from domain.absences import answering
from domain.errors import Refused, Unusable
from domain.permissions import Post
from models.queries import absences, reminders, staff
from models.tables import Absence, Audit, Membership
from services.work import Actor, Work


async def go_away(
    work: Work, who: Actor, membership_id: int, until: date, substitute_id: int | None = None
) -> Absence:
    """Be away from a post, today included.

    Args:
        work: the unit of work.
        who: whoever holds the post.
        membership_id: the post.
        until: the last day of the absence.
        substitute_id: a colleague's post in the same queue; None when nobody stands in.

    Raises:
        Refused: it is not the person's post.
        Unusable: the day has passed, or the substitute works elsewhere or is away too.
    """
    post = _own(who, membership_id)
    if until < work.today:
        raise Unusable("error.away.past")
    if substitute_id is not None:
        await _check(work, post, substitute_id)
    await absences.end(work.session, membership_id, work.now)
    row = Absence(membership_id=membership_id, substitute_id=substitute_id, until=until, created_at=work.now)
    work.session.add(row)
    details = {"membership": membership_id, "until": until.isoformat(), "substitute": substitute_id}
    work.session.add(Audit(at=work.now, person_id=who.id, action="away", details=details))
    await work.session.flush()
    return row


async def come_back(work: Work, who: Actor, membership_id: int) -> None:
    """Be there again.

    Raises:
        Refused: it is not the person's post.
    """
    _own(who, membership_id)
    await absences.end(work.session, membership_id, work.now)
    work.session.add(
        Audit(at=work.now, person_id=who.id, action="back", details={"membership": membership_id})
    )


async def stood_in_for(work: Work, who: Actor) -> frozenset[int]:
    """The posts of absent colleagues for which this person answers today."""
    away, own = await reminders.away(work.session, work.today), {post.id for post in who.posts}
    return frozenset(post for post in away if post not in own and answering(post, away) in own)


async def present(work: Work, rows: Sequence[Membership]) -> list[Membership]:
    """Those of these posts whose holders are there; all of them when nobody is."""
    away = await reminders.away(work.session, work.today)
    return [row for row in rows if row.id not in away] or list(rows)


def _own(who: Actor, membership_id: int) -> Post:
    post = next((post for post in who.posts if post.id == membership_id), None)
    if post is None:
        raise Refused("error.no_access")
    return post


async def _check(work: Work, post: Post, substitute_id: int) -> None:
    other = await staff.post(work.session, substitute_id)
    away = await reminders.away(work.session, work.today)
    same = other is not None and (other.body, other.region) == (post.body, post.region)
    if other is None or other.id == post.id or other.ended_at is not None or not same or other.id in away:
        raise Unusable("error.away.substitute")
