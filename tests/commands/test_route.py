"""`dauys route`: whatever bytes come in, each line is answered by one line that can be read."""

import io
import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cli import route
from bot.router import make_router

ROUTER = make_router()


def answers(lines: bytes) -> list[dict[str, Any]]:
    target = io.BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(route, "make_router", lambda: ROUTER)
        assert route.stream(io.BytesIO(lines), target) == 0
    return [read(line) for line in target.getvalue().splitlines()]


def read(line: bytes) -> dict[str, Any]:
    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is not JSON")

    found: dict[str, Any] = json.loads(line, parse_constant=refuse)
    assert set(found) == {"id", "lang", "bodies", "region", "emergency"}
    assert found["lang"] in ("kk", "ru")
    assert 1 <= len(found["bodies"]) <= 3
    scores = [body["score"] for body in found["bodies"]]
    assert scores == sorted(scores, reverse=True)
    return found


def test_a_question_finds_its_body() -> None:
    asked = {"id": 7, "text": "Анамның зейнетақысы қаңтардан бері аз түсіп жатыр"}
    (found,) = answers(json.dumps(asked, ensure_ascii=False).encode())
    assert (found["id"], found["lang"], found["bodies"][0]["code"]) == (7, "kk", "MLSPP")


@pytest.mark.parametrize(
    "line",
    [
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b"17",
        b"{" * 5000,
        b"[" * 200_000,
        b"1" * 20_000,
        b'{"id": NaN, "text": null}',
        b'{"id": -1e999, "text": ["a", {"b": 1}]}',
        b'{"id": "\\ud800", "text": "\\udc00 \\ud83d"}',
        b'{"id": {"a": 1}, "text": ""}',
        b'{"text": "\\u0000\\u202e"}',
        b'{"text": "' + "мусор вывоз ".encode() * 100_000 + b'"}',
        b"plain text, no JSON at all",
        b"   {}  \r",
    ],
    ids=lambda line: repr(line[:24]),
)
def test_a_strange_line_is_answered(line: bytes) -> None:
    assert len(answers(line + b"\n")) == 1


@settings(max_examples=150, deadline=None)
@given(st.lists(st.binary(max_size=200), max_size=5))
def test_any_bytes_are_answered_line_by_line(parts: list[bytes]) -> None:
    lines = b"\n".join(parts)
    assert len(answers(lines)) == sum(bool(line.strip()) for line in lines.split(b"\n"))


@settings(max_examples=150, deadline=None)
@given(key=st.none() | st.integers() | st.text(max_size=20), text=st.text(max_size=200))
def test_any_text_is_answered_under_its_id(key: int | str | None, text: str) -> None:
    (found,) = answers(json.dumps({"id": key, "text": text}).encode())
    assert found["id"] == key


def test_the_command_reads_bytes_and_stops_when_nobody_listens() -> None:
    command = [sys.executable, "-m", "bot", "route"]
    asked = b'{"id": 1, "text": "\xff"}\n\n{"id": 2, "text": "no"}\n'
    done = subprocess.run(command, input=asked, capture_output=True, check=True)
    assert [read(line)["id"] for line in done.stdout.splitlines()] == [1, 2]
    assert done.stderr == b""
    deaf = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert deaf.stdout and deaf.stdin and deaf.stderr
    deaf.stdout.close()
    deaf.stdin.write(b'{"id": 1, "text": "a"}\n' * 3)
    deaf.stdin.close()
    assert (deaf.wait(), deaf.stderr.read()) == (0, b"")
    deaf.stderr.close()


def test_the_command_imports_what_it_needs() -> None:
    heavy = ["aiogram", "sqlalchemy", "pydantic", "sklearn", "numpy"]
    look = f"import sys, bot.cli.route; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
