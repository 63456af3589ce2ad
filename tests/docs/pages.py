"""Reading our own documentation: pages, tables, code names, links."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def pages() -> list[Path]:
    """Every page of documentation."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def name(page: Path) -> str:
    """The page's path inside the repository."""
    return str(page.relative_to(ROOT))


def read(path: str) -> str:
    """The text of a page."""
    return (ROOT / path).read_text(encoding="utf-8")


def code_names(text: str) -> list[str]:
    """What stands between single backticks, fenced blocks left out."""
    return _CODE.findall(_FENCED.sub("", text))


def links(text: str) -> list[str]:
    """Targets of links and pictures."""
    return _LINK.findall(_FENCED.sub("", text))


def rows(text: str) -> Iterator[list[str]]:
    """The cells of every table row; headings and rules are left out."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        rule = lines[number + 1] if number + 1 < len(lines) else ""
        if line.startswith("|") and not re.match(r"[|\s:-]+$", line) and not re.match(r"\|[\s:-]+\|", rule):
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def resolved(dotted: str) -> Any:
    """The module, class or attribute of that name.

    Raises:
        LookupError: there is none.
    """
    parts = dotted.split(".")
    for size in range(len(parts), 0, -1):
        try:
            found: Any = import_module(".".join(parts[:size]))
        except ModuleNotFoundError:
            continue
        try:
            for part in parts[size:]:
                found = getattr(found, part)
        except AttributeError:
            break
        return found
    raise LookupError(f"the code has no {dotted}")
