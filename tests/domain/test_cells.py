"""Cells: whatever somebody typed, no spreadsheet runs it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cells import CELL_LIMIT, STARTS, is_formula, safe_cell


@pytest.mark.parametrize(
    "typed", ["=1+1", " =cmd|'/C calc'!A0", "+7 701 000 00 00", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", "\r=1"]
)
def test_what_looks_like_a_formula_becomes_text(typed: str) -> None:
    assert str(safe_cell(typed)).startswith("'")


@pytest.mark.parametrize("value", [1, 2.5, None, True, "Жобаның атауы", "a=b", ""])
def test_everything_else_passes(value: object) -> None:
    assert safe_cell(value) == value


@given(st.text())
def test_nothing_alive_leaves(typed: str) -> None:
    cell = str(safe_cell(typed))
    assert not cell.lstrip(" \u00a0").startswith(STARTS)
    assert len(cell) <= CELL_LIMIT
    assert all(sign >= " " or sign in "\t\n" for sign in cell)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("=HYPERLINK(1)", True),
        ("@SUM(A1)", True),
        ("+cmd|' /C calc'!A0", True),
        ("+7 (717) 274-00-00", False),
        ("- Жарғы", False),
        ("e-mail: a@b.kz", False),
    ],
)
def test_meant_as_a_formula(typed: str, expected: bool) -> None:
    assert is_formula(typed) is expected
