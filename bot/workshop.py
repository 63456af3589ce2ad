"""The workshop: works off orders of documents, each in a process of its own, and follows the files out."""

import asyncio
import contextlib
import json
import logging
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import bot
from bot import maker
from bot.clock import Machine
from bot.guard import guarded
from models.engine import Database
from models.outages import is_outage
from services import documents
from services.documents import Made, Order
from services.ports import Units

log = logging.getLogger(__name__)

BENCHES = 2
"""Documents made at the same time: a long sheet does not hold up a chart."""

PATIENCE_SECONDS = 1.5
"""What takes no longer simply comes; after that a message shows how far it is."""

TELL_SECONDS = 3.0
LIMIT_SECONDS = 600.0
"""A document that takes longer is given up: a mistake of ours, or a database in trouble."""

_LOOK_AGAIN_SECONDS = 5.0
_FOLLOW_SECONDS = 1.0
_LEFTOVER_SECONDS = 3600.0


@dataclass(slots=True)
class Workshop:
    """Makes what people ask for.

    Attributes:
        units: opens units of work.
        database: rings when something was ordered, and is read by the makers.
        machine: machine time.
        owner: the number of this process.
        folder: where files lie until they are sent; shared by all processes of a bot.
        facts_dir: folder of facts in use; None for the shipped ones.
    """

    units: Units
    database: Database
    machine: Machine
    owner: int
    folder: Path
    facts_dir: Path | None = None
    _bells: list[asyncio.Event] = field(default_factory=list)
    _held: set[int] = field(default_factory=set)
    _counter: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        """Listen for orders."""
        self.database.listeners.append(self._hear)

    async def run(self) -> None:
        """Work until cancelled."""
        await asyncio.to_thread(self.folder.mkdir, mode=0o700, parents=True, exist_ok=True)
        await guarded("leftovers", self._sweep)()
        async with asyncio.TaskGroup() as group:
            for _ in range(BENCHES):
                group.create_task(self._bench())
            group.create_task(self._follow())

    async def _bench(self) -> None:
        bell = asyncio.Event()
        self._bells.append(bell)
        while True:
            bell.clear()
            order = await self._next()
            if order is None:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(bell.wait(), _LOOK_AGAIN_SECONDS)
                continue
            try:
                await self._work_off(order)
            finally:
                self._held.discard(order.id)

    async def _next(self) -> Order | None:
        """One bench after the other: what one has just taken must not look lost to the other."""
        try:
            async with self._counter, self.units() as work:
                order = await documents.begin(work, self.owner, self._held)
                if order is not None:
                    self._held.add(order.id)
                return order
        except Exception as outage:
            if not is_outage(outage):
                raise
            return None

    async def _work_off(self, order: Order) -> None:
        """Make one document; while the database is away its order is left, and taken up again later."""
        path = self.folder / f"{order.id}-{order.attempt}"
        progress = _Progress()
        telling = asyncio.create_task(self._tell(order, progress))
        try:
            made = await self._made(order, path, progress)
        finally:
            telling.cancel()
            await asyncio.wait([telling])
        try:
            async with self.units() as work:
                if made is None:
                    await documents.fail(work, self.owner, order.id)
                else:
                    await documents.finish(work, self.owner, order.id, made)
        except Exception as outage:
            if not is_outage(outage):
                raise
            log.warning("document order %d is left: the database is away", order.id)

    async def _made(self, order: Order, path: Path, progress: "_Progress") -> Made | None:
        """Have the file made; None when that failed."""
        child = await self._started(order, path)
        told: dict[str, object] = {}
        try:
            async with asyncio.timeout(LIMIT_SECONDS):
                assert child.stdout is not None
                async for line in child.stdout:
                    told = json.loads(line)
                    progress.take(told)
                await child.wait()
        except TimeoutError:
            log.error("document order %d (%s) took too long", order.id, order.kind)
        finally:
            with contextlib.suppress(ProcessLookupError):
                child.kill()
            await asyncio.shield(child.wait())
        if child.returncode or "name" not in told:
            log.error("document order %d (%s) was not made: %s", order.id, order.kind, child.returncode)
            await asyncio.to_thread(path.unlink, missing_ok=True)
            return None
        words = told["told"]
        assert isinstance(words, dict)
        return Made(str(path), str(told["name"]), str(told["sent_as"]), words)

    async def _started(self, order: Order, path: Path) -> asyncio.subprocess.Process:
        """Start the maker. What it needs goes through its input: an address with a password shows nowhere."""
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            maker.__name__,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": _ROOT, "OPENBLAS_NUM_THREADS": "1", "MPLBACKEND": "agg"},
        )
        job = {
            "kind": order.kind,
            "args": order.args,
            "language": order.language,
            "now": order.now.isoformat(),
            "path": str(path),
            "database": self.database.url.render_as_string(hide_password=False),
            "facts": str(self.facts_dir) if self.facts_dir else None,
        }
        assert child.stdin is not None
        child.stdin.write(json.dumps(job).encode() + b"\n")
        return child

    async def _tell(self, order: Order, progress: "_Progress") -> None:
        """Show how far it is, once it takes longer than a breath."""
        await self.machine.sleep(PATIENCE_SECONDS)
        told: tuple[int, int] | None = None

        async def tell() -> None:
            async with self.units() as work:
                await documents.under_way(work, self.owner, order.id, *progress.now)

        while True:
            if progress.now != told:
                told = progress.now
                await guarded("progress", tell)()
            await self.machine.sleep(TELL_SECONDS)

    async def _follow(self) -> None:
        """Remove what was sent, make anew what was lost."""
        while True:
            await guarded("documents", self.settle)()
            await self.machine.sleep(_FOLLOW_SECONDS)

    async def settle(self) -> None:
        """Look once after the files on their way."""
        async with self.units() as work:
            over = await documents.settle(work, lambda path: Path(path).exists())
        for path in over:
            await asyncio.to_thread(Path(path).unlink, missing_ok=True)

    async def _sweep(self) -> None:
        """Remove what a process left behind when it was killed."""
        async with self.units() as work:
            wanted = await documents.wanted_paths(work)
        await asyncio.to_thread(_remove_others, self.folder, wanted)

    def _hear(self, bell: str) -> None:
        if bell == documents.BELL:
            for waiting in self._bells:
                waiting.set()


@dataclass(slots=True)
class _Progress:
    """How far a maker has come: rows done, rows in all."""

    now: tuple[int, int] = (0, 0)

    def take(self, told: dict[str, object]) -> None:
        """Note a line of the maker."""
        done, total = told.get("done"), told.get("total")
        if isinstance(done, int) and isinstance(total, int):
            self.now = (done, total)


_ROOT = str(Path(bot.__file__).parent.parent)
"""The maker imports what we import, wherever the process was started."""


def folder(database: Database, chosen: Path | None) -> Path:
    """Where documents lie until they are sent: as set, beside the SQLite file, or in a temporary folder."""
    if chosen is not None:
        return chosen
    name = database.url.database
    if database.is_sqlite and name and name != ":memory:":
        return Path(f"{name}.documents")
    address = sha256(database.url.render_as_string().encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"dauys-documents-{address}"


def _remove_others(folder_: Path, wanted: set[str], now: Callable[[], float] = time.time) -> None:
    for path in folder_.iterdir():
        if str(path) not in wanted and now() - path.stat().st_mtime > _LEFTOVER_SECONDS:
            path.unlink(missing_ok=True)
