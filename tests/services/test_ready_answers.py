"""A ready answer before the queue: offered, read, found, asked on, and counted."""

from services import conversation, finding, inquiries
from services.suggestions import Suggestion
from tests.services.house import House

TYPED = "Сурагыма жауап канша кунде келеди?"
"""How many days an answer takes, typed without a single Kazakh letter."""

ANSWER = "term-question"


async def suggestion(house: House, citizen: int, words: str = TYPED) -> Suggestion:
    heard = await house.says(citizen, words)
    found: Suggestion = heard.suggestion
    return found


async def uses(house: House) -> list[tuple[str, str]]:
    rows = await house.rows("select answer, act from answer_uses order by id")
    return [(row.answer, row.act) for row in rows if row.answer == ANSWER]


async def test_substituted_kazakh_finds_its_answer(house: House) -> None:
    shown = await suggestion(house, await house.person(language="kk"))
    assert shown.answers[0]["id"] == ANSWER
    assert shown.offers, "the bodies stay beside it"


async def test_several_messages_are_one_question(house: House) -> None:
    citizen = await house.person()
    await house.says(citizen, "Подскажите, я жду уже давно")
    house.at("2026-11-20 10:01")
    shown = await suggestion(house, citizen, "Через сколько дней отвечают на вопрос?")
    assert ANSWER in [answer["id"] for answer in shown.answers]


async def test_found_it_closes_the_draft_and_is_counted(house: House) -> None:
    citizen = await house.person()
    shown = await suggestion(house, citizen)
    async with house.acting(citizen) as (work, who):
        assert (await finding.read(work, who, ANSWER, shown.draft_id)).draft_id == shown.draft_id
        assert await finding.found(work, who, ANSWER, shown.draft_id)
    async with house.acting(citizen) as (work, who):
        assert not await conversation.is_begun(work, who)
        assert not await finding.found(work, who, ANSWER, shown.draft_id), "a month later it says so"
    assert await uses(house) == [(ANSWER, "offered"), (ANSWER, "read"), (ANSWER, "found")]


async def test_asking_a_human_keeps_what_was_typed(house: House) -> None:
    citizen = await house.person()
    await house.operator()
    shown = await suggestion(house, citizen)
    async with house.acting(citizen) as (work, who):
        draft = await finding.ask_on(work, who, ANSWER, shown.draft_id)
        assert draft is not None
        await inquiries.submit(work, who, draft.id, "MLSPP")
    rows = await house.rows("select text from messages where inquiry_id is not null")
    assert [row.text for row in rows] == [TYPED]
    assert (ANSWER, "asked") in await uses(house)


async def test_seen_twice_is_counted_once(house: House) -> None:
    citizen = await house.person()
    shown = await suggestion(house, citizen)
    for _ in range(2):
        async with house.acting(citizen) as (work, who):
            await finding.read(work, who, ANSWER, shown.draft_id)
    assert (await uses(house)).count((ANSWER, "read")) == 1


async def test_greetings_and_danger_are_offered_nothing(house: House) -> None:
    assert not (await suggestion(house, await house.person(), "Рахмет, сау болыңыз!")).answers
    danger = await suggestion(
        house, await house.person(), "Үйіміз өртеніп жатыр, балалар ішінде, көмектесіңіздер!"
    )
    assert danger.emergency
    assert not danger.answers
