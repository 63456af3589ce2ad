"""Commands as an administrator types them: mostly in this process, where loading them costs nothing."""

import logging
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.main import app
from playground.server import Server, serving
from playground.town import TOKEN


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command printed and how it ended."""

    exit_code: int
    stdout: str
    output: str
    exception: BaseException | None


Dauys = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _own_logging() -> Iterator[None]:
    """`dauys run` sets logging up for its process, which here is everybody's."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = before


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The settings of a bot that talks to nobody; tests change them."""
    for name in ("TOKEN", "BOT_TOKEN", "BOT_TOKEN_FILE", "ADMINS", "WEBHOOK_URL", "CLOCK_URL", "PROXY"):
        monkeypatch.delenv(f"DAUYS_{name}", raising=False)
    return {
        "DAUYS_BOT_TOKEN": TOKEN,
        "DAUYS_API_BASE": "http://127.0.0.1:9",
        "DAUYS_DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'dauys.sqlite3'}",
    }


@pytest.fixture
def dauys(settings: dict[str, str]) -> Dauys:
    """Run a command; what it prints and its exit code."""

    def run(*arguments: str, **changed: str) -> Ran:
        told = CliRunner().invoke(app, list(arguments), env=settings | changed)
        return Ran(told.exit_code, told.stdout, told.output, told.exception)

    return run


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """A playground for a command that talks to Telegram."""
    async with serving() as running:
        yield running


def refusal(result: Ran) -> str:
    """The one sentence a command says when it cannot work."""
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result.output.strip()
