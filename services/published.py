"""An answer to one citizen becomes one for everybody: cleared, in two languages, published by the head."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from domain.errors import Impossible, Refused, Stale, Unusable
from domain.inquiries import Move
from domain.limits import MESSAGE_LIMIT, clip, utf16_length
from domain.notices import Kind
from domain.permissions import TRIAGE, Post, Role, heads, post_for
from domain.privacy import clean_input, mask_iin
from domain.recognisable import cleared, holes, suspicious
from models.queries import inquiries, knowledge
from models.tables import PublishedAnswer
from services import access
from services.library import PUBLISHED, Shelved
from services.outbox import notice
from services.queues import queues_of
from services.team import Team
from services.work import Actor, Work

FIELDS: Final = ("question_kk", "question_ru", "answer_kk", "answer_ru")
"""What a person fills, in this order."""

LONGEST: Final = {"question": 200, "answer": MESSAGE_LIMIT - 900}
"""UTF-16 units; the rest of a message is for the other parts of its screen."""

SHOWN_FOR: Final = timedelta(days=365)
"""Our choice: rules and sums change with the year, so within a year somebody reads it again."""

SHOWN: Final = 20
"""Pairs in one list."""

_AT_WORK: Final = ("draft", "offered")
_WORDS_OF_OURS: Final = (
    "eOtinish",
    "Telegram",
    "Дауыс",
    "Dauys",
    "Қазақстан",
    "Казахстан",
    "Астана",
    "Республика",
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair on its way, as whoever works on it sees it.

    Attributes:
        row: the pair.
        missing: fields nobody has filled.
        broken: fields in which something was taken out and the sentence not mended.
        doubts: pieces that may still tell of a person; whoever publishes says that they do not.
        head: whether the reader may publish it.
    """

    row: PublishedAnswer
    missing: tuple[str, ...]
    broken: tuple[str, ...]
    doubts: tuple[str, ...]
    head: bool

    @property
    def ready(self) -> bool:
        """Can it be published?"""
        return not self.missing and not self.broken


async def begin(work: Work, who: Actor, inquiry_id: int) -> Pair:
    """Make a pair of the last answer to an inquiry; twice is the same pair.

    Raises:
        Refused: the inquiry is in none of the person's queues.
        Impossible: nothing was sent to this citizen.
    """
    inquiry, post = await access.at_work_on(work, who, inquiry_id)
    answer = await inquiries.last_answer(work.session, inquiry.id)
    if answer is None or answer.state != "sent" or not answer.text:
        raise Impossible("error.nothing_to_publish")
    row = await knowledge.pair_of_answer(work.session, answer.id)
    if row is None:
        row = PublishedAnswer(
            body=inquiry.body,
            region=inquiry.region,
            state="draft",
            question_kk="",
            question_ru="",
            answer_kk="",
            answer_ru="",
            answer_id=answer.id,
            author_id=post.id,
            version=1,
            created_at=work.now,
        )
        # What is too long for one message is cut, visibly: an answer for everybody is shortened by a person.
        setattr(row, f"answer_{inquiry.language}", clip(cleared(answer.text), LONGEST["answer"]))
        work.session.add(row)
        await work.session.flush()
    return _seen(work, who, row)


async def look(work: Work, who: Actor, key: int) -> Pair:
    """A pair of one of the person's queues.

    Raises:
        Refused: it is in none of them.
        Stale: it was thrown away.
    """
    row = await knowledge.pair(work.session, key)
    if row is None or post_for(who.posts, Move.TAKE, row.body, row.region) is None:
        raise Refused("error.no_access")
    if row.state == "dropped":
        raise Stale("error.pair_gone")
    return _seen(work, who, row)


async def ask_words(work: Work, who: Actor, key: int, field: str) -> Pair:
    """The next thing typed is this field.

    Raises:
        Unusable: there is no such field.
        Impossible: it is published already; it is withdrawn first.
    """
    pair = await _open(work, who, key)
    if field not in FIELDS:
        raise Unusable("error.no_such_button")
    who.go("filling", pair=key, field=field)
    return pair


async def fill(work: Work, who: Actor, words: str) -> Pair:
    """Take what was typed into the field that was asked for.

    Raises:
        Unusable: it is empty or too long.
        Impossible: it was published meanwhile.
    """
    key, field = int(who.dialogue.data["pair"]), str(who.dialogue.data["field"])
    pair = await _open(work, who, key)
    said = mask_iin(clean_input(words)).strip()
    longest = LONGEST[field.partition("_")[0]]
    if not said:
        raise Unusable("error.empty")
    if utf16_length(said) > longest:
        raise Unusable("error.pair_too_long", limit=longest)
    setattr(pair.row, field, " ".join(said.split()) if field.startswith("question") else said)
    pair.row.version += 1
    who.go()
    return _seen(work, who, pair.row)


async def offer(work: Work, who: Actor, key: int, version: int) -> Pair:
    """Ask the head to publish it.

    Raises:
        Stale: it has changed since this screen was shown.
        Impossible: something is missing, or nobody heads the queue.
    """
    pair = await _complete(work, who, key, version)
    chats = [place.chat_id for place in (await Team.of(work)).heads(pair.row.body, pair.row.region)]
    if not chats:
        raise Impossible("error.no_head")
    if pair.row.state == "draft":
        pair.row.state = "offered"
        for chat_id in sorted(set(chats)):
            notice(work, chat_id, "staff.pair", {"pair": key}, kind=Kind.STAFF)
    return _seen(work, who, pair.row)


async def publish(work: Work, who: Actor, key: int, version: int) -> Pair:
    """Show it to everybody from now on; nothing leads back to the citizen any more.

    Raises:
        Refused: the person does not head its queue.
        Stale: it has changed since this screen was shown.
        Impossible: something is missing.
    """
    post = _head(who, (await look(work, who, key)).row)
    row = (await _complete(work, who, key, version)).row
    row.state, row.head_id, row.answer_id = "published", post.id, None
    row.review = work.today + SHOWN_FOR
    row.version += 1
    await knowledge.shelf_changed(work.session)
    return _seen(work, who, row)


async def withdraw(work: Work, who: Actor, key: int) -> Pair:
    """Show it to nobody any more; it can be mended and published again.

    Raises:
        Refused: the person does not head its queue.
    """
    pair = await look(work, who, key)
    _head(who, pair.row)
    if pair.row.state == "published":
        pair.row.state, pair.row.review = "draft", None
        pair.row.version += 1
        await knowledge.shelf_changed(work.session)
    return _seen(work, who, pair.row)


async def renew(work: Work, who: Actor, key: int) -> Pair:
    """Somebody has read it again: it is true for another year.

    Raises:
        Refused: the person does not head its queue.
        Stale: it is not published.
    """
    pair = await look(work, who, key)
    _head(who, pair.row)
    if pair.row.state != "published":
        raise Stale("error.stale")
    pair.row.review = work.today + SHOWN_FOR
    await knowledge.shelf_changed(work.session)
    return _seen(work, who, pair.row)


async def drop(work: Work, who: Actor, key: int) -> None:
    """Throw a pair away; its words go at once.

    Raises:
        Impossible: it is published; it is withdrawn first.
    """
    row = (await _open(work, who, key)).row
    row.state, row.answer_id = "dropped", None
    for field in FIELDS:
        setattr(row, field, "")
    await work.session.flush()  # whoever lists the pairs now finds it no more


async def pairs(work: Work, who: Actor) -> list[PublishedAnswer]:
    """What waits, is being written or is published in the person's queues, newest first."""
    places = set(queues_of(who.posts))
    found = await knowledge.pairs_of(work.session, places, (*_AT_WORK, "published"), SHOWN)
    order = ("offered", "draft", "published")
    return sorted(found, key=lambda row: (order.index(row.state), -row.id))


def shelved(row: PublishedAnswer, today: date) -> Shelved:
    """A published answer as it is shown and found."""
    return Shelved(
        id=f"p{row.id}",
        kind=PUBLISHED,
        body=row.body,
        region=row.region or None,
        review=row.review or today,
        question_kk=row.question_kk,
        question_ru=row.question_ru,
        answer_kk=row.answer_kk,
        answer_ru=row.answer_ru,
    )


async def changed(work: Work) -> tuple[int, list[Shelved]] | None:
    """What is published now and the version of that, or nothing where this process knows it already."""
    version = await knowledge.shelf_version(work.session)
    if version == work.library.version:
        return None
    return version, [shelved(row, work.today) for row in await knowledge.published(work.session)]


async def waits(work: Work, key: int) -> bool:
    """Does a pair still wait for the head?"""
    row = await knowledge.pair(work.session, key)
    return row is not None and row.state == "offered"


async def _open(work: Work, who: Actor, key: int) -> Pair:
    pair = await look(work, who, key)
    if pair.row.state not in _AT_WORK:
        raise Impossible("error.pair_published")
    return pair


async def _complete(work: Work, who: Actor, key: int, version: int) -> Pair:
    pair = await _open(work, who, key)
    if pair.row.version != version:
        raise Stale("error.stale")
    if not pair.ready:
        raise Impossible("error.pair_unfinished")
    return pair


def _head(who: Actor, row: PublishedAnswer) -> Post:
    for post in who.posts:
        if _is_head(post, row):
            return post
    raise Refused("error.not_head")


def _is_head(post: Post, row: PublishedAnswer) -> bool:
    """The triage queue is headed by the administrators."""
    if row.body == TRIAGE:
        return post.role is Role.ADMIN
    return heads((post,), row.body, row.region)


def _seen(work: Work, who: Actor, row: PublishedAnswer) -> Pair:
    words = {field: str(getattr(row, field)) for field in FIELDS}
    known = _known(work)
    return Pair(
        row,
        missing=tuple(field for field, said in words.items() if not said),
        broken=tuple(field for field, said in words.items() if holes(said)),
        doubts=tuple(dict.fromkeys(piece for said in words.values() for piece in suspicious(said, known))),
        head=any(_is_head(post, row) for post in who.posts),
    )


def _known(work: Work) -> set[str]:
    """Words that begin with a capital and tell of nobody: of bodies, regions, and our own."""
    facts = work.facts
    names = [name for body in facts.bodies.values() for name in (body.kk, body.ru)]
    names += [name for region in facts.regions.values() for name in (region.kk, region.ru)]
    return {word for name in (*names, *_WORDS_OF_OURS) for word in name.split()}
