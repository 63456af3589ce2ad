"""The preview of an operator's album comes by itself once all parts are there, and is read at work."""

from services import answers, settling
from services.thread import Attached, Said
from tests.services.house import House


async def test_the_preview_of_an_album_stands_under_the_mode_of_staff(house: House) -> None:
    operator = await house.operator()
    inquiry = await house.taken(operator)
    for n in (1, 2):
        photo = Attached("photo", f"file{n}", f"unique{n}")
        async with house.acting(operator) as (work, who):
            part = Said(9000 + n, "photo", "Снимки." if n == 1 else "", album="A", file=photo)
            assert await answers.write(work, who, inquiry, part) is None
    await house.drain()
    house.at("2026-11-20 10:01")
    async with house.work() as work:
        await settling.settle(work)
    (shown,) = [sent for sent in await house.drain() if sent.key == "answer_preview"]
    assert shown.text.startswith("🗂 Служебный режим")
