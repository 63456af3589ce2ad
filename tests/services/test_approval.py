"""An approval nobody can give, or wants any more: what waits returns, and leaves only by its author."""

import pytest

from domain.errors import Impossible
from domain.permissions import Role
from handlers.views import admin
from handlers.views.words import Reader
from models.tables import Membership
from services import answers, bodies, corrections, posts
from services.bodies import Switch
from tests.services.house import BODY, House


async def approving(house: House, value: bool = True) -> None:
    """The body wants its head to approve."""
    async with house.work() as work:
        await bodies.put(work, BODY, "", Switch.APPROVAL, value)


async def waits(house: House, operator: int) -> int:
    """An inquiry whose answer waits for the head."""
    inquiry = await house.taken(operator)
    await house.answers(operator, inquiry)
    assert (await house.inquiry(inquiry)).state == "approval"
    await house.drain()
    return inquiry


async def dismissed(house: House, admin: int, person: int) -> None:
    """An administrator takes somebody off."""
    async with house.acting(person) as (_, who):
        (post,) = who.posts
    async with house.acting(admin) as (work, who):
        await posts.dismiss(work, who, post.id)


async def state_of(house: House, inquiry: int) -> tuple[str, str]:
    """Of an inquiry and of its answer."""
    [(answer,)] = await house.rows("SELECT state FROM answers WHERE inquiry_id = :key", key=inquiry)
    return (await house.inquiry(inquiry)).state, answer


async def test_with_the_last_head_answers_return_to_their_authors(either_house: House) -> None:
    house = either_house
    admin, operator = await house.person((Role.ADMIN, None)), await house.operator()
    first, last, citizen = await house.head(), await house.head(), await house.person()
    await approving(house)
    one, other = await waits(house, operator), await waits(house, operator)
    await dismissed(house, admin, first)
    assert await state_of(house, one) == ("approval", "approval"), "the other head is there"
    assert "admin.no_head" not in [sent.key for sent in await house.drain()]
    await dismissed(house, admin, last)
    assert [await state_of(house, key) for key in (one, other)] == [("taken", "draft")] * 2
    sent = await house.drain()
    [told] = [s for s in sent if s.key == "staff.no_head"]
    assert told.to == operator
    for key in (one, other):
        assert (await house.inquiry(key)).number in told.text
    assert [s.to for s in sent if s.key == "admin.no_head"] == [admin]
    assert "answer" not in [s.key for s in house.sent]
    assert citizen not in [s.to for s in sent]
    async with house.acting(operator) as (work, who):
        found = await answers.unsent(work, who, one)
        assert found is not None and found.answer.text == "Ответ."
    with pytest.raises(Impossible, match="no_head"):
        async with house.acting(operator) as (work, who):
            await answers.send(work, who, found.answer.id, found.answer.version)
    head = await house.head()
    async with house.acting(operator) as (work, who):
        assert (await answers.send(work, who, found.answer.id, found.answer.version)).to_head
    assert [s.to for s in await house.drain() if s.key == "staff.approval"] == [head]


async def test_a_head_who_leaves_alone_tells_nobody_where_no_approval_is_wanted(house: House) -> None:
    admin, head = await house.person((Role.ADMIN, None)), await house.head()
    await dismissed(house, admin, head)
    assert {sent.key for sent in await house.drain()} <= {"removed", "menu"}


async def test_a_correction_returns_too(house: House) -> None:
    admin, operator, head = await house.person((Role.ADMIN, None)), await house.operator(), await house.head()
    inquiry = await house.taken(operator)
    await house.answers(operator, inquiry)
    await approving(house)
    [(answer,)] = await house.rows("SELECT id FROM answers")
    async with house.acting(operator) as (work, who):
        await corrections.begin(work, who, answer)
        begun = await corrections.write(work, who, "Исправленный ответ.")
        await corrections.send(work, who, answer, begun.correction.version)
    await dismissed(house, admin, head)
    assert (await house.rows("SELECT state, text FROM corrections")) == [("draft", "Исправленный ответ.")]
    assert [s.to for s in await house.drain() if s.key == "staff.no_head"] == [operator]
    assert (await house.inquiry(inquiry)).state == "answered"


async def test_where_the_author_is_gone_too_it_lies_in_the_queue(house: House) -> None:
    admin, operator, head = await house.person((Role.ADMIN, None)), await house.operator(), await house.head()
    await approving(house)
    inquiry = await waits(house, operator)
    async with house.work() as work:
        found = await work.session.get_one(Membership, (await house.inquiry(inquiry)).assignee_id)
        found.ended_at = work.now
    await dismissed(house, admin, head)
    assert await state_of(house, inquiry) == ("new", "draft")


async def test_an_approval_switched_off_lets_its_authors_send(either_house: House) -> None:
    house = either_house
    admin, operator = await house.person((Role.ADMIN, None)), await house.operator()
    await house.head()
    await approving(house)
    inquiry = await waits(house, operator)
    async with house.acting(admin) as (work, who):
        await bodies.flip(work, who, BODY, "", Switch.APPROVAL)
    assert await state_of(house, inquiry) == ("taken", "draft")
    assert [s.to for s in await house.drain() if s.key == "staff.no_approval"] == [operator]
    await house.answers(operator, inquiry)
    assert await state_of(house, inquiry) == ("answered", "sent")


@pytest.mark.parametrize("with_head", [True, False])
async def test_switched_on_without_a_head_it_is_said_on_the_queue(house: House, with_head: bool) -> None:
    person = await house.person((Role.ADMIN, None))
    await house.operator()
    if with_head:
        await house.head()
    async with house.acting(person) as (work, who):
        queue = await bodies.flip(work, who, BODY, "", Switch.APPROVAL)
        assert queue.approval and queue.headless is not with_head
        shown = admin.queue(Reader("ru", work.today, work.facts), queue).text
    assert ("Руководителя в этой очереди нет" in shown) is not with_head
