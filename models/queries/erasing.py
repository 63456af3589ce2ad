"""Erasing: what goes with an inquiry, what goes with a person, and what may stay.

Every table is in exactly one of the three lists below; a test holds them against the schema, so that a new
table cannot be forgotten.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.columns import Document, spelled
from models.queries import outbox
from models.tables import (
    Album,
    Answer,
    Appeal,
    CallMark,
    Chat,
    ClockExtension,
    ClockRun,
    Closing,
    Correction,
    Dialogue,
    DocumentOrder,
    Erasure,
    Event,
    Example,
    File,
    Gist,
    Inbox,
    Inquiry,
    Message,
    MessageVersion,
    Note,
    Outbox,
    Part,
    Person,
    PublishedAnswer,
    Subscription,
)

WITH_INQUIRY: Final = frozenset(
    {"messages", "message_versions", "files", "answers", "events", "clock_extensions", "outbox", "inquiries",
     "albums", "routing_examples", "search_words", "likenesses", "published_answers", "notes", "parts",
     "closings", "gists", "corrections"}
)  # fmt: skip
"""Emptied of every word when an inquiry is erased; what remains is for counting."""

WITH_PERSON: Final = frozenset(
    {
        "people",
        "chats",
        "dialogues",
        "drafts",
        "inbox",
        "appeals",
        "subscriptions",
        "call_marks",
        "document_orders",
    }
)
"""Emptied when a person is erased, on top of their inquiries."""

KEPT: Final[dict[str, str]] = {
    "answer_uses": "how often answers for everybody were of use, without saying to whom",
    "agenda": "when to look at what",
    "absences": "who of the staff is away",
    "arrivals": "counters of the staff",
    "audit": "what administrators and heads changed",
    "body_settings": "switches of queues",
    "broadcasts": "counts of what was sent to many",
    "calendar_versions": "days off",
    "call_dates": "dates of calls",
    "call_imports": "files of calls that staff sent",
    "call_inquiries": "which call an inquiry is about, for counting",
    "call_views": "counts",
    "calls": "grant calls",
    "canned_replies": "ready words of bodies",
    "clock_pauses": "when the clock stood; the question itself is a message",
    "clock_runs": "dates",
    "erasures": "that and when somebody was erased, without saying who",
    "group_cards": "which inquiry has a card in which group; what the card says is emptied with the inquiry",
    "group_codes": "codes by which staff link groups",
    "group_links": "which group shows which queue",
    "heartbeats": "when a part of the programme last worked",
    "invitations": "links for staff",
    "key_dates": "reports of bodies",
    "links": "which inquiries were answered together",
    "memberships": "who answered for a body: answers are signed by it",
    "reminder_ledger": "what was said already, in keys",
    "reviews_told": "which owners of answers were told of a review",
    "rounds": "what was planned for many",
    "shelf_version": "how often published answers changed",
    "units": "units of bodies",
}
"""Stays, with the reason: there is nothing in it that a citizen wrote or is."""

_ENDED: Final = and_(
    spelled(Inquiry.state, ("answered", "closed", "merged", "withdrawn")), Inquiry.erased_at.is_(None)
)
"""Nobody owes an answer any more, and the words are still there."""

_PORTION = 400
_CODE_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of ours in somebody else's chat that shows something of an inquiry."""

    chat_id: int
    message_id: int
    inquiry_id: int


async def inquiries_of(session: AsyncSession, person_id: int) -> Sequence[Inquiry]:
    """Everything a person asked that is not erased yet."""
    found = select(Inquiry).where(Inquiry.person_id == person_id, Inquiry.erased_at.is_(None))
    return (await session.scalars(found.order_by(Inquiry.id))).all()


async def outlived(session: AsyncSession, before: datetime, limit: int) -> Sequence[Inquiry]:
    """Closed inquiries that nothing has happened to since a moment, and that still have their words."""
    old = select(Inquiry).where(_ENDED, Inquiry.touched_at < before).order_by(Inquiry.touched_at).limit(limit)
    return (await session.scalars(old)).all()


async def shown_elsewhere(session: AsyncSession, keys: Collection[int], chat_id: int) -> list[Shown]:
    """Cards and files of inquiries in the chats of others, each message once."""
    found: dict[tuple[int, int], Shown] = {}
    for some in _portions(keys):
        rows = await session.scalars(
            select(Outbox)
            .where(
                Outbox.inquiry_id.in_(some),
                Outbox.chat_id != chat_id,
                Outbox.message_id.is_not(None),
                Outbox.state == "sent",
            )
            .order_by(Outbox.id)
        )
        for row in rows:
            assert row.message_id is not None and row.inquiry_id is not None
            found[row.chat_id, row.message_id] = Shown(row.chat_id, row.message_id, row.inquiry_id)
    return list(found.values())


async def empty_inquiries(session: AsyncSession, keys: Collection[int], now: datetime) -> None:
    """Take every word out of inquiries; number, body, dates and marks stay for counting."""
    for some in _portions(keys):
        said = select(Message.id).where(Message.inquiry_id.in_(some))
        answered = select(Answer.id).where(Answer.inquiry_id.in_(some))
        runs = select(ClockRun.id).where(ClockRun.inquiry_id.in_(some))
        await _run(
            session,
            delete(MessageVersion).where(MessageVersion.message_id.in_(said)),
            delete(File).where(or_(File.message_id.in_(said), File.answer_id.in_(answered))),
            update(Message)
            .where(Message.inquiry_id.in_(some))
            .values(text="", contact="", album=None, chat_id=None, telegram_id=None),
            delete(Gist).where(Gist.inquiry_id.in_(some)),
            update(Correction).where(Correction.answer_id.in_(answered)).values(text="", was="", remark=None),
            update(Answer).where(Answer.inquiry_id.in_(some)).values(text="", other_text="", remark=None),
            update(ClockExtension).where(ClockExtension.run_id.in_(runs)).values(reason=""),
            delete(Note).where(Note.inquiry_id.in_(some)),
            update(Part).where(Part.inquiry_id.in_(some)).values(asked="", text=""),
            update(Closing).where(Closing.inquiry_id.in_(some)).values(words=""),
            delete(Album).where(Album.inquiry_id.in_(some)),
            delete(Example).where(Example.inquiry_id.in_(some)),
            delete(PublishedAnswer).where(PublishedAnswer.answer_id.in_(answered)),
            *_silenced(Outbox.inquiry_id.in_(some)),
            update(Inquiry).where(Inquiry.id.in_(some)).values(topic=None, suggested={}, erased_at=now),
        )
        for event in await session.scalars(select(Event).where(Event.inquiry_id.in_(some))):
            event.details = wordless(event.details)


async def empty_person(session: AsyncSession, person: Person) -> None:
    """Take away what is known of a person besides their inquiries; only the way to their chat stays."""
    chat = await session.get_one(Chat, person.chat_id)
    await _run(
        session,
        delete(Album).where(Album.person_id == person.id),
        delete(Example).where(Example.person_id == person.id),
        delete(Subscription).where(Subscription.person_id == person.id),
        delete(Appeal).where(Appeal.person_id == person.id),
        delete(CallMark).where(CallMark.person_id == person.id),
        update(DocumentOrder)
        .where(DocumentOrder.person_id == person.id)
        .values(args={}, told={}, name=None, once=None),
        update(DocumentOrder)
        .where(DocumentOrder.person_id == person.id, DocumentOrder.state == "wanted")
        .values(state="failed"),
        update(Inbox)
        .where(Inbox.lane == chat.telegram_id, Inbox.state == "quarantined")
        .values(payload=None),
        update(Dialogue).where(Dialogue.chat_id == person.chat_id).values(step="", data={}),
        *_silenced(Outbox.chat_id == person.chat_id),
    )
    person.name, person.last_region, person.mode = "", None, "citizen"
    person.consent_at, person.consent_version = None, None


def part(person: Person, chat: Chat) -> None:
    """Forget who it was: negative numbers are no person of Telegram."""
    person.telegram_id, chat.telegram_id, chat.former_telegram_id = -person.id, -chat.id, None
    person.language, person.refused_at = None, None


async def requested(session: AsyncSession, person_id: int) -> Erasure | None:
    """A wish that is being carried out."""
    wish = select(Erasure).where(Erasure.person_id == person_id, Erasure.parted_at.is_(None))
    return await session.scalar(wish.limit(1))


async def under_way(session: AsyncSession, limit: int) -> Sequence[Erasure]:
    """Wishes that are not carried out to their end; each is given to one process only."""
    wishes = select(Erasure).where(Erasure.parted_at.is_(None)).order_by(Erasure.id).limit(limit)
    return (await session.scalars(wishes.with_for_update(skip_locked=True))).all()


async def unnoted(session: AsyncSession, limit: int) -> Sequence[tuple[Erasure, Person]]:
    """Erasures that are not in the ledger yet, with the person as they were met."""
    rows = await session.execute(
        select(Erasure, Person)
        .join(Person, Person.id == Erasure.person_id)
        .where(Erasure.noted_at.is_(None), Erasure.emptied_at.is_not(None))
        .order_by(Erasure.id)
        .limit(limit)
    )
    return [(erasure, person) for erasure, person in rows]


async def mark_noted(session: AsyncSession, keys: Collection[int], now: datetime) -> None:
    """They are in the ledger."""
    await session.execute(update(Erasure).where(Erasure.id.in_(list(keys))).values(noted_at=now))


async def count_outlived(session: AsyncSession, before: datetime) -> int:
    """How many closed inquiries have outlived their period."""
    old = select(func.count()).select_from(Inquiry).where(_ENDED, Inquiry.touched_at < before)
    return await session.scalar(old) or 0


def wordless(details: Document) -> Document:
    """Keys, codes, numbers and dates of an event; what somebody worded goes."""
    return {key: kept for key, value in details.items() if (kept := _code(value)) is not None}


def _code(value: object) -> object:
    if isinstance(value, dict):
        return wordless(value)
    if not isinstance(value, str):
        return value
    plain = value.isascii() and len(value) <= _CODE_LENGTH and not any(sign.isspace() for sign in value)
    return value if plain else None


def _silenced(where: Any) -> tuple[Any, ...]:
    """What was sent forgets its words; what was not is sent no more."""
    return (
        update(Outbox).where(where, outbox.IS_PENDING).values(state="dropped", args={}),
        update(Outbox).where(where, Outbox.state.not_in(outbox.UNFINISHED)).values(args={}, error=None),
    )


async def _run(session: AsyncSession, *statements: Any) -> None:
    await session.flush()
    for statement in statements:
        await session.execute(statement.execution_options(synchronize_session=False))


def _portions(keys: Collection[int]) -> list[list[int]]:
    all_of = list(keys)
    return [all_of[i : i + _PORTION] for i in range(0, len(all_of), _PORTION)]
