"""Who comes in and who goes: old links open no door, and nobody takes inquiries away with them."""

import pytest

from domain.errors import Refused, Stale, Unusable
from domain.permissions import TRIAGE, Role
from models.tables import Membership
from services import absences, desk, invitations, posts, staffing
from services.workload import Place
from tests.services.house import BODY, House

HERE = Place(BODY)


async def invited(house: House, head: int) -> str:
    """A link of the head's."""
    async with house.acting(head) as (work, who):
        return (await staffing.invite(work, who, HERE))[1]


async def joins(house: House, telegram_id: int, payload: str) -> int:
    """Somebody uses a link; returns the key of their post."""
    async with house.acting(telegram_id) as (work, who):
        invitation = await invitations.look(work, who, payload)
        return (await invitations.accept(work, who, invitation, "ru")).id


async def test_a_link_used_twice_by_one_person_gives_one_post(either_house: House) -> None:
    house = either_house
    payload, newcomer = await invited(house, await house.head()), await house.person()
    assert await joins(house, newcomer, payload) == await joins(house, newcomer, payload)


async def test_whoever_was_taken_off_does_not_come_back_by_their_old_link(house: House) -> None:
    head, newcomer = await house.head(), await house.person()
    payload = await invited(house, head)
    post = await joins(house, newcomer, payload)
    async with house.acting(head) as (work, who):
        await staffing.remove(work, who, post)
    with pytest.raises(Stale, match="used"):
        await joins(house, newcomer, payload)


async def test_a_head_who_left_does_not_come_back_by_a_link_of_their_own(house: House) -> None:
    head = await house.head()
    payload = await invited(house, head)
    async with house.acting(head) as (work, who):
        await staffing.leave(work, None, await work.session.get_one(Membership, who.posts[0].id))
    with pytest.raises(Stale, match="expired"):
        await joins(house, head, payload)
    with pytest.raises(Stale, match="expired"):
        await joins(house, await house.person(), payload)


async def test_what_a_former_administrator_had_is_free_again(house: House) -> None:
    admin = await house.person()
    async with house.work() as work:
        await staffing.greet_admins(work, frozenset({admin}))
    dispatcher = await house.person((Role.DISPATCHER, None))
    inquiry = await house.asks(await house.person(), TRIAGE)
    await house.takes(admin, inquiry)
    async with house.work() as work:
        await staffing.greet_admins(work, frozenset())
    async with house.acting(dispatcher) as (work, who):
        assert (await desk.take(work, who, inquiry)).mine


async def test_an_administrator_takes_off_whom_no_head_can(either_house: House) -> None:
    house = either_house
    admin, head = await house.person((Role.ADMIN, None)), await house.head(name="Гүлнар")
    dispatcher = await house.person((Role.DISPATCHER, None))
    inquiry = await house.taken(head)
    waiting = await house.asks(await house.person(), TRIAGE)
    await house.takes(dispatcher, waiting)
    async with house.acting(admin) as (work, who):
        (found,) = (await posts.roster(work, who, HERE, 0)).people
        assert (found.name, found.role, found.held) == ("Гүлнар", "head", 1)
        assert (await posts.dismiss(work, who, found.membership_id)).returned == 1
        (found,) = (await posts.roster(work, who, Place(TRIAGE), 0)).people
        await posts.dismiss(work, who, found.membership_id)
        with pytest.raises(Refused, match="no_post"):
            await posts.dismiss(work, who, found.membership_id)
    assert {(await house.inquiry(key)).state for key in (inquiry, waiting)} == {"new"}
    told = {sent.to for sent in await house.drain() if sent.key == "removed"}
    assert told == {head, dispatcher}


async def test_only_administrators_take_off_and_none_of_themselves(house: House) -> None:
    admin, head = await house.person((Role.ADMIN, None)), await house.head()
    async with house.acting(admin) as (work, who):
        own = who.posts[0].id
        with pytest.raises(Refused, match="no_post"):
            await posts.dismiss(work, who, own)
    async with house.acting(head) as (work, who):
        for refused in (posts.roster(work, who, HERE, 0), posts.dismiss(work, who, who.posts[0].id)):
            with pytest.raises(Refused, match="not_admin"):
                await refused


async def test_somebody_who_does_not_exist_stands_in_for_nobody(house: House) -> None:
    operator = await house.operator()
    async with house.acting(operator) as (work, who):
        with pytest.raises(Unusable, match="substitute"):
            await absences.go_away(work, who, who.posts[0].id, work.today, 99_999)
