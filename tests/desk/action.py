"""What an action of the staff is, for the tables here: who does it, who may not, what shows it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiogram.filters.callback_data import CallbackData

from handlers.callbacks.desk import Canned, Card, PairDo
from handlers.callbacks.grants import CallDesk
from handlers.callbacks.house import Head
from tests.desk.world import AKIMAT, HERE, World

CITIZENS = ("citizen", "stranger", "removed")
"""Nothing of the staff's is theirs: who asked, somebody else, and who was an operator until yesterday."""

OUTSIDE = (*CITIZENS, "other", "neighbour", "press")
"""Not of this queue: another body, another region of this one, and a post that sees only what is flagged."""

EMPTY_HANDED = (*OUTSIDE, "colleague")
"""Of the queue, and yet a colleague has it."""

NO_HEAD = (*EMPTY_HANDED, "operator")
NO_ADMIN = (*NO_HEAD, "head", "dispatcher")
NOT_ASKED = (*CITIZENS, "operator", "colleague", "head", "neighbour", "press")
"""For a part: everybody but the body that was asked."""

NOT_THEIR_PART = (*NOT_ASKED, "other_colleague")


@dataclass(frozen=True, slots=True)
class Step:
    """Something typed in a step of the conversation."""

    name: str
    words: str
    data: dict[str, Any] = field(default_factory=dict)


What = CallbackData | Step | str


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the staff does.

    Attributes:
        what: the button, the command or the step with its words; made for a world.
        by: who does it.
        not_by: who may not; they are told so, and nothing changes.
        shown: where its success is shown, if it takes more than one tap in the furnished world.
        again: pressing it once more is another deed, and not the same one twice.
        met: pairs of `tests.services.rivals` that show two people at once.
        alone: why nobody can come between, for what changes something and is in no pair.
        group: the tap is in a group.
    """

    what: Callable[[World], What]
    by: str
    not_by: tuple[str, ...]
    shown: str = ""
    again: bool = False
    met: tuple[str, ...] = ()
    alone: str = ""
    group: int | None = None


OWN = "only its author's conversation changes"
ONE_HEAD = "the last of two decisions stands, and the audit log names both"
TWICE_IS_ONCE = "done by two it is done once: the row says so and is asked again under the write lock"
ANSWERING = "tests/conversations/staff/test_answering.py"
CLOCK = "tests/conversations/staff/test_clock.py"
ADMIN = "tests/conversations/staff/test_admin.py"
CALLS = "tests/conversations/staff/test_calls.py"
PUBLISHED = "tests/services/test_published.py"
CANNED = "tests/services/test_canned.py"


def card(act: str, key: str = "held") -> Callable[[World], What]:
    return lambda w: Card(inquiry=w[key], act=act)


def head(act: str) -> Callable[[World], What]:
    return lambda w: Head(body=AKIMAT, region=HERE, act=act)


def pair(act: str, key: str = "pair") -> Callable[[World], What]:
    return lambda w: PairDo(pair=w[key], act=act, version=1)


def canned(act: str) -> Callable[[World], What]:
    return lambda w: Canned(body=AKIMAT, region=HERE, act=act, reply=1)


def call(act: str, cell: str = "") -> Callable[[World], What]:
    return lambda w: CallDesk(call=w["call"], act=act, cell=cell)


def command(words: str) -> Callable[[World], What]:
    return lambda w: words


def typed(step: str, words: str, **data: str) -> Callable[[World], What]:
    """Words in a step whose data are our keys by name."""
    return lambda w: Step(step, words, {name: w.keys.get(key, key) for name, key in data.items()})


STAFF_OUTSIDE = ("other", "neighbour", "press")
"""A step cannot be forged, for we keep it; but whoever types in it may have lost the right meanwhile."""
