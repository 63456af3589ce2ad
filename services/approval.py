"""Answers and corrections that wait for a head who is no longer there, or for an approval nobody wants now.

They return to whoever wrote them, as drafts. Nothing leaves unapproved by itself.
"""

from collections.abc import Sequence

from domain.inquiries import Move, State, moved
from domain.notices import Kind
from domain.permissions import Role
from models.queries import answering, bodies, inquiries, people, staff
from models.tables import Inquiry, Membership
from services import assignments
from services.history import record
from services.outbox import notice
from services.queues import at_work
from services.work import Actor, Work


async def waiting(work: Work, body: str, region: str) -> list[int]:
    """The inquiries of a queue with an answer or a correction that waits for its head."""
    answers = await inquiries.in_approval(work.session, body, region)
    return [*answers, *await answering.corrected_in(work.session, body, region)]


async def head_left(work: Work, who: Actor | None, post: Membership) -> None:
    """A head's post has ended: was it the last one, what waits returns, and administrators are told."""
    body, region = post.body or "", post.region or ""
    if await staff.members(work.session, body, region or None, (Role.HEAD,)):
        return
    for author, keys in (await _return(work, who, body, region)).items():
        args = {"inquiries": keys, "body": body, "region": region}
        notice(work, author, "staff.no_head", args, kind=Kind.STAFF, not_before=at_work(work, work.now))
    switches = await bodies.settings(work.session, body, region)
    if switches is None or not switches.approval:
        return
    admins = await staff.with_role(work.session, (Role.ADMIN,))
    chats = await people.chats_of(work.session, [one.person_id for one in admins])
    for chat_id in sorted(chats.values()):
        notice(work, chat_id, "admin.no_head", {"body": body, "region": region}, kind=Kind.STAFF)


async def not_wanted(work: Work, who: Actor, body: str, region: str) -> None:
    """The queue wants no approval any more: what waits returns to its authors, who send it themselves."""
    for author, keys in (await _return(work, who, body, region)).items():
        args = {"inquiries": keys, "body": body, "region": region}
        notice(work, author, "staff.no_approval", args, kind=Kind.STAFF, not_before=at_work(work, work.now))


async def _return(work: Work, who: Actor | None, body: str, region: str) -> dict[int, list[int]]:
    """What waits becomes drafts again; returns the inquiries by the chat of whoever wrote there."""
    held = await inquiries.lock(work.session, await waiting(work, body, region))
    authors: dict[int, list[int]] = {}
    for inquiry in await inquiries.several(work.session, held):
        for author in await _drafted(work, who, inquiry):
            authors.setdefault(author, []).append(inquiry.id)
    await work.session.flush()
    posts = await staff.in_force(work.session, list(authors))
    chats = await people.chats_of(work.session, [post.person_id for post in posts])
    found: dict[int, list[int]] = {}
    for post in posts:
        found.setdefault(chats[post.person_id], []).extend(authors[post.id])
    return found


async def _drafted(work: Work, who: Actor | None, inquiry: Inquiry) -> Sequence[int]:
    """The answer and the correction of one inquiry; returns the posts of their authors."""
    authors: list[int] = []
    unsent = await inquiries.unsent_answer(work.session, inquiry.id)
    if inquiry.state == State.APPROVAL and unsent is not None:
        authors.append(unsent.author_id)
        if await staff.in_force(work.session, [unsent.author_id]):
            inquiry.state = moved(inquiry.state, Move.RETURN)
            inquiry.version += 1
            unsent.state = "draft"
            record(work, inquiry, "returned", who, answer=unsent.id)
        else:
            await assignments.back_to_queue(work, who, inquiry, None)
    last = await inquiries.last_answer(work.session, inquiry.id)
    correction = await answering.correction_of(work.session, last.id) if last else None
    if last is not None and correction is not None and correction.state == "approval":
        correction.state = "draft"
        correction.version += 1
        authors.append(correction.author_id)
        record(work, inquiry, "correction_returned", who, answer=last.id)
    return authors
