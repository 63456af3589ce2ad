"""The audit log and the quarantine: what happened, by whom, and never what a citizen wrote."""

from collections.abc import Mapping, Sequence

from handlers.callbacks.citizen import Go
from handlers.callbacks.house import Log, Quarantined
from handlers.screen import Button, Rows, Screen, column
from handlers.views.words import Reader
from locales import Html, has, text
from services.audit import Entry
from services.audit import Log as Page
from services.quarantine import Stuck

_LEFT_OUT = frozenset({"note", "text", "words"})
"""What somebody worded is read where it was written."""


def changes(reader: Reader, found: Page) -> Screen:
    """Who changed what."""
    return Screen(_listed(reader, "audit.title", found), _rows(reader, found, "changes", "looks"))


def looks(reader: Reader, found: Page) -> Screen:
    """Who opened the files of which inquiry."""
    return Screen(_listed(reader, "audit.looks", found), _rows(reader, found, "looks", "changes"))


def _listed(reader: Reader, title: str, found: Page) -> str:
    lines = [_line(reader, entry) for entry in found.entries]
    empty = text(reader.language, "audit.empty")
    return f"{text(reader.language, title)}\n\n" + ("\n".join(lines) or empty)


def _line(reader: Reader, entry: Entry) -> Html:
    key = f"audit.did.{entry.action}"
    what = reader.label(key) if has(reader.language, key) else entry.action
    return text(
        reader.language,
        "audit.line",
        at=reader.moment(entry.at),
        who=entry.who or reader.label("audit.nobody"),
        what=", ".join(filter(None, [what, *_told(reader, entry.details)])),
    )


def _told(reader: Reader, details: Mapping[str, object]) -> list[str]:
    """Names where there are names, else the bare values."""
    body, region = details.get("body"), details.get("region")
    told = []
    if isinstance(body, str) and body in reader.facts.bodies:
        told.append(reader.short(body, str(region) if region else None))
    elif isinstance(region, str) and region in reader.facts.regions:
        told.append(reader.region(region))
    named = {"body", "region", "membership", *_LEFT_OUT}
    return told + [
        _words(reader, key, value) for key, value in details.items() if key not in named and _plain(value)
    ]


def _words(reader: Reader, key: str, value: object) -> str:
    """A code in the words people know it by; a number, a date or a name as it is."""
    words = {
        "switch": f"audit.switch.{value}",
        "act": f"audit.act.{value}",
        "cause": f"audit.cause.{value}",
        "column": f"call.column.{value}",
        "role": f"role.{value}",
    }.get(key, "")
    return reader.label(words) if has(reader.language, words) else str(value)


def _plain(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool) and str(value) != ""


def _rows(reader: Reader, found: Page, this: str, other: str) -> Rows:
    older = reader.button("button.older", Log(of=this, before=found.older).pack()) if found.older else None
    return column(older, reader.button(f"button.audit_{other}", Log(of=other).pack()))


def quarantine(reader: Reader, found: Sequence[Stuck]) -> Screen:
    """What could not be handled: the number its citizen was told, and when it came."""
    if not found:
        return Screen(text(reader.language, "quarantine.empty"), column(_health(reader)))
    lines = [
        text(
            reader.language,
            "quarantine.line" if one.readable else "quarantine.line_blank",
            incident=one.incident,
            at=reader.moment(one.received_at),
        )
        for one in found
    ]
    said = f"{text(reader.language, 'quarantine.title')}\n\n" + "\n".join(lines)
    rows = tuple(_choices(reader, one) for one in found)
    return Screen(said, rows + column(_health(reader)))


def _choices(reader: Reader, one: Stuck) -> tuple[Button, ...]:
    def act(key: str, name: str) -> Button:
        return Button(reader.label(key, number=one.incident), Quarantined(row=one.id, act=name).pack())

    again = (act("button.quarantine_again", "again"),) if one.readable else ()
    return (*again, act("button.quarantine_let_go", "let_go"))


def _health(reader: Reader) -> Button:
    return reader.button("button.health", Go(to="health").pack())
