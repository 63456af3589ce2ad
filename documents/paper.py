"""What a maker is given, and what it hands back."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

from domain.civil import civil
from domain.permissions import TRIAGE
from locales import day, day_and_clock, has, label
from services.work import Reading


@dataclass(slots=True)
class Paper:
    """One document in the making.

    Attributes:
        work: an open session that only reads, the instant, and the facts in force.
        args: of what, as it was asked for.
        language: "kk" or "ru".
        path: where the file goes.
        report: tells how far it has come: rows done, rows in all.
    """

    work: Reading
    args: Mapping[str, Any]
    language: str
    path: Path
    report: Callable[[int, int], None] = field(default=lambda done, total: None)

    def label(self, key: str, **args: object) -> str:
        """Words of the catalogs."""
        return label(self.language, key, **args)

    def body(self, code: str, region: str | None) -> str:
        """A body's full name."""
        if code == TRIAGE:
            return self.label("name.triage")
        if not self.work.facts.knows(code, region):
            return code
        return self.work.facts.body_name(code, region or None, self.language)

    def region(self, code: str | None) -> str:
        """A region's name."""
        return self.work.facts.region_name(code, self.language) if code else self.label("name.no_region")

    def topic(self, body: str, topic: str) -> str:
        """What inquiries of a body are about; words of citizens stay as they are."""
        return self.work.facts.topic_name(body, topic, self.language)

    def named(self, key: str, value: str) -> str:
        """A value of a row in words; one nobody has named yet stands as it is."""
        return self.label(key) if has(self.language, key) else value

    def moment(self, value: datetime) -> str:
        """A date in words and an hour, civil."""
        return day_and_clock(self.language, civil(value), self.work.today)

    def day(self, value: date) -> str:
        """A date in words, with the year."""
        return day(self.language, value, self.work.today)


@dataclass(frozen=True, slots=True)
class Result:
    """A finished document.

    Attributes:
        name: the file's name on the reader's phone.
        sent_as: photo or document.
        told: words for the placeholders of its caption, `document.KIND` in the catalogs.
    """

    name: str
    sent_as: str = "document"
    told: Mapping[str, str] = field(default_factory=dict)


class Maker(Protocol):
    """Makes one kind of document."""

    def __call__(self, paper: Paper) -> Awaitable[Result]:
        """Write the file."""
