"""A broadcast as its author sees it: how far it has come, what became of it, and what can be done."""

from handlers.callbacks.house import BroadcastDo
from handlers.screen import Button, Rows, Screen, column
from handlers.views.words import Reader
from locales import text
from services.broadcasts import Progress, State

CELLS = 10

_LINES = ("sent", "waiting", "unreachable", "failed", "unknown", "dropped")


def progress(reader: Reader, found: Progress, edit: int | None = None) -> Screen:
    """State, bar, and the counts that are not zero."""
    lines: list[str] = [text(reader.language, f"broadcast.{_key(found)}")]
    if found.audience:
        filled = int(CELLS * found.share)
        bar = "▰" * filled + "▱" * (CELLS - filled)
        lines.append(f"{bar} {int(100 * found.share)} %")
    counts = {name: getattr(found, name) for name in _LINES}
    if found.audience:
        counts["waiting"] = max(0, found.audience - found.ended) if found.state in _GOING else found.waiting
    lines += [text(reader.language, f"broadcast.count.{name}", n=n) for name, n in counts.items() if n]
    return Screen("\n".join(lines), _buttons(reader, found), edit=edit)


def refused(reader: Reader, found: Progress) -> Screen:
    """It stopped by itself; somebody decides."""
    said = text(reader.language, "broadcast.refused", n=found.unreachable + found.failed, sent=found.sent)
    return Screen(said, _buttons(reader, found))


_GOING = (State.PLANNED, State.RUNNING, State.PAUSED)


def _key(found: Progress) -> str:
    return f"stopped_{found.reason}" if found.state is State.STOPPED else f"state.{found.state}"


def _buttons(reader: Reader, found: Progress) -> Rows:
    def button(name: str) -> Button:
        return reader.button(f"button.broadcast_{name}", BroadcastDo(broadcast=found.id, act=name).pack())

    match found.state:
        case State.PLANNED | State.RUNNING:
            return column(button("pause"), button("stop"))
        case State.PAUSED:
            return column(button("resume"), button("stop"))
        case State.STOPPED if found.reason == "refused":
            return column(button("resume"), button("stop"))
    return column(button("again")) if found.unknown else ()
