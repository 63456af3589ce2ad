"""A copy of one's data and erasing it, as a citizen meets them."""

from tests.conversations.citizen.scene import RU, agreed, desk, opens_card, sends
from tests.stage import Stage, eventually


async def test_a_citizen_takes_a_copy_and_is_erased(stage: Stage) -> None:
    operator = await desk(stage)
    citizen = await agreed(stage, RU)
    number = await sends(citizen, RU)
    await opens_card(operator, number)
    card = (await operator.last())["message_id"]

    await citizen.says("/export")
    await citizen.sees("Готовим копию")
    copy = await citizen.sees("Копия ваших данных", timeout=20)
    assert copy["document"]["file_name"].endswith(".html")

    await citizen.says("/delete")
    await citizen.sees("1 вопрос без ответа будет отозван")
    await citizen.taps("🗑 Да, удалить всё")
    await citizen.sees("Удаляем")
    await citizen.sees("Ваши данные удалены", timeout=15)

    async def emptied() -> bool:
        shown = {m["message_id"]: m for m in await operator.chat(50)}
        return "Данные этого вопроса удалены" in shown[card].get("text", "")

    await eventually(emptied, 15)
    await citizen.says("/my")
    await citizen.sees("пока нет вопросов")


async def test_staff_are_told_why_not(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    await operator.says("/delete")
    await operator.sees("попросите руководителя")
