"""The scene of `dauys tour` in which one answer goes to many."""

from bot.cli.cast import Cast, asks_anew


async def wave(cast: Cast) -> None:
    """Two people ask the same; the operator answers once, and each gets an answer of their own."""
    await cast.narrator.scene("Two people ask the same: one answer, a copy to each, two deliveries")
    operator = cast.voice("daniyar")
    askers = cast.voice("aigerim"), cast.voice("yerlan")
    for citizen, phrase in zip(askers, ("wages", "wages_too"), strict=True):
        operator.since = operator.person.mark()
        await asks_anew(cast, citizen, phrase)
        await operator.reads("arrivals")
        await operator.taps("button.open_first")
        await operator.reads("card.foot")
    await operator.taps("button.take")
    await operator.reads("answering.taken")
    await operator.taps("button.similar")
    await operator.reads("similar.title")
    await operator.taps("button.link_all")
    await operator.reads("similar.linked")
    await operator.says(cast.phrases["wages_answer"])
    await operator.reads("preview.along")
    for citizen in askers:
        citizen.since = operator.person.mark()
    await operator.taps("button.send")
    await operator.reads("sent.along")
    for citizen in askers:
        await citizen.reads("answer.title")
    await operator.taps("outcome.explained")
    await operator.reads("outcome.ask")
    await operator.taps("button.deliveries")
    await operator.reads("together.title")
