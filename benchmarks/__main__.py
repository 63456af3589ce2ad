"""`python -m benchmarks [NAME...]`: run all benchmarks or the named ones, one JSON line each."""

import argparse
import asyncio
import sys
from collections.abc import Coroutine
from importlib import import_module
from typing import Any

from benchmarks.figures import Figures

BENCHMARKS = (
    "questions",
    "latency",
    "start",
    "memory",
    "planner",
    "grantplan",
    "broadcast",
    "desk",
    "sheet",
    "walks",
    "year",
    "routing",
    "answers",
    "proposals",
    "kill",
)
"""In the order in which `make bench` runs them; a new benchmark enters its module's name here."""


def main() -> int:
    """Run what the command line names; 1 when one of the targets was missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHMARKS)}; all when none")
    chosen = parser.parse_args().names or BENCHMARKS
    unknown = [name for name in chosen if name not in BENCHMARKS]
    if unknown:
        parser.error(f"there is no benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
    missed = False
    for name in chosen:
        found = _run(import_module(f"benchmarks.{name}").measure())
        print(found.line(), flush=True)
        missed = missed or found.met is False
    return int(missed)


def _run(measuring: Coroutine[Any, Any, Figures]) -> Figures:
    """On the fast loop where there is one: the load should take little from the measured process."""
    try:
        from uvloop import new_event_loop
    except ImportError:  # uvloop has no wheel for this platform
        return asyncio.run(measuring)
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        return runner.run(measuring)


if __name__ == "__main__":
    sys.exit(main())
