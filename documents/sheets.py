"""Sheets for Excel, written row by row: what is written needs no memory any more."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from domain.cells import safe_cell
from domain.civil import civil

Cell = str | int | float | date | datetime | None

_TITLE = Font(bold=True, size=14)
_HEAD = Font(bold=True)
_HEAD_FILL = PatternFill("solid", fgColor="DCEBF5")
_TOP = Alignment(vertical="top", wrap_text=True)


class Book:
    """A workbook that is streamed to its file."""

    def __init__(self) -> None:
        self._book = Workbook(write_only=True)

    def sheet(
        self, title: str, widths: Sequence[int], head: Sequence[str] = (), above: Sequence[str] = ()
    ) -> "Sheet":
        """A sheet under a heading.

        Args:
            title: name of its tab, at most 31 characters.
            widths: of its columns, in characters.
            head: names of the columns; they stay in sight.
            above: lines over the table, the first one large.
        """
        made = self._book.create_sheet(_tab(title))
        for n, width in enumerate(widths, 1):
            made.column_dimensions[get_column_letter(n)].width = width
        if head:
            made.freeze_panes = f"A{len(above) + 2}"
        sheet = Sheet(made)
        for n, line in enumerate(above):
            sheet.line(line, _TITLE if n == 0 else None)
        if head:
            sheet.head(head)
        return sheet

    def save(self, path: Path) -> None:
        """Write the file."""
        self._book.save(path)


class Sheet:
    """One sheet, filled from the top."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet

    def line(self, words: str, font: Font | None = None) -> None:
        """A line of words over the table."""
        cell = WriteOnlyCell(self._sheet, _words(words))
        if font is not None:
            cell.font = font
        self._sheet.append([cell])

    def head(self, names: Sequence[str]) -> None:
        """Names of the columns."""
        cells = [WriteOnlyCell(self._sheet, _words(name)) for name in names]
        for cell in cells:
            cell.font, cell.fill, cell.alignment = _HEAD, _HEAD_FILL, _TOP
        self._sheet.append(cells)

    def row(self, cells: Iterable[Cell]) -> None:
        """One row of plain values."""
        self._sheet.append([_plain(cell) for cell in cells])


def _words(words: str) -> str:
    return str(safe_cell(words))


def _plain(cell: Cell) -> object:
    """Excel knows no zones, and takes some words for formulas."""
    return civil(cell).replace(tzinfo=None) if isinstance(cell, datetime) else safe_cell(cell)


def _tab(title: str) -> str:
    return "".join("-" if sign in r"[]:*?/\\" else sign for sign in title)[:31]
