"""The `dauys` command. Heavy imports happen inside the commands: `--help` must answer at once."""

from bot.cli.main import main

__all__ = ["main"]
