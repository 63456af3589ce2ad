"""The glossary names what exists, and what exists in the domain is in the glossary."""

from enum import StrEnum

import pytest

from domain.inquiries import Move, State
from domain.notices import Kind
from domain.permissions import Role
from models import tables
from tests.docs.pages import code_names, read, resolved, rows

PAGE = read("docs/glossary.md")
TERMS = {cells[0]: cells[1] for cells in rows(PAGE)}


@pytest.mark.parametrize("term", TERMS)
def test_a_term_says_where_it_is_in_the_code(term: str) -> None:
    assert code_names(TERMS[term])
    for dotted in code_names(TERMS[term]):
        resolved(dotted)


@pytest.mark.parametrize(
    "dotted", sorted({name for name in code_names(PAGE) if "." in name and "/" not in name})
)
def test_every_dotted_name_on_the_page_exists(dotted: str) -> None:
    resolved(dotted)


@pytest.mark.parametrize("table", sorted(set(tables.__all__) - {"Base"}))
def test_every_table_is_named(table: str) -> None:
    assert f"`models.tables.{table}" in PAGE


@pytest.mark.parametrize("kind", [State, Move, Role, Kind], ids=lambda kind: kind.__name__)
def test_every_value_of_the_domain_is_named(kind: type[StrEnum]) -> None:
    missing = [one.name for one in kind if f"`{kind.__module__}.{kind.__name__}.{one.name}`" not in PAGE]
    assert missing == []


def test_no_term_stands_twice() -> None:
    terms = [cells[0] for cells in rows(PAGE)]
    assert sorted(set(terms)) == sorted(terms)


def test_no_cell_is_empty() -> None:
    assert [cells for cells in rows(PAGE) if not all(cells)] == []
