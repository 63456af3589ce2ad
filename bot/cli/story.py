"""The scenes of `dauys tour`. What people type is in playground/samples/story.yaml."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.cli.narrator import Narrator, Voice
from domain.civil import ZONE
from facts.load import load
from locales import label

FIRST = "1 ·"
"""The beginning of the first body's button."""

APPROVING_BODY = "MOH"

FIRST_MORNING = datetime(2026, 12, 1, 9, 5, tzinfo=ZONE)
"""The first working morning of the month after the story."""

_PICTURE_SECONDS = 20.0
"""A picture is made by a process of its own, which has to start first."""


@dataclass(slots=True)
class Cast:
    """Who plays, what they type, and the names bodies have on buttons."""

    narrator: Narrator
    voices: dict[str, Voice]
    phrases: dict[str, str]
    body_button: str
    jump: Callable[[datetime], object]

    def voice(self, name: str) -> Voice:
        """A person of the story by the key in story.yaml."""
        return self.voices[name]


async def kazakh(cast: Cast) -> None:
    """A question in Kazakh from the first word to the rating, and one in Latin letters by the dispatcher."""
    await cast.narrator.scene("A first question, in Kazakh: nothing but typing, one tap, one more tap")
    citizen, operator = cast.voice("aigerim"), cast.voice("daniyar")
    await _asks(cast, citizen, "pension", newcomer=True)
    await citizen.taps("button.how_counted")
    await citizen.reads("deadline.promise")
    await _takes(operator, since=citizen)
    await _answers(cast, operator, citizen, "pension_answer")
    await citizen.taps("5")
    await citizen.reads("rated.good")
    await _dispatched(cast, cast.voice("yerlan"), operator)


async def _dispatched(cast: Cast, citizen: Voice, dispatcher: Voice) -> None:
    await cast.narrator.scene("Kazakh in Latin letters, and nobody knows who answers: the dispatcher helps")
    await citizen.says(cast.phrases["internet"])
    await citizen.reads("consent.typed")
    await citizen.taps("button.agree_kk")
    await citizen.reads("suggest.title")
    dispatcher.since = citizen.person.mark()
    await citizen.taps("button.unknown")
    await citizen.reads("receipt.triage")
    await dispatcher.reads("arrivals")
    await dispatcher.taps("button.open_first")
    await dispatcher.reads("card.foot")
    await dispatcher.taps("button.hand_on")
    await dispatcher.reads("hand_on.title")
    citizen.since = dispatcher.person.mark()
    await dispatcher.taps(FIRST)
    await dispatcher.reads("hand_on.done")
    await citizen.reads("transferred")


async def russian(cast: Cast) -> None:
    """Two operators at once, "not solved", and a head who approves."""
    await cast.narrator.scene("An angry question in Russian; two operators tap at the same moment")
    citizen, head = cast.voice("sergei"), cast.voice("gulnar")
    await _asks(cast, citizen, "rubbish", newcomer=True)
    rivals = cast.voice("daniyar"), cast.voice("olga")
    for rival in rivals:
        rival.since = 0
        await rival.reads("arrivals")
        await rival.taps("button.open_first")
        await rival.reads("card.foot")
    operator = await _race(cast, *rivals)
    await _answers(cast, operator, citizen, "rubbish_answer")
    await cast.narrator.scene("Not solved: the head sees it, somebody else answers")
    head.since = citizen.person.mark()
    await citizen.taps("button.not_solved")
    await citizen.reads("reopened")
    await head.reads("staff.reopened")
    await head.taps("button.to_card")
    await head.reads("card.foot")
    await head.taps("button.take")
    await head.reads("answering.taken")
    await _answers(cast, head, citizen, "rubbish_again")
    await citizen.taps("4")
    await citizen.reads("rated.good")
    await _approved(cast, cast.voice("marina"), cast.voice("olga"), head)


async def _approved(cast: Cast, citizen: Voice, operator: Voice, head: Voice) -> None:
    await cast.narrator.scene("A body whose head wants to see answers first")
    administrator = cast.voice("admin")
    await administrator.says("/bodies")
    await administrator.reads("bodies.title")
    await administrator.taps(cast.body_button)
    await administrator.reads("bodies.queue")
    await administrator.taps("switch.approval_on")
    await administrator.reads("bodies.queue")
    await _asks(cast, citizen, "surgery", newcomer=True)
    await operator.says("/queue")
    await operator.reads("queue.title.all")
    await operator.taps("1")
    await operator.reads("card.foot")
    await operator.taps("button.take")
    await operator.reads("answering.taken")
    await operator.says(cast.phrases["surgery_answer"])
    await operator.reads("preview.title")
    head.since = operator.person.mark()
    await operator.taps("button.to_head")
    await operator.reads("sent.to_head")
    await head.reads("staff.approval")
    await head.taps("button.review")
    await head.reads("review.title")
    citizen.since = head.person.mark()
    await head.taps("button.approve")
    await citizen.reads("answer.title")
    await citizen.taps("5")
    await citizen.reads("rated.good")


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
    await clinic.taps(_numbered(clinic, "MLSPP"))
    await clinic.reads("transfer.why")
    await clinic.taps("1")
    await clinic.reads("asking.preview")
    citizen.since = labour.since = clinic.person.mark()
    await clinic.taps("button.transfer_sure")
    await clinic.reads("hand_on.done")
    await citizen.reads("transferred")
    await _asked_back(cast, citizen, labour)
    await _together(cast, citizen, clinic, labour)


def _numbered(reader: Voice, code: str) -> str:
    """The button of a numbered list that bears a body's short name."""
    name = load().body_short(code, None, reader.language)
    return next(button for button in reader.buttons if button.endswith(name))


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
    await operator.taps(_numbered(operator, "MOH"))
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
    await _answers(cast, operator, citizen, "sick_answer")


async def _asks(cast: Cast, citizen: Voice, phrase: str, *, newcomer: bool) -> None:
    """From the typed text to the receipt."""
    await citizen.says(cast.phrases[phrase])
    if newcomer:
        await citizen.reads("consent.typed")
        await citizen.taps(f"button.agree_{citizen.language}")
    await citizen.reads("suggest.title")
    await citizen.taps(FIRST)
    await citizen.reads("receipt.title")


async def _takes(operator: Voice, *, since: Voice) -> None:
    """From the note of an arrival to a question in hand."""
    operator.since = since.since
    await operator.reads("arrivals")
    await operator.taps("button.open_first")
    await operator.reads("card.foot")
    await operator.taps("button.take")
    await operator.reads("answering.taken")


async def _answers(cast: Cast, operator: Voice, citizen: Voice, phrase: str) -> None:
    """From the typed answer to its arrival."""
    await operator.says(cast.phrases[phrase])
    await operator.reads("preview.title")
    citizen.since = operator.person.mark()
    await operator.taps("button.send")
    await operator.reads("sent.to_citizen")
    await citizen.reads("answer.title")


async def _race(cast: Cast, one: Voice, other: Voice) -> Voice:
    """Both tap "take" at once; whoever got no note that somebody else was quicker has it."""
    buttons = [label(rival.language, "button.take") for rival in (one, other)]
    await cast.narrator.act(f"{one.name} and {other.name} tap", f"[{buttons[0]}] [{buttons[1]}]")
    toasts = await asyncio.gather(one.presses(buttons[0]), other.presses(buttons[1]))
    assert toasts.count(None) == 1, f"one of two wins, not {toasts.count(None)}"
    winner = one if toasts[0] is None else other
    await winner.reads("answering.taken")
    return winner
