"""The scene of `dauys tour` in which a promise is broken: who hears of it, and how the answer still comes."""

import re
from datetime import datetime

from bot.cli.cast import Cast, answers, asks_anew
from bot.cli.narrator import Voice
from domain.civil import ZONE

DAY_BEFORE = datetime(2026, 11, 26, 9, 0, tzinfo=ZONE)
LAST_DAY = datetime(2026, 11, 27, 9, 0, tzinfo=ZONE)
LATE = datetime(2026, 11, 30, 9, 0, tzinfo=ZONE)
"""The working mornings around the date that was promised on the morning of the story."""


async def overdue(cast: Cast) -> None:
    """An operator takes a question and forgets it: reminders, the head, the citizen, and an answer."""
    citizen, operator, head = cast.voice("marina"), cast.voice("olga"), cast.voice("gulnar")
    await _forgotten(cast, citizen, operator)
    await cast.narrator.scene("The date has passed: the citizen hears it, the head sees what is late")
    citizen.since = head.since = head.person.mark()
    cast.jump(LATE)
    await citizen.reads("late.text")
    await head.reads("escalation.head_late")
    await _reassigned(cast, citizen, head)


async def _forgotten(cast: Cast, citizen: Voice, operator: Voice) -> None:
    await cast.narrator.scene("Taken and forgotten: the morning digests of its operator")
    await asks_anew(cast, citizen, "swings")
    await operator.says("/queue")
    await operator.reads("queue.title.all")
    await operator.taps(_beside(operator, _number(citizen)))
    await operator.reads("card.foot")
    citizen.since = operator.person.mark()
    await operator.taps("button.take")
    await operator.reads("answering.taken")
    await citizen.reads("taken")
    for morning, line in ((DAY_BEFORE, "digest.one"), (LAST_DAY, "digest.today")):
        operator.since = operator.person.mark()
        cast.jump(morning)
        await operator.reads(line)


async def _reassigned(cast: Cast, citizen: Voice, head: Voice) -> None:
    operator = cast.voice("daniyar")
    await head.taps("button.late")
    await head.reads("queue.title.late")
    await head.taps(_beside(head, _number(citizen)))
    await head.reads("card.foot")
    await head.taps("button.more")
    await head.reads("card.foot")
    await head.taps("button.assign")
    await head.reads("head.to_whom")
    operator.since = head.person.mark()
    await head.taps(next(button for button in head.buttons if operator.name in button))
    await head.reads("head.given")
    await operator.reads("head.assigned")
    await operator.taps("button.open_first")
    await operator.reads("card.foot")
    await operator.taps("button.answer")
    await operator.reads("answering.write")
    await answers(cast, operator, citizen, "swings_answer")


def _number(citizen: Voice) -> str:
    """The number of the inquiry somebody reads about."""
    found = re.search(r"\d\d-\w{6}-\w", citizen.shown)
    assert found is not None, f"{citizen.name} reads no number"
    return found[0]


def _beside(reader: Voice, number: str) -> str:
    """The button of the line of a list in which a number stands."""
    return next(line.partition(".")[0] for line in reader.shown.splitlines() if number in line)
