"""Catalogs: .po files with symbolic ids, read by Babel into memory. There is no compiled form to forget."""

import html
import string
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import MappingProxyType

from babel.messages.pofile import read_po

LANGUAGES = ("kk", "ru")

FOLDER = Path(__file__).parent


class CatalogError(LookupError):
    """An id, a language or an argument that the catalogs do not know: our mistake, never a person's."""


class Html(str):
    """Text that is HTML already and is not escaped again."""

    __slots__ = ()


Entry = tuple[str, ...]
"""The forms of one message: a single one, or one for each plural of the language."""


@cache
def entries(language: str, folder: Path = FOLDER) -> MappingProxyType[str, Entry]:
    """All messages of a language by id, from every .po file of its folder."""
    found: dict[str, Entry] = {}
    for path in sorted((folder / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language, abort_invalid=True):
                if not message.id:
                    continue
                key = message.id if isinstance(message.id, str) else message.id[0]
                if key in found:
                    raise CatalogError(f"{path.name}: {key} stands twice in {language}")
                found[key] = _forms(message.string)
    return MappingProxyType(found)


def _forms(string_: str | list[str] | tuple[str, ...] | None) -> Entry:
    return (string_,) if isinstance(string_, str) else tuple(string_ or ())


def text(language: str, key: str, /, **args: object) -> Html:
    """The message as HTML; plain arguments are escaped.

    Args:
        language: "kk" or "ru".
        key: symbolic id.
        args: placeholders; `n` also chooses the plural form.
    """
    return Html(_filled(language, key, args, _escaped))


def label(language: str, key: str, /, **args: object) -> str:
    """The message as plain text: for buttons, menus and toasts, which Telegram does not parse."""
    return _filled(language, key, args, str)


def has(language: str, key: str) -> bool:
    """Is there such a message?"""
    return key in entries(language)


def other(language: str) -> str:
    """The other language."""
    return "ru" if language == "kk" else "kk"


def plural(language: str, n: int) -> int:
    """Which form a number takes. Kazakh nouns stay singular after a numeral; Russian has three forms."""
    if language != "ru":
        return 0
    if n % 10 == 1 and n % 100 != 11:
        return 0
    return 1 if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14 else 2


def placeholders(form: str) -> frozenset[str]:
    """Names in braces."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(form) if name is not None)


_names = cache(placeholders)


def _escaped(value: object) -> str:
    return value if isinstance(value, Html) else html.escape(str(value), quote=False)


def _filled(language: str, key: str, args: dict[str, object], shape: Callable[[object], str]) -> str:
    forms = entries(language).get(key)
    if forms is None:
        raise CatalogError(f"no message {key!r} in {language!r}")
    form = forms[0]
    if len(forms) > 1:
        n = args.get("n")
        if not isinstance(n, int):
            raise CatalogError(f"{key!r} needs a number n")
        form = forms[plural(language, n)]
    needed = _names(form)
    if needed - args.keys() or (args.keys() - needed - {"n"}):
        raise CatalogError(f"{key!r} takes {sorted(needed)}, not {sorted(args)}")
    return form.format(**{name: shape(args[name]) for name in needed}) if needed else form
