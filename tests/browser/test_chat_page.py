"""What a newcomer does after `make run`: opens the page, asks as two citizens, answers as the operator."""

import os
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.player import Player

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
PICTURE = Path(__file__).parents[2] / "docs" / "images" / "chat-page.png"


async def opened(browser: Browser, url: str, size: dict[str, int]) -> Page:
    page = await browser.new_page(viewport=size, color_scheme="light")  # type: ignore[arg-type]
    page.on("pageerror", lambda error: pytest.fail(f"the page failed: {error}"))
    await page.goto(url)
    return page


async def asks_in_kazakh(citizen: Player) -> None:
    await citizen.says("Сәлеметсіз бе! Анамның зейнетақысы қаңтардан бері аз түсіп жатыр. Қайда жүгінеміз?")
    await citizen.sees("Жазғаныңыз жоғалмайды")
    await citizen.taps("Келісемін · қазақша")
    await citizen.sees("Кімге жіберейік?")
    await citizen.sees("Еңбек және халықты әлеуметтік қорғау министрлігі")
    await citizen.reads_only("kk")
    await citizen.taps("1 ·")
    await citizen.sees("Қабылданды")
    await citizen.reads_only("kk")


async def asks_in_russian(citizen: Player) -> None:
    await citizen.says(
        "Третью неделю мусор из двора не вывозят, в акимат не дозвониться! Павлодар, Ломова 45"
    )
    await citizen.sees("Написанное не пропадёт")
    await citizen.taps("Даю согласие · русский")
    await citizen.sees("Кому отправить?")
    await citizen.sees("Акимат Павлодарской области")
    await citizen.reads_only("ru")
    await citizen.taps("1 ·")
    await citizen.sees("Принято")
    await citizen.reads_only("ru")


async def answers(operator: Player, question: str, answer: str) -> None:
    await operator.sees("Кезегіңізге түскен жаңа сауал")
    await operator.taps("Біріншісін ашу")
    await operator.sees(question)
    await operator.taps("Өзіме аламын")
    await operator.sees("Бұл сауал енді сізде")
    await operator.says(answer)
    await operator.sees("Алдын ала көру")
    await operator.taps("✅ Азаматқа жіберу")
    await operator.sees("азаматқа жіберілді")
    # This screen took the place of a preview with bold lines and has none of its own.
    assert (
        not await operator.column.locator(".message", has_text="азаматқа жіберілді").locator("strong").count()
    )


async def test_both_citizens_are_answered_each_in_their_language(url: str, browser: Browser) -> None:
    page = await opened(browser, url, DESKTOP)
    kazakh, russian, operator = Player(page, 1001), Player(page, 1002), Player(page, 1003)

    await asks_in_kazakh(kazakh)
    await answers(operator, "зейнетақысы қаңтардан", "Айырмасы 25 қарашаға дейін төленеді.")
    await kazakh.sees("Айырмасы 25 қарашаға дейін төленеді.")
    await kazakh.sees("Жауап берген: Еңбек және халықты әлеуметтік қорғау министрлігі")
    await kazakh.taps("5")
    await kazakh.sees("берген бағаңыз: 5")
    await kazakh.reads_only("kk")

    await asks_in_russian(russian)
    await answers(operator, "мусор из двора", "Подрядчик вывезет мусор до конца недели.")
    await russian.sees("Подрядчик вывезет мусор до конца недели.")
    await russian.sees("Отвечает: Акимат Павлодарской области")
    await russian.taps("Вопрос не решён")
    await russian.sees("открыт снова")
    await russian.reads_only("ru")


async def test_a_phone_shows_one_person_at_a_time(url: str, browser: Browser) -> None:
    page = await opened(browser, url, PHONE)
    citizen, operator = Player(page, 1001), Player(page, 1003)
    await expect(citizen.column).to_be_in_viewport(ratio=0.9)
    await asks_in_kazakh(citizen)
    await page.get_by_test_id("person-1003").click()
    await expect(operator.column).to_be_in_viewport(ratio=0.9)
    await operator.sees("Кезегіңізге түскен жаңа сауал")
    overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0, f"the page is {overflow} pixels wider than the phone"


@pytest.mark.skipif("DAUYS_SCREENSHOT" not in os.environ, reason="set DAUYS_SCREENSHOT=1 to take it anew")
async def test_the_picture_of_the_readme(url: str, browser: Browser) -> None:
    page = await opened(browser, url, DESKTOP)
    await page.get_by_test_id("hint-close").click()
    kazakh, russian, operator = Player(page, 1001), Player(page, 1002), Player(page, 1003)
    head = Player(page, 1004)
    await asks_in_kazakh(kazakh)
    await answers(
        operator,
        "зейнетақысы қаңтардан",
        "Айырмасы 25 қарашаға дейін төленеді. Ештеңе тапсырудың қажеті жоқ.",
    )
    await kazakh.sees("Айырмасы 25 қарашаға дейін төленеді.")
    await asks_in_russian(russian)
    await operator.taps("Біріншісін ашу")
    await operator.sees("мусор из двора")
    await head.says("/queue")
    await head.sees("Открытые вопросы: 1")
    await page.mouse.move(1435, 450)
    await page.wait_for_timeout(800)
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    await page.screenshot(path=PICTURE)
