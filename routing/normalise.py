"""Words of a message in one spelling, each knowing where it stood in the citizen's own text."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from routing.endings import is_ending
from routing.letters import (
    CYRILLIC_TO_LATIN,
    DIGIT_KEYS,
    EXACT,
    FOLD,
    KAZAKH,
    LATIN,
    LATIN_CLUSTERS,
    LATIN_TO_CYRILLIC,
    SECOND_READINGS,
)

# A story longer than this says nothing new about its topic, and a flood must not cost seconds.
MAX_WORDS: Final = 600
MAX_CHARACTERS: Final = 8_000
MAX_WORD: Final = 40

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d\ufeff]|['’ʼ`´ʹ](?=[^\W_]))*")
_NOT_LETTERS = re.compile(r"[\u00ad\u200b-\u200d\ufeff'’ʼ`´ʹ]")
# «оо» stays: ТОО and ЖОО are words; elsewhere a letter typed twice or ten times is one letter.
_REPEATED = re.compile(r"([^\W\d_])\1{2,}|([^\W\d_о])\2")
_ARTIFICIAL_INTELLIGENCE: Final = "ии"
_LATIN = re.compile(r"[a-zäáāöóôüúūýıíïğǵŋńñňşśšçćčžéèêɵəłàâßæøùûŭ]")
_CYRILLIC = re.compile(r"[а-яёәғқңөұүһіїєґў]")
_DIGIT = re.compile(r"\d")
_CLUSTERS = re.compile("|".join(sorted((c for c, _ in LATIN_CLUSTERS), key=len, reverse=True)))
_CLUSTER_MAP: Final = dict(LATIN_CLUSTERS)
_FOLD_TABLE: Final = str.maketrans(FOLD)
_EXACT_TABLE: Final = str.maketrans(EXACT)
_ENDING_LETTERS: Final = 5


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a message.

    `fold` is its main reading in the common alphabet, `readings` all of them (the main one first);
    `exact` keeps Kazakh letters apart and is empty where the writer had no keys for them; `start` and
    `end` are offsets into the text as it came.
    """

    fold: str
    readings: tuple[str, ...]
    start: int
    end: int
    raw: str
    exact: str = ""


def fold(word: str) -> str:
    """Return the main reading of one word in the common alphabet."""
    return readings(word)[0]


@lru_cache(maxsize=20_000)
def readings(word: str) -> tuple[str, ...]:
    """Return every plausible reading of one word, the likeliest first; never empty.

    A Cyrillic word has one reading, or two where digits stand for Kazakh letters; a Latin word has one
    for each letter that is used for two sounds.
    """
    plain = _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", word[:MAX_WORD]).lower())
    latin, cyrillic = len(_LATIN.findall(plain)), len(_CYRILLIC.findall(plain))
    if latin and cyrillic:
        plain = _one_script(plain, latin, cyrillic)
        latin, cyrillic = len(_LATIN.findall(plain)), len(_CYRILLIC.findall(plain))
    if latin and not cyrillic:
        return _latin_readings(plain)
    first = _collapse(plain.translate(_FOLD_TABLE))
    if cyrillic >= 2 and _DIGIT.search(plain):
        return _unique((first, _collapse(_keys_to_letters(plain).translate(_FOLD_TABLE))))
    return (first,)


def words(text: str) -> list[Word]:
    """Split a message into words; a case ending after a hyphen belongs to its word («ЦОН-ға»).

    Any string is fine: unpaired surrogates and control characters separate words, and what lies beyond
    the first 8 000 characters or 600 words is not read.
    """
    found: list[Word] = []
    last_end = 0
    keys = kazakh_letters(text) > 0
    for match in _WORD.finditer(text[:MAX_CHARACTERS]):
        gap = text[last_end : match.start()]
        raw = match.group()
        if gap == "-" and found and found[-1].end == last_end and _is_ending(raw, found[-1].raw):
            previous = found.pop()
            raw = previous.raw + raw
            found.append(_word(raw, previous.start, match.end(), keys))
        else:
            found.append(_word(raw, match.start(), match.end(), keys))
        last_end = match.end()
        if len(found) >= MAX_WORDS:
            break
    return found


def kazakh_letters(text: str) -> int:
    """Count letters that only Kazakh Cyrillic has, the schwa look-alike included."""
    return sum(1 for letter in text.lower() if letter in KAZAKH or letter == "ə")


def exact(word: str) -> str:
    """Return a Cyrillic word folded but with its Kazakh letters kept; empty for a word in Latin letters."""
    plain = _NOT_LETTERS.sub("", word[:MAX_WORD].lower())
    return "" if _LATIN.search(plain.replace("ə", "ә")) else _collapse(plain.translate(_EXACT_TABLE))


def _word(raw: str, start: int, end: int, keys: bool) -> Word:
    forms = readings(raw)
    return Word(forms[0], forms, start, end, raw, exact(raw) if keys else "")


def _is_ending(tail: str, head: str) -> bool:
    """Tell a case ending written after a hyphen («ЦОН-ға», «109-ға») from the second half of a compound."""
    return len(tail) <= _ENDING_LETTERS and len(head) >= 2 and is_ending(fold(tail), russian=True)


def _one_script(word: str, latin: int, cyrillic: int) -> str:
    """Bring a word that mixes two alphabets by look-alikes into the alphabet it was meant in."""
    only_cyrillic = sum(1 for c in word if _CYRILLIC.match(c) and c not in CYRILLIC_TO_LATIN)
    only_latin = sum(1 for c in word if _LATIN.match(c) and c not in LATIN_TO_CYRILLIC)
    if only_cyrillic > only_latin or (only_cyrillic == only_latin and cyrillic >= latin):
        return "".join(LATIN_TO_CYRILLIC.get(c, c) for c in word)
    if only_cyrillic == 0:
        return "".join(CYRILLIC_TO_LATIN.get(c, c) for c in word)
    # A Latin name with a Cyrillic ending («egovта»): read the Latin letters by sound.
    return "".join(LATIN.get(c, c) for c in word)


def _latin_readings(word: str) -> tuple[str, ...]:
    main = _read_latin(word, LATIN)
    changes = [change for change in SECOND_READINGS if any(letter in word for letter in change)]
    return _unique((main, *(_read_latin(word, {**LATIN, **change}) for change in changes)))


def _read_latin(word: str, table: dict[str, str]) -> str:
    joined = _CLUSTERS.sub(lambda found: _CLUSTER_MAP[found.group()], word)
    return _collapse("".join(table.get(letter, letter) for letter in joined))


def _keys_to_letters(word: str) -> str:
    return "".join(DIGIT_KEYS.get(letter, letter) for letter in word)


def _collapse(word: str) -> str:
    if word == _ARTIFICIAL_INTELLIGENCE:
        return word
    return _REPEATED.sub(_once, word.replace("тс", "ц").replace("дж", "ж"))


def _once(run: re.Match[str]) -> str:
    return run.group(1) or run.group(2)


def _unique(items: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
