"""The first scenes of `dauys tour`: from a first question to an answer that a head approved.

What people type is in playground/samples/story.yaml.
"""

import asyncio

from bot.cli.cast import FIRST, Cast, answers, asks, takes
from bot.cli.narrator import Voice
from locales import label

APPROVING_BODY = "MOH"


async def kazakh(cast: Cast) -> None:
    """A question in Kazakh from the first word to the rating, and one in Latin letters by the dispatcher."""
    await cast.narrator.scene("A first question, in Kazakh: nothing but typing, one tap, one more tap")
    citizen, operator = cast.voice("aigerim"), cast.voice("daniyar")
    await asks(cast, citizen, "pension", newcomer=True)
    await citizen.taps("button.how_counted")
    await citizen.reads("deadline.promise")
    await takes(operator, since=citizen)
    await answers(cast, operator, citizen, "pension_answer")
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
    await asks(cast, citizen, "rubbish", newcomer=True)
    rivals = cast.voice("daniyar"), cast.voice("olga")
    for rival in rivals:
        rival.since = 0
        await rival.reads("arrivals")
        await rival.taps("button.open_first")
        await rival.reads("card.foot")
    operator = await _race(cast, *rivals)
    await answers(cast, operator, citizen, "rubbish_answer")
    await cast.narrator.scene("Not solved: the head sees it, somebody else answers")
    head.since = citizen.person.mark()
    await citizen.taps("button.not_solved")
    await citizen.reads("reopened")
    await head.reads("staff.reopened")
    await head.taps("button.to_card")
    await head.reads("card.foot")
    await head.taps("button.take")
    await head.reads("answering.taken")
    await answers(cast, head, citizen, "rubbish_again")
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
    await asks(cast, citizen, "surgery", newcomer=True)
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


async def _race(cast: Cast, one: Voice, other: Voice) -> Voice:
    """Both tap "take" at once; whoever got no note that somebody else was quicker has it."""
    buttons = [label(rival.language, "button.take") for rival in (one, other)]
    await cast.narrator.act(f"{one.name} and {other.name} tap", f"[{buttons[0]}] [{buttons[1]}]")
    toasts = await asyncio.gather(one.presses(buttons[0]), other.presses(buttons[1]))
    assert toasts.count(None) == 1, f"one of two wins, not {toasts.count(None)}"
    winner = one if toasts[0] is None else other
    await winner.reads("answering.taken")
    return winner
