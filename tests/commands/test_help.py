"""`dauys --help` answers at once: what a command does not need is not loaded."""

import subprocess
import sys
from pathlib import Path

import pytest

DOORS = ("aiogram", "apscheduler", "playwright")
ROOT = Path(__file__).parents[2]


def loaded(*arguments: str, given: bytes = b"", **settings: str) -> tuple[str, set[str]]:
    """What a command prints, and the packages it has loaded by its end."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "bot", *arguments],
        input=given,
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", **settings},
    )
    names = (line.rpartition("|")[2].strip() for line in done.stderr.decode().splitlines())
    return done.stdout.decode(), {name.partition(".")[0] for name in names}


def test_help_names_every_command_and_loads_nothing_heavy() -> None:
    said, packages = loaded("--help")
    for command in (
        "run",
        "tour",
        "route",
        "deadline",
        "invite",
        "import",
        "calendar",
        "rehearse",
        "migrate",
        "doctor",
    ):
        assert command in said
    assert not packages & {*DOORS, "sqlalchemy", "pydantic", "yaml", "babel", "asyncio"}


@pytest.mark.parametrize(
    ("arguments", "given"),
    [(("deadline", "--registered", "2026-12-11T10:00"), b""), (("route",), b'{"id": 1, "text": "a"}')],
    ids=["deadline", "route"],
)
def test_side_commands_load_no_door(arguments: tuple[str, ...], given: bytes) -> None:
    assert not loaded(*arguments, given=given)[1] & {*DOORS, "alembic"}


def test_migrate_loads_no_door(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'dauys.sqlite3'}"
    said, packages = loaded("migrate", DAUYS_DATABASE_URL=url)
    assert said.startswith("schema: empty -> ")
    assert not packages & set(DOORS)


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'dauys.sqlite3'}"
    loaded("migrate", DAUYS_DATABASE_URL=url)
    assert loaded("migrate", DAUYS_DATABASE_URL=url)[0].endswith("up to date\n")
