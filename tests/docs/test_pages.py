"""Our pages point at what exists: files, links, make targets, commands."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from bot.cli.main import app
from models import migrations
from tests.docs.pages import ROOT, code_names, links, name, pages

PAGES = pages()
_TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
_COMMANDS = set(get_command(app).commands)  # type: ignore[attr-defined]
_FILE = re.compile(r"(?:[\w.-]+/)+[\w.*-]*|[\w-]+\.(?:py|md|toml|yaml|txt)")


def is_ours(written: str) -> bool:
    """Does this look like a path inside the repository?"""
    return bool(_FILE.fullmatch(written)) and (ROOT / written.split("/")[0]).exists()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_file_that_is_named_exists(page: Path) -> None:
    named = [written for written in code_names(page.read_text(encoding="utf-8")) if is_ours(written)]
    assert [written for written in named if not (ROOT / written).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    anchors = {anchor(heading) for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    for target in links(text):
        if target.startswith("#"):
            assert target[1:] in anchors, target
        elif "://" not in target:
            assert (page.parent / target.split("#")[0]).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert set(re.findall(r"(?:`|^    |^)make ([a-z]+)", text, re.MULTILINE)) <= _TARGETS
    assert set(re.findall(r"(?:`|^ *|bin/)dauys ([a-z]+)", text, re.MULTILINE)) - UNBUILT <= _COMMANDS


UNBUILT = {"backup"}
"""Named on docs/operations.md as what is not there yet."""


def anchor(heading: str) -> str:
    """The anchor GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_the_changelog_names_every_migration() -> None:
    named = code_names((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert [revision for revision in migrations.revisions() if revision not in named] == []
