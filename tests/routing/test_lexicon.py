"""The little language of the lexicon, sign by sign."""

import pytest

from routing import Lexicon
from routing.normalise import words


def found(line: str, text: str, *, lang: str = "kk", **more: list[str]) -> bool:
    lexicon = Lexicon.from_mapping(
        {"shared": {"water": {"kk": ["су"], "ru": ["воды"]}}, "X": {"topic": {lang: [line], **more}}}
    )
    return any(hit.body == "X" for hit in lexicon.find_in(words(text)))


@pytest.mark.parametrize(
    ("line", "text", "expected"),
    [
        ("мектеп", "мектептерімізде орын жоқ", True),
        ("мектеп", "мекен", False),
        ("су", "судың қысымы", True),
        ("су", "сурет салдым", False),
        ("=сот", "сот болды", True),
        ("=сот", "соттың шешімі", False),
        ("ұрла*", "ұрлап кетті", True),
        ("ауыз су", "ауыз су жоқ", True),
        ("ауыз су", "ауызға келген су", True),
        ("ауыз су", "су ауызға келді", False),
        ("көше + жарық", "жарық көшеде жоқ", True),
        ("көше + жарық", "көше", False),
        ("{water} жоқ", "суымыз мүлде жоқ", True),
        ("{water} жоқ", "воды жоқ", True),
        ("грант -студент", "грант қашан", True),
        ("грант -студент", "студентке грант қашан", False),
        ("^БАҚ", "БАҚ өкілдері", True),
        ("^БАҚ", "бақ отырғыздық", False),
        ("ЦОН", "ЦОНда кезек", True),
        ("ЦОН", "концерт цонклавы", False),
        ("көл", "қол қойдым", False),
        ("көл", "көлдің суы", True),
    ],
)
def test_a_line_means_what_its_signs_say(line: str, text: str, expected: bool) -> None:
    assert found(line, text) is expected


def test_a_phrase_of_a_topic_forbids_all_its_lines() -> None:
    assert found("өрт", "өрт шықты", **{"not": ["былтырғы"]})
    assert not found("өрт", "былтырғы өрт", **{"not": ["былтырғы"]})
    assert not found("пожар", "пожар в прошлом году", lang="ru", **{"not": ["в прошлом году"]})


@pytest.mark.parametrize("slip", ["зейнетқы төленбеді", "зейентақы төленбеді", "зейнетакқы төленбеді"])
def test_one_slip_in_a_long_word_is_forgiven(slip: str) -> None:
    assert found("зейнетақы", slip)


def test_the_strongest_line_of_a_topic_is_kept() -> None:
    lexicon = Lexicon.from_mapping({"X": {"topic": {"kk": ["?су", "!су жоқ", "жоқ"]}}})
    (hit,) = lexicon.find_in(words("су жоқ"))
    assert (hit.strength, hit.words) == (4.0, (0, 1))


def test_short_words_of_the_other_language_are_not_looked_for() -> None:
    lexicon = Lexicon.from_mapping({"X": {"lake": {"kk": ["өрт"]}}})
    assert not lexicon.find(words("орта школа"), "ru")


def test_the_shipped_lexicon_is_read_and_covers_every_body(lexicon: Lexicon) -> None:
    assert len(lexicon.bodies) == 26
    assert "NONE" in lexicon.bodies
