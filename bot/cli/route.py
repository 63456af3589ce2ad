"""`dauys route`: JSON lines in, JSON lines out. Imports neither aiogram nor the database."""

import json
import math
from typing import IO, Any

from bot.router import make_router
from routing import Router


def stream(source: IO[bytes], target: IO[bytes]) -> int:
    """Answer each line with one line of plain ASCII, whatever bytes it holds."""
    router = make_router()
    for line in source:
        if line.strip():
            target.write(json.dumps(answered(router, line), allow_nan=False).encode("ascii") + b"\n")
            target.flush()
    return 0


def answered(router: Router, line: bytes) -> dict[str, Any]:
    """What was understood of one line; a broken line is read as plain text."""
    key, text = _read(line)
    found = router.route(text)
    return {
        "id": key,
        "lang": found.lang,
        "bodies": [{"code": b.code, "score": round(b.score, 4)} for b in found.bodies],
        "region": found.region,
        "emergency": found.emergency is not None,
    }


def _read(line: bytes) -> tuple[Any, str]:
    decoded = line.decode("utf-8", "replace")
    try:
        asked = json.loads(decoded)
    except (ValueError, RecursionError):
        return None, decoded
    if not isinstance(asked, dict):
        return None, decoded
    return _plain(asked.get("id")), str(asked.get("text") or "")


def _plain(key: Any) -> Any:
    """Ids are echoed only when they are plain values: anything else could not be matched anyway."""
    if isinstance(key, float) and not math.isfinite(key):
        return str(key)  # JSON has no such numbers, though Python reads them
    return key if isinstance(key, str | int | float | type(None)) else str(key)
