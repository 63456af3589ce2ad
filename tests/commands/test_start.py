"""What cannot work is said in one plain sentence, with exit code 1 and without a traceback."""

from pathlib import Path

import pytest

import facts
from tests.commands.conftest import Dauys, refusal

SHIPPED = Path(facts.__file__).parent


def copied_facts(folder: Path) -> Path:
    """The shipped facts in a folder of their own, to be broken."""
    for path in SHIPPED.rglob("*.yaml"):
        copy = folder / "facts" / path.relative_to(SHIPPED)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    return folder / "facts"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param({"DAUYS_BOT_TOKEN": "nonsense"}, "as @BotFather prints it", id="no token at all"),
        pytest.param({"DAUYS_BOT_TOKEN": ""}, "as @BotFather prints it", id="an empty token"),
        pytest.param({"DAUYS_CLOCK_URL": "http://127.0.0.1:1/", "DAUYS_API_BASE": "https://api.telegram.org"},
                     "DAUYS_CLOCK_URL moves the bot's civil time", id="a moved clock on the real Telegram"),
        pytest.param({"DAUYS_CLOCK_URL": "http://clock.example/"}, "refused unless", id="a foreign clock"),
        pytest.param({"DAUYS_WEBHOOK_URL": "https://bot.example/hook"}, "needs DAUYS_WEBHOOK_SECRET",
                     id="a webhook anybody could call"),
        pytest.param({"DAUYS_ADMINS": "12, Ержан"}, "DAUYS_ADMINS: Telegram ids", id="a name as an id"),
        pytest.param({"DAUYS_DATABASE_URL": "mysql://localhost"}, "DAUYS_DATABASE_URL: must", id="MySQL"),
        pytest.param({"DAUYS_DATABASE_URL": "postgresql+asyncpg://nobody:secret@127.0.0.1:9/none"},
                     "out of reach (ConnectionRefusedError)", id="no PostgreSQL there"),
        pytest.param({"DAUYS_DATABASE_URL": "sqlite+aiosqlite:////no/such/folder/dauys.sqlite3"},
                     "unable to open database file", id="no folder for SQLite"),
        pytest.param({"DAUYS_API_BASE": "https://api.telegram.org"}, "owner.yaml holds the sample owner",
                     id="the sample owner on the real Telegram"),
    ],
)  # fmt: skip
def test_run_says_why_it_cannot(dauys: Dauys, changed: dict[str, str], said: str) -> None:
    sentence = refusal(dauys("run", **changed))
    assert said in sentence
    assert "secret" not in sentence.replace("WEBHOOK_SECRET", "").lower()
    assert len(sentence.splitlines()) == 1


def test_without_any_token_both_ways_are_named(dauys: Dauys, settings: dict[str, str]) -> None:
    del settings["DAUYS_BOT_TOKEN"]
    assert "DAUYS_BOT_TOKEN_FILE" in refusal(dauys("run"))


def test_a_token_file_that_is_not_there(dauys: Dauys, settings: dict[str, str], tmp_path: Path) -> None:
    del settings["DAUYS_BOT_TOKEN"]
    sentence = refusal(dauys("run", DAUYS_BOT_TOKEN_FILE=str(tmp_path / "token")))
    assert sentence.startswith("DAUYS_BOT_TOKEN_FILE: cannot read ")
    assert "No such file" in sentence


def test_broken_facts_are_named_with_file_and_line(dauys: Dauys, tmp_path: Path) -> None:
    folder = copied_facts(tmp_path)
    bodies = folder / "bodies.yaml"
    bodies.write_text(
        bodies.read_text(encoding="utf-8").replace("code: MOH", "code: moh", 1), encoding="utf-8"
    )
    line = next(
        n for n, text in enumerate(bodies.read_text(encoding="utf-8").splitlines(), 1) if "code: moh" in text
    )
    assert f"bodies.yaml:{line}:" in refusal(dauys("run", DAUYS_FACTS_DIR=str(folder)))


def test_a_facts_folder_that_is_not_there(dauys: Dauys, tmp_path: Path) -> None:
    assert "bodies.yaml:1: the file is missing" in refusal(
        dauys("run", DAUYS_FACTS_DIR=str(tmp_path / "none"))
    )


def test_an_old_schema_is_left_alone_when_migrating_is_off(dauys: Dauys) -> None:
    assert "run `dauys migrate`" in refusal(dauys("run", DAUYS_MIGRATE="false"))


def test_invented_people_never_meet_the_real_telegram(dauys: Dauys, tmp_path: Path) -> None:
    real = {"DAUYS_API_BASE": "https://api.telegram.org"}
    assert "refused on the real Telegram" in refusal(
        dauys("run", "--people", str(tmp_path / "p.json"), **real)
    )
