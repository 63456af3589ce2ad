"""What README and CONTRIBUTING show is what the bot says and what the stage plays."""

import re
from collections.abc import Iterator

import pytest

from locales.catalog import LANGUAGES, entries
from tests import stage as played
from tests.docs.pages import read
from tests.stage import Stage

SPEAKS = "Дауыс"
PAUSE = 3
"""The bot's column begins after at least so many spaces."""


def fences(text: str, language: str) -> list[str]:
    """Fenced blocks of a language; an empty one for those without."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def spoken() -> Iterator[str]:
    """The lines of the bot in the README's dialogues; a row of buttons gives one line each."""
    for block in fences(read("README.md"), ""):
        speaker = ""
        for line in block.splitlines():
            speaker = line.split(" ")[0] or speaker if line.strip() else ""
            said = line.removeprefix(speaker).strip()
            if speaker == SPEAKS and said:
                yield from re.findall(r"\[([^\]]+)\]", said) or [said]


def sayings() -> list[re.Pattern[str]]:
    """Every line the catalogs can say, with anything in the place of a placeholder."""
    forms = {form for language in LANGUAGES for entry in entries(language).values() for form in entry}
    lines = {re.sub(r"<[^>]+>", "", line) for form in forms for line in form.splitlines() if line.strip()}
    found = []
    for line in lines:
        parts = [re.escape(part) for part in re.split(r"\{[^}]*\}", line)]
        if any(len(re.findall(r"\w", part)) >= PAUSE for part in parts) or line == "{n}. {body}":
            found.append(re.compile(".*".join(parts)))
    return found


def test_the_bot_says_every_line_of_the_readme() -> None:
    known, lines = sayings(), list(spoken())
    body_button = re.compile(r"\d · .+")
    assert len(lines) > 15
    assert [s for s in lines if not body_button.fullmatch(s) and not any(k.fullmatch(s) for k in known)] == []


@pytest.mark.parametrize("example", fences(read("CONTRIBUTING.md"), "python"))
async def test_the_example_of_a_conversation_passes(example: str, stage: Stage) -> None:
    names = dict(vars(played))
    exec(compile(example, "CONTRIBUTING.md", "exec"), names)
    (test,) = [value for name, value in names.items() if name.startswith("test_")]
    await test(stage)
