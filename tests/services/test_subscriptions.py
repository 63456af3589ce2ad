"""Subscribing to grant calls, stopping, and what people say about one call."""

from collections.abc import Sequence
from typing import Any

import pytest

from domain.errors import Impossible, Refused
from models.tables import Call, CallMark
from services import marks, people, subscriptions
from services.marks import Marks
from tests.services.house import House
from tests.services.subscribers import FIELD, publish, subscribe


async def marked(house: House, person: int, call: int) -> Marks:
    async with house.acting(person) as (work, who):
        return await marks.marks_of(work, who.id, call)


async def listed(house: House, person: int) -> Sequence[tuple[str, str]]:
    async with house.acting(person) as (work, who):
        return [(w.scope, w.value) for w in await subscriptions.listed(work, who)]


async def test_every_kind_of_subscription_reaches_a_call(house: House) -> None:
    call = await publish(house, regions=["75"])
    for wish in (("all", ""), ("field", FIELD), ("region", "75"), ("type", "short"), ("call", str(call))):
        person = await house.person()
        assert not (await marked(house, person, call)).subscribed
        await subscribe(house, person, wish, wish)
        assert await listed(house, person) == [wish]
        assert (await marked(house, person, call)).subscribed, wish
    for wish in (("field", "culture"), ("region", "71"), ("type", "long")):
        person = await house.person()
        await subscribe(house, person, wish)
        assert not (await marked(house, person, call)).subscribed, wish


async def test_a_call_for_the_whole_country_is_every_regions(house: House) -> None:
    call, person = await publish(house), await house.person()
    await subscribe(house, person, ("region", "71"))
    assert (await marked(house, person, call)).subscribed


async def test_stopping_stops_at_once_and_twice_is_as_good_as_once(house: House) -> None:
    call, person = await publish(house), await house.person()
    await subscribe(house, person, ("all", ""), ("type", "short"), ("milestone", "ngo_database"))
    async with house.acting(person) as (work, who):
        await subscriptions.stop(work, who, "all", "")
        await subscriptions.stop(work, who, "all", "")
    assert await listed(house, person) == [("milestone", "ngo_database"), ("type", "short")]
    async with house.acting(person) as (work, who):
        await marks.remind(work, who, call)
    async with house.acting(person) as (work, who):
        await subscriptions.stop_all(work, who)
    assert await listed(house, person) == []
    assert await marked(house, person, call) == Marks()


@pytest.mark.parametrize(
    "wish",
    [
        ("all", "x"),
        ("region", "99"),
        ("type", "huge"),
        ("call", "0"),
        ("call", "9" * 30),
        ("milestone", "roadmap_report"),
        ("?", ""),
    ],
)
async def test_a_forged_button_subscribes_to_nothing(house: House, wish: tuple[str, str]) -> None:
    person = await house.person()
    with pytest.raises(Refused):
        await subscribe(house, person, wish)
    assert await house.rows("SELECT 1 FROM subscriptions") == []


async def test_without_consent_nothing_is_kept(house: House) -> None:
    call, person = await publish(house), await house.person()
    async with house.acting(person) as (work, who):
        await people.refuse(work, who)
    with pytest.raises(Refused):
        await subscribe(house, person, ("all", ""))
    with pytest.raises(Refused):
        async with house.acting(person) as (work, who):
            await marks.applied(work, who, call)
    assert await house.rows("SELECT 1 FROM call_marks") == []


async def test_marks_follow_one_another(house: House) -> None:
    call, person = await publish(house), await house.person()

    async def said(what: Any, *more: Any) -> Marks:
        async with house.acting(person) as (work, who):
            await what(work, who, call, *more)
        return await marked(house, person, call)

    assert await said(marks.remind) == Marks(hour_reminder=True)
    assert await said(marks.applied) == Marks(applied=True)
    assert await said(marks.declined) == Marks(declined=True)
    assert (await said(marks.declined)).silent
    assert await said(marks.back) == Marks()
    assert await said(marks.check, 1) == Marks(checked=frozenset({1}))
    assert await said(marks.check, 0) == Marks(checked=frozenset({0, 1}))
    assert await said(marks.check, 1) == Marks(checked=frozenset({0}))
    assert await said(marks.check, 7) == Marks(checked=frozenset({0}))


async def test_the_reminder_three_hours_before_must_still_be_possible(house: House) -> None:
    call, person = await publish(house), await house.person()
    house.at("2026-12-10 15:31")
    with pytest.raises(Impossible):
        async with house.acting(person) as (work, who):
            await marks.remind(work, who, call)


async def test_what_was_said_of_a_call_that_is_not_public_is_refused(house: House) -> None:
    person = await house.person()
    async with house.work() as work:
        draft = Call(code="x", body="MCI", state="draft", created_at=house.now, checklist=[], regions=[])
        work.session.add(draft)
        await work.session.flush()
    with pytest.raises(Refused):
        async with house.acting(person) as (work, who):
            await marks.applied(work, who, draft.id)


async def test_marks_are_the_same_on_both_databases(either_house: House) -> None:
    house = either_house
    call, person = await publish(house), await house.person()
    await subscribe(house, person, ("all", ""), ("all", ""))
    async with house.acting(person) as (work, who):
        await marks.check(work, who, call, 0)
    async with house.database.reading() as session:
        row = await session.get(CallMark, (call, (await house.rows("SELECT id FROM people"))[0].id))
    assert row is not None
    assert row.checked == [0]
    assert (await marked(house, person, call)).subscribed
