"""What may stand in a cell of a table that somebody opens in a spreadsheet."""

import re
from typing import Final

STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A spreadsheet takes a text that begins so for a formula; the wide signs are read as the narrow ones."""

CELL_LIMIT: Final = 32_767
"""Characters a cell of a spreadsheet holds."""

_KEPT: Final = frozenset("\t\n")
_FORMULA: Final = re.compile(r"[=＝@＠]|[+\-＋－].*[A-Za-z]\s*[(|!]")


def safe_cell(value: object) -> object:
    """Return a value for a cell of XLSX or CSV: text never comes alive as a formula.

    A text that looks like a formula gets an apostrophe before it, as a person would type it. Signs no
    spreadsheet can hold are dropped, and what is too long for a cell is cut. Numbers, dates and None pass.
    """
    if not isinstance(value, str):
        return value
    text = "".join(sign for sign in value if sign >= " " or sign in _KEPT).replace("\x7f", "")
    if text.lstrip(" \u00a0").startswith(STARTS) or value.startswith(STARTS):
        text = "'" + text
    return text[:CELL_LIMIT]


def is_formula(value: object) -> bool:
    """Is this text meant as a formula? A phone number with its plus and a list with its dash are not."""
    return isinstance(value, str) and _FORMULA.match(value.lstrip(" \u00a0")) is not None
