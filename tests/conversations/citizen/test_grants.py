"""Grants in the chat: the list, a card, its papers and its calendar file, a search, a link from a poster."""

import pytest

from services import demonstration
from tests.stage import Stage


@pytest.fixture
async def furnished(stage: Stage) -> Stage:
    async with stage.app.unit() as work:
        await demonstration.bring(work)
    return stage


async def test_from_the_list_to_a_card_and_its_files(furnished: Stage) -> None:
    citizen = furnished.citizen("Марина", "ru")
    await citizen.opens()
    mark = citizen.mark()
    await citizen.says("/grants")
    await citizen.sees("Приём заявок открыт: 3 конкурса", after=mark)
    await citizen.taps("2")
    await citizen.sees("Осталось: 5 дней 8 часов")
    await citizen.taps("Список документов")
    await citizen.sees("Смета проекта")
    await citizen.taps("К конкурсу")
    mark = citizen.mark()
    await citizen.taps("Добавить в календарь")
    await citizen.sees("Откройте файл", after=mark)


async def test_a_search_takes_one_message_and_no_more(furnished: Stage) -> None:
    citizen = await furnished.consented()
    await citizen.says("/grants")
    await citizen.taps("🔎 Найти")
    await citizen.sees("Что ищем?")
    mark = citizen.mark()
    await citizen.says("волонтёры")
    await citizen.sees("Региональные волонтёрские центры", after=mark)
    mark = citizen.mark()
    await citizen.says("Зарплату не платят второй месяц, куда обратиться?")
    await citizen.sees("Кому отправить?", after=mark)


async def test_a_link_from_a_poster_opens_the_card_before_any_consent(furnished: Stage) -> None:
    citizen = furnished.citizen("Айгерім", "kk")
    await citizen.opens("call_demorural")
    await citizen.sees("ҮЛГІ: нақты конкурс емес")
    stranger = furnished.citizen("Марина", "ru")
    await stranger.opens("call_nosuch")
    await stranger.sees("Такого конкурса нет")
