"""Finding an inquiry from the queue, by its number, and by words."""

from tests.stage import Stage, ask


async def test_an_operator_finds_by_number_and_by_words(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    await ask(stage, "Зарплату не платят второй месяц, куда обратиться?")
    ((number,),) = await stage.rows("SELECT number FROM inquiries")
    await operator.says(number)
    await operator.sees(f"№ {number} · новый")
    await operator.taps("🔎 Искать другое")
    await operator.sees("Что ищем?")
    await operator.says("зарплата месяц")
    await operator.sees("Зарплату не платят второй месяц")
    await operator.taps("Завершённые")
    await operator.sees("такого вопроса нет")
    await operator.taps("Все")
    await operator.taps("1")
    await operator.sees("Зарплату не платят второй месяц")
    await operator.taps("Взять себе")
    await operator.says("/find мектеп")
    await operator.sees("такого вопроса нет")
