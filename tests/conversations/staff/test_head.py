"""The head's screens."""

from tests.stage import Stage, ask


async def test_statistics_are_read_turned_and_come_as_a_picture(stage: Stage) -> None:
    head = await stage.staff(1004, "head", name="Гүлнар")
    await ask(stage, "Зарплату не платят второй месяц, куда обратиться?")
    await head.says("/stats")
    await head.sees("Статистика какого органа?")
    await head.taps("Труд и соцзащита")
    shown = await head.sees("Статистика: ноябрь 2026 года")
    assert "Поступило: 1" in shown["text"]
    await head.taps("◀ октябрь 2026 года")
    await head.sees("За это время ничего не было")
    await head.taps("ноябрь 2026 года ▶")
    await head.sees("Поступило: 1")
    await head.taps("Графики")
    picture = await head.sees("📊 ноябрь 2026 года")
    assert picture["photo"]


async def test_a_head_shares_out_looks_and_takes_somebody_off(stage: Stage) -> None:
    body = "MLSPP"
    head, operator = stage.citizen("Гүлнар", "ru"), stage.citizen("Данияр", "ru")
    async with stage.app.unit() as work:
        from domain.permissions import Role
        from services import bodies, people
        from services.bodies import Switch
        from services.people import Guest

        await bodies.put(work, body, "", Switch.CONNECTED, True)
        for person, name, role in ((head, "Гүлнар", Role.HEAD), (operator, "Данияр", Role.OPERATOR)):
            who = await people.meet(work, Guest(person.id, name, "ru"))
            who.person.language = "ru"
            await people.join(work, who.person, role, body)
    await ask(stage, "Зарплату не платят второй месяц, куда обратиться?")
    await operator.opens()
    await head.opens()
    await head.says("/staff")
    await head.sees("никем не взято: 1")
    await head.taps("Распределить новые")
    await head.sees("Кому передать? Вопросов: 1")
    await head.taps("2 · Данияр")
    await head.sees("Теперь отвечает: Данияр")
    await operator.sees("Руководитель передал вам 1 вопрос")
    await head.taps("Мой орган")
    await head.sees("Данияр · в работе: 1")
    await head.taps("2")
    await head.sees("В работе: 1")
    await head.taps("Убрать из органа")
    await head.taps("Да, убрать")
    await head.sees("Вопросов вернулось в очередь: 1")
    await operator.sees("Вы больше не отвечаете от имени органа")
    await head.taps("Мой орган")
    await head.taps("Пригласить сотрудника")
    await head.sees("https://t.me/")
    await operator.says("/staff")
    await operator.sees("Это может сделать только руководитель")
