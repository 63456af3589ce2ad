"""The operator's queue: joining, paging, filters, taking, releasing."""

import asyncio

from domain.civil import ZONE
from tests.stage import Stage, ask


async def test_an_operator_joins_by_a_link_that_works_once(stage: Stage) -> None:
    admin = await stage.admin()
    await admin.says("/invite")
    await admin.taps("Сотрудник")
    await admin.taps("Культура и информация")
    link = await admin.sees("https://t.me/")
    payload = link["text"].split("start=")[1].split()[0]

    operator = stage.citizen("Данияр", "kk")
    await operator.opens(payload)
    await operator.sees("Сізді «Дауыс» ботында жауап беруге шақырып отыр")
    await operator.sees("Мәдениет және ақпарат министрлігі")
    await operator.taps("Қосылу · қазақша")
    await operator.sees("Қосылдыңыз")
    await operator.taps("Кезекті көру")
    await operator.sees("Ашық сауалдар: 0")

    late = stage.citizen("Сергей", "ru")
    await late.opens(payload)
    await late.sees("уже использовано")
    assert await stage.rows("SELECT role, body FROM memberships WHERE body IS NOT NULL") == [
        ("operator", "MCI")
    ]


async def test_the_joined_operator_may_press_the_link_again(stage: Stage) -> None:
    async with stage.app.unit() as work:
        from services.invitations import Role, Wanted, invite

        payload = await invite(work, Wanted(Role.OPERATOR, "MOH"))
    operator = stage.citizen("Данияр", "ru")
    await operator.opens(payload)
    await operator.taps("Присоединиться")
    await operator.sees("Вы присоединились")
    await operator.opens(payload)
    await operator.taps("Присоединиться")
    await operator.sees("Вы присоединились")
    assert len(await stage.rows("SELECT id FROM memberships WHERE role = 'operator'")) == 1


async def test_a_wrong_or_old_link_is_refused_kindly(stage: Stage) -> None:
    stranger = stage.citizen("Сергей", "ru")
    await stranger.opens("inv_nosuchcode")
    await stranger.sees("Такого приглашения нет")
    async with stage.app.unit() as work:
        from services.invitations import Role, Wanted, invite

        payload = await invite(work, Wanted(Role.OPERATOR, "MOH"))
    stage.clock.forward(days=8)
    await stranger.opens(payload)
    await stranger.sees("Срок этого приглашения истёк")


async def test_two_operators_tap_at_once_and_the_second_learns_who_was_first(stage: Stage) -> None:
    first = await stage.staff(1003, "operator", name="Данияр")
    second = await stage.staff(1006, "operator", name="Мадина")
    await ask(stage, "Не платят пенсию второй месяц, что делать?")
    for operator in (first, second):
        await operator.taps("Открыть первый")
        await operator.sees("Не платят пенсию")

    toasts = await asyncio.gather(first.taps("Взять себе"), second.taps("Взять себе"))

    losers = [toast for toast in toasts if toast]
    assert len(losers) == 1
    winner, loser = (first, second) if toasts[1] else (second, first)
    assert losers[0].endswith("Данияр" if winner is first else "Мадина")
    await winner.sees("Вопрос теперь у вас")
    await loser.sees("взят · ")
    assert "Взять себе" not in await loser.buttons()
    assert await stage.rows("SELECT count(*) FROM events WHERE kind = 'taken'") == [(1,)]


async def test_a_released_inquiry_can_be_taken_by_another(stage: Stage) -> None:
    first = await stage.staff(1003, "operator", name="Данияр")
    second = await stage.staff(1006, "operator", name="Мадина")
    await ask(stage, "Не платят пенсию второй месяц, что делать?")
    await first.taps("Открыть первый")
    await first.taps("Взять себе")
    await first.taps("Ещё…")
    assert await first.taps("Вернуть в очередь") == "Возвращён в очередь"
    await second.taps("Открыть первый")
    await second.taps("Взять себе")
    await second.sees("Вопрос теперь у вас")


async def test_the_queue_pages_and_filters(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    for n in range(8):
        await ask(stage, f"Не платят пенсию, месяц номер {n}")
    await operator.says("/queue")
    await operator.sees("Открытые вопросы: 8")
    await operator.taps("Дальше")
    await operator.sees("месяц номер 7")
    await operator.taps("1")
    await operator.taps("Взять себе")
    await operator.says("/mine")
    await operator.sees("У меня в работе: 1")
    await operator.taps("Новые")
    await operator.sees("Никем не взяты: 7")
    await operator.taps("Просрочено")
    await operator.sees("Просрочено: 0")
    await operator.sees("Здесь пусто")

    stage.clock.at = stage.clock.at.replace(day=11, month=12, tzinfo=ZONE)
    await operator.taps("Срок сегодня")
    await operator.sees("Срок сегодня: 8")
    stage.clock.forward(days=1)
    await operator.taps("Просрочено")
    await operator.sees("Просрочено: 8")
    await operator.sees("просрочен на 1 рабочий день")


async def test_queue_opens_a_card_by_its_number_however_it_is_typed(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    await ask(stage, "Не платят пенсию второй месяц")
    [(number,)] = await stage.rows("SELECT number FROM inquiries")
    await operator.says(f"/queue {number.lower().replace('-', ' ')}")
    await operator.sees("Не платят пенсию второй месяц")
    await operator.says("/queue 26-AAAAAA-A")
    await operator.sees("Открытые вопросы")


async def test_operators_see_only_their_own_queues(stage: Stage) -> None:
    await stage.staff(1003, "operator")
    stranger = stage.citizen("Мадина", "ru")
    async with stage.app.unit() as work:
        from services.invitations import Role, Wanted, invite

        payload = await invite(work, Wanted(Role.OPERATOR, "AKIMAT", "75"))
    await stranger.opens(payload)
    await stranger.taps("Присоединиться")
    await ask(stage, "В Астане во дворе не убирают мусор уже неделю", body="Акимат")
    [(inquiry, region)] = await stage.rows("SELECT id, region FROM inquiries")
    assert region == "71"
    await stranger.says("/queue")
    await stranger.sees("Открытые вопросы: 0")
    mark = stranger.mark()
    await stranger.taps_forged(f"c:{inquiry}:open")
    await stranger.sees("Среди доступных вам вопросов такого нет", after=mark)


async def test_a_citizen_cannot_open_the_desk(stage: Stage) -> None:
    await stage.staff(1003, "operator")
    citizen = await ask(stage, "Не платят пенсию второй месяц")
    [(inquiry,)] = await stage.rows("SELECT id FROM inquiries")
    await citizen.says("/queue")
    await citizen.sees("Очередь открыта только сотрудникам")
    for forged in (
        f"c:{inquiry}:take",
        f"c:{inquiry}:open",
        "q:all:0",
        f"c:{inquiry}:files",
        "inv::::0",
        "b:::open:0",
    ):
        mark = citizen.mark()
        await citizen.taps_forged(forged)
        seen = await citizen.sees("", after=mark)
        assert "пенсию" not in seen["text"]
    assert await stage.rows("SELECT state FROM inquiries") == [("new",)]


async def test_staff_are_told_in_which_mode_they_are(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    await operator.sees("Служебный режим")
    await operator.says("просто текст")
    await operator.sees("никому не отправлен")
    await operator.taps("В режим гражданина")
    await operator.sees("Режим гражданина")
    await operator.says("Не платят пенсию второй месяц")
    await operator.sees("Здравствуйте! Это Дауыс")
    await operator.taps("Даю согласие")
    await operator.sees("Кому отправить?")
    await operator.says("/mode")
    await operator.taps("В служебный режим")
    await operator.sees("Открытые вопросы")


async def test_the_help_at_work_opens_every_section_of_ones_own(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    await operator.taps("☰ Разделы")
    shown = await operator.sees("/find – ")
    assert "/away – " in shown["text"]
    assert "/staff" not in shown["text"], "that is for heads"
    assert "Напишите вопрос своими словами" not in shown["text"], "that is for citizens"


async def test_long_lists_of_ones_queues_have_pages(stage: Stage) -> None:
    head = await stage.staff(1004, "head", name="Гүлнар")
    for command, question in (("/staff", "Какой орган открыть?"), ("/stats", "Статистика какого органа?")):
        await head.says(command)
        await head.sees(question)
        await head.taps("Дальше →")
        await head.taps("Энергетика", answered=False)
    await head.says("/away")
    await head.sees("Пока вас нет")
    await head.taps("Дальше →")
    await head.sees("9. ")


async def test_cancel_at_work_leads_back_to_the_queue_and_keeps_ones_own_question(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    await operator.says("/mode")
    await operator.taps("В режим гражданина")
    await operator.says("Когда придёт пенсия? Мама ждёт вторую неделю")
    await operator.taps("Даю согласие")
    await operator.sees("Кому отправить?")
    await operator.says("/mode")
    await operator.taps("В служебный режим")
    await operator.says("/find")
    await operator.sees("Что ищем?")
    await operator.says("/cancel")
    await operator.sees("Начатое отменено")
    await operator.taps("Вся очередь")
    assert await stage.rows("SELECT count(*) FROM drafts") == [(1,)]
