"""Telling a conversation as a readable dialogue while it happens."""

import asyncio
import textwrap
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.text import Text

from locales import label
from locales.catalog import entries
from playground.people import Person

PATIENCE_SECONDS = 8.0
_WIDTH = 100
_MARGIN = " " * 4
_PAUSE_SECONDS = 1.5


@dataclass(slots=True)
class Narrator:
    """Prints what people say, tap and read; `slow` leaves an audience time."""

    console: Console
    slow: bool = False
    told: int = 0

    async def scene(self, title: str) -> None:
        """A heading; it tells in English what the scene shows."""
        self.console.print(f"\n=== {title} ===\n", style="bold")

    async def act(self, who: str, what: str) -> None:
        """Somebody types or taps."""
        await self._tell(f"{who}: ", what, "bold green")

    async def reply(self, who: str, message: dict[str, Any]) -> None:
        """The bot says something to somebody."""
        await self._tell(f"Bot to {who}: ", _readable(message), "bold cyan")
        for row in _keyboard(message):
            self.console.print(_MARGIN + " ".join(f"[{button}]" for button in row), style="dim")

    async def _tell(self, head: str, said: str, style: str) -> None:
        self.told += 1
        first = Text("\n".join(_shaped(head + said)))
        first.stylize(style, 0, len(head))
        self.console.print(first)
        if self.slow:
            await asyncio.sleep(_PAUSE_SECONDS)


@dataclass(slots=True)
class Voice:
    """A person of the story: acts over the playground, and everything is told.

    Waiting acts raise AssertionError that shows the chat, as `Person` does.
    """

    person: Person
    name: str
    language: str
    narrator: Narrator
    since: int = 0
    shown: str = ""
    buttons: list[str] = field(default_factory=list)

    async def says(self, words: str) -> None:
        """Type."""
        await self.narrator.act(self.name, words)
        self.since = self.person.mark()
        await self.person.says(words)

    async def taps(self, key: str) -> str | None:
        """Tap the button of a catalog id, or one that begins with these very words; returns the toast."""
        words = label(self.language, key) if "." in key else key
        whole = next((shown for shown in self.buttons if shown.startswith(words)), words)
        await self.narrator.act(f"{self.name} taps", f"[{whole}]")
        return await self.presses(words)

    async def presses(self, words: str) -> str | None:
        """Tap without telling it, for what is told otherwise."""
        self.since = self.person.mark()
        toast = await self.person.taps(words, PATIENCE_SECONDS)
        if toast:
            await self.narrator.act(f"Note to {self.name}", toast)
        return toast

    async def reads(self, key: str, patience: float | None = None) -> None:
        """Wait for the screen of a catalog id, new since this person's last act, and tell it."""
        words, longest = opening(self.language, key), patience or PATIENCE_SECONDS
        message = await self.person.sees(words, longest, after=self.since)
        self.shown, self.buttons = _readable(message), [b for row in _keyboard(message) for b in row]
        await self.narrator.reply(self.name, message)


def opening(language: str, key: str) -> str:
    """The longest piece of a message that stands in it whatever its arguments are."""
    form = _plain(entries(language)[key][0])
    pieces = [piece.strip() for line in form.splitlines() for piece in _literals(line)]
    return max(pieces, key=len)


def _literals(line: str) -> list[str]:
    pieces = line.split("{")
    return [pieces[0], *(piece.partition("}")[2] for piece in pieces[1:])]


def _plain(form: str) -> str:
    return "".join(part.partition(">")[2] if n else part for n, part in enumerate(form.split("<")))


def _keyboard(message: dict[str, Any]) -> list[list[str]]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", ())
    return [[str(button["text"]) for button in row] for row in rows]


def _readable(message: dict[str, Any]) -> str:
    """A message without the small print that a phone folds up."""
    said = message.get("text") or message.get("caption") or "(file)"
    raw = said.encode("utf-16-le")
    for entity in reversed(message.get("entities", [])):
        if entity["type"] == "expandable_blockquote":
            start, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
            raw = raw[:start] + "▸ …".encode("utf-16-le") + raw[end:]
    return raw.decode("utf-16-le")


def _shaped(said: str) -> list[str]:
    """Lines of a page's width; all but the first stand indented, so that each speaker is found at once."""
    shaped: list[str] = []
    for line in said.splitlines():
        margin = _MARGIN if shaped else ""
        wrapped = textwrap.wrap(line, _WIDTH, initial_indent=margin, subsequent_indent=_MARGIN)
        shaped += wrapped or [""]
    return shaped
