"""`dauys routing`: the report is there to read, and training says what it lacks."""

from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from bot.cli.main import app
from routing.corpus import Example, read_back
from tests.stage import sqlite_url


def test_the_report_names_its_figures() -> None:
    told = CliRunner().invoke(app, ["routing", "report"])
    assert told.exit_code == 0
    for line in ("first choice, strict", "among the three shown", "by script", "taken for one another"):
        assert line in told.output


def test_training_without_its_extra_says_what_to_install(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    import builtins

    real = builtins.__import__

    def without(name: str, *rest: object, **more: object) -> object:
        if name == "routing.train":
            raise ModuleNotFoundError("no", name="sklearn")
        return real(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    told = CliRunner().invoke(app, ["routing", "train"])
    assert told.exit_code == 1
    assert "sklearn is not installed" in told.output


def test_examples_of_an_empty_database_are_an_empty_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAUYS_DATABASE_URL", sqlite_url(tmp_path))
    told = CliRunner().invoke(app, ["routing", "examples"])
    assert (told.exit_code, told.output) == (0, "")


def test_what_a_person_left_of_the_examples_is_read_back(tmp_path: Path) -> None:
    row = {"text": "су жоқ: үш күн\n#көше", "body": "AKIMAT", "lang": "kk", "chosen": "MWRI", "suggested": []}
    file = tmp_path / "read.yaml"
    file.write_text(yaml.safe_dump([row], allow_unicode=True), encoding="utf-8")
    assert read_back(file) == [Example(row["text"], "AKIMAT", "kk", "taught/AKIMAT")]  # type: ignore[arg-type]
    file.write_text("- {text: a}", encoding="utf-8")
    with pytest.raises(ValueError, match="row 1"):
        read_back(file)
