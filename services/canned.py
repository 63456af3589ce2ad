"""Canned replies of a queue: heads write, change and withdraw them; operators are offered those that fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from domain import canned as rules
from domain import proposals
from domain.canned import Side
from domain.errors import Refused, Stale, Unusable
from domain.outcomes import Outcome
from domain.permissions import Role
from models.queries import answering
from models.tables import Audit, CannedReply, Inquiry
from routing.gist import ALIKE, Gist, covered, gist, likeness, unpacked
from routing.language import is_surely_other
from services import gists
from services.thread import cleaned_text
from services.work import Actor, Work

STEP: Final = "canned"
"""The head is writing one; the dialogue holds what has been written of it."""

PAGE: Final = 8

_LEARNED_FROM: Final = 10
"""Of each canned reply so many answers are looked at for similar questions, the newest."""

_LEARNING: Final = 60
"""So many replies of a queue are looked at that way, the newest."""

_SAID: Final = 0.2
"""What the words of the text add to those of the title."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of a queue's canned replies."""

    body: str
    region: str
    rows: Sequence[CannedReply]
    total: int
    page: int
    pages: int
    first: int


@dataclass(frozen=True, slots=True)
class Fit:
    """A reply that fits a question.

    Attributes:
        reply: the reply.
        chance: how likely it is the right one, 0 to 1 (`domain.proposals`).
        sent: nearly the same question was answered with it.
    """

    reply: CannedReply
    chance: float
    sent: bool


@dataclass(frozen=True, slots=True)
class Writing:
    """A canned reply in the making: what is there, and which language is wanted next.

    Attributes:
        id: the reply that is being changed; 0 for a new one.
        wanted: the language to be written next; empty when both are there.
        foreign: languages whose text is surely written in the other one.
    """

    id: int
    body: str
    region: str
    kk: Side | None
    ru: Side | None
    wanted: str
    foreign: tuple[str, ...] = ()


def headed(who: Actor) -> tuple[tuple[str, str], ...]:
    """The queues whose canned replies this person keeps."""
    return tuple(dict.fromkeys((p.body, p.region or "") for p in who.posts if p.role is Role.HEAD and p.body))


def _as_keeper(who: Actor, body: str, region: str) -> int:
    """The head's post over a queue.

    Raises:
        Refused: the person does not head it.
    """
    for post in who.posts:
        if post.role is Role.HEAD and post.body == body and (post.region or "") == region:
            return post.id
    raise Refused("error.not_head")


async def shelf(work: Work, who: Actor, body: str, region: str, page: int = 0) -> Shelf:
    """A page of the replies a head keeps; a page that is not there becomes the last one.

    Raises:
        Refused: the person does not head this queue.
    """
    _as_keeper(who, body, region)
    return _page(await answering.canned_of(work.session, body, region), body, region, page)


def _page(rows: Sequence[CannedReply], body: str, region: str, page: int) -> Shelf:
    pages = max(1, -(-len(rows) // PAGE))
    page = min(page, pages - 1)
    first = page * PAGE
    return Shelf(body, region, rows[first : first + PAGE], len(rows), page, pages, first + 1)


async def opened(work: Work, who: Actor, canned_id: int) -> CannedReply:
    """A reply of a queue this person heads, withdrawn or not.

    Raises:
        Stale: there is none.
        Refused: the person does not head its queue.
    """
    row = await answering.canned(work.session, canned_id)
    if row is None:
        raise Stale("error.canned_gone")
    _as_keeper(who, row.body, row.region)
    return row


def begin(who: Actor, body: str, region: str) -> Writing:
    """Begin a new reply, in Kazakh first.

    Raises:
        Refused: the person does not head this queue.
    """
    _as_keeper(who, body, region)
    who.go(STEP, id=0, body=body, region=region, version=0, wanted="kk")
    return Writing(0, body, region, None, None, "kk")


async def change(work: Work, who: Actor, canned_id: int, language: str) -> Writing:
    """Begin to write one language of a reply anew; the other stays as it is.

    Raises:
        Stale: there is no such reply.
        Refused: the person does not head its queue.
    """
    row = await opened(work, who, canned_id)
    found = {"kk": [row.title_kk, row.text_kk], "ru": [row.title_ru, row.text_ru]}
    kept = _kept(who, canned_id)
    data = kept or {"id": row.id, "body": row.body, "region": row.region, "version": row.version, **found}
    who.go(STEP, **(data | {"wanted": "kk" if language == "kk" else "ru"}))
    return _writing(who)


def again(who: Actor, language: str) -> Writing:
    """Write one language of what is being previewed anew.

    Raises:
        Stale: nothing is being written.
    """
    _begun(who)
    who.go(STEP, **(who.dialogue.data | {"wanted": "kk" if language == "kk" else "ru"}))
    return _writing(who)


def _kept(who: Actor, canned_id: int) -> dict[str, object] | None:
    """What has been written of this very reply already."""
    return who.dialogue.data if who.step == STEP and who.dialogue.data.get("id") == canned_id else None


def write(work: Work, who: Actor, typed: str) -> Writing:
    """Take one language: the title on the first line, the text below. When both are there, nothing changes.

    Raises:
        Stale: nothing is being written.
        Unusable: a part is missing, too long, or a placeholder is unknown or carries an ending.
    """
    data = _begun(who)
    wanted = str(data["wanted"])
    if not wanted:
        return _writing(who)
    side = rules.read(cleaned_text(typed))
    data = data | {wanted: [side.title, side.text]}
    missing = next((language for language in ("kk", "ru") if language not in data), "")
    who.go(STEP, **(data | {"wanted": missing}))
    found = _writing(who)
    if found.kk and found.ru:
        rules.pair(found.kk, found.ru)
    return found


def _begun(who: Actor) -> dict[str, object]:
    if who.step != STEP:
        raise Stale("error.canned_not_begun")
    return dict(who.dialogue.data)


def _writing(who: Actor) -> Writing:
    data = who.dialogue.data
    kk, ru = (Side(*data[name]) if name in data else None for name in ("kk", "ru"))
    foreign = tuple(
        name for name, side in (("kk", kk), ("ru", ru)) if side and is_surely_other(side.text, name)
    )
    wanted = str(data.get("wanted") or "")
    return Writing(int(data["id"]), data["body"], data["region"], kk, ru, wanted, foreign)


async def save(work: Work, who: Actor) -> CannedReply:
    """Keep what was previewed.

    Raises:
        Stale: nothing is being written, or somebody else changed this reply meanwhile.
        Refused: the person does not head its queue any more.
        Unusable: a language is missing, or the two do not say the same.
    """
    data = _begun(who)
    found = _writing(who)
    post = _as_keeper(who, found.body, found.region)
    if found.kk is None or found.ru is None:
        raise Unusable("error.canned_both")
    rules.pair(found.kk, found.ru)
    row = await _row(work, who, found, int(str(data["version"])), post)
    row.title_kk, row.text_kk = found.kk.title, found.kk.text
    row.title_ru, row.text_ru = found.ru.title, found.ru.text
    row.author_id, row.changed_at = post, work.now
    await work.session.flush()
    _audit(work, who, row, "canned_changed" if found.id else "canned_written")
    who.go()
    return row


async def _row(work: Work, who: Actor, found: Writing, version: int, post: int) -> CannedReply:
    if not found.id:
        row = CannedReply(
            body=found.body, region=found.region, version=1, author_id=post, changed_at=work.now
        )
        work.session.add(row)
        return row
    row = await opened(work, who, found.id)
    if row.version != version:
        raise Stale("error.canned_changed")
    row.version += 1
    return row


async def withdraw(work: Work, who: Actor, canned_id: int) -> CannedReply:
    """Offer it no longer; what was sent stays sent."""
    row = await opened(work, who, canned_id)
    if row.withdrawn_at is None:
        row.withdrawn_at = work.now
        _audit(work, who, row, "canned_withdrawn")
    return row


async def restore(work: Work, who: Actor, canned_id: int) -> CannedReply:
    """Offer it again."""
    row = await opened(work, who, canned_id)
    if row.withdrawn_at is not None:
        row.withdrawn_at = None
        _audit(work, who, row, "canned_restored")
    return row


async def usually(work: Work, who: Actor, canned_id: int, outcome: str) -> CannedReply:
    """Say what an answer with this reply usually comes to; saying it twice takes it back.

    Raises:
        Stale: there is no such outcome or no such reply.
    """
    row = await opened(work, who, canned_id)
    if outcome not in list(Outcome):
        raise Stale("error.no_such_button")
    row.outcome = None if row.outcome == outcome else outcome
    return row


def _audit(work: Work, who: Actor, row: CannedReply, action: str) -> None:
    details = {"body": row.body, "region": row.region, "reply": row.id}
    work.session.add(Audit(at=work.now, person_id=who.id, action=action, details=details))


async def listed(work: Work, inquiry: Inquiry, page: int) -> Shelf:
    """The replies of an inquiry's queue, those first that fit the question; a page of them."""
    rows = await answering.canned_of(work.session, inquiry.body, inquiry.region)
    best = [fit.reply for fit in await _fitting(work, inquiry, rows)]
    rest = [row for row in rows if row not in best]
    return _page([*best, *rest], inquiry.body, inquiry.region, page)


async def fitting(work: Work, inquiry: Inquiry) -> list[Fit]:
    """The replies that fit a question, best first: by title, and by what they were sent in answer to."""
    return await _fitting(
        work, inquiry, await answering.canned_of(work.session, inquiry.body, inquiry.region)
    )


async def _fitting(work: Work, inquiry: Inquiry, rows: Sequence[CannedReply]) -> list[Fit]:
    if not rows:
        return []
    asked = await gists.of(work, inquiry)
    alike = dict.fromkeys((row.id for row in rows), 0.0)
    for use in await answering.uses(work.session, list(alike)[-_LEARNING:], _LEARNED_FROM):
        found = likeness(asked, unpacked(use.words))
        alike[use.canned_id] = max(alike[use.canned_id], found if found >= ALIKE else 0.0)
    scores = {row.id: by_words(asked, row) for row in rows}
    ranked = sorted(rows, key=lambda row: (alike[row.id], scores[row.id]), reverse=True)
    fits = [_fit(row, scores[row.id], sent=alike[row.id] > 0) for row in ranked]
    return sorted((fit for fit in fits if fit.chance), key=lambda fit: -fit.chance)


def _fit(row: CannedReply, score: float, *, sent: bool) -> Fit:
    by_title = proposals.chance(score, proposals.BY_TITLE)
    return Fit(row, max(by_title, proposals.SENT_BEFORE) if sent else by_title, sent)


def by_words(asked: Gist, row: CannedReply) -> float:
    """How much of a title stands in the question; words of the text count a little."""
    titles = max(covered(asked, _ours(row.title_kk)), covered(asked, _ours(row.title_ru)))
    return titles + _SAID * covered(_ours(f"{row.text_kk}\n{row.text_ru}"), asked)


@lru_cache(maxsize=4096)
def _ours(words: str) -> Gist:
    """The gist of a body's own words: the same few are compared with every question."""
    return gist(words)
