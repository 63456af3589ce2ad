"""`dauys invite` prints a link; whoever opens it first is in, and nobody after them."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text

from models import migrations
from tests.commands.conftest import Dauys, refusal
from tests.stage import Stage


async def stamped(stage: Stage) -> None:
    """The stage makes its tables at once; a command looks for the revision that migrations leave."""
    async with stage.database.writer.begin() as connection:
        await connection.execute(text("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32))"))
        await connection.execute(text("DELETE FROM alembic_version"))
        await connection.execute(
            text("INSERT INTO alembic_version VALUES (:head)"), {"head": migrations.head()}
        )


async def invited(stage: Stage, dauys: Dauys, *arguments: str) -> str:
    """The start payload of a link that the command makes beside the running bot."""
    await stamped(stage)
    settings = {
        "DAUYS_API_BASE": stage.sim.url,
        "DAUYS_DATABASE_URL": stage.app.settings.database_url,
        "DAUYS_MIGRATE": "false",
    }
    told = await asyncio.to_thread(dauys, "invite", *arguments, **settings)
    assert told.exit_code == 0, told.output
    link, _, payload = told.stdout.strip().partition("?start=")
    assert link == "https://t.me/dauys_playground_bot"
    return payload


async def test_a_link_works_once(stage: Stage, dauys: Dauys) -> None:
    payload = await invited(stage, dauys, "MOH", "operator", "--post-ru", "главный специалист")
    first, second = stage.citizen("Данияр", "ru"), stage.citizen("Ольга", "ru")
    await first.opens(payload)
    await first.sees("Министерство здравоохранения")
    await first.taps("Присоединиться · русский")
    await first.sees("Вы присоединились")
    await first.sees("главный специалист")
    await second.opens(payload)
    await second.sees("Это приглашение уже использовано")
    assert await stage.rows("SELECT role, body, post_ru FROM memberships WHERE role <> 'admin'") == [
        ("operator", "MOH", "главный специалист")
    ]


async def test_an_akimat_is_joined_in_its_region(stage: Stage, dauys: Dauys) -> None:
    payload = await invited(stage, dauys, "akimat", "head", "--region", "75")
    head = stage.citizen("Гүлнәр", "kk")
    await head.opens(payload)
    await head.sees("Алматы қаласының әкімдігі")
    await head.taps("Қосылу · қазақша")
    await head.sees("басшы")


async def test_a_dispatcher_is_invited_to_triage(stage: Stage, dauys: Dauys) -> None:
    dispatcher = stage.citizen("Сауле", "ru")
    await dispatcher.opens(await invited(stage, dauys, "TRIAGE", "dispatcher"))
    await dispatcher.sees("дежурный сотрудник")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["NOPE", "operator"], "There is no body 'NOPE'; there are: MCI, "),
        (["MOH", "king"], "There is no role 'king' to invite into; there are: operator, head, dispatcher."),
        (["MOH", "admin"], "There is no role 'admin' to invite into"),
        (["MOH", "dispatcher"], "are invited to TRIAGE"),
        (["TRIAGE", "operator"], "are invited to TRIAGE"),
        (["AKIMAT", "operator"], "add --region with one of "),
        (["AKIMAT", "operator", "--region", "00"], "add --region with one of "),
        (["MOH", "operator", "--region", "75"], "leave --region out"),
        (["MOH", "operator"], "Telegram does not say how the bot is called"),
    ],
)
def test_what_cannot_be_is_said(dauys: Dauys, tmp_path: Path, arguments: list[str], said: str) -> None:
    assert said in refusal(dauys("invite", *arguments))
    assert not (tmp_path / "dauys.sqlite3").exists()
