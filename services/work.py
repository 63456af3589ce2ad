"""What every use case is given: the unit of work, and who acts in it."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from domain.civil import civil_date
from domain.permissions import Post, administers
from facts.load import Facts
from models.tables import Dialogue, Person
from routing import Router
from services.library import Library


@dataclass(slots=True)
class Reading:
    """What a use case that only reads is given; it also runs where documents are made.

    Attributes:
        session: the open session.
        now: civil time, for deadlines, reminders and expiry.
        facts: what changes by decree and not by code.
    """

    session: AsyncSession
    now: datetime
    facts: Facts

    @property
    def today(self) -> date:
        """The civil date in Kazakhstan."""
        return civil_date(self.now)


@dataclass(slots=True)
class Work(Reading):
    """One transaction and the single instant at which all of it happens; whoever opened it commits.

    Attributes:
        machine_now: machine time in seconds, for waits of a technical kind.
        router: understands a text.
        bot_name: the bot's user name, for links.
        library: the answers for everybody.
    """

    machine_now: float
    router: Router
    bot_name: str = ""
    library: Library = field(default_factory=Library)


@dataclass(slots=True)
class Actor:
    """The person behind an update, with the posts they hold at this moment."""

    person: Person
    dialogue: Dialogue
    posts: tuple[Post, ...]
    language: str

    @property
    def id(self) -> int:
        """Our key of the person."""
        return self.person.id

    @property
    def chat_id(self) -> int:
        """Our key of their private chat."""
        return self.person.chat_id

    @property
    def consented(self) -> bool:
        """Has the person agreed to the processing of their data?"""
        return self.person.consent_at is not None

    @property
    def at_work(self) -> bool:
        """Is the person acting as staff just now, and not as a citizen?"""
        return bool(self.posts) and self.person.mode == "staff"

    @property
    def is_admin(self) -> bool:
        """Do they administer the bot?"""
        return administers(self.posts)

    @property
    def step(self) -> str:
        """The step their conversation is in; empty when none."""
        return self.dialogue.step

    def go(self, step: str = "", **data: object) -> None:
        """Put the conversation into a step, with what the step needs to know."""
        self.dialogue.step, self.dialogue.data = step, data
