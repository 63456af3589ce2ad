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
