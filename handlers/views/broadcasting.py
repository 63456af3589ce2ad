"""Writing a broadcast: whom it is for, both texts, and a look at them."""

from handlers.callbacks.house import BroadcastTo
from handlers.screen import Button, Screen, column, grid
from handlers.views.words import Reader, fitting
from locales import text
from services.broadcasts import Filter

LANGUAGES = (None, "kk", "ru")
ROLES = (None, "citizen", "operator", "head", "dispatcher")


def whom(reader: Reader, wanted: Filter, count: int) -> Screen:
    """The audience as it is chosen so far; each tap on a line takes its next value."""
    said = text(reader.language, "broadcast.whom", n=count)
    language = _after(LANGUAGES, wanted.language)
    role = _after(ROLES, wanted.role)
    region = reader.region(wanted.region) if wanted.region else reader.label("broadcast.region_all")
    named = {
        "language": reader.label(f"broadcast.language_{wanted.language or 'all'}"),
        "role": reader.label(f"broadcast.role_{wanted.role or 'all'}"),
    }
    return Screen(
        said,
        column(
            _to(named["language"], wanted, language=language),
            _to(named["role"], wanted, role=role),
            _to(fitting(region), wanted, act="regions"),
            _to(reader.label("button.broadcast_write"), wanted, act="write") if count else None,
        ),
    )


def regions(reader: Reader, wanted: Filter) -> Screen:
    """One region, or all."""
    everywhere = _to(reader.label("broadcast.region_all"), wanted, region=None)
    some = [
        _to(fitting(region.short(reader.language)), wanted, region=code)
        for code, region in reader.facts.regions.items()
    ]
    return Screen(text(reader.language, "broadcast.choose_region"), column(everywhere) + grid(some, 2))


def wanted(reader: Reader, language: str) -> Screen:
    """The text in one language is wanted."""
    cancel = reader.go("button.cancel", "cancel")
    return Screen(text(reader.language, f"broadcast.write_{language}"), column(cancel))


def preview(reader: Reader, texts: dict[str, str], wanted: Filter, count: int) -> tuple[Screen, ...]:
    """Both texts exactly as they will be read, then the question whether they may go."""
    shown = [Screen(text(language, "broadcast.message", words=words)) for language, words in texts.items()]
    buttons = column(
        _to(reader.label("button.broadcast_send"), wanted, act="send"),
        _to(reader.label("button.broadcast_rewrite"), wanted, act="write"),
        reader.go("button.cancel", "cancel"),
    )
    return (*shown, Screen(text(reader.language, "broadcast.sure", n=count), buttons))


def begun(reader: Reader, count: int) -> Screen:
    """It leaves; how far it has come shows the message that follows."""
    return Screen(text(reader.language, "broadcast.begun", n=count))


def kept(wanted: Filter) -> dict[str, str]:
    """The audience as the conversation keeps it."""
    found = {"language": wanted.language, "region": wanted.region, "role": wanted.role}
    return {key: value for key, value in found.items() if value}


def _after(values: tuple[str | None, ...], value: str | None) -> str | None:
    return values[(values.index(value) + 1) % len(values)] if value in values else None


def _to(name: str, now: Filter, **changed: str | None) -> Button:
    act = changed.pop("act", None) or ""
    then = {"language": now.language, "region": now.region, "role": now.role} | changed
    return Button(name, BroadcastTo(act=act, **{key: value or "" for key, value in then.items()}).pack())
