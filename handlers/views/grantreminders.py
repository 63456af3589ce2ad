"""Reminders of grant calls in words: what opens, what is left, the last day with its hour, what changed."""

from collections.abc import Sequence
from datetime import date

from domain.calls import Cause
from domain.civil import civil
from domain.grantreminders import Stage, last_day
from domain.limits import clip
from facts.schema import KeyDate
from handlers.callbacks.grants import CallDo, CallSaid, Subs
from handlers.screen import Button, Rows, Screen, column, grid
from handlers.views import grants
from handlers.views.money import tenge
from handlers.views.words import Reader
from locales import clock, text
from models.tables import Call, CallDates
from services.calltelling import Correction, Told

LISTED = 8
"""Calls named one by one in a reminder of several; the rest is counted."""


def reminder(reader: Reader, found: Sequence[Told]) -> Screen | None:
    """One call's stage with all it needs, several calls in one list, or nothing when nothing holds."""
    if not found:
        return None
    return one(reader, found[0]) if len(found) == 1 else several(reader, found)


def one(reader: Reader, told: Told) -> Screen:
    """A reminder of one call: the first line is the news, then what still has to be done."""
    call = told.call
    lines = [_news(reader, told), _title(reader, call)]
    if call.demonstration:
        lines.append(text(reader.language, "call.example"))
    lines.append("")
    if told.stage is Stage.OPENING:
        lines.append(_opening(reader, call))
    else:
        lines.append(_what_is_left(reader, told))
    return Screen("\n".join(lines), _rows(reader, told))


def several(reader: Reader, found: Sequence[Told]) -> Screen:
    """Several calls in one message, the nearest end first."""
    lines: list[str] = [text(reader.language, "remind.several", n=len(found))]
    lines += [
        text(
            reader.language,
            "remind.line",
            n=n,
            title=clip(_name(reader, told.call), grants.TITLE),
            moment=_moment(reader, told.call),
            left=grants.left(reader, told.left),
        )
        for n, told in enumerate(found[:LISTED], 1)
    ]
    if len(found) > LISTED:
        lines.append(text(reader.language, "remind.more", n=len(found) - LISTED))
    if any(told.call.demonstration for told in found):
        lines.append(text(reader.language, "call.example"))
    lines.append(text(reader.language, "remind.late_refused"))
    numbers = [Button(str(n), CallDo(call=told.call.id).pack()) for n, told in enumerate(found[:LISTED], 1)]
    return Screen("\n\n".join(lines), grid(numbers, 4) + column(subscriptions_button(reader)))


def corrected(reader: Reader, found: Correction) -> Screen:
    """The dates changed: the old ones, the new ones, and why."""
    call, new = found.call, found.new
    news: dict[str, object] = {
        "title": _name(reader, call),
        "old": reader.moment(found.old.closes_at),
        "reason": _reason(reader, new),
        "phone": reader.facts.phones["grants"].number,
    }
    if new.cause != Cause.CANCELLED:
        news["closes"] = reader.moment(new.closes_at)
    if new.cause == Cause.REANNOUNCED:
        news["opens"] = reader.moment(new.opens_at)
    said = text(reader.language, f"remind.changed.{Cause(new.cause)}", **news)
    if call.demonstration:
        said = text(reader.language, "remind.with_example", said=said)
    declined = _mark(reader, call, "button.not_taking_part", "declined")
    taking = new.cause != Cause.CANCELLED
    return Screen(said, column(_card(reader, call), declined if taking else None))


def milestone(reader: Reader, fact: KeyDate, on: date) -> Screen:
    """A date of the year: what is to be done, in which form, until when."""
    days = (on - reader.today).days
    about = {"title": fact.name(reader.language), "form": fact.form(reader.language), "date": reader.day(on)}
    if days:
        about["days"] = reader.label("left.in_days", n=days)
    said = text(reader.language, "remind.milestone" if days else "remind.milestone_today", **about)
    if fact.sample:
        said = text(reader.language, "remind.with_estimate", said=said)
    stop = reader.button("button.stop_this", Subs(wish="stop", scope="milestone", value=fact.key).pack())
    return Screen(said, column(stop, subscriptions_button(reader)))


def subscriptions_button(reader: Reader) -> Button:
    """The way to one's subscriptions."""
    return reader.button("button.subscriptions", Subs().pack())


def _news(reader: Reader, told: Told) -> str:
    if told.stage is Stage.OPENING:
        return text(reader.language, "remind.opening")
    if told.stage is Stage.HOURS:
        return text(reader.language, "remind.hours", hour=_hour(told.call))
    # A reminder that was held up says how many days there are now, not how many there were to be.
    days = (last_day(told.call.closes_at) - reader.today).days if told.call.closes_at else 0
    if days <= 0:
        return text(reader.language, "remind.last", hour=_hour(told.call))
    return text(reader.language, "remind.days", days=reader.label("left.in_days", n=days))


def _opening(reader: Reader, call: Call) -> str:
    facts = reader.facts.grants
    return text(
        reader.language,
        "remind.opening_facts",
        type=facts.types[call.kind].name(reader.language) if call.kind else "–",
        amount=tenge(call.amount),
        regions=grants.regions(reader, call.regions),
        closes=_moment(reader, call),
        body=reader.body(call.body, call.region),
        grant_operator=call.operator_kk if reader.language == "kk" else call.operator_ru,
    )


def _what_is_left(reader: Reader, told: Told) -> str:
    lines: list[str] = [
        text(reader.language, "remind.closes", moment=_moment(reader, told.call)),
        text(reader.language, "remind.left", left=grants.left(reader, told.left)),
    ]
    if told.unchecked:
        lines.append(text(reader.language, "remind.unchecked", n=told.unchecked))
    if told.stage in (Stage.LAST, Stage.HOURS):
        lines += ["", text(reader.language, "remind.late_refused")]
        lines.append(text(reader.language, "remind.phone", phone=reader.facts.phones["grants"].number))
    return "\n".join(lines)


def _rows(reader: Reader, told: Told) -> Rows:
    call = told.call
    papers = reader.button("button.papers", CallDo(call=call.id, act="papers").pack())
    if told.stage is Stage.OPENING:
        return column(
            _card(reader, call),
            papers if call.checklist else None,
            reader.button("button.to_calendar", CallDo(call=call.id, act="calendar").pack()),
            _mark(reader, call, "button.not_this_call", "declined"),
            subscriptions_button(reader),
        )
    return column(
        _mark(reader, call, "button.applied", "applied"),
        _mark(reader, call, "button.not_taking_part", "declined"),
        _mark(reader, call, "button.hour_reminder", "hours") if told.stage is not Stage.HOURS else None,
        papers if told.unchecked else None,
        _card(reader, call),
    )


def _card(reader: Reader, call: Call) -> Button:
    return reader.button("button.to_call", CallDo(call=call.id).pack())


def _mark(reader: Reader, call: Call, key: str, act: str) -> Button:
    return reader.button(key, CallSaid(call=call.id, act=act).pack())


def _title(reader: Reader, call: Call) -> str:
    return text(reader.language, "call.title", title=_name(reader, call))


def _name(reader: Reader, call: Call) -> str:
    return call.title_kk if reader.language == "kk" else call.title_ru


def _reason(reader: Reader, dates: CallDates) -> str:
    return (dates.reason_kk if reader.language == "kk" else dates.reason_ru) or "–"


def _moment(reader: Reader, call: Call) -> str:
    return reader.moment(call.closes_at) if call.closes_at else "–"


def _hour(call: Call) -> str:
    return clock(civil(call.closes_at)) if call.closes_at else "–"
