"""A part of an album that comes late belongs to what its first part was: also when that was cancelled."""

from services import conversation
from services.heard import Gathering
from services.thread import Attached, Said
from tests.services.house import House


def part(number: int, group: str = "A") -> Said:
    """A photo of an album; its caption stands under the first."""
    photo = Attached("photo", f"file{number}", f"unique{number}")
    return Said(9000 + number, "photo", "Новый вопрос" if number == 1 else "", album=group, file=photo)


async def test_a_late_part_of_a_cancelled_album_does_not_join_the_inquiry_before(either_house: House) -> None:
    house = either_house
    await house.operator()
    citizen = await house.person()
    inquiry = await house.asks(citizen)
    async with house.acting(citizen) as (work, who):
        await conversation.start_anew(work, who)
    async with house.acting(citizen) as (work, who):
        await conversation.hear(work, who, part(1))
    async with house.acting(citizen) as (work, who):
        assert await conversation.cancel(work, who)
    async with house.acting(citizen) as (work, who):
        assert isinstance(await conversation.hear(work, who, part(2)), Gathering)
        assert not await conversation.is_begun(work, who)
    kept = await house.rows("SELECT inquiry_id, kind FROM messages ORDER BY id")
    assert kept == [(inquiry, "text")]
    assert await house.rows("SELECT id FROM files") == []


async def test_another_album_after_it_is_heard(house: House) -> None:
    citizen = await house.person()
    async with house.acting(citizen) as (work, who):
        await conversation.hear(work, who, part(1))
    async with house.acting(citizen) as (work, who):
        await conversation.cancel(work, who)
    async with house.acting(citizen) as (work, who):
        await conversation.hear(work, who, part(3, "B"))
        assert await conversation.is_begun(work, who)
