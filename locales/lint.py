"""`python -m locales.lint`: the two catalogs say the same things, fully, and by the rules of the house.

It also reads our code: every id that is used exists, and every id that exists is used. An id built
from a constant beginning (`f"state.{state}"`) counts as a use of all ids that begin so.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

from locales.catalog import FOLDER, LANGUAGES, Entry, entries, placeholders
from locales.mistakes import mistakes

ROOMS = ("bot", "handlers", "scheduler", "documents", "services", "domain", "locales")
BUTTON_LIMIT = 28
PLURALS = {"kk": 1, "ru": 3}

RESERVED = {
    "kk": re.compile(r"(?<!\w)(тіркел|талон|жолданым|шағым)", re.IGNORECASE),
    "ru": re.compile(r"(?<!\w)(зарегистрирован|талон|обращени|жалоб)", re.IGNORECASE),
}
"""Words of the law; our own steps never borrow them. `ABOUT_THE_LAW` may: it speaks of the official path."""
ABOUT_THE_LAW = re.compile(
    r"^(unconnected|consent\.|receipt\.disputes|law\.|eotinish\.|help\.|privacy\.|bot\.|deadline\.|late\.)"
)
SAME_ON_PURPOSE = re.compile(
    r"^(same\.|bot\.name|name\.no_body|language\.own_|button\.(agree|join)_|button\.refuse"
    r"|kind\.(audio|animation|unsupported))"
)
"""Names, and words the two languages share."""


class _Tags(HTMLParser):
    """Collects tags and notices the ones that do not close."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def broken_tags(form: str) -> bool:
    """Does this HTML leave a tag open or close another?"""
    parser = _Tags()
    parser.feed(form)
    return bool(parser.open or parser.wrong)


def problems(
    catalogs: dict[str, dict[str, Entry]], used: Iterable[str], prefixes: Iterable[str]
) -> Iterator[str]:
    """Everything that is wrong with the catalogs, one line each."""
    every = set().union(*catalogs.values())
    begun = tuple(prefixes)
    for key in sorted(every):
        missing = [language for language in catalogs if key not in catalogs[language]]
        if missing:
            yield f"{key}: missing in {', '.join(missing)}"
            continue
        yield from _compared(key, {language: catalogs[language][key] for language in catalogs})
    for key in sorted(set(used) - every):
        yield f"{key}: used in code, in no catalog"
    for key in sorted(every - set(used)):
        if not key.startswith(begun):
            yield f"{key}: in the catalogs, used nowhere"


def _compared(key: str, forms: dict[str, Entry]) -> Iterator[str]:
    names = {frozenset().union(*map(placeholders, entry)) for entry in forms.values()}
    if len(names) > 1:
        yield f"{key}: placeholders differ between languages"
    for language, entry in forms.items():
        if len(entry) not in (1, PLURALS[language]):
            yield f"{key} ({language}): {len(entry)} plural forms, {PLURALS[language]} expected"
        for form in entry:
            yield from (f"{key} ({language}): {fault}" for fault in _faults(key, language, form))
    if (
        forms["kk"] == forms["ru"]
        and re.search(r"[а-яё]{4}", forms["kk"][0])
        and not SAME_ON_PURPOSE.match(key)
    ):
        yield f"{key}: the same words in both languages"


def _faults(key: str, language: str, form: str) -> Iterator[str]:
    if not form.strip():
        yield "empty"
    if broken_tags(form):
        yield "a tag is not closed"
    if key.startswith("button.") and len(form) > BUTTON_LIMIT and "{" not in form:
        yield f"{len(form)} characters; a button holds {BUTTON_LIMIT}"
    if RESERVED[language].search(form) and not ABOUT_THE_LAW.match(key):
        yield "a word reserved for the law"
    yield from mistakes(language, form)


def uses(root: Path) -> tuple[set[str], set[str]]:
    """Ids and beginnings of ids that our code names.

    Any string literal that looks like an id counts, so a table of keys needs no registration.
    """
    known = set().union(*(entries(language) for language in LANGUAGES))
    areas = "|".join(sorted({key.split(".")[0] for key in known if "." in key}))
    found = _Uses(known, re.compile(rf"^({areas})\.[a-z0-9_.]+$"))
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            found.visit(ast.parse(path.read_text(encoding="utf-8")))
    return found.literal, found.begun


class _Uses(ast.NodeVisitor):
    """Collects ids and beginnings of ids from a module."""

    def __init__(self, known: set[str], shape: re.Pattern[str]) -> None:
        self._known = known
        self._shape = shape
        self.literal: set[str] = set()
        self.begun: set[str] = set()

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        first = node.values[0] if node.values else None
        begin = str(first.value) if isinstance(first, ast.Constant) else ""
        if "." in begin and any(key.startswith(begin) for key in self._known):
            self.begun.add(begin)
        else:
            self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and (node.value in self._known or self._shape.match(node.value)):
            self.literal.add(node.value)


def main() -> int:
    """Print what is wrong; the exit code says whether anything is."""
    literal, begun = uses(FOLDER.parent)
    catalogs = {language: dict(entries(language)) for language in LANGUAGES}
    found = list(problems(catalogs, literal, begun))
    sys.stdout.write(
        "".join(f"locales: {line}\n" for line in found) or f"locales: {len(catalogs['kk'])} messages, fine\n"
    )
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
