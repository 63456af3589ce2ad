"""Decisions about a published call, step by step: the new dates, the reason in both languages, then yes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from domain.calls import TAKING, CallState, Phase
from domain.callsheet import BadCell, read_cell
from domain.errors import Impossible, Stale, Unusable
from domain.privacy import clean_input
from models.tables import Call
from services import calls
from services.calls import Reason
from services.work import Actor, Work

NEEDS: Final = {
    "extend": ("closes", "reason_kk", "reason_ru"),
    "reannounce": ("opens", "closes", "reason_kk", "reason_ru"),
    "cancel": ("reason_kk", "reason_ru"),
    "results": ("link",),
}
"""What each decision is asked for, in this order."""

_ALLOWED: Final = {
    "extend": TAKING | {Phase.COMING},
    "reannounce": frozenset({Phase.CLOSED, Phase.CANCELLED, Phase.RESULTS}),
    "cancel": TAKING | {Phase.COMING, Phase.CLOSED},
    "results": frozenset({Phase.CLOSED, Phase.RESULTS}),
}


@dataclass(frozen=True, slots=True)
class Deciding:
    """A decision in the making: what was said so far, and what is asked for next (None: only the yes)."""

    call: Call
    act: str
    given: dict[str, str]
    wanted: str | None


def possible(work: Work, call: Call) -> list[str]:
    """Decisions that can be made about a call now."""
    phase = calls.phase_of(work, call)
    return [act for act, phases in _ALLOWED.items() if phase in phases]


async def begin(work: Work, who: Actor, call_id: int, act: str) -> Deciding:
    """Begin a decision.

    Raises:
        Refused: it is not theirs.
        Impossible: the call does not stand where this can be decided.
    """
    call, _ = await calls.at_desk(work, who, call_id)
    if act not in NEEDS:
        raise Unusable("error.no_such_button")
    if act not in possible(work, call):
        raise Impossible("error.call_draft" if call.state == CallState.DRAFT else "error.call_no_such_move")
    return Deciding(call, act, {}, NEEDS[act][0])


async def give(work: Work, who: Actor, kept: dict[str, Any], typed: str) -> Deciding:
    """Take the next word of a decision.

    Args:
        work: the unit of work.
        who: whoever decides.
        kept: what the dialogue holds: call, act, given.
        typed: what they sent.

    Raises:
        Unusable: it cannot be read, or the dates make no sense.
    """
    deciding = await begin(work, who, int(kept["call"]), str(kept["act"]))
    given = dict(kept["given"])
    wanted = next((name for name in NEEDS[deciding.act] if name not in given), None)
    if wanted is not None:
        given[wanted] = _read(wanted, typed)
        _sensible(work, deciding.call, deciding.act, given)
    rest = [name for name in NEEDS[deciding.act] if name not in given]
    return Deciding(deciding.call, deciding.act, given, rest[0] if rest else None)


async def decide(work: Work, who: Actor, call_id: int, version: int, kept: dict[str, Any]) -> Call:
    """Decide as it was previewed.

    Raises:
        Stale: the dialogue is about something else by now, or the dates changed meanwhile.
        Refused: it is not theirs.
        Impossible: the call does not stand where this can be decided.
    """
    act, given = str(kept.get("act")), dict(kept.get("given") or {})
    if kept.get("call") != call_id or any(name not in given for name in NEEDS.get(act, ("?",))):
        raise Stale("error.call_stale")
    reason = Reason(given.get("reason_kk", ""), given.get("reason_ru", ""))
    match act:
        case "extend":
            return await calls.extend(work, who, call_id, version, moment(given["closes"]), reason)
        case "reannounce":
            opens, closes = moment(given["opens"]), moment(given["closes"])
            return await calls.reannounce(work, who, call_id, version, opens, closes, reason)
        case "cancel":
            return await calls.cancel(work, who, call_id, version, reason)
        case _:
            return await calls.results(work, who, call_id, version, given["link"])


def moment(given: str) -> datetime:
    """An instant as the dialogue keeps it."""
    return datetime.fromisoformat(given)


def _read(name: str, typed: str) -> str:
    if name == "link":
        return calls.checked_link(typed)
    if name.startswith("reason"):
        words = clean_input(typed).strip()
        if not words or len(words) > calls.REASON_LENGTH:
            raise Unusable("call.bad.too_long" if words else "call.bad.missing")
        return words
    try:
        found = read_cell(name, typed)
    except BadCell as bad:
        raise Unusable(f"call.bad.{bad.reason}") from None
    if not isinstance(found, datetime):
        raise Unusable("call.bad.date")
    return found.isoformat()


def _sensible(work: Work, call: Call, act: str, given: dict[str, str]) -> None:
    if "closes" not in given:
        return
    closes = moment(given["closes"])
    if act == "extend" and call.closes_at is not None and closes <= call.closes_at:
        raise Unusable("error.call_not_later")
    if "opens" in given and closes <= moment(given["opens"]):
        raise Unusable("error.call_closes_first")
    if closes <= work.now:
        raise Unusable("error.call_past")
