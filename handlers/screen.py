"""What a person sees: a text, buttons, perhaps a file. Plain values, so that a screen can be stored."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from services.work import Actor


@dataclass(frozen=True, slots=True)
class Button:
    """One button. Exactly one of `data`, `url`, `copy` says what it does."""

    text: str
    data: str | None = None
    url: str | None = None
    copy: str | None = None

    def drawn(self) -> dict[str, Any]:
        """As it is stored."""
        return {
            key: value
            for key, value in (("t", self.text), ("d", self.data), ("u", self.url), ("c", self.copy))
            if value is not None
        }


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Sendable:
    """A file: by the identifier under which Telegram keeps it for this bot, or one of ours to be uploaded.

    Attributes:
        kind: photo, document, ...
        file_id: Telegram's identifier; empty for a file of ours.
        path: where a file of ours lies.
        content: the whole of a small text file, stored with its message: a calendar entry, a template.
        name: how a file of ours is called on the reader's phone.
    """

    kind: str
    file_id: str = ""
    path: str | None = None
    content: str | None = None
    name: str = ""

    def drawn(self) -> dict[str, str]:
        """As it is stored."""
        if self.content is not None:
            return {"kind": self.kind, "content": self.content, "name": self.name}
        if self.path is not None:
            return {"kind": self.kind, "path": self.path, "name": self.name}
        return {"kind": self.kind, "id": self.file_id}


@dataclass(frozen=True, slots=True)
class Screen:
    """One message of the bot.

    Attributes:
        text: HTML, escaped by `locales.text`.
        rows: buttons, one row each.
        fresh: send a new message even where the pressed one could be edited.
        edit: edit this message of ours instead of sending one.
        protect: the content may not be forwarded or saved; None leaves it to the mode of the person.
        file: a file, with the text as its caption.
        reply_to: the message it answers.
        inquiry_id: the inquiry it is about: a reply to it finds the way back.
        wipe: what `edit` names holds something that must not be read any more, a file perhaps; it goes.
        thread: the topic of a forum in which the message stands.
        optional: where the message to edit is gone, nothing is said instead.
        act: no message but something else, done with the text: "topic" opens a topic of that name, "react"
            puts the sign under the message `edit`.
    """

    text: str
    rows: Rows = ()
    fresh: bool = False
    edit: int | None = None
    protect: bool | None = None
    file: Sendable | None = None
    reply_to: int | None = None
    inquiry_id: int | None = None
    wipe: bool = False
    thread: int | None = None
    optional: bool = False
    act: str | None = None

    def drawn(self, pressed: int | None = None) -> dict[str, Any]:
        """As it is stored and sent; `pressed` is the message whose button was tapped."""
        edit = self.edit or (pressed if pressed and not self.fresh and self.file is None else None)
        drawn: dict[str, Any] = {"text": self.text}
        if self.rows:
            drawn["rows"] = [[button.drawn() for button in row] for row in self.rows]
        if edit:
            drawn["edit"] = edit
        if self.wipe:
            drawn["wipe"] = True
        if self.thread:
            drawn["thread"] = self.thread
        if self.optional:
            drawn["optional"] = True
        if self.act:
            drawn["act"] = self.act
        if self.protect:
            drawn["protect"] = True
        if self.file:
            drawn["file"] = self.file.drawn()
        if self.reply_to:
            drawn["reply_to"] = self.reply_to
        return drawn

    def under(self, line: str) -> "Screen":
        """The same screen under a line that may be empty."""
        return self.headed(line) if line else self

    def headed(self, line: str) -> "Screen":
        """The same screen under a first line of its own."""
        return replace(self, text=f"{line}\n\n{self.text}")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a handler returns: screens to save and send, and a toast for the tap.

    Attributes:
        screens: usually one.
        toast: short plain text over the chat; it may be lost, so it never carries news.
        alert: show the toast as a box to close.
        promise: the screens must arrive even when a newer screen follows (a receipt).
        to: whose private chat the screens go to, where a button was pressed in a group.
        url: a link to this bot that opens with the tap.
    """

    screens: tuple[Screen, ...] = field(default=())
    toast: str | None = None
    alert: bool = False
    promise: bool = False
    to: Actor | None = None
    url: str | None = None


def show(*screens: Screen, toast: str | None = None, promise: bool = False) -> Reply:
    """Reply with screens."""
    return Reply(screens, toast=toast, promise=promise)


def column(*buttons: Button | None) -> Rows:
    """One button per row; None is left out."""
    return tuple((button,) for button in buttons if button is not None)


def grid(buttons: Sequence[Button], width: int) -> Rows:
    """Short buttons side by side."""
    return tuple(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))
