"""One-use links by which operators, heads and dispatchers come in."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from secrets import SystemRandom

from domain.errors import Refused, Stale, Unusable
from domain.ids import new_secret
from domain.permissions import Role, administers, heads
from models.queries import staff
from models.tables import Audit, Invitation, Membership
from services import people
from services.work import Actor, Work

VALID_FOR = timedelta(days=7)
"""An unused link dies after a week: it lies in somebody's chat history."""

PREFIX = "inv_"
"""How a start payload says that it is an invitation."""

_RANDOM = SystemRandom()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an invitation gives: a role, where, and how the post is called in both languages."""

    role: Role
    body: str | None = None
    region: str | None = None
    unit_id: int | None = None
    post_kk: str | None = None
    post_ru: str | None = None


def check(work: Work, wanted: Wanted) -> None:
    """Refuse an invitation into a queue that cannot exist.

    Raises:
        Unusable: unknown body or region, a region missing or superfluous.
        Refused: administrators come from the settings only: a link must never open the whole house.
    """
    if wanted.role is Role.ADMIN:
        raise Refused("error.admin_by_settings")
    if wanted.role is Role.DISPATCHER:
        return
    body = work.facts.bodies.get(wanted.body or "")
    if body is None:
        raise Unusable("error.unknown_body", code=wanted.body or "")
    if body.per_region and wanted.region not in work.facts.regions:
        raise Unusable("error.needs_region", code=body.code)
    if not body.per_region and wanted.region:
        raise Unusable("error.no_region", code=body.code)


async def invite(work: Work, wanted: Wanted, by: Actor | None = None) -> str:
    """Make an invitation and return the start payload of its link; only a digest of it is kept.

    Raises:
        Unusable: the queue cannot exist.
    """
    check(work, wanted)
    payload = PREFIX + new_secret(_RANDOM)
    common = wanted.role is Role.DISPATCHER
    work.session.add(
        Invitation(
            digest=_digest(payload),
            body=None if common else wanted.body,
            region=None if common else wanted.region,
            unit_id=wanted.unit_id,
            role=wanted.role,
            post_kk=wanted.post_kk,
            post_ru=wanted.post_ru,
            created_by=by.id if by else None,
            created_at=work.now,
            expires_at=work.now + VALID_FOR,
        )
    )
    details = {"role": wanted.role, "body": wanted.body, "region": wanted.region}
    work.session.add(Audit(at=work.now, person_id=by.id if by else None, action="invite", details=details))
    return payload


async def look(work: Work, who: Actor, payload: str) -> Invitation:
    """An invitation that can still be used by this person.

    One they used themselves shows once more what they have by it, and gives nothing to whoever was taken
    off since.

    Raises:
        Refused: there is none with this code.
        Stale: it was used, it is too old, or whoever made it may not invite any more.
    """
    found = await staff.invitation(work.session, _digest(payload))
    if found is None:
        raise Refused("error.invitation.unknown")
    if found.used_by is not None:
        if found.used_by != who.id or not _is_in_force(who, found):
            raise Stale("error.invitation.used")
    elif found.expires_at <= work.now or not await _still_invites(work, found):
        raise Stale("error.invitation.expired")
    return found


def _is_in_force(who: Actor, invitation: Invitation) -> bool:
    """Does the person hold the post it gave?"""
    given = (invitation.role, invitation.body, invitation.region, invitation.unit_id)
    return any((post.role, post.body, post.region, post.unit_id) == given for post in who.posts)


async def _still_invites(work: Work, invitation: Invitation) -> bool:
    """Could whoever made it make it now? A head who left must not come back by a link of their own."""
    if invitation.created_by is None:
        return True
    posts = [people.as_post(row) for row in await staff.posts_of(work.session, invitation.created_by)]
    heads_it = heads(posts, invitation.body or "", invitation.region or "")
    return administers(posts) or (heads_it and invitation.role == Role.OPERATOR)


async def accept(work: Work, who: Actor, invitation: Invitation, language: str) -> Membership:
    """Join by an invitation, in the language of the tapped button."""
    invitation.used_by, invitation.used_at = who.id, work.now
    row = await people.join(
        work,
        who.person,
        Role(invitation.role),
        invitation.body,
        invitation.region,
        invitation.unit_id,
        (invitation.post_kk, invitation.post_ru),
    )
    who.posts = (*(p for p in who.posts if p.id != row.id), people.as_post(row))
    people.choose_language(work, who, language)
    details = {"membership": row.id, "invitation": invitation.id}
    work.session.add(Audit(at=work.now, person_id=who.id, action="join", details=details))
    who.go()
    return row


def _digest(payload: str) -> str:
    return hashlib.sha256(payload.encode()).hexdigest()
