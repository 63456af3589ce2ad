"""Pages everybody can open: help, privacy, language, mode."""

from handlers.callbacks.citizen import Go, Heading, Language, OwnData
from handlers.callbacks.desk import Mode
from handlers.screen import Button, Screen, column
from handlers.sections import sections as offered
from handlers.views.citizen import years
from handlers.views.words import Reader
from locales import Html, label, text
from services.work import Actor

__all__ = ["Reader", "as_citizen", "help_", "language", "language_chosen", "mode", "privacy", "sections"]


def help_(reader: Reader, *, staff: bool) -> Screen:
    """What the bot does, whom to call, where the official path is."""
    phones = reader.facts.phones
    said = text(
        reader.language,
        "help.text",
        emergency=phones["emergency"].number,
        police=phones["police"].number,
        egov=phones["egov"].number,
    )
    buttons = column(
        reader.go("button.write", "new"),
        reader.go("button.my", "my"),
        reader.button("button.ready_answers", Heading().pack()),
        reader.go("button.grants", "grants"),
        reader.go("button.privacy", "privacy"),
        reader.go("button.mode", "mode") if staff else None,
        Button("eOtinish.kz", url="https://eotinish.kz"),
    )
    return Screen(said, buttons)


def sections(reader: Reader, who: Actor) -> Screen:
    """The help at work: every section of one's own, each a tap away."""
    names = offered([post.role for post in who.posts], "staff")
    lines = "\n".join(f"/{name} – {reader.label(f'command.{name}')}" for name in names if name != "help")
    switch = Button(reader.label("button.as_citizen"), Mode(to="citizen").pack())
    said = text(reader.language, "help.staff", sections=Html(lines), take=reader.label("button.take"))
    return Screen(said, column(reader.go("button.queue", "queue"), switch))


def privacy(reader: Reader, *, consented: bool) -> Screen:
    """Who processes what, why and how long; and the way back where there is something to take back."""
    owner, kept = reader.facts.owner, reader.facts.retention
    said = text(
        reader.language,
        "privacy.text",
        owner=owner.name(reader.language),
        bin=owner.bin,
        email=owner.email,
        keep=years(reader.language, kept["inquiry"].amount),
    )
    withdraw = reader.go("button.withdraw_consent", "withdraw_consent")
    buttons = column(
        reader.button("button.export", OwnData(act="copy").pack()),
        reader.button("button.erase_ask", OwnData(act="ask").pack()),
        withdraw if consented else reader.go("button.write", "new"),
    )
    return Screen(said, buttons)


def language(reader: Reader) -> Screen:
    """Choose the language: each by its own name."""
    both = "\n".join(text(code, "language.choose") for code in ("kk", "ru"))
    buttons = column(
        *(Button(label(code, f"language.own_{code}"), Language(code=code).pack()) for code in ("kk", "ru"))
    )
    return Screen(both, buttons)


def language_chosen(reader: Reader) -> Screen:
    """From now on in this language."""
    return Screen(text(reader.language, "language.chosen"), column(reader.go("button.my", "my")))


def mode(reader: Reader, who: Actor) -> Screen:
    """In which mode one is, and the way to the other."""
    other, key = ("citizen", "button.as_citizen") if who.at_work else ("staff", "button.as_staff")
    said = text(reader.language, "mode.staff" if who.at_work else "mode.citizen")
    return Screen(said, column(Button(reader.label(key), Mode(to=other).pack())))


def as_citizen(reader: Reader) -> Screen:
    """From now on as a citizen."""
    back = Button(reader.label("button.as_staff"), Mode(to="staff").pack())
    write = Button(reader.label("button.write"), Go(to="new").pack())
    return Screen(text(reader.language, "mode.citizen"), column(write, back))


def unknown_command(reader: Reader) -> Screen:
    """At work: a command we do not have."""
    buttons = column(reader.go("button.queue", "queue"), reader.go("button.help", "help"))
    return Screen(text(reader.language, "error.command_at_work"), buttons)


def cancelled(reader: Reader, *, anything: bool) -> Screen:
    """At work: what was begun is dropped, and the way back to the queue."""
    said = text(reader.language, "mode.cancelled" if anything else "mode.nothing_begun")
    return Screen(said, column(reader.go("button.queue", "queue")))


def nothing_open(reader: Reader, who: Actor) -> Screen:
    """In staff mode a typed text is no question: open the queue, or switch."""
    switch = Button(reader.label("button.as_citizen"), Mode(to="citizen").pack())
    return Screen(
        text(reader.language, "mode.nothing_open"), column(reader.go("button.queue", "queue"), switch)
    )
