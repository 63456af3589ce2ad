"""Orders of documents: one file for one wish, whoever dies on the way."""

from pathlib import Path

import pytest

from domain.errors import Refused
from handlers.document_notices import bar
from services import documents
from services.documents import ATTEMPTS, Made
from tests.services.house import BODY, House

MINE, OTHER = 11, 12
ARGS = {"body": BODY, "region": ""}


async def ordered(house: House, head: int, **more: object) -> None:
    async with house.acting(head) as (work, who):
        await documents.ask(work, who.person, "open_sheet", dict(ARGS) | more)


async def made(house: House, path: Path, owner: int = MINE) -> None:
    """Somebody takes the order and makes the file."""
    _touch(path)
    async with house.work() as work:
        order = await documents.begin(work, owner)
        assert order is not None
    async with house.work() as work:
        words = {"body": "Орган", "count": "3"}
        await documents.finish(work, owner, order.id, Made(str(path), "a.xlsx", "document", words))


def _touch(path: Path) -> None:
    path.write_text("file", encoding="utf-8")


def _remove(path: Path) -> None:
    path.unlink()


async def settled(house: House) -> list[str]:
    async with house.work() as work:
        return await documents.settle(work, lambda path: Path(path).exists())


async def state(house: House) -> list[tuple[str, int]]:
    return [tuple(row) for row in await house.rows("SELECT state, attempts FROM document_orders ORDER BY id")]


async def test_a_document_comes_once_and_its_file_goes(either_house: House, tmp_path: Path) -> None:
    house, path = either_house, tmp_path / "made"
    head = await house.head()
    await ordered(house, head)
    await ordered(house, head)  # a second tap while it is under way
    await made(house, path)
    (arrived,) = await house.drain()
    assert (arrived.to, arrived.key, arrived.text) == (head, "document_file", "📄 Открытые вопросы: 3\nОрган")
    assert await settled(house) == [str(path)]
    assert await state(house) == [("sent", 1)]
    async with house.work() as work:
        assert await documents.begin(work, MINE) is None


async def test_whoever_waits_sees_one_message_that_changes(house: House, tmp_path: Path) -> None:
    await ordered(house, await house.head())
    async with house.work() as work:
        order = await documents.begin(work, MINE)
    assert order is not None
    for done in (0, 50, 60):
        async with house.work() as work:
            await documents.under_way(work, MINE, order.id, done, 100)
        await house.drain()
    async with house.work() as work:
        path = tmp_path / "made"
        _touch(path)
        words = {"body": "Орган", "count": "3"}
        await documents.finish(work, MINE, order.id, Made(str(path), "a.xlsx", "document", words))
    await house.drain()
    said = [sent.text.split("\n")[-1] for sent in house.sent]
    assert said[0].startswith("⏳ Готовим файл") or "0 %" in said[0]
    assert "▓▓▓▓▓░░░░░ 50 %" in said
    assert said[-2:] == ["Орган", "✅ Файл готов."]


async def test_what_a_dead_process_was_making_is_made_by_another(either_house: House, tmp_path: Path) -> None:
    house = either_house
    await ordered(house, await house.head())
    async with house.work() as work:
        assert await documents.begin(work, MINE) is not None
        assert await documents.holders(work) == {MINE}
        assert await documents.begin(work, OTHER) is None
        await documents.orphaned(work, MINE)
    await made(house, tmp_path / "made", OTHER)
    assert len(await house.drain()) == 1
    assert await state(house) == [("made", 2)]


async def test_a_late_word_of_whoever_lost_the_order_counts_for_nothing(house: House, tmp_path: Path) -> None:
    await ordered(house, await house.head())
    async with house.work() as work:
        order = await documents.begin(work, MINE)
        assert order is not None
        await documents.orphaned(work, MINE)
    async with house.work() as work:
        await documents.finish(work, MINE, order.id, Made("x", "a", "document", {}))
        await documents.fail(work, MINE, order.id)
    assert await state(house) == [("wanted", 1)]


async def test_what_cannot_be_made_is_given_up_with_an_honest_word(house: House) -> None:
    await ordered(house, await house.head())
    for _ in range(ATTEMPTS):
        house.at(f"2026-11-20 10:{_ + 1:02d}")
        async with house.work() as work:
            order = await documents.begin(work, MINE)
            assert order is not None
            await documents.fail(work, MINE, order.id)
    assert await state(house) == [("failed", ATTEMPTS)]
    assert "Извините" in (await house.drain())[-1].text


async def test_a_file_that_is_lost_is_made_anew(house: House, tmp_path: Path) -> None:
    await ordered(house, await house.head())
    await made(house, tmp_path / "first")
    _remove(tmp_path / "first")
    assert await house.drain() == []
    await settled(house)
    house.at("2026-11-20 10:05")
    await made(house, tmp_path / "second")
    assert len(await house.drain()) == 1


async def test_whoever_left_the_body_gets_nothing(house: House, tmp_path: Path) -> None:
    await ordered(house, await house.head())
    await made(house, tmp_path / "made")
    async with house.work() as work:
        from sqlalchemy import text

        await work.session.execute(text("UPDATE memberships SET ended_at = '2026-11-20 05:00:00.000000'"))
    assert await house.drain() == []
    await settled(house)
    assert await state(house) == [("failed", 1)]


async def test_nobody_piles_up_orders(house: House) -> None:
    head = await house.head()
    for n in range(documents.AT_ONCE):
        await ordered(house, head, n=n)
    with pytest.raises(Refused):
        await ordered(house, head, n=99)


async def test_what_comes_unasked_comes_once(house: House) -> None:
    head = await house.head()
    for _ in range(2):
        async with house.acting(head) as (work, who):
            await documents.ask(work, who.person, "open_sheet", dict(ARGS), once="report:1:2026-11")
    assert await state(house) == [("wanted", 0)]


@pytest.mark.parametrize(
    ("done", "shown"), [(0, "░░░░░░░░░░ 0 %"), (55, "▓▓▓▓▓░░░░░ 55 %"), (100, "▓▓▓▓▓▓▓▓▓░ 99 %")]
)
def test_a_bar_is_never_full_before_the_end(done: int, shown: str) -> None:
    assert bar(done, 100) == shown
