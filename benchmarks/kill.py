"""The kill test at its full size: a bot killed fifty times while two thousand updates of fifty chats flow."""

from dataclasses import dataclass
from pathlib import Path
from secrets import randbits
from tempfile import TemporaryDirectory

from benchmarks.figures import Figures
from tests.postgres import cluster
from tests.reliability.siege.run import Outcome, Size, besieged

FULL = Size(citizens=46, operators=4, each=5, kills=50)

HOW = (
    "`python -m bot run` on SQLite (synchronous=FULL), then on PostgreSQL, killed by SIGKILL at random "
    "moments, starts and recoveries included, and started again at once; citizens type, edit, tap, add and "
    "rate, operators take and answer; afterwards rows and chats are compared: each question once, each "
    "receipt and answer delivered, order kept, every chat served; repeats counted per kill and chat"
)
TARGET = "nothing lost or out of order; repeats at most one per chat and eight in all per kill"


@dataclass(frozen=True, slots=True)
class Run:
    """One siege on one kind of database."""

    database: str
    seed: int
    outcome: Outcome

    @property
    def kept(self) -> bool:
        """Was every promise kept, at the full size?"""
        big = len(self.outcome.kills) >= FULL.kills and self.outcome.updates >= 2000
        return big and self.outcome.chats >= 50 and not self.outcome.audit.wrong

    def figures(self) -> dict[str, float | int | str | bool | None]:
        """What is printed of it."""
        audit = self.outcome.audit
        told: dict[str, float | int | str | bool | None] = {
            "kills": len(self.outcome.kills),
            "updates": self.outcome.updates,
            "chats": self.outcome.chats,
            "questions": self.outcome.questions,
            "repeats": audit.repeats,
            "most_repeats_of_a_kill": audit.worst,
            "wrong": "; ".join(audit.wrong[:5]) or None,
            "seconds": self.outcome.seconds,
            "seed": self.seed,
        }
        return {f"{self.database}_{name}": value for name, value in told.items()}


async def measure() -> Figures:
    """Run both sieges, each with a seed of its own that is printed with the result."""
    with TemporaryDirectory(prefix="dauys-kill-") as folder, cluster(durable=True) as server:
        file = f"sqlite+aiosqlite:///{folder}/dauys.sqlite3"
        runs = [await _run("sqlite", file, folder), await _run("postgresql", server.database(), folder)]
    lost = sum(len(run.outcome.audit.wrong) for run in runs)
    figures: dict[str, float | int | str | bool | None] = {"broken_promises": lost}
    for run in runs:
        figures |= run.figures()
    return Figures("kill", "broken promises", figures, HOW, target=TARGET, met=all(r.kept for r in runs))


async def _run(database: str, url: str, folder: str) -> Run:
    seed = randbits(32)
    return Run(database, seed, await besieged(url, Path(folder), FULL, seed))
