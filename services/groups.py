"""Groups of bodies: linking one to a queue, working in it, and what follows when it goes or moves.

A group is a window onto the queue, never its store: whatever is lost there is made again from the database.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from secrets import SystemRandom

from domain.errors import Refused, Stale
from domain.ids import new_secret
from domain.notices import Kind
from domain.permissions import Role, heads
from models.columns import Document
from models.queries import groups, inquiries, outbox, people, reach
from models.queries.people import chat_by_telegram
from models.tables import Audit, GroupCode, GroupLink
from services import bodies, desk, notes
from services.desk import Taken
from services.outbox import notice
from services.people import guess_language, known, switch_mode
from services.queues import at_work, heads_of
from services.work import Actor, Work
from services.workload import Place

VALID_FOR = timedelta(hours=24)
"""A code is typed right after it is asked for; a day leaves room for a head without rights in the group."""

PREFIX = "grp_"
"""How a start payload says that it links a group."""

_IDLE = ("", "finding")
"""Steps a person may be taken out of without losing what they were writing."""

_RANDOM = SystemRandom()


@dataclass(frozen=True, slots=True)
class Spot:
    """A message in a group, and who wrote it.

    Attributes:
        chat: the group's number at Telegram.
        kind: group or supergroup.
        forum: whether it has topics.
        message: the message's number.
        thread: its topic, in a forum.
        author: the author's number at Telegram; None for whoever writes in the name of the group.
        hint: the language of the author's phone.
        payload: the code typed in it; whoever asked for it is the likely reader.
    """

    chat: int
    kind: str
    forum: bool
    message: int
    thread: int | None
    author: int | None
    hint: str | None
    payload: str = ""


@dataclass(frozen=True, slots=True)
class Took:
    """What became of a tap on "take".

    Attributes:
        who: the colleague, as they are now.
        taken: whether it is theirs, or whose.
        busy: they are in the middle of writing something else, which goes on.
        reachable: a message in their private chat would arrive.
    """

    who: Actor
    taken: Taken
    busy: bool
    reachable: bool


def may_link(work: Work, who: Actor, place: Place) -> None:
    """Heads link groups to their own queues, administrators to any.

    Raises:
        Refused: the person is neither.
        Unusable: there is no such queue.
    """
    bodies.exists(work, place.body, place.region)
    if not (who.is_admin or heads(who.posts, place.body, place.region)):
        raise Refused("error.not_head")


async def of(work: Work, who: Actor, place: Place) -> GroupLink | None:
    """The link of a queue.

    Raises:
        Refused: the person may not link groups to it.
    """
    may_link(work, who, place)
    return await groups.of_queue(work.session, place.body, place.region)


async def new_code(work: Work, who: Actor, place: Place) -> str:
    """A one-use code to be typed in the group.

    Raises:
        Refused: the person may not link groups to this queue.
        Stale: the queue has a group.
    """
    if await of(work, who, place) is not None:
        raise Stale("error.group.queue_has_one")
    await groups.forget_codes(work.session, work.now)
    payload = PREFIX + new_secret(_RANDOM)
    work.session.add(
        GroupCode(
            digest=_digest(payload),
            body=place.body,
            region=place.region,
            created_by=who.id,
            expires_at=work.now + VALID_FOR,
        )
    )
    return payload


async def link(work: Work, at: Spot, payload: str) -> GroupLink:
    """A code was typed in a group: from now on the group shows the queue.

    Raises:
        Refused: there is no such code, or whoever typed it does not head the queue.
        Stale: the code is used up or too old, the group shows a queue, or the queue has a group.
    """
    if at.author is None:
        raise Refused("error.group.anonymous")
    code = await groups.code(work.session, _digest(payload))
    who = await known(work, at.author, at.hint)
    if code is None or who is None:
        raise Refused("error.group.unknown_code")
    if code.used_at is not None or code.expires_at <= work.now:
        raise Stale("error.group.old_code")
    place = Place(code.body, code.region)
    may_link(work, who, place)
    chat = await groups.met(work.session, at.chat, at.kind)
    if await groups.of_chat(work.session, chat.id) is not None:
        raise Stale("error.group.shows_another")
    if await groups.of_queue(work.session, code.body, code.region) is not None:
        raise Stale("error.group.queue_has_one")
    code.used_at = work.now
    made = GroupLink(
        body=code.body,
        region=code.region,
        chat_id=chat.id,
        language=who.language,
        forum=at.forum,
        linked_by=who.id,
        linked_at=work.now,
    )
    work.session.add(made)
    await work.session.flush()
    _written_down(work, who, "link_group", place)
    told: Document = {"body": made.body, "region": made.region, "reply_to": at.message}
    notice(work, chat.id, "group_linked", told | _thread(at), kind=Kind.STAFF)
    return made


async def unlink(work: Work, who: Actor, place: Place) -> None:
    """The queue has no group any more; twice is once.

    Raises:
        Refused: the person may not link groups to this queue.
    """
    found = await of(work, who, place)
    if found is None:
        return
    chat_id, language = found.chat_id, found.language
    await groups.end(work.session, found)
    _written_down(work, who, "unlink_group", place)
    notice(work, chat_id, "group_said", {"said": "group.unlinked", "language": language}, kind=Kind.STAFF)


async def gone(work: Work, telegram_id: int) -> None:
    """The bot was removed from a group: nothing is shown there any more, and the heads hear of it."""
    chat = await groups.chat(work.session, telegram_id)
    found = await groups.of_chat(work.session, chat.id) if chat else None
    if found is not None:
        await cut_off(work, found)


async def cut_off(work: Work, found: GroupLink) -> None:
    """The group cannot be written to: its link ends, and the heads learn in private how to go on."""
    persons = {post.person_id for post in await heads_of(work, found.body, found.region)}
    chats = await people.chats_of(work.session, sorted(persons | {found.linked_by}))
    told: Document = {"body": found.body, "region": found.region}
    await groups.end(work.session, found)
    hour = at_work(work, work.now)
    for chat_id in sorted(chats.values()):
        notice(work, chat_id, "group_lost", told, kind=Kind.STAFF, not_before=hour)


async def migrated(work: Work, old: int, new: int) -> None:
    """Telegram says that a group is a supergroup under another number now; said twice it is done once."""
    chat = await groups.chat(work.session, old)
    if chat is not None:
        await reach.migrate(work.session, chat.id, new)
        await moved(work, chat.id, new)


async def moved(work: Work, chat_id: int, new: int) -> None:
    """The link follows its group. The messages of before are out of reach there, so cards are made anew."""
    found = await groups.of_chat(work.session, chat_id)
    chat = await chat_by_telegram(work.session, new)
    if found is None or chat is None:
        return
    await groups.forget_cards(work.session, found.id)
    if chat.id != chat_id and await groups.of_chat(work.session, chat.id) is None:
        found.chat_id = chat.id


async def take(work: Work, telegram_id: int, inquiry_id: int, hint_: str | None = None) -> Took:
    """Somebody tapped "take" in a group; rights come from our tables, not from being in the group.

    Whoever is in the middle of writing elsewhere goes on with it: a text must not become an answer to
    something else because of a tap in a group.

    Raises:
        Refused: the person has no post in the inquiry's queue.
        Impossible: the inquiry is closed.
    """
    # The inquiry before the conversation, in the order in which a tap in the private chat takes them.
    await inquiries.lock(work.session, [inquiry_id])
    who = await _colleague(work, telegram_id, hint_)
    step, data = who.step, dict(who.dialogue.data)
    with _said_for_groups():
        taken = await desk.take(work, who, inquiry_id)
    busy = step not in _IDLE
    if busy:
        who.go(step, **data)
    elif taken.mine and not who.at_work:
        switch_mode(work, who, "staff")
        who.go("answering", inquiry=inquiry_id)
    return Took(who, taken, busy, await reachable(work, who))


async def reachable(work: Work, who: Actor) -> bool:
    """Would a message in their private chat arrive? A name is known only of those who wrote to the bot."""
    chat = await reach.chat(work.session, who.chat_id)
    return bool(who.person.name) and chat.unreachable_since is None


async def note(work: Work, at: Spot, replied: int, words: str) -> bool:
    """A reply to a card is a note among colleagues; False when it replies to nothing of ours.

    Raises:
        Refused: the author has no post in the inquiry's queue, or writes in the name of the group.
        Unusable: the note is empty or too long.
    """
    found = await _link_at(work, at.chat)
    inquiry_id = await outbox.inquiry_of(work.session, found.chat_id, replied) if found else None
    if found is None or inquiry_id is None:
        return False
    if at.author is None:
        raise Refused("error.group.anonymous")
    who = await _colleague(work, at.author, at.hint)
    with _said_for_groups():
        await notes.keep(work, who, inquiry_id, words)
    notice(work, found.chat_id, "group_noted", {"message": at.message}, kind=Kind.STAFF)
    return True


async def hint(work: Work, at: Spot) -> None:
    """Somebody speaks to the bot in a linked group: once it says what the group is for."""
    found = await _link_at(work, at.chat)
    if found is not None and found.hinted_at is None:
        found.hinted_at = work.now
        say(work, found.chat_id, at, "group.hint", found.language)


async def refuse(work: Work, at: Spot, key: str, args: Document) -> None:
    """Say in the group why something was not done: in the group's language, or in the author's."""
    chat = await groups.met(work.session, at.chat, at.kind)
    found = await groups.of_chat(work.session, chat.id)
    language = found.language if found else await _language_at(work, at)
    say(work, chat.id, at, key, language, args)


async def _language_at(work: Work, at: Spot) -> str:
    """Who hides behind the group reads what whoever asked for the code reads."""
    code = await groups.code(work.session, _digest(at.payload)) if at.author is None else None
    if code is None:
        return await language_of(work, at.author, at.hint)
    person = await people.by_id(work.session, code.created_by)
    return person.language or "kk"


async def language_of(work: Work, telegram_id: int | None, hint_: str | None) -> str:
    """The language of somebody in a group, whom we may never have met."""
    who = await known(work, telegram_id, hint_) if telegram_id is not None else None
    return who.language if who else guess_language(hint_)


def say(work: Work, chat_id: int, at: Spot, key: str, language: str, args: Document | None = None) -> None:
    """Answer a message in a group."""
    told: Document = {"said": key, "language": language, "args": args or {}, "reply_to": at.message}
    notice(work, chat_id, "group_said", told | _thread(at), kind=Kind.STAFF)


async def language_in(work: Work, chat_id: int) -> str:
    """The language a group reads."""
    found = await groups.of_chat(work.session, chat_id)
    return found.language if found else "kk"


async def _colleague(work: Work, telegram_id: int, hint_: str | None) -> Actor:
    who = await known(work, telegram_id, hint_)
    if who is None or all(post.role is Role.PRESS for post in who.posts):
        raise Refused("error.group.not_staff")
    return who


@contextmanager
def _said_for_groups() -> Iterator[None]:
    """In a group nobody typed a number: a card that is not theirs is told of in other words."""
    try:
        yield
    except Refused as refused:
        if refused.key == "error.no_access":
            raise Refused("error.group.not_yours") from None
        raise


async def _link_at(work: Work, telegram_id: int) -> GroupLink | None:
    chat = await groups.chat(work.session, telegram_id)
    return await groups.of_chat(work.session, chat.id) if chat else None


def _thread(at: Spot) -> Document:
    return {"thread": at.thread} if at.thread is not None else {}


def _written_down(work: Work, who: Actor, action: str, place: Place) -> None:
    details = {"body": place.body, "region": place.region}
    work.session.add(Audit(at=work.now, person_id=who.id, action=action, details=details))


def _digest(payload: str) -> str:
    return hashlib.sha256(payload.encode()).hexdigest()
