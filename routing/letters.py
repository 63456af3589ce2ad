"""Letter tables: how the many spellings of one Kazakh or Russian word fall together.

Everything here maps into one small alphabet, the *fold*: Russian letters without й, ы, э, ё, щ, ъ, ь,
я and ю. Kazakh letters go to the Russian letter people type instead, and и, і, ы and й, which people
confuse freely («күшті» is seen as «кушти» and «кушты»), become one letter. Latin spellings are read
into the same alphabet, so «jaqsy», «zhaksi» and «жақсы» are one word.
"""

from typing import Final

KAZAKH: Final = frozenset("әғқңөұүһі")

FOLD: Final = {
    "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и",
    "ы": "и", "й": "и", "э": "е", "ё": "е", "щ": "ш", "ъ": "", "ь": "", "я": "иа", "ю": "иу",
    "ə": "а", "ї": "и", "є": "е", "ґ": "г", "ў": "у", "ѐ": "е", "ѝ": "и",
}  # fmt: skip

# The same without giving up the Kazakh letters: tells «көл» from «қол» where the writer has the keys.
EXACT: Final = {k: v for k, v in FOLD.items() if k not in "әғқңөһ"} | {"ұ": "ү", "ү": "ү", "ə": "ә"}

# Look-alikes put into Cyrillic words by a second keyboard or by copying from a scan.
LATIN_TO_CYRILLIC: Final = {
    "a": "а", "b": "в", "c": "с", "e": "е", "h": "һ", "i": "і", "j": "ж", "k": "к", "m": "м", "n": "п",
    "o": "о", "p": "р", "r": "г", "s": "с", "t": "т", "u": "и", "x": "х", "y": "у", "ə": "ә", "ö": "ө",
    "ü": "ү", "ë": "ё", "ç": "с", "ɵ": "ө", "ï": "ї",
}  # fmt: skip
CYRILLIC_TO_LATIN: Final = {
    "а": "a", "в": "b", "с": "c", "е": "e", "һ": "h", "і": "i", "к": "k", "м": "m", "о": "o", "р": "p",
    "т": "t", "х": "x", "у": "y", "ә": "ə",
}  # fmt: skip

# Digits of a Kazakh layout: the person meant the Kazakh letter of that key.
DIGIT_KEYS: Final = {"2": "ә", "3": "і", "4": "ң", "5": "ғ", "8": "ү", "9": "ұ", "0": "қ"}

# Longest first: «shch» must win over «sh».
LATIN_CLUSTERS: Final = (
    ("shch", "ш"), ("sch", "ш"), ("sh", "ш"), ("zh", "ж"), ("dzh", "ж"), ("dj", "ж"), ("ch", "ч"),
    ("tch", "ч"), ("kh", "х"), ("gh", "г"), ("ts", "ц"), ("tz", "ц"), ("ck", "к"), ("qu", "ку"), ("ph", "ф"),
    ("yo", "е"), ("ya", "иа"), ("yu", "иу"), ("ye", "е"),
)  # fmt: skip

LATIN: Final = {
    "a": "а", "b": "б", "c": "с", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х", "i": "и", "j": "ж",
    "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р", "s": "с", "t": "т",
    "u": "у", "v": "в", "w": "ш", "x": "х", "y": "и", "z": "з", "ə": "а", "ä": "а", "á": "а", "ā": "а",
    "ö": "о", "ó": "о", "ô": "о", "ü": "у", "ú": "у", "ū": "у", "ý": "у", "ı": "и", "í": "и", "ï": "и",
    "ğ": "г", "ǵ": "г", "ŋ": "н", "ń": "н", "ñ": "н", "ň": "н", "ş": "ш", "ś": "ш", "š": "ш", "ç": "ч",
    "ć": "ч", "č": "ч", "ž": "ж", "é": "е", "è": "е", "ê": "е", "ɵ": "о", "ʼ": "", "ł": "л", "à": "а",
    "â": "а", "ß": "с", "æ": "а", "ø": "о", "ù": "у", "û": "у", "ŭ": "у", "ґ": "г",
}  # fmt: skip

# Where one Latin letter is written for two sounds the second reading is tried as well.
SECOND_READINGS: Final = (
    {"w": "у"}, {"w": "в"}, {"j": "и"}, {"x": "кс"}, {"c": "ц"}, {"c": "к"}, {"y": "у"}, {"g": "ж"},
    {"c": "ш"}, {"u": "иу"}, {"x": "ш"}, {"h": "к"}, {"4": "ч", "6": "ш"},
)  # fmt: skip
