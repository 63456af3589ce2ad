"""Where random walks begin: inquiries in every state, brought there by the people whose work it is."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from itertools import count

from sqlalchemy import select

from domain.permissions import TRIAGE, Role
from models.tables import Answer, Membership, Part, Person, Unit
from services import (
    absences,
    answers,
    bodies,
    clock,
    closing,
    coexecutors,
    contributions,
    corrections,
    flags,
    together,
    transfers,
)
from services.bodies import Switch
from services.thread import Said
from services.transfers import Target, Why
from tests.services.house import BODY, OTHER, THIRD, House

Act = Callable[["Arranging", int], Awaitable[None]]
"""One more thing that happens to an inquiry, by its key."""

QUESTIONS = (
    "Зарплату не платят второй месяц, куда обратиться?",
    "Когда пересчитают пенсию за прошлый год?",
    "Как получить справку об инвалидности ребёнку?",
    "Где посмотреть очередь на квоту в больницу?",
    "Какой налог платит крестьянское хозяйство?",
    "Почему не начислено пособие по уходу?",
)
AWAY = timedelta(days=60)

_numbers = count(1)


class Arranging:
    """A house being arranged."""

    def __init__(self, house: House) -> None:
        self.house = house

    async def staff(self, role: Role, body: str | None) -> list[int]:
        """Telegram ids of those who hold such a post."""
        wanted = select(Person.telegram_id).join(Membership, Membership.person_id == Person.id)
        wanted = wanted.where(Membership.role == role, Membership.body == body).order_by(Membership.id)
        async with self.house.work() as work:
            return list((await work.session.scalars(wanted)).all())

    async def operator(self, inquiry: int) -> int:
        """The first operator of its body; the dispatcher where it is nobody's yet."""
        body = (await self.house.inquiry(inquiry)).body
        found = await self.staff(*((Role.DISPATCHER, None) if body == TRIAGE else (Role.OPERATOR, body)))
        return found[0]


async def arranged(house: House) -> list[tuple[int, ...]]:
    """Make every beginning; each is one inquiry, or two that have to do with each other."""
    arranging = Arranging(house)
    async with house.work() as work:
        await bodies.put(work, THIRD, "", Switch.APPROVAL, True)
        work.session.add_all(
            Unit(body=body, region="", name_kk="Бөлім", name_ru="Отдел") for body in (BODY, OTHER)
        )
    found: list[tuple[int, ...]] = [(await _led(arranging, body, acts),) for body, acts in LONE]
    found += [await _twins(arranging), await _alike(arranging), await _linked(arranging)]
    async with house.acting((await arranging.staff(Role.OPERATOR, THIRD))[1]) as (work, who):
        await absences.go_away(work, who, who.posts[0].id, work.today + AWAY)
    return found


async def _led(arranging: Arranging, body: str, acts: tuple[Act, ...]) -> int:
    house = arranging.house
    inquiry = await house.asks(await house.person(), body, QUESTIONS[next(_numbers) % len(QUESTIONS)])
    for act in acts:
        await act(arranging, inquiry)
    return inquiry


async def _twins(arranging: Arranging) -> tuple[int, int]:
    """One citizen asks the same twice."""
    house, citizen = arranging.house, await arranging.house.person()
    first, second = [await house.asks(citizen, BODY, QUESTIONS[1]) for _ in range(2)]
    await taken(arranging, first)
    return first, second


async def _alike(arranging: Arranging) -> tuple[int, int]:
    """Two citizens ask the same."""
    house = arranging.house
    first, second = [await house.asks(await house.person(), OTHER, QUESTIONS[3]) for _ in range(2)]
    await taken(arranging, first)
    return first, second


async def _linked(arranging: Arranging) -> tuple[int, int]:
    """Two citizens ask the same, and will be answered together."""
    first, second = await _alike(arranging)
    async with arranging.house.acting(await arranging.operator(first)) as (work, who):
        await together.link(work, who, first, (second,))
    return first, second


async def flagged(arranging: Arranging, inquiry: int) -> None:
    async with arranging.house.acting(await arranging.operator(inquiry)) as (work, who):
        await flags.flag(work, who, inquiry)


async def taken(arranging: Arranging, inquiry: int) -> None:
    await arranging.house.takes(await arranging.operator(inquiry), inquiry)


async def waiting(arranging: Arranging, inquiry: int) -> None:
    async with arranging.house.acting(await arranging.operator(inquiry)) as (work, who):
        await clock.ask_back(work, who, inquiry, "Какой у вас стаж?")


async def answered(arranging: Arranging, inquiry: int) -> None:
    async with arranging.house.acting(await arranging.operator(inquiry)) as (work, who):
        made = await answers.write(work, who, inquiry, Said(next(_numbers), "text", "Ответ."))
        assert made is not None
        await answers.send(work, who, made.answer.id, made.answer.version)


async def approved(arranging: Arranging, inquiry: int) -> None:
    (head,) = await arranging.staff(Role.HEAD, THIRD)
    async with arranging.house.acting(head) as (work, who):
        await answers.approve(work, who, await _answer_of(arranging, inquiry))


async def corrected(arranging: Arranging, inquiry: int) -> None:
    async with arranging.house.acting(await arranging.operator(inquiry)) as (work, who):
        answer = await _answer_of(arranging, inquiry)
        await corrections.begin(work, who, answer)
        found = await corrections.write(work, who, "Точнее.")
        await corrections.send(work, who, answer, found.correction.version)


async def _answer_of(arranging: Arranging, inquiry: int) -> int:
    async with arranging.house.database.reading() as session:
        return (await session.scalars(select(Answer.id).where(Answer.inquiry_id == inquiry))).one()


async def ended(arranging: Arranging, inquiry: int) -> None:
    async with arranging.house.acting(await arranging.operator(inquiry)) as (work, who):
        await closing.close(work, who, inquiry, "spam")


async def passed_on(arranging: Arranging, inquiry: int) -> None:
    async with arranging.house.acting(await arranging.operator(inquiry)) as (work, who):
        body = OTHER if (await arranging.house.inquiry(inquiry)).body == BODY else BODY
        await transfers.transfer(work, who, inquiry, Target(body), Why("competence"))


async def engaged(arranging: Arranging, inquiry: int) -> None:
    async with arranging.house.acting(await arranging.operator(inquiry)) as (work, who):
        await coexecutors.engage(work, who, inquiry, OTHER)


async def part_taken(arranging: Arranging, inquiry: int) -> None:
    async with arranging.house.acting((await arranging.staff(Role.OPERATOR, OTHER))[0]) as (work, who):
        part = (await work.session.scalars(select(Part).where(Part.inquiry_id == inquiry))).one()
        await contributions.take(work, who, part.id)


async def part_written(arranging: Arranging, inquiry: int) -> None:
    async with arranging.house.acting((await arranging.staff(Role.OPERATOR, OTHER))[0]) as (work, who):
        part = (await work.session.scalars(select(Part).where(Part.inquiry_id == inquiry))).one()
        await contributions.draft(work, who, part.id, "Часть.")
        await contributions.hand_in(work, who, part.id, part.version)


LONE: tuple[tuple[str, tuple[Act, ...]], ...] = (
    (BODY, ()),
    (THIRD, ()),
    (TRIAGE, ()),
    (TRIAGE, (taken,)),
    (BODY, (passed_on, passed_on)),
    (BODY, (taken,)),
    (OTHER, (taken,)),
    (THIRD, (taken,)),
    (BODY, (taken, waiting)),
    (OTHER, (taken, waiting)),
    (BODY, (taken, flagged)),
    (BODY, (taken, engaged)),
    (BODY, (taken, engaged, part_taken)),
    (BODY, (taken, engaged, part_taken, part_written)),
    (BODY, (taken, engaged, part_taken, waiting)),
    (THIRD, (taken, answered)),
    (BODY, (taken, answered)),
    (THIRD, (taken, answered, approved)),
    (THIRD, (taken, answered, approved, corrected)),
    (BODY, (taken, ended)),
)
