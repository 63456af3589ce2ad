"""Starts bots quickly: everything is imported once, and each life is a fork that runs `dauys run`.

A process that is killed a dozen times would otherwise spend nearly all of its lives importing. What a fork
inherits is code and facts, read before any of them lived; every connection, row and thought is its own. The
full run of the benchmark uses no nursery.

Run as `python -m tests.reliability.siege.nursery`. A line on standard input asks for a life; each answer is a
line: `born PID`, and `dead PID CODE` once it has ended.
"""

import os
import signal
import sys
from contextlib import suppress

import bot.app
import bot.cli.serve
from bot.cli import main
from bot.settings import Settings
from bot.understanding import understand

_ALIVE: set[int] = set()


def tell(*words: object) -> None:
    """Write one line; lines this short are never torn apart."""
    os.write(sys.stdout.fileno(), (" ".join(map(str, words)) + "\n").encode())


def bury(*_args: object) -> None:
    """Say of each life that has ended how it ended."""
    with suppress(ChildProcessError):
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            _ALIVE.discard(ended[0])
            tell("dead", ended[0], os.waitstatus_to_exitcode(ended[1]))


def live() -> None:
    """`dauys run`, in a process of its own."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_RDONLY), sys.stdin.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sys.argv = ["dauys", "run"]
    main()


def wait_for_orders() -> None:
    """Give birth until standard input ends."""
    known = understand(Settings())
    setattr(bot.app, "understand", lambda _settings: known)  # noqa: B010 - a name the module does not export
    signal.signal(signal.SIGCHLD, bury)
    while sys.stdin.readline():
        child = os.fork()
        if not child:
            live()
        _ALIVE.add(child)
        tell("born", child)
    for orphan in tuple(_ALIVE):
        with suppress(ProcessLookupError):
            os.kill(orphan, signal.SIGKILL)


if __name__ == "__main__":
    wait_for_orders()
