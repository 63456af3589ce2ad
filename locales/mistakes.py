"""Mistakes of Kazakh and of Russian a machine can see; the lint of the catalogs looks for them."""

import re
from collections.abc import Iterator
from typing import Final

KAZAKH: Final = {
    "an ending on a placeholder": re.compile(
        r"\}(</\w+>|[»”)])*[-–'’]?[а-яёәғқңөұүһі]",
        re.IGNORECASE,
    ),
    "a plural after a number": re.compile(
        r"\{n\}\s+\w+([лдт][ае]р)(ды|ді|ға|ге|да|де|дан|ден|дың|дің|мен|ы|і)?(?!\w)", re.IGNORECASE
    ),
    "not the polite «сіз»": re.compile(
        r"(?<!\w)(сен|саған|сені|сенің|сенен)(?!\w)|\w(сың|сің|саң|сең)(?!\w)", re.IGNORECASE
    ),
}
"""Nobody knows how a name or a number will end, so it takes no ending, also behind a closing quote or tag; a
noun stays singular after a numeral; a person is *сіз*."""

_FIGURES: Final = "n|of|queues|limit|most|least|year|hour|hours"
"""Placeholders that hold a figure, which no case changes."""

_DIERESIS: Final = (
    r"еще|ее|нее|мое|свое|чье|счет\w{0,2}|учет\w{0,2}|отчет\w{0,2}|прием\w{0,2}|трех|четырех|иде[тм]|приде[тм]"
    r"|(по|про|на|пере|за)?(йде|жде|шле)[тм]|верне[тм]|возьме[тм]|назове[тм]|прочте[тм]|принесе[тм]|начнется"
    r"|остается|пришел|нашел|прошел|продлен|отменен|решен|отключен|подключен|утвержден|объединен"
)
"""Words that are often typed with «е»; one manner holds everywhere."""

RUSSIAN: Final = {
    "a preposition before a placeholder": re.compile(
        r"(?<!\w)(в|во|к|ко|с|со|из|от|до|по|о|об|у|на|за|для|без|при|через|над|под|перед|между|кроме|после)"
        rf"\s+(<\w+>|«)*\{{(?!({_FIGURES})\}})",
        re.IGNORECASE,
    ),
    "an ending on a placeholder": re.compile(r"\}(</\w+>|[»”)])*[-–'’]?[а-яё]", re.IGNORECASE),
    "«е» for «ё»": re.compile(rf"(?<!\w)({_DIERESIS})(?!\w)", re.IGNORECASE),
    "a short dash": re.compile(r"(?<=\s)[-–](?=\s)"),
    "the language of offices": re.compile(
        r"(?<!\w)(осуществля\w*|в целях|данн(ый|ая|ое|ого|ому)|явля[ею]тся|посредством|в рамках"
        r"|вышеуказан\w*|в случае|в соответствии|надлежит|уведомл\w*|производится)(?!\w)",
        re.IGNORECASE,
    ),
    "«вы» with a capital": re.compile(r"(?<=[а-яё,;] )(Вы|Вас|Вам|Вами|Ваш\w{0,3})(?!\w)"),
    "two genders in one word": re.compile(r"[а-яё]\((а|ла|на)\)", re.IGNORECASE),
}
"""A preposition before a name forces a case on it: «Отвечает: {body}» fits every name. «ё» and the long dash
stand everywhere, a person is «вы» in small letters and of no gender, and nobody is told that something
*осуществляется*."""

BOTH: Final = {
    "two alphabets in one word": re.compile(r"[а-яёәғқңөұүһі][a-z]|[a-z][а-яёәғқңөұүһі]", re.IGNORECASE),
    "a straight quote": re.compile(r"[\"“„]"),
    "two spaces": re.compile(r"  |[ \t](?=\n)"),
    "a space before a mark": re.compile(r"[\w»)}] [,.;:!?](?!\w)"),
    "three dots for one": re.compile(r"\.\.\."),
}
"""A Latin letter inside a Cyrillic word looks right and is found by no search; quotes are «» in both."""

_MISTAKES: Final = {"kk": KAZAKH | BOTH, "ru": RUSSIAN | BOTH}


def mistakes(language: str, form: str) -> Iterator[str]:
    """Names what is wrong with the language of a sentence.

    Args:
        language: "kk" or "ru".
        form: a message of the catalogs, with tags and placeholders, or plain text.
    """
    return (fault for fault, shape in _MISTAKES[language].items() if shape.search(form))
