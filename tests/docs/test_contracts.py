"""Imports run as ARCHITECTURE.md draws them, and a side command stays light."""

import subprocess
import sys

import pytest
from importlinter.cli import lint_imports

from tests.docs.pages import ROOT

SIDE_COMMANDS = {"help": ["--help"], "deadline": ["deadline", "--registered", "2026-12-11T10:00"]}


def test_every_import_contract_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    broken = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert broken == 0, capsys.readouterr().out


@pytest.mark.parametrize("name", SIDE_COMMANDS)
def test_a_side_command_does_without_telegram(name: str) -> None:
    code = f"""
import contextlib, sys
from bot.cli.main import app
with contextlib.suppress(SystemExit):
    app({SIDE_COMMANDS[name]!r})
sys.exit("aiogram" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
