"""The scenes of `dauys tour` at the desk: a transfer, a question back, two bodies, the monthly report."""

from datetime import datetime

from bot.cli.cast import FIRST, Cast, answers, numbered
from bot.cli.narrator import Voice
from domain.civil import ZONE

FIRST_MORNING = datetime(2026, 12, 1, 9, 5, tzinfo=ZONE)
"""The first working morning of the month after the story."""

_PICTURE_SECONDS = 20.0
"""A picture is made by a process of its own, which has to start first."""


async def reported(cast: Cast) -> None:
    """The next month begins, and the head gets last month's picture unasked."""
    await cast.narrator.scene("The first working morning of December: the monthly report comes by itself")
    head = cast.voice("gulnar")
    head.since = head.person.mark()
    cast.jump(FIRST_MORNING)
    await head.reads("document.statistics_chart", _PICTURE_SECONDS)


async def shared(cast: Cast) -> None:
    """A transfer with its notice, a question back, and one answer that two bodies wrote."""
    citizen, clinic, labour = cast.voice("dana"), cast.voice("olga"), cast.voice("daniyar")
    await cast.narrator.scene("The wrong body: passed on with a reason, the citizen reads it at once")
    await citizen.says(cast.phrases["sick"])
    await citizen.reads("consent.typed")
    await citizen.taps("button.agree_ru")
    await citizen.reads("suggest.title")
    clinic.since = citizen.person.mark()
    await citizen.taps(FIRST)
    await citizen.reads("receipt.title")
    await clinic.says("/queue")
    await clinic.reads("queue.title.all")
    await clinic.taps("1")
    await clinic.reads("card.foot")
    await clinic.taps("button.transfer")
    await clinic.reads("transfer.to")
    await clinic.taps(numbered(clinic, "MLSPP"))
    await clinic.reads("transfer.why")
    await clinic.taps("1")
    await clinic.reads("asking.preview")
    citizen.since = labour.since = clinic.person.mark()
    await clinic.taps("button.transfer_sure")
    await clinic.reads("hand_on.done")
    await citizen.reads("transferred")
    await _asked_back(cast, citizen, labour)
    await _together(cast, citizen, clinic, labour)


async def _asked_back(cast: Cast, citizen: Voice, operator: Voice) -> None:
    await cast.narrator.scene("Something is missing: the clock stands until the citizen answers")
    await operator.reads("arrivals")
    await operator.taps("button.open_first")
    await operator.reads("card.foot")
    citizen.since = operator.person.mark()
    await operator.taps("button.take")
    await operator.reads("answering.taken")
    await citizen.reads("taken")
    await operator.taps("button.ask_back")
    await operator.reads("asking.write")
    await operator.says(cast.phrases["sick_ask"])
    await operator.reads("asking.preview")
    citizen.since = operator.person.mark()
    await operator.taps("button.ask_send")
    await operator.reads("asking.sent")
    await citizen.reads("asked_back")
    operator.since = citizen.person.mark()
    await citizen.says(cast.phrases["sick_more"])
    await citizen.reads("added.resumed")
    await operator.reads("staff.added")
    await operator.taps("button.to_card")
    await operator.reads("card.foot")


async def _together(cast: Cast, citizen: Voice, other: Voice, operator: Voice) -> None:
    await cast.narrator.scene("Two bodies, one answer: each writes its part, the first compiles")
    await operator.taps("button.more")
    await operator.reads("card.foot")
    await operator.taps("button.engage")
    await operator.reads("engage.whom")
    await operator.taps(numbered(operator, "MOH"))
    await operator.reads("engage.sure")
    citizen.since = other.since = operator.person.mark()
    await operator.taps("button.engage_sure")
    await operator.reads("engage.done")
    await citizen.reads("engaged")
    await other.reads("staff.part_asked")
    await other.taps("button.part_open")
    await other.reads("part.head")
    await other.taps("button.part_take")
    await other.reads("part.write")
    await other.says(cast.phrases["sick_part"])
    await other.reads("part.preview")
    operator.since = other.person.mark()
    await other.taps("button.part_hand_in")
    await other.reads("part.handed_in")
    await operator.reads("staff.part_written")
    await operator.taps("button.to_card")
    await operator.reads("card.foot")
    await operator.taps("button.insert")
    await operator.reads("preview.title")
    await answers(cast, operator, citizen, "sick_answer")
