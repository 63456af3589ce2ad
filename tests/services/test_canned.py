"""Canned replies: written by heads, offered where they fit, filled in for each inquiry."""

import pytest

from domain import canned as rules
from domain.errors import Refused, Stale, Unusable
from domain.permissions import Role
from domain.proposals import LEAST, Source
from models.tables import CannedReply
from services import answers, canned, proposals
from tests.services.house import BODY, OTHER, House

KK = "Жалақы берешегі\nСәлеметсіз бе! № {number} сауал бойынша: еңбек инспекциясына жазыңыз. {body}"
RU = "Задолженность по зарплате\nЗдравствуйте! По вопросу № {number}: напишите в инспекцию труда. {body}"
PENSION_KK = "Зейнетақы төлемі\nЗейнетақы айдың 25-күні төленеді."
PENSION_RU = "Выплата пенсии\nПенсию выплачивают 25 числа каждого месяца."


async def written(house: House, head: int, kk: str = KK, ru: str = RU) -> CannedReply:
    """A reply as a head writes it: both languages, then saved."""
    async with house.acting(head) as (_, who):
        canned.begin(who, BODY, "")
    for side in (kk, ru):
        async with house.acting(head) as (work, who):
            found = canned.write(work, who, side)
    assert not found.wanted
    async with house.acting(head) as (work, who):
        return await canned.save(work, who)


async def test_a_head_writes_and_an_operator_inserts(either_house: House) -> None:
    house = either_house
    head, operator = await house.head(), await house.operator()
    reply = await written(house, head)
    await written(house, head, PENSION_KK, PENSION_RU)
    citizen = await house.person(language="ru")
    inquiry = await house.taken(operator, citizen)
    async with house.acting(operator) as (work, who):
        fitting = await canned.fitting(work, await work.session.merge(await house.inquiry(inquiry)))
        assert [fit.reply.title_ru for fit in fitting] == ["Задолженность по зарплате"]
        draft = await answers.insert(work, who, inquiry, reply.id)
        number = draft.inquiry.number
        assert draft.text == (
            f"Здравствуйте! По вопросу № {number}: напишите в инспекцию труда. "
            "Министерство труда и социальной защиты населения"
        )
        await answers.send(work, who, draft.answer.id, draft.answer.version)
    said = [one.text for one in await house.drain() if one.to == citizen and one.key == "answer"]
    assert f"По вопросу № {number}: напишите" in said[0]
    assert "{" not in said[0]


async def test_the_question_s_language_chooses_the_words(house: House) -> None:
    head, operator = await house.head(), await house.operator()
    reply = await written(house, head)
    citizen = await house.person(language="kk")
    inquiry = await house.asks(citizen, words="Екінші ай жалақы төлемей жатыр, қайда жазамын?")
    await house.takes(operator, inquiry)
    async with house.acting(operator) as (work, who):
        draft = await answers.insert(work, who, inquiry, reply.id)
    assert draft.text.startswith("Сәлеметсіз бе! №")
    assert draft.text.endswith("Еңбек және халықты әлеуметтік қорғау министрлігі")


async def test_what_is_typed_follows_and_another_reply_takes_its_place(house: House) -> None:
    head, operator = await house.head(), await house.operator()
    one, other = await written(house, head), await written(house, head, PENSION_KK, PENSION_RU)
    inquiry = await house.taken(operator)
    async with house.acting(operator) as (work, who):
        await answers.insert(work, who, inquiry, one.id)
        draft = await answers.write(work, who, inquiry, _said("Пишите, если не поможет: {number}."))
        assert draft is not None
        assert draft.text.endswith("защиты населения\n\nПишите, если не поможет: {number}.")
        draft = await answers.insert(work, who, inquiry, other.id)
        assert (
            draft.text == "Пенсию выплачивают 25 числа каждого месяца.\n\nПишите, если не поможет: {number}."
        )


async def test_what_was_sent_before_is_offered_for_similar_questions(house: House) -> None:
    head, operator = await house.head(), await house.operator()
    reply = await written(house, head, "Басқа\nЖауап қазақша.", "Прочее\nОтвет на русском.")
    first = await house.asks(await house.person(), words="Когда выдадут спецодежду сварщикам на заводе?")
    await house.takes(operator, first)
    async with house.acting(operator) as (work, who):
        assert await canned.fitting(work, await work.session.merge(await house.inquiry(first))) == []
        draft = await answers.insert(work, who, first, reply.id)
        await answers.send(work, who, draft.answer.id, draft.answer.version)
    again = await house.asks(await house.person(), words="Сварщикам на заводе не выдают спецодежду")
    async with house.work() as work:
        found = await canned.fitting(work, await work.session.merge(await house.inquiry(again)))
    assert [(fit.reply.id, fit.sent) for fit in found] == [(reply.id, True)]


async def test_a_reply_that_is_sent_every_day_does_not_crowd_out_a_rare_one(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(canned, "_LEARNED_FROM", 2)
    head, operator = await house.head(), await house.operator()
    rare = await written(house, head, "Басқа\nЖауап қазақша.", "Прочее\nОтвет на русском.")
    daily = await written(house, head, "Жиі\nКүнделікті жауап.", "Частое\nЕжедневный ответ.")
    asked = [
        (rare, "Когда выдадут спецодежду сварщикам на заводе?"),
        *[(daily, f"Где справка {n}?") for n in range(5)],
    ]
    for reply, words in asked:
        inquiry = await house.asks(await house.person(), words=words)
        await house.takes(operator, inquiry)
        async with house.acting(operator) as (work, who):
            draft = await answers.insert(work, who, inquiry, reply.id)
            await answers.send(work, who, draft.answer.id, draft.answer.version)
    again = await house.asks(await house.person(), words="Сварщикам на заводе не выдают спецодежду")
    async with house.work() as work:
        found = await canned.fitting(work, await work.session.merge(await house.inquiry(again)))
    assert [(fit.reply.id, fit.sent) for fit in found] == [(rare.id, True)]


async def test_only_the_head_of_the_queue_keeps_them(house: House) -> None:
    head, operator = await house.head(), await house.operator()
    stranger = await house.head(OTHER)
    reply = await written(house, head)
    for nobody in (operator, stranger, await house.person()):
        async with house.acting(nobody) as (work, who):
            with pytest.raises(Refused):
                canned.begin(who, BODY, "")
            for act in (canned.opened, canned.withdraw, canned.restore):
                with pytest.raises(Refused):
                    await act(work, who, reply.id)
            with pytest.raises(Refused):
                await canned.usually(work, who, reply.id, "solved")


async def test_a_withdrawn_reply_and_one_of_another_queue_are_not_inserted(house: House) -> None:
    head, operator, other = await house.head(), await house.operator(), await house.operator(OTHER)
    reply = await written(house, head)
    foreign = await house.taken(other, body=OTHER)
    async with house.acting(other) as (work, who):
        with pytest.raises(Stale, match="canned_gone"):
            await answers.insert(work, who, foreign, reply.id)
    inquiry = await house.taken(operator)
    async with house.acting(head) as (work, who):
        await canned.withdraw(work, who, reply.id)
    async with house.acting(operator) as (work, who):
        with pytest.raises(Stale, match="canned_gone"):
            await answers.insert(work, who, inquiry, reply.id)
        assert (
            await canned.listed(work, await work.session.merge(await house.inquiry(inquiry)), 0)
        ).total == 0
    async with house.acting(head) as (work, who):
        await canned.restore(work, who, reply.id)
    async with house.acting(operator) as (work, who):
        assert (await answers.insert(work, who, inquiry, reply.id)).text


async def test_somebody_else_s_inquiry_gets_no_reply(house: House) -> None:
    head, operator, colleague = await house.head(), await house.operator(), await house.operator()
    reply = await written(house, head)
    inquiry = await house.taken(operator)
    async with house.acting(colleague) as (work, who):
        with pytest.raises(Refused, match="not_in_hand"):
            await answers.insert(work, who, inquiry, reply.id)


async def test_of_two_heads_who_change_one_the_second_is_told(house: House) -> None:
    head, deputy = await house.head(), await house.head()
    reply = await written(house, head)
    for person, text in (
        (head, "Жаңа атауы\nБасқа мәтін: {number}, {body}"),
        (deputy, "Тағы\nМәтін: {number}, {body}"),
    ):
        async with house.acting(person) as (work, who):
            await canned.change(work, who, reply.id, "kk")
        async with house.acting(person) as (work, who):
            canned.write(work, who, text)
    async with house.acting(head) as (work, who):
        assert (await canned.save(work, who)).title_kk == "Жаңа атауы"
    async with house.acting(deputy) as (work, who):
        with pytest.raises(Stale, match="canned_changed"):
            await canned.save(work, who)


async def test_a_stale_preview_saves_nothing(house: House) -> None:
    head = await house.head()
    async with house.acting(head) as (work, who):
        with pytest.raises(Stale, match="canned_not_begun"):
            await canned.save(work, who)
        canned.begin(who, BODY, "")
        canned.write(work, who, KK)
        with pytest.raises(Unusable, match="canned_both"):
            await canned.save(work, who)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("Только название", "canned_two_parts"),
        ("\nТолько текст", "canned_two_parts"),
        ("н" * 81 + "\nТекст", "canned_title"),
        ("Вопрос {number}\nТекст", "canned_title_plain"),
        ("Название\nТекст {name}", "canned_unknown"),
        ("Название\nТекст {", "canned_unknown"),
        ("Название\nТекст {{number}}", "canned_unknown"),
        ("Атауы\n{number}-сауал бойынша", "canned_ending"),
        ("Атауы\n{body}ге жазыңыз", "canned_ending"),
        ("Название\n" + "т" * 3301, "canned_long"),
        ("Название\n" + "т" * 3250 + "{body}", "canned_long"),
    ],
)
def test_what_may_not_stand_in_a_reply(typed: str, wrong: str) -> None:
    with pytest.raises(Unusable, match=wrong):
        rules.read(typed)


def test_both_languages_say_the_same() -> None:
    kk, ru = rules.read("Атауы\n№ {number}, {date}."), rules.read("Название\nВопрос № {number}.")
    with pytest.raises(Unusable, match="canned_differ") as wrong:
        rules.pair(kk, ru)
    assert wrong.value.args_ == {"names": "{date}"}
    with pytest.raises(Unusable, match="canned_same"):
        rules.pair(ru, ru)


async def test_a_text_in_the_wrong_language_is_warned_of(house: House) -> None:
    head = await house.head()
    async with house.acting(head) as (work, who):
        canned.begin(who, BODY, "")
        canned.write(work, who, RU)
        found = canned.write(work, who, RU.replace("напишите", "обратитесь"))
    assert found.foreign == ("kk",)


async def test_a_head_of_two_queues_keeps_both(house: House) -> None:
    await house.connected(BODY)
    await house.connected(OTHER)
    head = await house.person((Role.HEAD, BODY), (Role.HEAD, OTHER))
    async with house.acting(head) as (work, who):
        assert canned.headed(who) == ((BODY, ""), (OTHER, ""))
        assert (await canned.shelf(work, who, OTHER, "", 7)).page == 0


def _said(words: str):  # type: ignore[no-untyped-def]
    from services.thread import Said

    return Said(10_000, "text", words)


async def test_one_list_with_what_was_sent_before_first(either_house: House) -> None:
    house = either_house
    head, operator = await house.head(), await house.operator()
    reply = await written(house, head, "Басқа\nЖауап қазақша.", "Прочее\nОтвет на русском.")
    first = await house.taken(operator)
    async with house.acting(operator) as (work, who):
        before = await proposals.for_inquiry(work, await house.inquiry(first), "ru")
        assert [one.source for one in before] == [Source.READY], "the title says nothing of wages"
        draft = await answers.insert(work, who, first, reply.id)
        await answers.send(work, who, draft.answer.id, draft.answer.version)
    again = await house.taken(operator)
    async with house.work() as work:
        found = await proposals.for_inquiry(work, await house.inquiry(again), "kk")
    assert [one.source for one in found] == [Source.SENT, Source.READY]
    assert (found[0].title, found[0].text) == ("Басқа", "Ответ на русском.")
    assert found[0].chance >= found[1].chance


async def test_an_unlikely_text_is_not_proposed_and_more_than_three_are_not_shown(house: House) -> None:
    head, operator = await house.head(), await house.operator()
    for n in range(4):
        await written(house, head, KK.replace("берешегі", f"берешегі {n}"), RU)
    inquiry = await house.taken(operator)
    async with house.work() as work:
        found = await proposals.for_inquiry(work, await house.inquiry(inquiry), "ru")
    assert len(found) == proposals.SHOWN
    assert all(one.chance >= LEAST for one in found)
    assert [one.chance for one in found] == sorted((one.chance for one in found), reverse=True)
