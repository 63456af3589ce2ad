"""Reading a call's cells: what is accepted, and each complaint with its row and column."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.callsheet import COLUMNS, BadCell, BadRow, Known, read_cell, read_sheet
from domain.civil import ZONE

KNOWN = Known(
    bodies={"MCI": False, "AKIMAT": True},
    regions=("10", "55", "71"),
    fields=("youth_children", "civil_society"),
    directions={"public_councils": "civil_society"},
    today=dt.date(2026, 11, 20),
)
GOOD: dict[str, Any] = {
    "title_kk": "Ауыл жастары",
    "title_ru": "Сельская молодёжь",
    "text_kk": "Мәтін",
    "text_ru": "Текст",
    "body": "mci",
    "region": "",
    "operator_kk": "Орталық",
    "operator_ru": "Центр",
    "regions": "55; KZ-71",
    "field": "youth_children",
    "direction": "",
    "kind": "short",
    "amount": "9 500 000 ₸",
    "opens": "01.12.2026",
    "closes": "2026-12-21 18:30",
    "checklist_kk": "1. Өтінім\n2) Смета",
    "checklist_ru": "- Заявка; Смета",
    "link": "https://cisc.kz",
    "contact": "+7 (717) 274-00-00",
}


def bad(**changes: Any) -> list[tuple[str, str]]:
    sheet = read_sheet([(2, {**GOOD, **changes})], KNOWN)
    return [(one.column, one.reason) for one in sheet.bad]


def test_a_good_row() -> None:
    sheet = read_sheet([(2, GOOD)], KNOWN)
    assert sheet.bad == []
    (call,) = sheet.calls
    assert call.body == "MCI"
    assert call.regions == ("55", "71")
    assert call.amount == 9_500_000
    assert call.opens == dt.datetime(2026, 12, 1, 9, tzinfo=ZONE)
    assert call.closes == dt.datetime(2026, 12, 21, 18, 30, tzinfo=ZONE)
    assert call.checklist_kk == ("Өтінім", "Смета")
    assert call.checklist_ru == ("Заявка", "Смета")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"closes": "01.11.2026", "opens": "02.11.2026"}, [("closes", "closes_first")]),
        ({"closes": "01.12.2026 09:00"}, [("closes", "closes_first")]),
        ({"title_kk": ""}, [("title_kk", "missing")]),
        ({"text_ru": None}, [("text_ru", "missing")]),
        ({"regions": "55, 99"}, [("regions", "unknown_region")]),
        ({"opens": "2025-12-01"}, [("opens", "past_year")]),
        ({"opens": "01.11.2026", "closes": "19.11.2026"}, [("closes", "past")]),
        ({"closes": "2031-01-01"}, [("closes", "far_year")]),
        ({"closes": "31.02.2027"}, [("closes", "date")]),
        ({"closes": "скоро"}, [("closes", "date")]),
        ({"closes": "25.12.2026 25:00"}, [("closes", "date")]),
        ({"amount": "-5"}, [("amount", "amount")]),
        ({"amount": "много"}, [("amount", "amount")]),
        ({"amount": True}, [("amount", "amount")]),
        ({"amount": 0}, [("amount", "amount")]),
        ({"amount": ""}, [("amount", "missing")]),
        ({"kind": "huge"}, [("kind", "unknown_kind")]),
        ({"field": "sport"}, [("field", "unknown_field")]),
        ({"direction": "public_councils"}, [("direction", "unknown_direction")]),
        ({"body": "XYZ"}, [("body", "unknown_body")]),
        ({"body": "AKIMAT"}, [("region", "needs_region")]),
        ({"region": "55"}, [("region", "no_region")]),
        ({"link": "javascript:alert(1)"}, [("link", "link")]),
        ({"title_ru": "=HYPERLINK(\"http://x\")"}, [("title_ru", "formula")]),
        ({"contact": "+cmd|' /C calc'!A0"}, [("contact", "formula")]),
        ({"checklist_ru": "Заявка"}, [("checklist_ru", "checklist")]),
        ({"title_ru": "а" * 201}, [("title_ru", "too_long")]),
        ({"surname": "x"}, [("surname", "column")]),
        ({"surname": ""}, []),
        ({"amount": 9_500_000.0, "regions": 55}, []),
        ({"regions": "all"}, []),
        ({"opens": "2026-12-01 10:00:00", "closes": dt.date(2026, 12, 30)}, []),
    ],
)  # fmt: skip
def test_each_slip_is_named(changes: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert bad(**changes) == expected


def test_the_same_call_twice_and_an_empty_file() -> None:
    rows = [(2, GOOD), (3, {**GOOD, "title_ru": "СЕЛЬСКАЯ МОЛОДЁЖЬ"}), (4, {**GOOD, "closes": "22.12.2026"})]
    assert read_sheet(rows, KNOWN).bad == [BadRow(3, "title_kk", "duplicate")]
    assert read_sheet([], KNOWN).bad == [BadRow(1, "", "empty")]


@given(st.sampled_from(COLUMNS), st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.none()))
def test_any_cell_is_read_or_refused(column: str, raw: object) -> None:
    try:
        read_cell(column, raw)
    except BadCell as refused:
        assert refused.reason.isidentifier()
