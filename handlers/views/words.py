"""Names, dates and short pieces that many screens share."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.civil import civil
from domain.limits import clip
from domain.permissions import TRIAGE
from facts.load import CONTACT_CENTRE, Facts
from handlers.screen import Button
from locales import clock, day, has, label
from models.tables import Inquiry
from services.suggestions import takes_part
from services.work import Actor, Work


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a screen: the language, today's date, and the facts names come from."""

    language: str
    today: date
    facts: Facts

    def label(self, key: str, **args: object) -> str:
        """Plain text for buttons and toasts."""
        return label(self.language, key, **args)

    def body(self, code: str, region: str | None) -> str:
        """A body's full name."""
        if code == TRIAGE:
            return label(self.language, "name.triage")
        if not self.facts.knows(code, region):
            return code
        return self.facts.body_name(code, region or None, self.language)

    def short(self, code: str, region: str | None) -> str:
        """A body's name for a button."""
        if code == TRIAGE:
            return label(self.language, "name.triage_short")
        if not self.facts.knows(code, region):
            return code
        return self.facts.body_short(code, region or None, self.language)

    def also(self, inquiry: Inquiry) -> str:
        """Full names of the bodies an inquiry concerns as well; empty for one matter."""
        region = inquiry.region or inquiry.suggested.get("region")
        return ", ".join(self.body(code, region) for code in takes_part(inquiry) if code in self.facts.bodies)

    def topic(self, inquiry: Inquiry) -> str:
        """What an inquiry is about: the body's word for it, or the citizen's own; empty for neither."""
        return self.facts.topic_name(inquiry.body, inquiry.topic or "", self.language)

    def region(self, code: str | None) -> str:
        """A region's full name."""
        return self.facts.region_name(code, self.language) if code else label(self.language, "name.no_region")

    def day(self, value: date) -> str:
        """A date with its weekday."""
        return day(self.language, value, self.today)

    def moment(self, value: datetime) -> str:
        """A date and an hour, civil."""
        at = civil(value)
        return f"{self.day(at.date())}, {clock(at)}"

    def phone(self, code: str) -> str:
        """The number to call about a body; the contact centre where there is none."""
        if code == TRIAGE:
            return self.facts.phones["egov"].number
        known = code in self.facts.bodies
        return (self.facts.body_phone(code) if known else self.facts.phones[CONTACT_CENTRE]).number

    def button(self, key: str, data: str) -> Button:
        """A button with words from the catalog."""
        return Button(label(self.language, key), data)

    def go(self, key: str, to: str) -> Button:
        """A button to one of the main screens."""
        # Imported here because callbacks bring aiogram, and names and dates are used without it as well.
        from handlers.callbacks.citizen import Go

        return Button(label(self.language, key), Go(to=to).pack())

    def post(self, kk: str | None, ru: str | None, role: str) -> str:
        """How a post is called, or the role's plain name where nobody said."""
        named = kk if self.language == "kk" else ru
        return named or label(self.language, f"role.{role}")

    def kind(self, kind: str) -> str:
        """What sort of message it was."""
        key = f"kind.{kind}"
        return label(self.language, key if has(self.language, key) else "kind.unsupported")


def reader(work: Work, who: Actor) -> Reader:
    """The reader behind an update."""
    return Reader(who.language, work.today, work.facts)


BUTTON = 28
"""Characters a phone shows of a button."""


def fitting(name: str) -> str:
    """A name no longer than a button."""
    return clip(name, BUTTON)
