"""Statistics: counted by hand here, by the service there; and the monthly report."""

from collections.abc import Sequence

import pytest

from domain import periods
from domain.errors import Refused
from domain.permissions import Role
from domain.statistics import MOST, Side
from services import clock, inquiries, planner, statistics, transfers
from services.statistics import Report, Scope
from services.transfers import Target, Why
from tests.services.house import BODY, OTHER, House


async def counted(house: House, body: str = BODY, code: str = "2026-11") -> Report:
    async with house.database.reading() as session:
        work = house.understanding.work(session, house.now, 0.0)
        period = periods.read(code)
        assert period is not None
        return await statistics.report(work, Scope(body), period)


async def answered(house: House, operator: int, asked: str, at: str) -> int:
    house.at(asked)
    inquiry = await house.taken(operator)
    house.at(at)
    await house.answers(operator, inquiry)
    return inquiry


async def test_a_month_is_counted(either_house: House) -> None:
    house = either_house
    one, two = await house.operator(name="Данияр"), await house.operator(name="Ольга")
    await house.operator(OTHER)
    late = await answered(house, one, "2026-11-02 10:00", "2026-11-27 10:00")
    quick = await answered(house, two, "2026-11-03 10:00", "2026-11-03 12:00")
    await answered(house, two, "2026-11-04 10:00", "2026-11-05 09:30")
    async with house.acting(await _citizen(house, quick)) as (work, who):
        inquiry = await house.inquiry(quick)
        await inquiries.rate(work, who, await work.session.merge(inquiry), 4)
    house.at("2026-11-20 10:00")
    moved = await house.taken(one)
    async with house.acting(one) as (work, who):
        await transfers.transfer(work, who, moved, Target(OTHER), Why("dispatched"))
    gone = await house.asks(citizen := await house.person())
    async with house.acting(citizen) as (work, who):
        await inquiries.withdraw(work, who, await work.session.merge(await house.inquiry(gone)))
    await house.asks(await house.person())
    house.at("2026-11-30 10:00")

    found = await counted(house)
    whole = found.counted.whole
    assert (whole.received, whole.answered, whole.in_term, whole.late) == (6, 3, 2, 1)
    assert (await house.inquiry(late)).due.isoformat() < "2026-11-27"
    assert (whole.share_in_term, whole.hours(), round(whole.hours(MOST) or 0)) == (66, 9.0, 180)
    assert (found.counted.passed_on, found.counted.closed) == (1, 1)
    assert (found.counted.rated, found.counted.rating) == (1, 4.0)
    assert (found.standing.open, found.standing.unclaimed) == (1, 1)
    by_operator = found.counted.parts[Side.OPERATOR]
    assert {found.names[key]: group.answered for key, group in by_operator.items()} == {
        "Данияр": 1,
        "Ольга": 2,
    }
    other = (await counted(house, OTHER)).counted
    assert (other.whole.received, other.passed_here, other.came_back) == (1, 1, 0)
    assert not (await counted(house, code="2026-10")).counted.anything


async def test_waiting_for_the_citizen_costs_the_body_nothing(house: House) -> None:
    operator = await house.operator()
    house.at("2026-11-02 10:00")
    citizen = await house.person()
    inquiry = await house.taken(operator, citizen)
    house.at("2026-11-02 11:00")
    async with house.acting(operator) as (work, who):
        await clock.ask_back(work, who, inquiry, "Какой это город?")
    house.at("2026-11-04 11:00")
    async with house.acting(citizen) as (work, who):
        assert await clock.citizen_answered(work, who, await work.session.merge(await house.inquiry(inquiry)))
    house.at("2026-11-04 12:00")
    await house.answers(operator, inquiry)
    assert (await counted(house)).counted.whole.hours() == 2


async def test_what_is_opened_again_is_no_new_inquiry(house: House) -> None:
    operator = await house.operator()
    citizen = await house.person()
    house.at("2026-11-02 10:00")
    inquiry = await house.taken(operator, citizen)
    await house.answers(operator, inquiry)
    house.at("2026-11-20 10:00")
    async with house.acting(citizen) as (work, who):
        await inquiries.reopen(work, who, await work.session.merge(await house.inquiry(inquiry)))
    await house.takes(operator, inquiry)
    await house.answers(operator, inquiry)
    found = (await counted(house)).counted
    assert (found.whole.received, found.whole.answered, found.reopened) == (1, 2, 1)
    assert found.whole.in_first_term == 2


async def test_only_heads_see_and_only_their_own(house: House) -> None:
    operator, head = await house.operator(), await house.head()
    for person, body in ((operator, BODY), (head, OTHER)):
        async with house.acting(person) as (work, who):
            with pytest.raises(Refused):
                statistics.ask(work, who, Scope(body), "2026-11")
            with pytest.raises(Refused):
                await statistics.order(work, who, Scope(body), "2026-11", statistics.SHEET)


async def test_a_head_reads_the_numbers(either_house: House) -> None:
    house = either_house
    head, operator = await house.head(), await house.operator()
    await answered(house, operator, "2026-11-03 10:00", "2026-11-03 12:00")
    await house.drain()
    async with house.acting(head) as (work, who):
        statistics.ask(work, who, Scope(BODY), "")
    (shown,) = await house.drain()
    assert shown.to == head
    assert "Статистика: ноябрь 2026 года" in shown.text
    assert "Дано ответов: <b>1</b>, в срок: <b>100 %</b>" in shown.text
    assert "Обычное время ответа: <b>2 рабочих часа</b>" in shown.text
    assert "◀ октябрь 2026 года" in shown.buttons
    assert not any("▶" in button for button in shown.buttons), "nothing lies ahead of this month"


async def test_the_monthly_report_comes_once_on_the_first_working_day(either_house: House) -> None:
    house = either_house
    head, operator = await house.head(), await house.operator()
    await house.head(OTHER)  # nothing happened there
    await answered(house, operator, "2026-11-23 10:00", "2026-11-23 12:00")
    late = await house.person((Role.OPERATOR, BODY))
    house.at("2026-11-30 09:30")
    async with house.work() as work:
        await planner.begin(work)
    await house.tick()
    assert await ordered(house) == []
    for moment in ("2026-12-01 09:05", "2026-12-01 15:00", "2026-12-02 09:05"):
        house.at(moment)
        if moment == "2026-12-02 09:05":
            async with house.acting(late) as (work, who):
                from services import people

                await people.join(work, who.person, Role.HEAD, BODY)
        await house.tick()
    ((telegram_id, kind, args),) = await ordered(house)
    assert (telegram_id, kind) == (head, statistics.CHART)
    assert "2026-11" in str(args)


async def ordered(house: House) -> Sequence[Sequence[object]]:
    return await house.rows(
        "SELECT p.telegram_id, o.kind, o.args FROM document_orders o JOIN people p ON p.id = o.person_id"
    )


async def _citizen(house: House, inquiry: int) -> int:
    asked = "SELECT p.telegram_id FROM inquiries i JOIN people p ON p.id = i.person_id WHERE i.id = :key"
    ((telegram_id,),) = await house.rows(asked, key=inquiry)
    return int(telegram_id)
