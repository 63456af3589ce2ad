"""The rows of a million inquiries: one large body, sixteen usual ones, and the dispatcher's queue."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from benchmarks.milliontexts import TEXTS, WAVE, Reply, Written, answered, replies, written
from domain.civil import ZONE
from domain.permissions import TRIAGE
from services.people import CONSENT_VERSION

Queue = tuple[str, str]
Rows = Iterable[Sequence[Any]]
Table = tuple[str, tuple[str, ...], Rows]

NOW = datetime(2026, 12, 14, 10, 0, tzinfo=ZONE)

BUSY_CITIZEN = 1000
"""Key of the first citizen, behind those of the staff; one inquiry in two thousand is theirs."""

TELEGRAM = 10_000_000
"""Telegram id of the first citizen."""

USUAL = 16
"""Bodies that share what the largest one and the dispatcher do not have."""

_SHARE = 5
"""One inquiry in so many belongs to the largest body: some seventeen thousand a month."""

_TRIAGE = 50
"""One in so many lies with the dispatcher, and nobody has claimed it."""

_OPEN = 20
"""Of the largest body one in so many is open: a flood."""

_NEWEST = 0.016
"""What is open with a usual body came in this last share of the year: one in thirteen of it, some sixty."""

_OPEN_OF_NEWEST = 13
_PEOPLE = 100_000
_BUSY = 2000
_ONE_IN_THREE = 3
_FILES, _NOTES, _PARTS, _LINKS, _CANNED_ANSWERS = 20, 30, 50, 40, 4
_AUDITED = 20_000
_BEGAN = datetime(2025, 12, 14, 5, 0, tzinfo=UTC)
_YEAR_SECONDS = 364 * 86400


class Post(NamedTuple):
    """Somebody at a desk: our keys of the membership and of the person."""

    membership: int
    person: int


@dataclass(slots=True)
class Million:
    """The rows, table by table.

    Attributes:
        posts: whoever answers, by queue; the largest body's first.
        exact: instants and dates as such; else as SQLite keeps them.
    """

    size: int
    posts: Mapping[Queue, Sequence[Post]]
    exact: bool
    _queues: list[Queue] = field(init=False)

    def __post_init__(self) -> None:
        """Know the queues by their place."""
        self._queues = [queue for queue in self.posts if queue[0] != TRIAGE][: USUAL + 1]

    @property
    def usual(self) -> Queue:
        """The first of the usual queues."""
        return self._queues[1]

    def tables(self) -> Iterator[Table]:
        """Every table that grows with inquiries, or stands on a card."""
        yield "chats", ("id", "telegram_id", "kind"), self._chats()
        yield "people", _PERSON, self._people()
        yield "dialogues", ("chat_id", "step", "data"), ((BUSY_CITIZEN + n, "", "{}") for n in range(_PEOPLE))
        yield "canned_replies", _CANNED, self._canned()
        yield "inquiries", _INQUIRY, self._inquiries()
        yield "clock_runs", _RUN, self._runs()
        yield "answers", _ANSWER, self._answers()
        yield "messages", _MESSAGE, self._messages()
        yield "files", _FILE, self._files()
        yield "gists", ("inquiry_id", "words"), self._gists()
        yield "events", _EVENT, self._events()
        yield "notes", ("id", "inquiry_id", "membership_id", "text", "at"), self._notes()
        yield "parts", _PART, self._parts()
        yield "links", ("id", "lead_id", "inquiry_id", "membership_id", "at"), self._links()
        yield "outbox", _OUTBOX, self._outbox()
        yield "audit", ("id", "at", "person_id", "action", "details"), self._audit()
        yield "search_words", ("body", "region", "word", "inquiry_id"), self._words()

    def queue(self, n: int) -> Queue:
        """The queue an inquiry lies in."""
        if n % _TRIAGE == 1:
            return TRIAGE, ""
        if n % _SHARE == 0:
            return self._queues[0]
        return self._queues[1 + n * 7 % (len(self._queues) - 1)]

    def state(self, n: int) -> str:
        """Answered, or one of the states of what is open."""
        queue = self.queue(n)
        if queue[0] == TRIAGE:
            return "new"
        if queue == self._queues[0]:
            is_open, place = n % _OPEN == 0, n // _OPEN
        else:
            is_open = n > self.size * (1 - _NEWEST) and n * 11 % _OPEN_OF_NEWEST == 0
            place = n // _OPEN_OF_NEWEST
        if not is_open:
            return "answered"
        return ("new", "taken", "taken", "new", "taken", "waiting")[place % 6]

    def holder(self, n: int) -> int:
        """Whoever has it or answered it, by their membership."""
        posts = self.posts[self.queue(n)]
        return posts[n // _OPEN % len(posts)].membership

    def of_body(self, body: str) -> Iterator[int]:
        """Our keys of a body's inquiries, the newest first."""
        return (n for n in range(self.size, 0, -1) if self.queue(n)[0] == body)

    def _chats(self) -> Rows:
        return ((BUSY_CITIZEN + n, TELEGRAM + n, "private") for n in range(_PEOPLE))

    def _people(self) -> Rows:
        met = self._instant(_BEGAN)
        for n in range(_PEOPLE):
            key = BUSY_CITIZEN + n
            language = "ru" if n % _ONE_IN_THREE else "kk"
            yield key, TELEGRAM + n, key, "Citizen", language, CONSENT_VERSION, met, "citizen", False, met

    def _canned(self) -> Rows:
        changed, key = self._instant(_BEGAN), 0
        for queue, posts in self.posts.items():
            for one in replies(queue[0]) if queue[0] != TRIAGE else ():
                key += 1
                yield key, *queue, *_one_row(one), 1, posts[0].membership, changed

    def _inquiries(self) -> Rows:
        for n in range(1, self.size + 1):
            body, region = self.queue(n)
            state, (came, went) = self.state(n), self._times(n)
            is_open = state != "answered"
            holder = self.holder(n) if is_open and state != "new" else None
            due = self._day(NOW.date() + timedelta(days=n // 100 % 40 - 4) if is_open else self._due(came))
            yield (
                n, f"26-{n:06d}-0", self._citizen(n), n, body, region, "question", state, 1, holder,
                self._said(n).language, f"topic {n % 40}", "telegram", "individual", False, False,
                f'{{"bodies": [{{"code": "{body}", "score": 0.8}}]}}', self._instant(came), due, due, 0, 0,
                None if is_open else self._instant(went), self._instant(came), None if is_open else 1 + n % 5,
            )  # fmt: skip

    def _runs(self) -> Rows:
        for n in range(1, self.size + 1):
            body, region = self.queue(n)
            came, went = self._times(n)
            ended = None if self._is_open(n) else self._instant(went)
            due, day = self._day(self._due(came)), self._day(came.date())
            yield n, n, 1, "first", "question", body, region, self._instant(came), day, due, ended

    def _answers(self) -> Rows:
        texts = answered()
        for n in range(1, self.size + 1):
            if not self._is_open(n):
                at = self._instant(self._times(n)[1])
                canned = self._canned_of(n) if n % _CANNED_ANSWERS == 0 else None
                yield n, n, self.holder(n), "sent", texts[n % len(texts)], 1, at, at, "explained", canned, ""

    def _messages(self) -> Rows:
        """What the citizen said, and what was answered."""
        texts = answered()
        for n in range(1, self.size + 1):
            came, went = self._times(n)
            chat = self._citizen(n)
            yield 2 * n, n, chat, 2 * n, "citizen", "text", self._said(n).text, 1, self._instant(came)
            if not self._is_open(n):
                said = texts[n % len(texts)]
                yield 2 * n + 1, n, chat, 2 * n + 1, "staff", "text", said, 1, self._instant(went)

    def _files(self) -> Rows:
        for n in range(_FILES, self.size + 1, _FILES):
            yield n, 2 * n, "photo", f"AgACAgIAAxkBAAI{n:07d}", f"AQAD{n:07d}", 120_000

    def _gists(self) -> Rows:
        return ((n, self._said(n).gist) for n in range(1, self.size + 1))

    def _events(self) -> Rows:
        key = 0
        for n in range(1, self.size + 1):
            came, went = map(self._instant, self._times(n))
            holder = self.holder(n)
            yield (key := key + 1), n, came, "received", self._citizen(n), None, "{}"
            if self.state(n) != "new":
                yield (key := key + 1), n, came, "taken", None, holder, "{}"
            if n % _FILES == 0:
                yield (key := key + 1), n, came, "files_opened", None, holder, '{"count": 1}'
            if not self._is_open(n):
                yield (key := key + 1), n, went, "answered", None, holder, f'{{"answer": {n}}}'

    def _notes(self) -> Rows:
        at = self._instant(NOW)
        return (
            (n, n, self.holder(n), "Жду ответа из отдела.", at) for n in range(_NOTES, self.size + 1, _NOTES)
        )

    def _parts(self) -> Rows:
        at = self._instant(NOW)
        for n in range(_PARTS, self.size + 1, _PARTS):
            body, region = self._queues[1 + n // _PARTS % USUAL]
            state, due = "asked" if self._is_open(n) else "written", self._day(NOW.date())
            yield n, n, body, region, state, due, "Срок выплаты", "Выплата 25 числа.", self.holder(n), at, 1

    def _links(self) -> Rows:
        """In the flood some are linked to one another: the next one in the same hand."""
        held: dict[int, int] = {}
        at = self._instant(NOW)
        for n in range(_OPEN, self.size + 1, _OPEN):
            if self.queue(n) == self._queues[0] and self.state(n) == "taken":
                lead = held.setdefault(self.holder(n), n)
                if lead != n and n // _OPEN // _LINKS % _ONE_IN_THREE == 0:
                    yield n, lead, n, self.holder(n), at

    def _outbox(self) -> Rows:
        """The deliveries of answers."""
        for n in range(1, self.size + 1):
            if not self._is_open(n):
                at = self._instant(self._times(n)[1])
                yield n, "answer", 0, self._citizen(n), "answer", "{}", n, n, "sent", 1, 0, 0.0, at, at, n

    def _audit(self) -> Rows:
        (someone,) = self.posts[self._queues[0]][:1]
        at = self._instant(NOW)
        for n in range(1, _AUDITED + 1):
            details = f'{{"body": "{self._queues[n % USUAL][0]}"}}'
            yield n, at, someone.person, "connected", details

    def _words(self) -> Rows:
        """In the order of their key, as an index likes it best."""
        found: dict[Queue, dict[int, list[int]]] = {queue: {} for queue in (*self._queues, (TRIAGE, ""))}
        for n in range(1, self.size + 1):
            found[self.queue(n)].setdefault(self._place(n), []).append(n)
        for queue, of_queue in sorted(found.items()):
            texts = written(queue[0])
            places: dict[str, list[int]] = {}
            for place in of_queue:
                for word in texts[place].words:
                    places.setdefault(word, []).append(place)
            for word in sorted(places):
                for n in sorted(n for place in places[word] for n in of_queue[place]):
                    yield *queue, word, n

    def _place(self, n: int) -> int:
        """Which of its body's texts it is; in a flood one in eight belongs to a wave."""
        share = (n * 2654435761 & 0xFFFFFFFF) / 2**32
        if n % _OPEN == 0 and share < 1 / 8:
            return n // (_OPEN * 500) % WAVE
        return int(share * TEXTS)

    def _said(self, n: int) -> Written:
        return written(self.queue(n)[0])[self._place(n)]

    def _canned_of(self, n: int) -> int:
        queue = self.queue(n)
        before = [key for key in self.posts if key[0] != TRIAGE].index(queue)
        count = len(replies(queue[0]))
        return 1 + before * count + self._place(n) % count

    def _citizen(self, n: int) -> int:
        return BUSY_CITIZEN if n % _BUSY == 0 else BUSY_CITIZEN + 1 + n % (_PEOPLE - 1)

    def _is_open(self, n: int) -> bool:
        return self.state(n) != "answered"

    def _times(self, n: int) -> tuple[datetime, datetime]:
        """When it came, and when it was answered: within twenty days."""
        came = _BEGAN + timedelta(seconds=n * _YEAR_SECONDS // self.size)
        return came, min(came + timedelta(hours=1 + n * 37 % 480), NOW.astimezone(UTC))

    def _due(self, came: datetime) -> date:
        return came.date() + timedelta(days=18)

    def _instant(self, at: datetime) -> Any:
        return at if self.exact else f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"

    def _day(self, day: date) -> Any:
        return day if self.exact else day.isoformat()


def _one_row(one: Reply) -> tuple[str, str, str, str]:
    """A canned reply in the order of its columns."""
    return one.title_kk, one.title_ru, one.text_kk, one.text_ru


_PERSON = (
    "id", "telegram_id", "chat_id", "name", "language", "consent_version", "consent_at", "mode", "is_staff",
    "created_at",
)  # fmt: skip
_CANNED = (
    "id", "body", "region", "title_kk", "title_ru", "text_kk", "text_ru", "version", "author_id",
    "changed_at",
)  # fmt: skip
_INQUIRY = (
    "id", "number", "person_id", "draft_id", "body", "region", "kind", "state", "version", "assignee_id",
    "language", "topic", "channel", "applicant", "disputes", "urgent", "suggested", "received_at",
    "first_due", "due", "hops", "reopened", "answered_at", "touched_at", "rating",
)  # fmt: skip
_RUN = (
    "id", "inquiry_id", "n", "cause", "rule", "body", "region", "received_at", "registered", "due",
    "ended_at",
)  # fmt: skip
_ANSWER = (
    "id", "inquiry_id", "author_id", "state", "text", "version", "created_at", "sent_at", "outcome",
    "canned_id", "other_text",
)  # fmt: skip
_MESSAGE = ("id", "inquiry_id", "chat_id", "telegram_id", "author", "kind", "text", "versions", "at")
_FILE = ("id", "message_id", "kind", "telegram_file_id", "telegram_unique_id", "size")
_EVENT = ("id", "inquiry_id", "at", "kind", "person_id", "membership_id", "details")
_PART = (
    "id", "inquiry_id", "body", "region", "state", "due", "asked", "text", "engaged_by", "engaged_at",
    "version",
)  # fmt: skip
_OUTBOX = (
    "id", "kind", "priority", "chat_id", "key", "args", "inquiry_id", "answer_id", "state", "attempts",
    "deaths", "retry_at", "created_at", "sent_at", "message_id",
)  # fmt: skip
