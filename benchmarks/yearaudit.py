"""The verdict on a simulated year: what reached people, held against what was owed to them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from benchmarks.yearoracle import Days, claim
from domain.civil import civil
from locales import text

Line = dict[str, Any]
"""One message as the journal has it; see `benchmarks.yearrun.written`."""

Told = tuple[int, int, str, str]
"""Person, inquiry, stage, version."""

OPENS, CLOSES = time(9), time(18, 30)

DIGEST_LINES = ("late", "today", "one", "three", "unclaimed", "waiting")
PART_LINES = ("late", "today", "one", "three", "unclaimed")

SAYS_MORE = {
    "unclaimed": ("tomorrow", "head_late"),
    "long_unclaimed": ("long_late",),
    "part_unclaimed": ("part_head_late",),
}
"""Of two things due at once only the more useful one is told."""


class Verdict:
    """Judges a year.

    Args:
        journal: every message that left, in order.
        mornings: what each working morning owed.
        lost: messages that were on their way when the process died; nobody may repeat them.
        reminders: keys of the notices that are reminders.
    """

    def __init__(
        self,
        journal: Sequence[Line],
        mornings: Sequence[Line],
        lost: Sequence[Line],
        reminders: frozenset[str],
    ) -> None:
        self._journal = [line for line in journal if line["key"] in reminders]
        self._lost = [line for line in lost if line["key"] in reminders]
        # A morning that was begun again after a death owes what it owed at first.
        self._mornings: dict[str, Line] = {}
        for morning in mornings:
            self._mornings.setdefault(morning["day"], morning)
        self._days = Days()

    def wrong(self) -> list[str]:
        """Every broken promise, one sentence each."""
        return [
            *self._disturbed(),
            *self._digests(),
            *self._repeated(),
            *self._untrue(),
            *self._unpaid(),
            *(sentence for morning in self._mornings.values() for sentence in morning["wrong"]),
        ]

    def _disturbed(self) -> Iterator[str]:
        for line in self._journal:
            at = civil(datetime.fromisoformat(line["at"]))
            if line["key"] == "digest" and line["day"] != at.date().isoformat():
                yield f"the digest of {line['day']} to {line['person']} leaves on {at:%Y-%m-%d}"
            if not (self._days.working(at.date()) and OPENS <= at.time() <= CLOSES):
                yield f"{line['key']} to {line['person']} disturbs at {at:%Y-%m-%d %H:%M}"

    def _digests(self) -> Iterator[str]:
        told = {(line["day"], line["person"]): line for line in self._journal if line["key"] == "digest"}
        lost = {(line["day"], line["person"]) for line in self._lost if line["key"] == "digest"}
        for day, morning in self._mornings.items():
            owed = {int(person): counts for person, counts in morning["digests"].items()}
            for person, counts in owed.items():
                line = told.pop((day, person), None)
                if line is not None:
                    yield from _digest_wrong(day, line, counts)
                elif (day, person) not in lost:
                    yield f"no digest to {person} on {day}"
        yield from (f"a digest too many to {person} on {day}" for day, person in told)

    def _repeated(self) -> Iterator[str]:
        digests = Counter((x["person"], x["day"]) for x in self._journal if x["key"] == "digest")
        yield from (f"{n} digests: {entry}" for entry, n in digests.items() if n > 1)
        rows = Counter(line["row"] for line in self._journal)
        yield from (f"row {row} left {n} times" for row, n in rows.items() if n > 1)
        told = Counter(entry for line in self._journal for entry in _told(line))
        yield from (f"told {n} times: {entry}" for entry, n in told.items() if n > 1)
        events = Counter((line["person"], *event) for line in self._journal for event in line["events"])
        yield from (f"dated event told {n} times: {entry}" for entry, n in events.items() if n > 1)

    def _untrue(self) -> Iterator[str]:
        """A reminder about a closed or paused inquiry, or about a stage it has not reached."""
        for line in self._journal:
            at = datetime.fromisoformat(line["at"])
            for item in line["items"]:
                if not claim(self._days, at, item):
                    yield f"untrue at {at}: {line['key']} to {line['person']}: {item}"

    def _unpaid(self) -> Iterator[str]:
        """What a morning owed and nobody had said by its end; each debt is named once."""
        said: dict[Told, date] = {}
        for line in [*self._journal, *self._lost]:
            for entry in _told(line):
                said.setdefault(entry, civil(datetime.fromisoformat(line["at"])).date())
        stages = {(person, inquiry, version.split(":")[0], stage) for person, inquiry, stage, version in said}
        named = set[Told]()
        for day, morning in self._mornings.items():
            for entry in map(tuple, morning["owed"]):
                if entry in named or said.get(entry, date.max) <= date.fromisoformat(day):
                    continue
                person, inquiry, stage, version = entry
                more = SAYS_MORE.get(stage, ())
                if not any((person, inquiry, version, other) in stages for other in more):
                    named.add(entry)
                    yield f"not told by {day}: {entry}"


def _told(line: Line) -> Iterable[Told]:
    parts = [(line["person"], *part) for part in line.get("parts", ())]
    told = [(line["person"], item["inquiry"], item["stage"], item["version"]) for item in line["items"]]
    return [*told, *parts]


def _digest_wrong(day: str, line: Line, counts: dict[str, int]) -> Iterator[str]:
    for name in DIGEST_LINES:
        n, opening = counts.get(name, 0), text("ru", f"digest.{name}", n=0)[:-1]
        shown = [each for each in line["text"].splitlines() if each.startswith(opening)]
        if shown != ([f"{opening}{n}"] if n else []):
            yield f"the digest of {line['person']} on {day} does not say {name}: {n}"
    yield from _parts_wrong(day, line, counts)


def _parts_wrong(day: str, line: Line, counts: dict[str, int]) -> Iterator[str]:
    """All parts stand in one line below a title."""
    owed = [(name, counts.get(f"parts.{name}", 0)) for name in PART_LINES]
    pieces = [text("ru", f"digest.parts.{name}", n=n) for name, n in owed if n]
    title = text("ru", "digest.parts", counted="")
    shown = [rest.split("\n")[0] for rest in line["text"].split(title)[1:]]
    if shown != ([" · ".join(pieces)] if pieces else []):
        yield f"the digest of {line['person']} on {day} does not say of parts: {pieces}"
