"""The judge of the simulated year can find someone guilty: each promise is broken once, and named."""

from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest

from benchmarks.yearaudit import Verdict
from benchmarks.yearoracle import Days
from locales import text
from tests.domain.samples import shipped

REMINDERS = frozenset({"digest", "escalation", "late", "asked_again", "key_dates"})
MORNING = "2026-12-14T04:00:00+00:00"
"""A Monday, 09:00 in Almaty."""

ITEM = {
    "inquiry": 7,
    "stage": "head_late",
    "version": "1:2026-12-11",
    "number": "2026-ABCDEF-9",
    "state": "taken",
    "due": "2026-12-11",
    "run": "1",
    "free": "2026-11-20T05:00:00+00:00",
}


def line(key: str, person: int, row: int, **more: Any) -> dict[str, Any]:
    plain = {"key": key, "person": person, "row": row, "at": MORNING, "day": None, "items": [], "events": []}
    return {**plain, "text": "", "staff": True, "edit": False, **more}


JOURNAL = [
    line("digest", 1, 11, day="2026-12-14", text=text("ru", "digest.late", n=1)),
    line("escalation", 2, 12, items=[ITEM]),
    line("late", 3, 13, items=[{**ITEM, "stage": "late"}]),
    line("arrivals", 1, 14, at="2026-12-13T20:00:00+00:00"),
]
OWED = [[2, 7, "head_late", "1:2026-12-11"], [3, 7, "late", "1:2026-12-11"]]
MORNINGS = [{"day": "2026-12-14", "digests": {"1": {"late": 1}}, "owed": OWED, "wrong": []}]


def judged(journal: list[Any], mornings: list[Any] | None = None, lost: list[Any] | None = None) -> list[str]:
    return Verdict(journal, mornings or MORNINGS, lost or [], REMINDERS).wrong()


def test_a_sound_year_is_found_sound() -> None:
    assert judged(JOURNAL) == []


@pytest.mark.parametrize(
    ("row", "change", "sentence"),
    [
        (11, {"at": "2026-12-14T17:00:00+00:00"}, "disturbs at 2026-12-14 22:00"),
        (12, {"at": "2026-12-16T05:00:00+00:00"}, "disturbs at 2026-12-16 10:00"),
        (11, {"text": text("ru", "digest.late", n=2)}, "does not say late: 1"),
        (11, {"text": f"{JOURNAL[0]['text']}\n{text('ru', 'digest.today', n=1)}"}, "does not say today: 0"),
        (11, {"person": 9}, "no digest to 1"),
        (11, {"person": 9}, "a digest too many to 9"),
        (11, {"day": "2026-12-11"}, "leaves on 2026-12-14"),
        (12, {"person": 9}, "not told by 2026-12-14: (2, 7, 'head_late'"),
        (12, {"items": [{**ITEM, "state": "answered"}]}, "untrue"),
        (12, {"items": [{**ITEM, "state": "waiting"}]}, "untrue"),
        (12, {"items": [{**ITEM, "due": "2026-12-15"}]}, "untrue"),
        (13, {"at": "2026-12-15T04:00:00+00:00"}, "not told by 2026-12-14: (3, 7, 'late'"),
    ],
)
def test_each_broken_promise_is_named(row: int, change: dict[str, Any], sentence: str) -> None:
    journal = [{**one, **change} if one["row"] == row else one for one in JOURNAL]
    assert any(sentence in said for said in judged(journal)), judged(journal)


@pytest.mark.parametrize("missing", [11, 12, 13])
def test_what_is_missing_is_named_unless_a_kill_took_it(missing: int) -> None:
    journal = [one for one in JOURNAL if one["row"] != missing]
    gone = [one for one in JOURNAL if one["row"] == missing]
    assert len(judged(journal)) == 1
    assert judged(journal, lost=gone) == []


@pytest.mark.parametrize("twice", [11, 12, 13])
def test_what_is_told_twice_is_named(twice: int) -> None:
    again = [{**deepcopy(one), "row": 99} for one in JOURNAL if one["row"] == twice]
    assert judged([*JOURNAL, *again]) != []
    assert any(
        "left 2 times" in said for said in judged([*JOURNAL, *(o for o in JOURNAL if o["row"] == twice)])
    )


def test_a_more_useful_word_pays_the_debt() -> None:
    lying = [{**MORNINGS[0], "owed": [[2, 7, "unclaimed", "1"]]}]
    assert judged(JOURNAL, lying) == []
    other_run = [{**MORNINGS[0], "owed": [[2, 7, "unclaimed", "2"]]}]
    assert judged(JOURNAL, other_run) != []


def test_what_is_told_of_parts_is_judged_too() -> None:
    said = text("ru", "digest.parts", counted=text("ru", "digest.parts.late", n=1))
    journal = [{**one, "text": f"{one['text']}\n{said}"} if one["row"] == 11 else one for one in JOURNAL]
    part = [4, "part_missing", "part:2026-12-11"]
    journal.append(line("parts_late", 5, 15, parts=[part]))
    morning = {**MORNINGS[0], "digests": {"1": {"late": 1, "parts.late": 1}}}
    morning["owed"] = [*OWED, [5, *part]]
    reminders = REMINDERS | {"parts_late"}
    assert Verdict(journal, [morning], [], reminders).wrong() == []
    assert "does not say of parts" in str(judged(JOURNAL, [morning]))
    assert "not told by" in str(judged(journal[:-1], [morning]))
    again = [*journal, {**journal[-1], "row": 16}]
    assert "told 2 times" in str(Verdict(again, [morning], [], reminders).wrong())


def test_a_morning_begun_again_owes_what_it_owed_at_first() -> None:
    assert judged(JOURNAL, [*MORNINGS, {**MORNINGS[0], "digests": {}}]) == []


def test_the_judge_s_calendar_is_that_of_the_files() -> None:
    days, calendar = Days(), shipped().calendar
    for n in range((date(2027, 12, 31) - date(2024, 1, 1)).days + 1):
        day = date(2024, 1, 1) + timedelta(days=n)
        assert days.working(day) == calendar.is_working(day), day
