"""What a notice needs at the moment it leaves, and whether it still has a point."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.grantreminders import awake, next_awake
from domain.notices import Kind
from domain.permissions import Post, Role, administers, post_for
from domain.workdays import in_working_hours, next_working_morning
from models.queries import documents, drafts, inquiries, messages, people, staff
from models.queries.inquiries import Sieve
from models.tables import DocumentOrder, File, Inquiry, Outbox, Person
from services import answers, suggestions
from services.answers import Draft
from services.groups import language_in
from services.people import as_post
from services.queues import queues_of
from services.suggestions import Proposal
from services.work import Work


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who receives a notice, as they are at that moment."""

    person_id: int | None
    language: str
    posts: tuple[Post, ...] = ()
    mode: str = "citizen"

    @property
    def is_admin(self) -> bool:
        """Do they administer the bot?"""
        return administers(self.posts)

    @property
    def roles(self) -> list[str]:
        """The roles of their posts."""
        return sorted({post.role for post in self.posts})


async def recipient(work: Work, chat_id: int) -> Recipient:
    """The person of a private chat; a group reads the language of whoever linked it."""
    person = await people.by_chat(work.session, chat_id)
    return await _recipient(work, chat_id, person)


async def recipients(work: Work, chat_ids: Collection[int]) -> dict[int, Recipient]:
    """The people of several private chats, by chat."""
    known = {person.chat_id: person for person in await people.by_chats(work.session, chat_ids)}
    return {chat_id: await _recipient(work, chat_id, known.get(chat_id)) for chat_id in chat_ids}


async def _recipient(work: Work, chat_id: int, person: Person | None) -> Recipient:
    if person is None:
        return Recipient(None, await language_in(work, chat_id))
    rows = await staff.posts_of(work.session, person.id) if person.is_staff else ()
    return Recipient(person.id, person.language or "kk", tuple(map(as_post, rows)), person.mode)


def quiet_until(work: Work, row: Outbox) -> datetime | None:
    """A reminder that was held up is not sent at night: the morning at which it may leave; None for now.

    What goes to many goes to citizens: at their hours, on any day of the week.
    """
    if row.broadcast_id is not None:
        return None if awake(work.now) else next_awake(work.now)
    if row.kind != Kind.REMINDER or in_working_hours(work.now, work.facts.calendar):
        return None
    return next_working_morning(work.now, work.facts.calendar)


async def numbers(work: Work, keys: Collection[int]) -> dict[int, str]:
    """The numbers of several inquiries."""
    return await inquiries.numbers(work.session, keys)


async def several(work: Work, keys: Collection[int]) -> Sequence[Inquiry]:
    """Several inquiries, those first that are due first."""
    return await inquiries.several(work.session, keys)


async def inquiry(work: Work, row: Outbox) -> Inquiry | None:
    """The inquiry a notice is about."""
    return await inquiries.by_id(work.session, row.inquiry_id) if row.inquiry_id else None


def still_at_desk(to: Recipient, found: Inquiry) -> bool:
    """Does this person still work on the inquiry's queue? A removed operator learns nothing more."""
    return post_for(to.posts, None, found.body, found.region) is not None


async def file(work: Work, file_id: int) -> File | None:
    """A file to be sent."""
    return await messages.file(work.session, file_id)


async def document(work: Work, row: Outbox) -> DocumentOrder | None:
    """The order a notice is about."""
    return await documents.by_id(work.session, row.args["document"])


async def shown(work: Work, row: Outbox, order: DocumentOrder) -> int | None:
    """The message that shows how far an order has come; None while this one is to become it."""
    if order.shown_by is None or order.shown_by == row.id:
        return None
    first = await work.session.get(Outbox, order.shown_by)
    return first.message_id if first else None


def still_theirs(to: Recipient, order: DocumentOrder) -> bool:
    """May this person still have what they asked for? What belongs to a body is for those who work there."""
    body, region = order.args.get("body"), order.args.get("region")
    if body is None or any(post.role is Role.ADMIN for post in to.posts):
        return True
    return any(post.body == body and region in (None, post.region or "") for post in to.posts)


async def answer_draft(work: Work, answer_id: int) -> Draft | None:
    """An answer that is still being written."""
    answer = await inquiries.answer(work.session, answer_id)
    if answer is None or answer.state != "draft":
        return None
    found = await inquiries.by_id(work.session, answer.inquiry_id)
    return await answers.preview(work, answer, found) if found else None


async def settled(work: Work, to: Recipient, draft_id: int) -> Proposal | None:
    """What to ask about a draft whose parts have come; None when it was sent or cancelled meanwhile."""
    draft = await drafts.of_person(work.session, to.person_id or 0)
    if draft is None or draft.id != draft_id:
        return None
    return await suggestions.proposed(work, draft)


@dataclass(frozen=True, slots=True)
class ArrivalCount:
    """The counter of new questions, and the message that shows it if there is one."""

    unseen: int
    first_id: int
    message_id: int | None


async def arrivals(work: Work, to: Recipient, row: Outbox) -> ArrivalCount | None:
    """The counter as it is now; None when the operator has looked, or colleagues have taken everything."""
    counter = await staff.arrivals_of(work.session, to.person_id or 0)
    free = Sieve(queues_of(to.posts), unclaimed=True)
    if counter is None or not counter.unseen or not free.queues:
        return None
    first = await inquiries.page(work.session, free, 0, 1)
    if not first:
        return None
    shown = row.args.get("shown_by")
    earlier = await work.session.get(Outbox, shown) if shown else None
    unseen = min(counter.unseen, await inquiries.count(work.session, free))
    return ArrivalCount(unseen, first[0].id, earlier.message_id if earlier else None)
