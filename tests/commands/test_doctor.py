"""`dauys doctor` looks at everything and says for each thing whether it is sound."""

import asyncio
from pathlib import Path

import pytest

from playground.server import Server
from playground.town import TOKEN
from tests.commands.conftest import Dauys, Ran
from tests.commands.test_start import copied_facts

CHECKS = ("time zone", "facts", "calendar", "owner", "administrators", "database", "Telegram")


def outcome(told: Ran) -> dict[str, tuple[str, str]]:
    """Each check with "ok" or "no" and its sentence."""
    assert "Traceback" not in told.output
    found = {}
    for line in told.output.splitlines():
        if line[:2] in ("ok", "no"):
            name, _, said = line[4:].partition(": ")
            found[name] = (line[:2], said)
    return found


@pytest.fixture
async def healthy(dauys: Dauys, server: Server) -> Dauys:
    """The doctor, with a Telegram that answers; the command needs a thread, the town has this one."""

    async def examined(**changed: str) -> Ran:
        return await asyncio.to_thread(dauys, "doctor", **{"DAUYS_API_BASE": server.url} | changed)

    return examined


async def test_all_is_well_at_home(healthy: Dauys, tmp_path: Path) -> None:
    told = await healthy(DAUYS_ADMINS="1005, 1006")
    found = outcome(told)
    assert told.exit_code == 0
    assert tuple(found) == CHECKS
    assert all(verdict == "ok" for verdict, _ in found.values())
    assert found["owner"][1].endswith("fill it in before real people write")
    assert found["database"][1].endswith("will be made at the first start")
    assert found["administrators"][1] == "2 named"
    assert found["Telegram"][1] == "@dauys_playground_bot, 0 updates waiting"
    assert not (tmp_path / "dauys.sqlite3").exists()


async def test_the_token_may_stand_in_a_file(
    healthy: Dauys, settings: dict[str, str], tmp_path: Path
) -> None:
    del settings["DAUYS_BOT_TOKEN"]
    (tmp_path / "token").write_text(f"{TOKEN}\n", encoding="utf-8")
    told = await healthy(DAUYS_BOT_TOKEN_FILE=str(tmp_path / "token"))
    assert outcome(told)["Telegram"][0] == "ok"


async def test_a_token_telegram_does_not_know(healthy: Dauys) -> None:
    told = await healthy(DAUYS_BOT_TOKEN="42:never-issued-by-anybody-0123456789ab")
    assert told.exit_code == 1
    assert outcome(told)["Telegram"] == ("no", "it does not know this bot token")


async def test_a_token_that_is_none(healthy: Dauys) -> None:
    assert "as @BotFather prints it" in outcome(await healthy(DAUYS_BOT_TOKEN="x"))["Telegram"][1]


async def test_an_old_schema(healthy: Dauys, dauys: Dauys, tmp_path: Path) -> None:
    (tmp_path / "dauys.sqlite3").touch()
    assert outcome(await healthy())["database"][0] == "ok"
    told = await healthy(DAUYS_MIGRATE="false")
    verdict, said = outcome(told)["database"]
    assert (told.exit_code, verdict) == (1, "no")
    assert "`dauys migrate` brings it up to date" in said
    assert (await asyncio.to_thread(dauys, "migrate")).exit_code == 0
    assert outcome(await healthy(DAUYS_MIGRATE="false"))["database"][0] == "ok"


async def test_a_database_out_of_reach(healthy: Dauys) -> None:
    told = await healthy(DAUYS_DATABASE_URL="postgresql+asyncpg://dauys:hidden@127.0.0.1:9/dauys")
    verdict, said = outcome(told)["database"]
    assert (told.exit_code, verdict) == (1, "no")
    assert "out of reach" in said
    assert "hidden" not in told.output


async def test_a_webhook_that_fails(healthy: Dauys, server: Server) -> None:
    server.town.webhook.failed("Connection refused")
    told = await healthy()
    assert "Connection refused" in outcome(told)["Telegram"][1]


async def test_broken_facts_are_named_with_file_and_line(healthy: Dauys, tmp_path: Path) -> None:
    folder = copied_facts(tmp_path)
    (folder / "owner.yaml").write_text("email: [", encoding="utf-8")
    told = await healthy(DAUYS_FACTS_DIR=str(folder))
    assert told.exit_code == 1
    assert outcome(told)["facts"][0] == "no"
    assert "owner.yaml:2:" in told.output


def test_the_sample_owner_on_the_real_telegram(dauys: Dauys) -> None:
    # Not loopback, so it counts as the real one, and refused at once, so that the test need not wait.
    told = dauys("doctor", DAUYS_API_BASE="http://0.0.0.0:9")
    found = outcome(told)
    assert told.exit_code == 1
    assert found["owner"][0] == "no"
    assert found["Telegram"][1].startswith("http://0.0.0.0:9 cannot be used: ")
