"""Tables from outside: read in a process of their own, and what was made to harm is refused."""

import io
import zipfile
from typing import Any

import pytest
from openpyxl import Workbook

from bot.tables import read
from documents import incoming
from documents.incoming import Refused


def book(*lines: list[Any]) -> bytes:
    made, out = Workbook(), io.BytesIO()
    sheet = made.active
    assert sheet is not None
    for line in lines:
        sheet.append(line)
    made.save(out)
    return out.getvalue()


async def test_a_workbook_is_read_by_another_process() -> None:
    content = book(["Title_KK", " amount "], ["Ауыл", 9500000.0], [None, None], ["=1+1", "x"])
    assert await read("calls.XLSX", content) == {
        "rows": [[2, {"title_kk": "Ауыл", "amount": 9500000}], [4, {"title_kk": "=1+1", "amount": "x"}]]
    }


async def test_a_process_that_dies_is_a_broken_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert await read("calls.xlsx", b"PK\x03\x04 nonsense") == {"refused": "broken"}
    assert await read("calls.csv", b"x" * (5 * 1024 * 1024 + 1)) == {"refused": "too_big"}


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (incoming.MOST_UNPACKED + 1))
    return out.getvalue()


def many_parts() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for n in range(incoming.MOST_PARTS + 1):
            archive.writestr(str(n), b"")
    return out.getvalue()


def liar() -> bytes:
    """A bomb whose directory says that it is small."""
    content = bytearray(bomb())
    size = (incoming.MOST_UNPACKED + 1).to_bytes(4, "little")
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = (100).to_bytes(4, "little")
    return bytes(content)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.xlsx", bomb(), "too_big"),
        ("a.xlsx", many_parts(), "too_big"),
        ("a.xlsx", liar(), "broken"),
        ("a.xlsx", b"", "broken"),
        ("a.xlsx", book()[:500], "broken"),
        ("a.exe", b"MZ", "kind"),
        ("noname", b"a;b", "kind"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"title_kk;title_kk\n1;2\n", "head"),
        ("a.csv", b'a;b\n"unclosed', "broken"),
        ("a.csv", b"a;b\n" + b"1;2\n" * 600, "too_many"),
        ("a.csv", b"\x98\xff\xfe", "broken"),
        ("a.yaml", b"a: &x [1]\nb: *x\n", "broken"),
        ("a.yaml", b"- !!python/object/apply:os.system [ls]\n", "broken"),
        ("a.yaml", b"title: 1\n", "broken"),
        ("a.yaml", b"[1, 2]", "broken"),
        ("a.yaml", b"[" * 10_000, "broken"),
        ("a.xlsx", book(["a"], *[["1"]] * 501), "too_many"),
    ],
)
def test_what_is_refused_as_a_whole(name: str, content: bytes, reason: str) -> None:
    with pytest.raises((Refused, RecursionError)) as caught:
        incoming.read(name, content)
    if isinstance(caught.value, Refused):
        assert caught.value.reason == reason


def test_other_ways_to_write_the_same() -> None:
    expected = [(2, {"title_ru": "Ёлка", "amount": "5"})]
    assert incoming.read("a.csv", "title_ru;amount\nЁлка;5\n".encode("cp1251")) == expected
    assert incoming.read("a.csv", "\ufefftitle_ru,amount\r\nЁлка,5\r\n".encode()) == expected
    assert incoming.read("a.csv", "title_ru\tamount\nЁлка\t5\n".encode()) == expected
    assert incoming.read("a.yml", "- title_ru: Ёлка\n  regions: ['55']\n".encode()) == [
        (1, {"title_ru": "Ёлка", "regions": ["55"]})
    ]
    assert incoming.read("a.csv", b"a;b\n1;2;3\n") == [(2, {"a": "1", "b": "2", "?": "3"})]
