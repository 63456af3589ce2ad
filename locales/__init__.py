"""Every word a person reads, in Kazakh and in Russian.

`text` gives HTML for a message: arguments are escaped unless they are `Html`. `label` gives plain
text for buttons, menus and toasts. Both are strict: an unknown id, a missing or a superfluous
argument is an error, never a half sentence.
"""

from locales.catalog import LANGUAGES, CatalogError, Html, has, label, other, text
from locales.dates import clock, day, day_and_clock
from locales.order import alphabetical

__all__ = [
    "LANGUAGES",
    "CatalogError",
    "Html",
    "alphabetical",
    "clock",
    "day",
    "day_and_clock",
    "has",
    "label",
    "other",
    "text",
]
