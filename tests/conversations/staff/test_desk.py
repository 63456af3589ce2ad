"""What an operator does with an inquiry besides answering it, over the wire: the way through the screens."""

from tests.stage import Person, Stage, ask

WAGES = "Зарплату не платят второй месяц, куда обратиться?"


async def taken(stage: Stage, words: str = WAGES) -> tuple[Person, Person]:
    """An operator of every body with a question in hand, and its citizen."""
    operator = await stage.staff(1003, "operator")
    citizen = await ask(stage, words)
    await operator.taps("Открыть первый")
    await operator.taps("Взять себе")
    await citizen.sees("занимается сотрудник")
    return operator, citizen


async def taps_numbered(person: Person, name: str) -> None:
    """Tap the button of a numbered list that bears this name."""
    await person.sees("1. ")
    await person.taps(next(button for button in await person.buttons() if button.endswith(name)))


async def test_a_transfer_is_previewed_and_told_with_its_reason(stage: Stage) -> None:
    operator, citizen = await taken(stage)
    await operator.taps("Передать в другой орган")
    listed = await operator.sees("Какой орган должен ответить")
    assert "Министерство труда и социальной защиты населения" not in listed["text"], "it is there already"
    await taps_numbered(operator, "Здравоохранение")
    await operator.sees("По какой причине")
    await operator.taps("2")
    shown = await operator.sees("Гражданин увидит это")
    assert "орган был выбран по ошибке" in shown["text"]
    await operator.taps("✅ Передать")
    await operator.sees("Министерство здравоохранения")
    told = await citizen.sees("передан в другой орган")
    assert "орган был выбран по ошибке" in told["text"]


async def test_own_words_of_a_transfer_and_its_old_preview(stage: Stage) -> None:
    operator, citizen = await taken(stage)
    await operator.taps("Передать в другой орган")
    await taps_numbered(operator, "Здравоохранение")
    await operator.taps("Своими словами")
    await operator.says("Это о больничном листе")
    first = await operator.sees("Это о больничном листе")
    await operator.says("Это о выплате по больничному")
    await operator.sees("Это о выплате по больничному")
    data = first["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await operator.taps_forged(data, first["message_id"])
    await operator.sees("Этот экран устарел")
    last = next(m for m in reversed(await operator.chat()) if "о выплате по" in m.get("text", ""))
    await operator.taps_forged(
        last["reply_markup"]["inline_keyboard"][0][0]["callback_data"], last["message_id"]
    )
    await citizen.sees("Это о выплате по больничному")
