"""Browsing grants: what is open, closing and coming; choices, search, cards, and the calendar file."""

from datetime import UTC, timedelta

import pytest
from icalendar import Calendar

from domain.calls import Phase
from domain.errors import Impossible, Refused, Stale, Unusable
from domain.limits import MESSAGE_LIMIT
from domain.permissions import Role
from handlers.views import directions
from handlers.views import grants as views
from handlers.views.words import BUTTON, reader
from locales import LANGUAGES
from models.queries import calls as queries
from models.tables import Call
from services import calls, demonstration, grants
from services.calendarfile import calendar_file
from services.calls import Reason
from services.grants import By
from services.marks import Marks
from tests.services.house import House

MOVED = Reason("Өтінім көп түсті", "Поступило много заявок")


async def furnished(house: House) -> None:
    async with house.work() as work:
        assert await demonstration.bring(work) == 4
        assert await demonstration.bring(work) == 0, "twice makes no second one"


async def call_of(house: House, code: str) -> Call:
    async with house.work() as work:
        return await calls.by_code(work, code)


async def test_the_nearest_end_comes_first_and_what_is_to_come_last(either_house: House) -> None:
    house = either_house
    await furnished(house)
    async with house.work() as work:
        found = await grants.shelf(work)
    assert [one.phase for one in found.rows] == [Phase.CLOSING, Phase.CLOSING, Phase.OPEN, Phase.COMING]
    assert (found.taking, found.coming, found.pages) == (3, 1, 1)
    assert found.rows[0].line.region == "55"
    house.at("2026-12-09 10:00")
    async with house.work() as work:
        found = await grants.shelf(work)
    assert [one.line.kind for one in found.rows] == ["medium"], "what is over is not shown"


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (By.FIELD, {"youth_children": 1, "volunteering": 1, "civil_society": 1, "environment": 1}),
        (By.KIND, {"short": 2, "medium": 2}),
        (By.AMOUNT, {"1": 2, "2": 2}),
        (By.REGION, {"": 2, "55": 4, "39": 3, "71": 3, "10": 2}),
    ],
)
async def test_choices_have_as_many_calls_as_they_say(house: House, by: By, expected: dict[str, int]) -> None:
    await furnished(house)
    async with house.work() as work:
        choices = dict(await grants.choices(work, by))
        assert {value: choices[value] for value in expected} == expected
        for value, n in choices.items():
            shelf = await grants.shelf(work, by, value)
            assert shelf.taking + shelf.coming == n


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("волонтёров", ["demovolunteers"]),
        ("волонтерлар", ["demovolunteers"]),
        ("zhastar", ["demorural"]),
        ("ертис", ["demopavlodar"]),
        ("павлодарская область", ["demopavlodar", "demovolunteers"]),
        ("қоғамдык кенес", ["democouncils"]),
        ("трактор", []),
        ("", []),
        ("🙂", []),
    ],
)
async def test_a_search_forgives_letters_and_endings(house: House, query: str, expected: list[str]) -> None:
    await furnished(house)
    async with house.work() as work:
        found = await grants.search(work, query)
        codes = [(await calls.seen(work, one.line.id)).code for one in found.calls]
    assert codes == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("moment", ["2026-11-20 10:00", "2026-12-09 10:00", "2027-01-20 10:00"])
async def test_every_screen_can_be_drawn_on_every_day(house: House, language: str, moment: str) -> None:
    await furnished(house)
    citizen = await house.person(language=language)
    house.at(moment)
    async with house.acting(citizen) as (work, who):
        reads = reader(work, who)
        screens = [views.shelf(reads, await grants.shelf(work)), views.search_asked(reads)]
        for by in By:
            values = await grants.choices(work, by)
            screens += [views.shelf(reads, await grants.shelf(work, by, v)) for v, _ in values]
            screens += [views.choose(reads, by, values)] if by is not By.ALL else []
        for query in ("жастар", "трактор"):
            screens.append(views.searched(reads, query, await grants.search(work, query)))
        for code in ("demorural", "demovolunteers", "democouncils", "demopavlodar"):
            call = await calls.by_code(work, code)
            screens += [views.card(reads, await grants.card(work, who, call), Marks(applied=True))]
            screens += [views.papers(reads, call, Marks(checked=frozenset({0}))), views.ask(reads, call)]
    for screen in screens:
        assert len(screen.text) < MESSAGE_LIMIT
        assert all(len(b.text) <= BUTTON for row in screen.rows for b in row)


async def test_directions_are_found_and_say_what_they_come_from(house: House) -> None:
    async with house.work() as work:
        found = await grants.search(work, "медиа сауаттылық құқықтық")
        assert [one.key for one in found.directions] == ["interethnic_literacy"]
    citizen = await house.person(language="ru")
    async with house.acting(citizen) as (work, who):
        reads = reader(work, who)
        listed = directions.listed(reads).text
        assert "28\u00a0250\u00a0000" in listed and "перевод наш" in listed
        for one in work.facts.grants.directions.values():
            shown = directions.one(reads, one).text
            assert "проект приказа министра без даты" in shown
            assert "Пределы этого вида в 2026 году" in shown and "⚠️" not in shown


async def test_a_card_is_counted_by_region_and_speaks_both_languages(either_house: House) -> None:
    house = either_house
    await furnished(house)
    call = await call_of(house, "demorural")
    for language in LANGUAGES:
        citizen = await house.person(language=language)
        async with house.acting(citizen) as (work, who):
            who.person.last_region = "55" if language == "kk" else None
            for _ in range(2):
                screen = views.card(reader(work, who), await grants.card(work, who, call), Marks())
        assert {"kk": "ҮЛГІ: нақты конкурс емес", "ru": "ПРИМЕР: это не настоящий конкурс"}[
            language
        ] in screen.text
        assert "9\u00a0500\u00a0000\u00a0₸" in screen.text
        assert {"kk": "Қалғаны: 5 күн 8 сағат", "ru": "Осталось: 5 дней 8 часов"}[language] in screen.text
        share = next(b.url for row in screen.rows for b in row if b.url and "share" in b.url)
        assert "start%3Dcall_demorural" in str(share)
    rows = await house.rows("SELECT region, views FROM call_views ORDER BY region")
    assert [tuple(row) for row in rows] == [("", 2), ("55", 2)]


async def test_the_calendar_file_moves_with_the_dates(house: House) -> None:
    await furnished(house)
    head = await house.head("MCI")
    call = await call_of(house, "democouncils")
    ends = []
    for version in (1, 2):
        async with house.acting(head) as (work, who):
            found = await calls.seen(work, call.id)
            content = calendar_file(work, found, "ru", grants.link(work, found), ("Начало", "Конец"))
            assert found.closes_at is not None
            if version == 1:
                await calls.extend(work, who, call.id, 1, found.closes_at + timedelta(days=7), MOVED)
        events = Calendar.from_ical(content).walk("VEVENT")
        assert [str(e["uid"]) for e in events] == ["democouncils-start@dauys", "democouncils-end@dauys"]
        assert {int(e["sequence"]) for e in events} == {version}
        assert len(events[1].walk("VALARM")) == 3
        ends.append(events[1].decoded("dtstart").astimezone(UTC))
    assert ends[1] - ends[0] == timedelta(days=7)


async def test_dates_are_versions_with_reason_and_author(either_house: House) -> None:
    house = either_house
    await furnished(house)
    head, stranger = await house.head("MCI"), await house.head("MOH")
    call = await call_of(house, "demorural")
    assert call.closes_at is not None
    later = call.closes_at + timedelta(days=3)
    async with house.acting(head) as (work, who):
        with pytest.raises(Unusable):
            await calls.extend(work, who, call.id, 1, call.closes_at, MOVED)
        with pytest.raises(Unusable):
            await calls.extend(work, who, call.id, 1, later, Reason("бір тілде", " "))
    with pytest.raises(Refused):
        async with house.acting(stranger) as (work, who):
            await calls.extend(work, who, call.id, 1, later, MOVED)
    async with house.acting(head) as (work, who):
        await calls.extend(work, who, call.id, 1, later, MOVED)
    with pytest.raises(Stale):
        async with house.acting(head) as (work, who):
            await calls.cancel(work, who, call.id, 1, MOVED)
    async with house.acting(head) as (work, who):
        await calls.cancel(work, who, call.id, 2, MOVED)
    with pytest.raises(Impossible):
        async with house.acting(head) as (work, who):
            await calls.extend(work, who, call.id, 3, later + timedelta(days=1), MOVED)
    async with house.acting(head) as (work, who):
        with pytest.raises(Unusable):
            await calls.reannounce(work, who, call.id, 3, later, later, MOVED)
        await calls.reannounce(work, who, call.id, 3, later, later + timedelta(days=20), MOVED)
    async with house.work() as work:
        versions = await queries.versions(work.session, call.id)
        assert [v.cause for v in versions] == ["published", "extended", "cancelled", "reannounced"]
        assert [v.version for v in versions] == [1, 2, 3, 4]
        assert versions[1].reason_ru == MOVED.ru and versions[1].author_id is not None
        assert (await calls.seen(work, call.id)).state == "published"
    assert len(await house.rows("SELECT 1 FROM audit WHERE action = 'call_dates'")) == 4 + 3


async def test_results_come_after_the_end_with_a_link(house: House) -> None:
    await furnished(house)
    admin = await house.person((Role.ADMIN, None))
    call = await call_of(house, "demorural")
    with pytest.raises(Impossible):
        async with house.acting(admin) as (work, who):
            await calls.results(work, who, call.id, 1, "https://cisc.kz/results")
    house.at("2026-12-01 10:00")
    with pytest.raises(Unusable):
        async with house.acting(admin) as (work, who):
            await calls.results(work, who, call.id, 1, "javascript:alert(1)")
    async with house.acting(admin) as (work, who):
        found = await calls.results(work, who, call.id, 1, "https://cisc.kz/results")
        assert calls.phase_of(work, found) is Phase.RESULTS


async def test_a_draft_is_nobodys_but_its_writers(house: House) -> None:
    await furnished(house)
    call = await call_of(house, "demorural")
    async with house.work() as work:
        (await work.session.get_one(Call, call.id)).state = "draft"
    async with house.work() as work:
        with pytest.raises(Refused):
            await calls.seen(work, call.id)
        with pytest.raises(Refused):
            await calls.by_code(work, call.code)
        assert call.id not in [one.line.id for one in (await grants.shelf(work)).rows]
