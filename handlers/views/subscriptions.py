"""Subscriptions: what one hears of, each stopped by one tap, and what else there is to subscribe to."""

from collections.abc import Sequence

from domain.calls import GrantKind, Phase
from facts.schema import KeyDate
from handlers.callbacks.grants import CallDo, CallSaid, Subs
from handlers.screen import Button, Rows, Screen, column, grid
from handlers.views.grantreminders import subscriptions_button
from handlers.views.words import Reader, fitting
from locales import Html, text
from models.tables import Call
from services.marks import Marks
from services.subscriptions import SUBSCRIBERS, Scope, Wished


def listed(reader: Reader, found: Sequence[Wished]) -> Screen:
    """Everything somebody hears of; a tap on one stops it."""
    if not found:
        said: str = text(reader.language, "subs.none")
    else:
        lines = [text(reader.language, "subs.line", what=name(reader, wished)) for wished in found]
        said = "\n".join([text(reader.language, "subs.title", n=len(found)), "", *lines, "", _how(reader)])
    stops = [
        Button(fitting(f"✖ {name(reader, wished)}"), _subs("stop", wished.scope, wished.value))
        for wished in found
    ]
    stop_all = reader.button("button.stop_all", Subs(wish="stop_all").pack()) if len(found) > 1 else None
    return Screen(said, column(*stops, stop_all, *_more(reader, found)))


def _how(reader: Reader) -> str:
    return text(reader.language, "subs.how")


def _more(reader: Reader, found: Sequence[Wished]) -> list[Button]:
    """What else there is to subscribe to."""
    scopes = {wished.scope for wished in found}
    every = reader.button("button.sub_all", _subs("add", Scope.ALL, ""))
    return [
        *([] if Scope.ALL in scopes else [every]),
        *(reader.button(f"button.sub_{scope}", _subs("choose", scope, "")) for scope in CHOSEN),
        *([] if Scope.NEWS in scopes else [reader.button("button.sub_news", _subs("add", Scope.NEWS, ""))]),
        reader.go("button.all_calls", "grants"),
    ]


CHOSEN = (Scope.FIELD, Scope.REGION, Scope.TYPE, Scope.MILESTONE)
"""Scopes with values to choose from."""


def choose(reader: Reader, scope: Scope) -> Screen:
    """The fields, the regions, the types or the dates one may subscribe to."""
    facts = reader.facts
    values: list[str]
    match scope:
        case Scope.REGION:
            values = list(facts.regions)
        case Scope.TYPE:
            values = [str(kind) for kind in GrantKind]
        case Scope.MILESTONE:
            values = [key for key, fact in facts.key_dates.items() if fact.audience == SUBSCRIBERS]
        case _:
            values = list(facts.grants.fields)
    buttons = [
        Button(fitting(name(reader, Wished(scope, value), short=True)), _subs("add", scope, value))
        for value in values
    ]
    rows = grid(buttons, 2) if scope is Scope.REGION else column(*buttons)
    return Screen(text(reader.language, f"subs.choose_{scope}"), rows + column(subscriptions_button(reader)))


_ADDED = {Scope.MILESTONE: "subs.added_milestone", Scope.NEWS: "subs.added_news"}


def added(reader: Reader, wished: Wished) -> Screen:
    """From now on they hear of it."""
    key = _ADDED.get(wished.scope, "subs.added")
    said = text(reader.language, key, what=name(reader, wished))
    stop = reader.button("button.stop_this", _subs("stop", wished.scope, wished.value))
    return Screen(said, column(stop, subscriptions_button(reader), reader.go("button.all_calls", "grants")))


def name(reader: Reader, wished: Wished, *, short: bool = False) -> str:
    """What a subscription is about, in words."""
    facts, kk = reader.facts, reader.language == "kk"
    match wished.scope:
        case Scope.ALL:
            return reader.label("subs.all")
        case Scope.NEWS:
            return reader.label("subs.news")
        case Scope.FIELD:
            field = facts.grants.fields.get(wished.value)
            if field is None:
                return wished.value
            return field.short(reader.language) if short else field.name(reader.language)
        case Scope.REGION:
            region = facts.regions[wished.value]
            return region.short(reader.language) if short else region.name(reader.language)
        case Scope.TYPE:
            return facts.grants.types[wished.value].name(reader.language)
        case Scope.MILESTONE:
            fact: KeyDate = facts.key_dates[wished.value]
            return fact.name(reader.language)
        case _:
            call = wished.call
            return (call.title_kk if kk else call.title_ru) if call else wished.value


def card_rows(reader: Reader, call: Call, phase: Phase, marks: Marks) -> Rows:
    """What a reader of a call's card may say about it: subscribe, applied, not taking part, remind me."""
    if phase not in (Phase.OPEN, Phase.CLOSING, Phase.COMING):
        return ()
    if marks.silent:
        return column(_said(reader, call, "button.remind_again", "back"))
    subscribe = reader.button("button.sub_call", _subs("add", Scope.CALL, str(call.id)))
    if phase is Phase.COMING:
        return column(None if marks.subscribed else subscribe)
    return column(
        None if marks.subscribed else subscribe,
        _said(reader, call, "button.applied", "applied"),
        _said(reader, call, "button.not_taking_part", "declined"),
        None if marks.hour_reminder else _said(reader, call, "button.hour_reminder", "hours"),
    )


def paper_rows(reader: Reader, call: Call, marks: Marks) -> Rows:
    """One button per item of the checklist: a tap ticks it, another takes the tick away."""
    buttons = [
        Button(
            f"{'☑️' if n in marks.checked else '▫️'} {n + 1}",
            CallSaid(call=call.id, act="check", item=n).pack(),
        )
        for n in range(len(call.checklist))
    ]
    return grid(buttons, 4)


def said(reader: Reader, call: Call, act: str) -> Screen:
    """What somebody said about a call was understood, and how to take it back."""
    title = call.title_kk if reader.language == "kk" else call.title_ru
    moment = reader.moment(call.closes_at) if call.closes_at else "–"
    words = text(reader.language, f"said.{act}", title=title, moment=moment)
    back = None if act == "back" else _said(reader, call, "button.remind_again", "back")
    card = reader.button("button.to_call", CallDo(call=call.id).pack())
    return Screen(
        Html(words), column(back if act != "hours" else None, card, reader.go("button.all_calls", "grants"))
    )


def _said(reader: Reader, call: Call, key: str, act: str) -> Button:
    return reader.button(key, CallSaid(call=call.id, act=act).pack())


def _subs(wish: str, scope: str, value: str) -> str:
    return Subs(wish=wish, scope=scope, value=value).pack()
