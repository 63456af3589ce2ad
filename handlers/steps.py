"""Steps a conversation can be in, and the filters that ask for them. Async: a sync filter costs a thread."""

import re
from typing import Any, Final

from aiogram.filters import Filter
from aiogram.types import Message, TelegramObject

from services.work import Actor

ANSWERING: Final = "answering"
RETURNING: Final = "returning"
CORRECTING: Final = "correcting"
CANNED: Final = "canned"
ASKING: Final = "asking"
EXTENDING: Final = "extending"
PASSING_ON: Final = "passing_on"
FINDING: Final = "finding"
ENGAGING: Final = "engaging"
PART: Final = "part"
DECLINING: Final = "declining"
CLOSING: Final = "closing"
NOTING: Final = "noting"
LEAVING: Final = "leaving"
FILLING: Final = "filling"
BROADCAST_TO: Final = "broadcast_to"
BROADCAST_KK: Final = "broadcast_kk"
BROADCAST_RU: Final = "broadcast_ru"
BROADCAST_SEEN: Final = "broadcast_seen"
NAMING_UNIT: Final = "naming_unit"
SEARCHING: Final = "searching"
FINDING_OWN: Final = "finding_own"
WRITING_CALL: Final = "writing_call"
DECIDING_CALL: Final = "deciding_call"
IMPORTING: Final = "importing"
TRACKING_NUMBER: Final = "tracking_number"
TRACKING_DAY: Final = "tracking_day"
TRACKING_RULE: Final = "tracking_rule"
TRACKING_BODY: Final = "tracking_body"


_begins_with_a_command: Final = re.compile(r"/[a-z]\w*(@\w+)?(\s|$)", re.ASCII | re.IGNORECASE).match
"""What Telegram shows as a command; a text that begins with "/5" or with a path is none."""


def is_command(event: TelegramObject) -> bool:
    """Is it a command? In the middle of whatever step it is one, and never the words that were asked for."""
    return isinstance(event, Message) and _begins_with_a_command(event.text or "") is not None


class InStep(Filter):
    """The person's conversation is in this step, at work or, where that is said, as a citizen."""

    def __init__(self, step: str, *, at_work: bool = True) -> None:
        self.step = step
        self.at_work = at_work

    async def __call__(self, event: TelegramObject, **data: Any) -> bool:
        """Ask the dialogue row."""
        who = data.get("who")
        here = isinstance(who, Actor) and who.step == self.step and who.at_work == self.at_work
        return here and not is_command(event)


class StepOfAnybody(Filter):
    """The person's conversation is in this step, at work or not."""

    def __init__(self, step: str) -> None:
        self.step = step

    async def __call__(self, event: TelegramObject, **data: Any) -> bool:
        """Ask the dialogue row."""
        who = data.get("who")
        return isinstance(who, Actor) and who.step == self.step and not is_command(event)


class Idle(Filter):
    """The person acts as staff and is in the middle of nothing, or only of a search."""

    async def __call__(self, event: TelegramObject, **data: Any) -> bool:
        """Ask mode and step."""
        who = data.get("who")
        return isinstance(who, Actor) and who.at_work and who.step in ("", FINDING)


class AtWork(Filter):
    """The person acts as staff just now."""

    async def __call__(self, event: TelegramObject, **data: Any) -> bool:
        """Ask mode and posts."""
        who = data.get("who")
        return isinstance(who, Actor) and who.at_work


class Private(Filter):
    """There is a person we answer in a private chat."""

    async def __call__(self, event: TelegramObject, **data: Any) -> bool:
        """Ask whether the update has an actor."""
        return isinstance(data.get("who"), Actor)
