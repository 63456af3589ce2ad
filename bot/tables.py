"""Tables from outside, read by a process of their own: a file may be made to harm its reader."""

import asyncio
import contextlib
import json
import logging
import os
import sys
from pathlib import Path
from typing import Any

import bot
from services import callimports

log = logging.getLogger(__name__)

LIMIT_SECONDS = 60.0
"""A file that takes longer to read was made to harm its reader."""

_ROOT = str(Path(bot.__file__).parent.parent)

Told = dict[str, Any]


async def read(name: str, content: bytes) -> Told:
    """Have a table read by a process of its own: {"rows": ...} or {"refused": reason}."""
    if len(content) > callimports.MOST_BYTES:
        return {"refused": "too_big"}
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "documents.incoming", name),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": _ROOT},
    )
    try:
        async with asyncio.timeout(LIMIT_SECONDS):
            out, _ = await child.communicate(content)
    except TimeoutError:
        return {"refused": "too_big"}
    finally:
        with contextlib.suppress(ProcessLookupError):
            child.kill()
        await asyncio.shield(child.wait())
    if child.returncode:
        log.warning("a table was not read: code %s", child.returncode)
        return {"refused": "broken"}
    told: Told = json.loads(out)
    return told
