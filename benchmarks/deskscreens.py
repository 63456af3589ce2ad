"""Screens of the desk as a tap opens them: the handlers themselves, over texts a million people wrote."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from aiogram.filters import CommandObject

from benchmarks.million import ADMINISTRATOR, BODY, DISPATCHER, LARGEST_STAFF, OPERATOR
from benchmarks.millionrows import TELEGRAM, Million
from handlers.admin import log
from handlers.callbacks.citizen import OwnList
from handlers.callbacks.desk import Find, Insert, Queue, Together
from handlers.callbacks.house import Head, Log, Worker
from handlers.citizen import own
from handlers.head import desk as head
from handlers.operator import answering, card, finding, queue, together
from services.search import Which
from services.work import Actor, Work

QUICK_MS, WORDS_MS = 15.0, 150.0

USUAL_OPERATOR = OPERATOR + LARGEST_STAFF
"""Telegram id of the first operator of the first usual body."""

_UNUSED: Any = None
"""The update a handler takes and does not look at."""

Ask = Callable[[Work, Actor, int], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Tap:
    """One kind of tap.

    Attributes:
        who: Telegram id of whoever taps.
        over: what is opened, one after another: keys of inquiries, or pages.
        most_ms: what 99 of 100 stay under; None where nothing is promised.
    """

    who: int
    ask: Ask
    over: Sequence[int] = (0,)
    most_ms: float | None = QUICK_MS


def cards(million: Million, each: int) -> dict[str, Tap]:
    """Cards of every kind: free and one's own in a flood, of a usual body, answered ones; and taking one.

    Args:
        million: knows what state an inquiry is in.
        each: how many of each kind.
    """
    usual, first = million.usual[0], million.posts[BODY, ""][0].membership

    def some(body: str, state: str, holder: int = 0) -> Sequence[int]:
        found = (
            n
            for n in million.of_body(body)
            if million.state(n) == state and (not holder or million.holder(n) == holder)
        )
        return list(islice(found, each))

    return {
        "card_mine": Tap(OPERATOR, card.look, some(BODY, "taken", first)),
        "card_free": Tap(OPERATOR, card.look, some(BODY, "new")),
        "card_usual": Tap(USUAL_OPERATOR, card.look, [*some(usual, "new"), *some(usual, "taken")]),
        "card_answered": Tap(USUAL_OPERATOR, card.look, some(usual, "answered")),
        "take": Tap(OPERATOR, card.take, some(BODY, "new")),
    }


def screens(million: Million) -> dict[str, Tap]:
    """The other screens of operators, dispatchers, heads, administrators, and one of a citizen's."""
    first = million.posts[BODY, ""][0].membership
    mine = [n for n in islice(million.of_body(BODY), 20_000) if million.holder(n) == first]
    leads = [n for n in mine if million.state(n) == "taken"][:20]
    return {
        **{f"queue_{view}": Tap(OPERATOR, _queue(view)) for view in ("all", "new", "mine", "today", "late")},
        "queue_usual": Tap(USUAL_OPERATOR, _queue("all")),
        "queue_deep": Tap(OPERATOR, _queue("all"), range(490, 510)),
        "triage": Tap(DISPATCHER, _queue("all"), range(3)),
        "triage_deep": Tap(DISPATCHER, _queue("all"), range(490, 510)),
        "number": Tap(OPERATOR, _numbered, mine[:50]),
        "similar": Tap(OPERATOR, _similar, leads),
        "replies": Tap(OPERATOR, _replies, leads),
        "history": Tap(OPERATOR, card.story, mine[:50]),
        "files": Tap(OPERATOR, card.files, mine[:50]),
        "head_overview": Tap(OPERATOR, _head("overview"), most_ms=WORDS_MS),
        "head_late": Tap(OPERATOR, _head("late"), range(20)),
        "head_late_deep": Tap(OPERATOR, _head("late"), range(100, 120)),
        "head_colleague": Tap(OPERATOR, _colleague, [post.membership for post in million.posts[BODY, ""]]),
        "audit_changes": Tap(ADMINISTRATOR, _audit("changes"), [0, 15_000, 100]),
        "audit_looks": Tap(ADMINISTRATOR, _audit("looks"), [0, 2_000_000, 1000]),
        "citizen_my": Tap(TELEGRAM, _my, range(3)),
        "citizen_my_deep": Tap(TELEGRAM, _my, range(50, 60)),
        **{f"words_{name}": tap for name, tap in _searches().items()},
    }


def _searches() -> dict[str, Tap]:
    """Searches by words; the last ones are what nobody should type, and somebody will."""
    said = {
        "frequent": "Помогите",
        "two": "помогите пенсия",
        "rare": "алименты опека",
        "beginning": "посо",
        "two_letters": "по",
        "five": "помогите разобраться здравствуйте пособие отказ",
        "month": "помогите 11.2026",
    }
    found = {name: Tap(OPERATOR, _find(words), most_ms=WORDS_MS) for name, words in said.items()}
    return {
        **found,
        "open": Tap(OPERATOR, _find("помогите", Which.OPEN), most_ms=WORDS_MS),
        "deep": Tap(OPERATOR, _find("помогите"), range(490, 510), WORDS_MS),
        "triage": Tap(DISPATCHER, _find("по"), most_ms=WORDS_MS),
    }


def _queue(view: str) -> Ask:
    return lambda work, who, page: queue.turn(_UNUSED, Queue(view=view, page=page), work, who)


def _find(words: str, which: Which = Which.ALL) -> Ask:
    async def ask(work: Work, who: Actor, page: int) -> object:
        if page or which is not Which.ALL:
            who.go("finding", said=words, which=which, queue=0, page=page)
            return await finding.pressed(_UNUSED, Find(act="page", value=str(page)), work, who)
        return await finding.find(_UNUSED, CommandObject(command="find", args=words), work, who)

    return ask


def _head(act: str) -> Ask:
    return lambda work, who, page: head.pressed(
        _UNUSED, Head(act=act, body=BODY, region="", page=page), work, who
    )


def _audit(of: str) -> Ask:
    return lambda work, who, before: log.page(_UNUSED, Log(of=of, before=before), work, who)


async def _colleague(work: Work, who: Actor, post: int) -> object:
    return await head.colleague(_UNUSED, Worker(post=post), work, who)


async def _numbered(work: Work, who: Actor, inquiry: int) -> object:
    return await finding.numbered(_UNUSED, f"26-{inquiry:06d}-0", work, who)


async def _similar(work: Work, who: Actor, inquiry: int) -> object:
    return await together.pressed(_UNUSED, Together(act="show", inquiry=inquiry), work, who)


async def _replies(work: Work, who: Actor, inquiry: int) -> object:
    return await answering.insert(_UNUSED, Insert(inquiry=inquiry, reply=0), work, who)


async def _my(work: Work, who: Actor, page: int) -> object:
    return await own.turn(_UNUSED, OwnList(page=page), work, who)
