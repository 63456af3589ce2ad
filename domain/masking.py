"""Taking out of a text, as far as rules can, what tells who wrote it: numbers, addresses of any kind, names.

No rule knows every name. So a masked text is still treated as personal: it needs consent, it is erased with
its author, and a person reads it before anything is learned from it.
"""

import re
from typing import Final

from domain.privacy import mask_iin, mask_log

HIDDEN: Final = "•••"
"""Stands for what was taken out."""

UPPER: Final = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
"""Capital letters of both languages, for a class of a regular expression."""

_LETTER: Final = r"[^\W\d_]"
_NAME: Final = rf"[{UPPER}]{_LETTER}+(?:-[{UPPER}]{_LETTER}+)?"
_NAMES: Final = rf"{_NAME}(?:\s+{_NAME}){{0,2}}"

_ADDRESS: Final = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|@\w{4,}|(?:https?://|t\.me/|wa\.me/)\S+", re.IGNORECASE
)
_SUM: Final = r"(?!\d{1,3}(?: \d{3})+ (?:тенге|теңге|тг|tenge|тысяч|мың|₸))"
_NUMBER: Final = re.compile(rf"(?<!\d){_SUM}\d(?:[\s\-–—()]{{0,2}}\d){{5,}}")
_HOME: Final = re.compile(
    r"(\b(?:кв|квартира|квартире|пәтер|пәтерде|патер|дом|доме|үй|корпус|корп|подъезд|кіреберіс)\.?\s*№?\s*)\d+\s?[а-яa-z]?\b",
    re.IGNORECASE,
)
# People say who they are in few ways, and what follows is a name even where nobody wrote it with a capital.
_SAID: Final = re.compile(
    rf"((?i:\b(?:меня зовут|зовут меня|моё имя|мое имя|моя фамилия|фамилия|ф\.?и\.?о\.?|"
    rf"менің атым|атым|есімім|аты-жөнім|аты жөнім|тегім|menin atym|menıñ atym|atym))\s*[:–—-]?\s*)"
    rf"({_LETTER}+(?:\s+{_NAME}){{0,2}})"
)
_PATRONYMIC: Final = re.compile(
    rf"(?:{_NAME}\s+){{0,2}}\b[{UPPER}]{_LETTER}{{2,}}?(?:ович|евич|ьич|овн|евн|ичн|ұлы|улы|қызы|кызы|uly|qyzy|kyzy)"
    rf"{_LETTER}{{0,4}}\b(?:\s+{_NAME})?"
)
_INITIALS: Final = re.compile(
    rf"\b{_NAME}\s+[{UPPER}]\.\s?(?:[{UPPER}]\.)?|\b[{UPPER}]\.\s?(?:[{UPPER}]\.\s?)?{_NAME}"
)
_FAMILY: Final = (
    rf"[{UPPER}]{_LETTER}+(?:[оеё]в|[оеё]ва|ин|ина|ск[иа][йя]|бек|хан|[oe]va?)"
    r"(?:а|у|ым|ой|е|ға|ге|ның|нің|дан|ден)?"
)
_PAIR: Final = re.compile(rf"\b{_FAMILY}\s+{_NAME}|\b{_NAME}\s+{_FAMILY}\b")


def masked(text: str) -> str:
    """Return a text without numbers of people, telephones, accounts, addresses and, mostly, names.

    Short numbers (112, 1414, years, sums) stay: they say what the text is about.
    """
    found = mask_log(mask_iin(text))
    found = _ADDRESS.sub(HIDDEN, found)
    found = _NUMBER.sub(HIDDEN, found)
    found = _HOME.sub(rf"\1{HIDDEN}", found)
    found = _SAID.sub(rf"\1{HIDDEN}", found)
    for names in (_PATRONYMIC, _INITIALS, _PAIR):
        found = names.sub(HIDDEN, found)
    return found
