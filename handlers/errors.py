"""Expected errors in the person's words: what is the case, and the next step."""

from domain.errors import Expected
from handlers.callbacks.citizen import Go
from handlers.screen import Button, Reply, Screen, column
from locales import label, text
from services.work import Actor


def screen_for(who: Actor, expected: Expected) -> Reply:
    """The screen that answers an expected error; it is stored, so it arrives even if the toast does not."""
    home = "queue" if who.at_work else "my"
    words = "button.queue" if who.at_work else "button.my"
    button = Button(label(who.language, words), Go(to=home).pack())
    return Reply((Screen(text(who.language, expected.key, **expected.args_), column(button), fresh=True),))
