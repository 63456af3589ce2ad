"""The scene of `dauys tour` about answers for everybody: found, asked on, and one made of an answer."""

from bot.cli.cast import Cast

LAMP = "💡"
"""What buttons with an answer begin with."""

EMPTY = "◻️"
"""What buttons of parts that are to be filled begin with."""

PARTS = ("pair_question_kk", "pair_question_ru", "pair_answer_kk", "pair_answer_ru")


async def known(cast: Cast) -> None:
    """A ready answer to substituted Kazakh, a human all the same, and an answer made good for everybody."""
    await cast.narrator.scene("Asked before: the answer is there at once; Kazakh in Russian letters")
    citizen, operator = cast.voice("aigerim"), cast.voice("daniyar")
    await citizen.says("/new")
    await citizen.reads("write_now")
    await citizen.says(cast.phrases["known"])
    await citizen.reads("answers.several")
    await citizen.taps(LAMP)
    await citizen.reads("answers.source")
    await cast.narrator.scene("A human all the same, without typing again; the operator is proposed the text")
    await citizen.taps("button.ask_human")
    await citizen.reads("suggest.hint")
    operator.since = operator.person.mark()
    await citizen.taps("button.unknown")
    await citizen.reads("receipt.triage")
    await operator.reads("arrivals")
    await operator.taps("button.open_first")
    await operator.reads("card.foot")
    await operator.taps("button.take")
    await operator.reads("proposals.title")
    await operator.taps(LAMP)
    await operator.reads("proposals.mend")
    await operator.says(cast.phrases["known_answer"])
    await operator.reads("preview.title")
    citizen.since = operator.person.mark()
    await operator.taps("button.send")
    await operator.reads("sent.to_citizen")
    await citizen.reads("answer.title")
    await _published(cast)


async def _published(cast: Cast) -> None:
    await cast.narrator.scene("Good for others: name, number and date are taken out, both languages filled")
    operator, head = cast.voice("daniyar"), cast.voice("admin")
    await operator.taps("button.good_for_others")
    await operator.reads("pair.draft")
    for part in PARTS:
        await operator.taps(EMPTY)
        await operator.reads("pair.type")
        await operator.says(cast.phrases[part])
        await operator.reads("pair.draft")
    head.since = head.person.mark()
    await operator.taps("button.offer_pair")
    await operator.reads("pair.offered")
    await head.reads("staff.pair")
    await head.taps("button.look_pair")
    await head.reads("pair.offered")
    await head.taps("button.publish_pair")
    await head.reads("pair.published")
