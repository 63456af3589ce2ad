"""Which tails may follow a short stem: Kazakh and Russian inflection in the folded alphabet.

A long stem may be followed by anything; a short one («су», «сот», «суд») only by an ending, or «сурет»
would count as water.
"""

import re
from functools import lru_cache
from typing import Final

_PLURAL = "(?:лар|лер|дар|дер|тар|тер)?"
_POSSESSIVE = "(?:и?миз|и?низ|лари|лери|и?м|и?н|си|и)?"
_CASE = (
    "(?:нин|дин|тин|га|ге|ка|ке|на|не|а|е|ни|ди|ти|н|нда|нде|да|де|та|те|нан|нен|дан|ден|тан|тен|мен|бен|пен|"
    "ндаги|ндеги|даги|деги|таги|теги|сиз|ли|ти|лик|дик|тик|шилик|ши|дики|тики|ники|сини|синде|синен|сине|син)?"
)
_MORE = "(?:да|де|та|те|ма|ме|ба|бе|па|пе|ги|ки|мин|син|миз|сиз|га|ге|ка|ке|н|ни|нин|дин|ди)?"
_VOICE = "(?:и?л|и?н|т|ки?з|ги?з|тир|дир|и?с)?(?:ма|ме|ба|бе|па|пе)?"
_TENSE = (
    "(?:и?п|ган|ген|кан|кен|аи?ди|еи?ди|иди|ди|ти|у|уге|уга|уди|уи|удин|са|се|иик|еик|аик|ар|ер|ир|а|е|и)?"
)
_PERSON = "(?:м|мин|сиз|миз|к|н|низ|иниз|син|шиз|да|де|иатир|ши)?"
_KAZAKH = re.compile(f"{_PLURAL}{_POSSESSIVE}{_CASE}{_MORE}|{_VOICE}{_TENSE}{_PERSON}")
_RUSSIAN = re.compile(
    "(?:а|и|у|е|о|иа|иу|ом|ем|ои|еи|ам|ами|иам|иами|ах|иах|ов|ев|иов|ого|его|ому|ему|им|их|ими|ою|ок|ки|ку|ка|"
    "ам|аиа|ое|ие|ии|ем|ен|на|но|ни|л|ла|ло|ли|т|иут|иат|ут|ат|ит|ат|ет|еш|иш|им|ал|или|ила|ил|ат|ат|ив)?"
)


_NOUN = re.compile(
    "(?:лар|лер|дар|дер|тар|тер)?(?:га|ге|ка|ке|на|не|ни|ди|ти|нин|дин|тин|да|де|та|те|дан|ден|тан|тен|нан|нен|"
    "мен|бен|пен|даги|деги|таги|теги|лик|си|сина|сине|синин|син|ши|сиз|им|иммен|имиз|дик|тик|а|у|ом|е|и|ов|ах)?"
)


def is_case(tail: str) -> bool:
    """Tell whether a folded tail can be a case ending of an abbreviation («ЦОНға», «ТОО-ны»)."""
    return _NOUN.fullmatch(tail) is not None


@lru_cache(maxsize=50_000)
def is_ending(tail: str, russian: bool) -> bool:
    """Tell whether a folded tail can be inflection; Russian words take Kazakh endings too («налогқа»)."""
    if not tail:
        return True
    if _KAZAKH.fullmatch(tail):
        return True
    return russian and _RUSSIAN.fullmatch(tail) is not None


# A stem up to here is short; below the second it is a particle («на», «по») and never inflected in Russian.
SHORT_STEM: Final = 4
MIN_STEM: Final = 3
