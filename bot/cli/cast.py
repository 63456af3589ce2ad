"""Who plays in `dauys tour`, and the steps that several of its scenes share."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.cli.narrator import Narrator, Voice
from facts.load import load

FIRST = "1 ·"
"""The beginning of the first body's button."""


@dataclass(slots=True)
class Cast:
    """Who plays, what they type, and the names bodies have on buttons."""

    narrator: Narrator
    voices: dict[str, Voice]
    phrases: dict[str, str]
    body_button: str
    jump: Callable[[datetime], object]

    def voice(self, name: str) -> Voice:
        """A person of the story by the key in story.yaml."""
        return self.voices[name]


async def asks(cast: Cast, citizen: Voice, phrase: str, *, newcomer: bool) -> None:
    """From the typed text to the receipt."""
    await citizen.says(cast.phrases[phrase])
    if newcomer:
        await citizen.reads("consent.typed")
        await citizen.taps(f"button.agree_{citizen.language}")
    await citizen.reads("suggest.title")
    await citizen.taps(FIRST)
    await citizen.reads("receipt.title")


async def asks_anew(cast: Cast, citizen: Voice, phrase: str) -> None:
    """Somebody who is known here already asks something new."""
    await citizen.says("/new")
    await citizen.reads("write_now")
    await citizen.says(cast.phrases[phrase])
    await citizen.reads("suggest.hint")
    await citizen.taps(FIRST)
    await citizen.reads("receipt.title")


async def takes(operator: Voice, *, since: Voice) -> None:
    """From the note of an arrival to a question in hand."""
    operator.since = since.since
    await operator.reads("arrivals")
    await operator.taps("button.open_first")
    await operator.reads("card.foot")
    await operator.taps("button.take")
    await operator.reads("answering.taken")


async def answers(cast: Cast, operator: Voice, citizen: Voice, phrase: str) -> None:
    """From the typed answer to its arrival."""
    await operator.says(cast.phrases[phrase])
    await operator.reads("preview.title")
    citizen.since = operator.person.mark()
    await operator.taps("button.send")
    await operator.reads("sent.to_citizen")
    await citizen.reads("answer.title")


def numbered(reader: Voice, code: str) -> str:
    """The button of a numbered list that bears a body's short name."""
    name = load().body_short(code, None, reader.language)
    return next(button for button in reader.buttons if button.endswith(name))
