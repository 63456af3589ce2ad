"""A copy of one's data, and erasing it: said in few words, before and after."""

from handlers.callbacks.citizen import OwnData
from handlers.screen import Screen, column
from handlers.views.words import Reader
from locales import Html, text


def copying(reader: Reader) -> Screen:
    """The copy is being made."""
    return Screen(text(reader.language, "export.begun"), column(reader.go("button.my", "my")), fresh=True)


def sure(reader: Reader, open_inquiries: int) -> Screen:
    """What goes, what stays, and that there is no way back."""
    said = text(reader.language, "erase.sure")
    if open_inquiries:
        said = Html(f"{said}\n\n{text(reader.language, 'erase.open', n=open_inquiries)}")
    buttons = column(
        reader.button("button.erase", OwnData(act="erase").pack()),
        reader.button("button.export", OwnData(act="copy").pack()),
        reader.go("button.erase_not", "privacy"),
    )
    return Screen(said, buttons)


def erasing(reader: Reader) -> Screen:
    """It has begun; one more message will come."""
    return Screen(text(reader.language, "erase.begun"))
