"""The administrator: bodies, switches, units, health; and what everybody else may not do."""

from aiogram.types import BotCommandScopeChat

from tests.stage import Stage, ask, eventually


async def test_a_body_is_connected_and_disconnected(stage: Stage) -> None:
    admin = await stage.admin()
    await admin.says("/bodies")
    await admin.sees("отвечают: 0 из 44")
    await admin.taps("Здравоохранение")
    await admin.sees("Отвечает в боте: нет")
    await admin.taps("Подключить")
    await admin.sees("Отвечает в боте: да")
    await admin.sees("ещё нет сотрудников")
    await stage.staff(1003, "operator")
    await admin.taps("Отключить")
    await admin.sees("Отвечает в боте: нет")
    assert len(await stage.rows("SELECT id FROM audit WHERE action = 'switch'")) == 2


async def test_a_region_of_the_akimats_is_connected_by_itself(stage: Stage) -> None:
    admin = await stage.admin()
    await admin.says("/bodies")
    await admin.taps("Следующая")
    await admin.taps("Следующая")
    await admin.taps("Акимат")
    await admin.taps("⚪ г. Алматы")
    await admin.sees("Акимат города Алматы")
    await admin.taps("Подключить")
    await admin.sees("Отвечает в боте: да")
    assert await stage.rows("SELECT body, region FROM body_settings WHERE connected") == [("AKIMAT", "75")]


async def test_a_unit_is_named_in_both_languages(stage: Stage) -> None:
    admin = await stage.admin()
    await admin.says("/bodies")
    await admin.taps("Здравоохранение")
    await admin.taps("Добавить подразделение")
    await admin.says("Тек бір атау")
    await admin.sees("Нужны оба названия")
    await admin.says("Дәрі департаменті\nДепартамент лекарств")
    await admin.sees("Подразделения: Департамент лекарств")


async def test_text_only_bodies_open_no_files(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    async with stage.app.unit() as work:
        from services.bodies import Switch, put

        await put(work, "MLSPP", "", Switch.TEXT_ONLY, True)
    citizen = await stage.consented("ru")
    await citizen.sends_photo("Не платят пенсию, вот фото")
    await citizen.taps("1 ·")
    await operator.taps("Открыть первый")
    await operator.sees("Файлы: 1")
    assert "Открыть файлы" not in await operator.buttons()
    [(inquiry,)] = await stage.rows("SELECT id FROM inquiries")
    await operator.taps_forged(f"c:{inquiry}:files")
    await operator.sees("работает только с текстом")


async def test_health_says_what_waits(stage: Stage) -> None:
    admin = await stage.admin()
    await stage.staff(1003, "operator")
    await ask(stage, "Не платят пенсию второй месяц")
    await admin.says("/health")
    seen = await admin.sees("Состояние бота")
    assert "Очередей отвечает: 44 из 44" in seen["text"]
    assert "Открытых вопросов: 1" in seen["text"]
    assert "Владелец бота указан для примера" in seen["text"]


async def test_only_administrators_administer(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    for command in ("/invite", "/bodies", "/health"):
        mark = operator.mark()
        await operator.says(command)
        await operator.sees("только администратор", after=mark)
    for forged in ("inv:::dispatcher:0", "b:MOH::connected:0"):
        mark = operator.mark()
        await operator.taps_forged(forged)
        await operator.sees("только администратор", after=mark)
    assert await stage.rows("SELECT count(*) FROM invitations") == [(0,)]


async def test_a_removed_administrator_loses_the_desk(stage: Stage) -> None:
    admin = await stage.admin()
    async with stage.app.unit() as work:
        from services.staffing import greet_admins

        await greet_admins(work, frozenset())
    await admin.says("/health")
    await admin.sees("только администратор")


async def test_menus_follow_role_and_language(stage: Stage) -> None:
    admin = await stage.admin()
    await admin.says("/lang")
    await admin.taps("Қазақша")
    await admin.sees("Енді қазақша жазамыз")
    await eventually(lambda: _described(stage, admin.id, "Боттың жағдайы"))
    await admin.says("/mode")
    await admin.taps("Азамат режиміне өту")
    await eventually(lambda: _described(stage, admin.id, "Менің сауалдарым"))


async def _described(stage: Stage, person: int, description: str) -> bool:
    menu = await stage.app.bot.get_my_commands(scope=BotCommandScopeChat(chat_id=person))
    return description in [command.description for command in menu]
