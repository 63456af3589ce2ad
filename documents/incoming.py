"""`python -m documents.incoming NAME`: reads a table somebody sent, from standard input, and prints its rows.

It runs in a process of its own with little memory and little time: a file may be made to harm its reader. It
prints one line of JSON: {"rows": [[number, {column: text or number}], ...]} or {"refused": reason}.
"""

import csv
import io
import json
import resource
import sys
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import PurePath
from typing import Any, Final

MEMORY_BYTES: Final = 768 * 1024 * 1024
SECONDS: Final = 20
"""Of processor time."""

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_UNPACKED: Final = 60 * 1024 * 1024
"""Bytes of an XLSX after unpacking; a table of calls comes to a thousandth of it."""

MOST_PARTS: Final = 200
MOST_ROWS: Final = 500
MOST_COLUMNS: Final = 60
_PORTION: Final = 256 * 1024

Rows = list[tuple[int, dict[str, Any]]]


class Refused(Exception):  # noqa: N818 - an answer, and no error of ours
    """The file as a whole cannot be read; `reason` is a key of the catalogs (`imports.refused.REASON`)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def main() -> None:
    """Read what comes in."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        told: dict[str, Any] = {"rows": read(sys.argv[1], sys.stdin.buffer.read(MOST_BYTES + 1))}
    except Refused as refused:
        told = {"refused": refused.reason}
    except (MemoryError, RecursionError):
        told = {"refused": "too_big"}
    sys.stdout.write(json.dumps(told))


def read(name: str, content: bytes) -> Rows:
    """Return the rows of a file, each with its number as a reader counts.

    Raises:
        Refused: it is too big, of another kind, or broken.
    """
    if len(content) > MOST_BYTES:
        raise Refused("too_big")
    readers = {".xlsx": _xlsx, ".csv": _csv, ".yaml": _yaml, ".yml": _yaml}
    reader = readers.get(PurePath(name.lower()).suffix)
    if reader is None:
        raise Refused("kind")
    rows = reader(content)
    if len(rows) > MOST_ROWS:
        raise Refused("too_many")
    return rows


def _xlsx(content: bytes) -> Rows:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    _weigh(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            found = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True)
            return _table(enumerate(found, 1))
        finally:
            book.close()
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, SyntaxError, OSError):
        raise Refused("broken") from None


def _weigh(content: bytes) -> None:
    """Unpack it into nothing first: what a file says of its size need not be true."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Refused("too_big")
            unpacked = 0
            for part in parts:
                with archive.open(part) as stream:
                    while portion := stream.read(_PORTION):
                        unpacked += len(portion)
                        if unpacked > MOST_UNPACKED:
                            raise Refused("too_big")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise Refused("broken") from None


def _csv(content: bytes) -> Rows:
    words = _decoded(content)
    head = words.split("\n", 1)[0]
    delimiter = max(";,\t", key=head.count)
    csv.field_size_limit(MOST_BYTES)
    lines = csv.reader(io.StringIO(words), delimiter=delimiter, strict=True)
    rows: list[tuple[int, tuple[object, ...]]] = []
    try:
        for line in lines:
            rows.append((len(rows) + 1, tuple(line[:MOST_COLUMNS])))
            if len(rows) > MOST_ROWS + 2:
                raise Refused("too_many")
    except csv.Error:
        raise Refused("broken") from None
    return _table(rows)


def _yaml(content: bytes) -> Rows:
    """A list of calls with their cells; aliases, with which a small file becomes a huge one, are refused."""
    from facts.reading import plain

    words = _decoded(content)
    try:
        found = plain(words)
    except ValueError:
        raise Refused("broken") from None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise Refused("broken")
    return [(n, {str(k): _cell(v) for k, v in one.items()}) for n, one in enumerate(found, 1)]


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("broken")


def _table(lines: Iterable[tuple[int, tuple[object, ...]]]) -> Rows:
    """The first line names the columns; empty lines are passed over."""
    names: list[str] | None = None
    rows: Rows = []
    for n, line in lines:
        cells = [_cell(value) for value in line]
        if not any(cell not in (None, "") for cell in cells):
            continue
        if names is None:
            names = [str(cell or "").strip().lower() for cell in cells]
            if len(set(filter(None, names))) != len(list(filter(None, names))):
                raise Refused("head")
            continue
        rows.append((n, {name: cell for name, cell in zip(names, cells, strict=False) if name}))
        extra = cells[len(names) :]
        if any(cell not in (None, "") for cell in extra):
            rows[-1][1]["?"] = next(cell for cell in extra if cell not in (None, ""))
    if names is None:
        raise Refused("empty")
    return rows


def _cell(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, list):
        return [_cell(one) for one in value[:MOST_COLUMNS]]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return str(value)


if __name__ == "__main__":
    main()
