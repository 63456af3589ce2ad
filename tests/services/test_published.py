"""An answer to one citizen becomes an answer for everybody, and nobody can tell to whom it was written."""

import pytest

from domain.errors import Expected
from domain.limits import MESSAGE_LIMIT, utf16_length
from handlers.views import publishing
from handlers.views.words import Reader
from scheduler.jobs import Jobs
from services import answers, examples, finding, proposals, published, reviews, worklist
from services.published import Pair
from services.thread import Said
from tests.services.house import BODY, House

PERSONAL = (
    "Здравствуйте, Айгуль Серикова! По вашему вопросу № 26-K7M4XE-9 от 12 марта: позвоните специалисту "
    "Иванову Петру Сергеевичу, +7 701 123 45 67, он примет вас на улице Абая 15."
)
WORDS = {
    "question_kk": "Вахтада жұмыс істегендерге үстемеақы қалай төленеді?",
    "question_ru": "Как платят вахтовую надбавку?",
    "answer_kk": "Үстемеақы вахтаның әр күніне төленеді. Еңбек шартын қараңыз.",
    "answer_ru": "Надбавку платят за каждый день вахты. Посмотрите трудовой договор.",
}
ASKED = "вахтавай надбафка калай толенеди"
"""The question with slips, in Kazakh without its letters."""


async def answered(house: House, operator: int, words: str) -> int:
    inquiry = await house.taken(operator)
    async with house.acting(operator) as (work, who):
        written = await answers.write(work, who, inquiry, Said(1, "text", words))
        assert written is not None
        await answers.send(work, who, written.answer.id, written.answer.version)
    return inquiry


async def filled(house: House, operator: int, key: int) -> Pair:
    for field, words in WORDS.items():
        async with house.acting(operator) as (work, who):
            await published.ask_words(work, who, key, field)
        async with house.acting(operator) as (work, who):
            pair = await published.fill(work, who, words)
    return pair


async def shelve(house: House) -> None:
    await Jobs(house.work).shelve()


async def put_up(house: House) -> tuple[int, int]:
    operator, head = await house.operator(), await house.head()
    inquiry = await answered(house, operator, PERSONAL)
    async with house.acting(operator) as (work, who):
        key = (await published.begin(work, who, inquiry)).row.id
    version = (await filled(house, operator, key)).row.version
    async with house.acting(operator) as (work, who):
        await published.offer(work, who, key, version)
    async with house.acting(head) as (work, who):
        await published.publish(work, who, key, version)
    await shelve(house)
    return key, head


async def test_a_pair_begins_without_name_number_date_or_street(house: House) -> None:
    operator = await house.operator()
    inquiry = await answered(house, operator, PERSONAL)
    async with house.acting(operator) as (work, who):
        pair = await published.begin(work, who, inquiry)
        again = await published.begin(work, who, inquiry)
    assert again.row.id == pair.row.id
    for piece in ("Айгуль", "Серикова", "Иванов", "Петр", "26-K7M4XE-9", "12 марта", "701", "45 67", "Абая"):
        assert piece not in pair.row.answer_ru, piece
    assert pair.broken == ("answer_ru",)
    assert not pair.ready


async def test_what_may_still_tell_of_somebody_is_named(house: House) -> None:
    operator = await house.operator()
    inquiry = await answered(
        house, operator, "Обратитесь к мастеру Толеген, он в Жезказгане просит внести 12345 тенге."
    )
    async with house.acting(operator) as (work, who):
        pair = await published.begin(work, who, inquiry)
    assert any("Толеген" in piece for piece in pair.doubts)
    assert "12345" in pair.doubts


async def test_published_is_found_by_others_and_leads_back_to_nobody(either_house: House) -> None:
    house = either_house
    key, _ = await put_up(house)
    heard = await house.says(await house.person(), ASKED)
    assert heard.suggestion.answers[0]["id"] == f"p{key}"
    rows = await house.rows("select answer_id, question_ru, answer_ru, state from published_answers")
    assert [tuple(row) for row in rows] == [(None, WORDS["question_ru"], WORDS["answer_ru"], "published")]


async def test_withdrawn_and_past_its_review_it_is_shown_to_nobody(house: House) -> None:
    key, head = await put_up(house)
    reader = await house.person()
    house.at("2027-12-20 10:00")
    async with house.acting(reader) as (work, who):
        with pytest.raises(Expected, match=r"error\.answer_gone_from_shelf"):
            await finding.read(work, who, f"p{key}")
    async with house.acting(head) as (work, who):
        await published.renew(work, who, key)
    await shelve(house)
    async with house.acting(reader) as (work, who):
        assert (await finding.read(work, who, f"p{key}")).answer.question_ru == WORDS["question_ru"]
    async with house.acting(head) as (work, who):
        await published.withdraw(work, who, key)
    await shelve(house)
    async with house.acting(reader) as (work, who):
        with pytest.raises(Expected, match=r"error\.answer_gone_from_shelf"):
            await finding.read(work, who, f"p{key}")


async def test_only_the_head_publishes_and_only_what_is_whole(house: House) -> None:
    operator, head = await house.operator(), await house.head()
    inquiry = await answered(house, operator, "Надбавка положена.")
    async with house.acting(operator) as (work, who):
        key = (await published.begin(work, who, inquiry)).row.id
    async with house.acting(head) as (work, who):
        with pytest.raises(Expected, match=r"error\.pair_unfinished"):
            await published.publish(work, who, key, 1)
    version = (await filled(house, operator, key)).row.version
    async with house.acting(operator) as (work, who):
        with pytest.raises(Expected, match=r"error\.not_head"):
            await published.publish(work, who, key, version)
    stranger = await house.operator("MOH")
    async with house.acting(stranger) as (work, who):
        with pytest.raises(Expected, match=r"error\.no_access"):
            await published.look(work, who, key)
    async with house.acting(head) as (work, who):
        with pytest.raises(Expected, match=r"error\.stale"):
            await published.publish(work, who, key, version - 1)


async def test_owners_are_told_once_that_a_review_has_passed(house: House) -> None:
    _, head = await put_up(house)
    house.at("2027-11-30 10:00")
    for _ in range(2):
        async with house.work() as work:
            await reviews.tell_overdue(work)
    told = [sent for sent in await house.drain() if sent.key == "staff.reviews" and sent.to == head]
    assert len(told) == 1
    assert WORDS["question_ru"] in told[0].text


async def test_from_the_announcement_to_a_sent_answer_no_typing(house: House) -> None:
    operator = await house.operator()
    inquiry = await house.asks(await house.person(), BODY, "Сурагыма канша кунде жауап бериледи?")
    await house.takes(operator, inquiry)
    async with house.acting(operator) as (work, who):
        found = await proposals.for_inquiry(work, await house.inquiry(inquiry), "ru")
        written = await proposals.insert(work, who, inquiry, found[0].id)
        assert written.answer.text == found[0].text
        mended = await answers.write(work, who, inquiry, Said(2, "text", "Иначе."))
        assert mended is not None and mended.answer.text == "Иначе."


async def test_what_has_no_answer_is_gathered_largest_first(house: House) -> None:
    head = await house.head()
    said = ("Тигр из цирка живёт у соседа во дворе", "Сосед держит тигра из цирка", "Сурок съел мой парашют")
    for words in said:
        await house.asks(await house.person(), BODY, words)
    house.at("2026-11-20 13:00")
    async with house.work() as work:
        await examples.collect(work)
    await Jobs(house.work).compare()
    await Jobs(house.work).compare()
    async with house.acting(head) as (work, who):
        groups = await worklist.unanswered(work, who)
    assert [group.n for group in groups] == [2, 1]
    assert "цирка" in groups[0].words


async def test_the_head_sees_how_answers_help(house: House) -> None:
    key, head = await put_up(house)
    citizen = await house.person()
    heard = await house.says(citizen, ASKED)
    async with house.acting(citizen) as (work, who):
        await finding.read(work, who, f"p{key}", heard.suggestion.draft_id)
        await finding.found(work, who, f"p{key}", heard.suggestion.draft_id)
    async with house.acting(head) as (work, who):
        told = await worklist.numbers(work, who)
    line = told.lines[0]
    assert line.question == WORDS["question_ru"]
    assert (line.offered, line.read, line.found, line.asked) == (1, 1, 1, 0)


async def test_long_answers_are_shown_whole_before_they_are_published(house: House) -> None:
    operator = await house.operator()
    inquiry = await answered(house, operator, "Надбавку платят за каждый день вахты. " * 100)
    async with house.acting(operator) as (work, who):
        pair = await published.begin(work, who, inquiry)
        pair.row.answer_kk = "Үстемеақы вахтаның әр күніне төленеді. " * 80
        screens = publishing.pair(Reader("ru", work.today, work.facts), pair)
    assert max(utf16_length(screen.text) for screen in screens) <= MESSAGE_LIMIT - 100
    assert [bool(screen.rows) for screen in screens] == [False, False, True]
    assert pair.row.answer_ru in screens[1].text
