"""A proposed text on the card: from the announcement to a sent answer in four taps, and nothing typed."""

from tests.stage import Stage, ask

TAPS = ("Открыть первый", "Взять себе", "💡", "✅ Отправить")
"""Every tap of the operator."""


async def test_four_taps_and_no_typing(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    citizen = await ask(stage, "Мне не платят зарплату, куда писать?")
    await operator.sees("1 новый вопрос")
    since = citizen.mark()
    for tap in TAPS:
        await operator.taps(tap)
    arrived = await citizen.sees("Пришёл ответ", after=since)
    assert "труд" in arrived["text"].lower()
    assert len(TAPS) <= 4
