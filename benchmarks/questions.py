"""Complete questions per second, beside what a bare echo bot does on the same playground in the same run."""

from itertools import cycle

from benchmarks.crowd import button
from benchmarks.figures import Figures
from benchmarks.furniture import citizens, counted, questions
from benchmarks.load import AT_ONCE, Speed, pressed
from benchmarks.processes import running
from benchmarks.stand import Stand, standing
from playground.town import TOKEN

TARGET = 0.10

CITIZENS = 12_000
_SECONDS = 12.0
_ECHO_SECONDS = 4.0

HOW = (
    "SQLite, WAL, synchronous=FULL; `dauys run` and the playground are two processes, HTTP between them; "
    f"{AT_ONCE} people at a time, each question from a citizen who has not asked before: text, suggestion, "
    "tap, receipt; the body has three operators and counts their arrivals; just before and just after, the "
    "echo bot answers as many people: one insert and one commit per update, handle_as_tasks=True"
)


async def measure() -> Figures:
    """Echo, questions, echo."""
    async with standing(CITIZENS) as stand:
        before = await echoed(stand)
        asked = await questioned(stand)
        after = await echoed(stand)
    echo = (before.per_second + after.per_second) / 2
    ratio = asked.per_second / echo
    return Figures(
        "questions",
        "complete questions per second",
        {
            "per_second": asked.per_second,
            "text_to_receipt_p50_ms": asked.milliseconds(0.5),
            "text_to_receipt_p99_ms": asked.milliseconds(0.99),
            "bot_cpu_ms": asked.cpu_milliseconds,
        },
        HOW,
        {
            "echo_updates_per_second": echo,
            "echo_before": before.per_second,
            "echo_after": after.per_second,
            "echo_cpu_ms": (before.cpu_milliseconds + after.cpu_milliseconds) / 2,
        },
        ratio,
        f"ratio at least {TARGET:.2f}",
        ratio >= TARGET,
    )


async def questioned(stand: Stand, seconds: float = _SECONDS) -> Speed:
    """The speed of `dauys run`; every receipt has its inquiry and its arrivals, or this fails."""
    people, texts = iter(citizens(CITIZENS)), cycle(questions())
    async with stand.bot() as bot:
        await stand.staffed()
        speed = await pressed(bot, lambda: ask(stand, next(people), next(texts)), seconds)
    inquiries, arrivals = await counted(stand.database_url)
    assert inquiries == arrivals == speed.all, (
        f"{speed.all} receipts, {inquiries} inquiries, {arrivals} arrivals"
    )
    return speed


async def ask(stand: Stand, person: int, text: str) -> None:
    """Text, suggestion, tap, receipt."""
    suggestion = await stand.crowd.says(person, text)
    receipt = await stand.crowd.taps(person, suggestion, "pick:")
    button(receipt, "own:")


async def echoed(stand: Stand) -> Speed:
    """The speed of the bare echo bot."""
    people = cycle(citizens(AT_ONCE, skipped=CITIZENS))
    file = stand.folder / "echo.sqlite3"
    file.unlink(missing_ok=True)
    arguments = (stand.url, TOKEN, str(file))
    async with running("benchmarks.echo", *arguments, log=stand.folder / "echo.log", env={}) as bot:
        await stand.polled(bot)
        return await pressed(bot, lambda: stand.crowd.says(next(people), "echo"), _ECHO_SECONDS)
