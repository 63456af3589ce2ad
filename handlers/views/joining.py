"""The screens of an invitation."""

from handlers.callbacks.desk import Join
from handlers.screen import Button, Screen, column
from handlers.views.words import Reader
from locales import label, other, text
from models.tables import Invitation, Membership


def offered(reader: Reader, invitation: Invitation, payload: str) -> Screen:
    """What the invitation is for, in both languages; one tap joins in one of them."""
    languages = (reader.language, other(reader.language))
    said = "\n\n".join(_offer(Reader(code, reader.today, reader.facts), invitation) for code in languages)
    buttons = [
        Button(label(code, f"button.join_{code}"), Join(language=code, payload=payload).pack())
        for code in languages
    ]
    return Screen(said, column(*buttons))


def _offer(reader: Reader, invitation: Invitation) -> str:
    return text(
        reader.language,
        "join.offer",
        role=reader.post(invitation.post_kk, invitation.post_ru, invitation.role),
        body=place(reader, invitation.body, invitation.region),
    )


def place(reader: Reader, body: str | None, region: str | None) -> str:
    """Where somebody works; dispatchers and administrators work for the bot itself."""
    return reader.body(body, region) if body else reader.label("name.no_body")


def joined(reader: Reader, row: Membership) -> Screen:
    """Welcome to the desk."""
    said = text(
        reader.language,
        "join.done",
        role=reader.post(row.post_kk, row.post_ru, row.role),
        body=place(reader, row.body, row.region),
    )
    return Screen(said, column(reader.go("button.queue", "queue"), reader.go("button.mode", "mode")))
