"""Other spellings of a written example: typed with Russian letters, in Latin, with slips of the finger.

The fold already makes most of these one word; what it leaves different the model must have seen.
"""

import random
from typing import Final

_SUBSTITUTED: Final = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
_SUBSTITUTED_Y: Final = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухыАГКНОУУХЫ")
_LATIN_COMMON: Final = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "yo", "з": "z", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "ф": "f", "ц": "ts",
    "ч": "ch", "щ": "sh", "ъ": "", "ь": "", "э": "e", "ю": "yu", "я": "ya", "і": "i", "и": "i",
}  # fmt: skip
_LATIN_CHOICES: Final = {
    "ә": ("a", "ä", "á"), "қ": ("q", "k"), "ң": ("n", "ng", "ń"), "ө": ("o", "ö", "ó"), "ұ": ("u", "ū"),
    "ү": ("u", "ü", "ú"), "һ": ("h",), "ж": ("j", "zh"), "й": ("i", "y", "j"), "у": ("u", "w", "ý"),
    "х": ("h", "kh", "x"), "ш": ("sh", "ş"), "ы": ("y", "i"), "ғ": ("g", "gh", "ğ"),
}  # fmt: skip
_NEIGHBOURS: Final = {
    "а": "вп", "в": "аы", "е": "нк", "и": "мт", "к": "еу", "л": "од", "м": "си", "н": "ег", "о": "лр",
    "п": "ар", "р": "по", "с": "чм", "т": "иь", "у": "кц", "ы": "вф", "і": "ә", "қ": "ө", "ш": "щг",
}  # fmt: skip
_LONG: Final = 6
_LEAST: Final = 3


def substituted(text: str, chance: random.Random) -> str:
    """Type Kazakh with a Russian keyboard."""
    return text.translate(chance.choice((_SUBSTITUTED, _SUBSTITUTED, _SUBSTITUTED_Y)))


def latin(text: str, chance: random.Random) -> str:
    """Write in Latin letters, keeping to one way of spelling through the text as people do."""
    table = {letter: chance.choice(ways) for letter, ways in _LATIN_CHOICES.items()}
    table = {**_LATIN_COMMON, **table}
    return "".join(_cased(letter, table) for letter in text)


def slipped(text: str, chance: random.Random) -> str:
    """Put one slip of the finger into about every fifth long word."""
    words = text.split(" ")
    return " ".join(_slip(w, chance) if len(w) > 4 and chance.random() < 0.2 else w for w in words)


def part(text: str, chance: random.Random) -> str:
    """Leave out the beginning, the end or both: people write half of it, too. Empty for a short text."""
    words = text.split()
    if len(words) < _LONG:
        return ""
    length = max(_LEAST, int(len(words) * chance.uniform(0.3, 0.6)))
    start = chance.randrange(len(words) - length + 1)
    return " ".join(words[start : start + length])


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    return word[:at] + chance.choice(_NEIGHBOURS.get(word[at].lower(), word[at])) + word[at + 1 :]


def _cased(letter: str, table: dict[str, str]) -> str:
    small = table.get(letter.lower())
    if small is None:
        return letter
    return small if letter.islower() else small.capitalize()
