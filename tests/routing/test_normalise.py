"""Many spellings, one word; and every word knows its place in the citizen's text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.normalise import MAX_WORDS, fold, readings, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("жақсы", "жаксы"),
        ("жақсы", "jaqsy"),
        ("жақсы", "zhaksi"),
        ("күшті", "кушты"),
        ("күшті", "kúshti"),
        ("әкімдік", "əкімдік"),  # the Latin schwa
        ("әкім", "aкiм"),  # Latin a and i inside a Cyrillic word
        ("ЦОНға", "ЦОНга"),
        ("несие", "НЕСИЕЕЕЕ"),
        ("школа", "shkola"),
        ("щука", "shchuka"),
        ("ёлка", "елка"),
        ("қорған", "qorğan"),
        ("жүргізуші", "jürgizuwi"),
    ],
)
def test_two_spellings_of_a_word_share_a_reading(one: str, other: str) -> None:
    assert fold(one) in readings(other)


@pytest.mark.parametrize(
    ("typed", "meant"), [("2ке", "әке"), ("а0ша", "ақша"), ("5ылым", "ғылым"), ("та3ы", "таіы")]
)
def test_digits_of_a_kazakh_layout_are_also_read_as_letters(typed: str, meant: str) -> None:
    assert fold(meant) in readings(typed)


@pytest.mark.parametrize("number", ["1414", "109", "2026", "100"])
def test_numbers_stay_as_they_are(number: str) -> None:
    assert fold(number) == number


@pytest.mark.parametrize(
    ("text", "folds"),
    [
        ("ЦОН-ға бардым", ["цонга", "бардим"]),
        ("Нұр-Сұлтан", ["нур", "султан"]),
        ("су, жоқ!", ["су", "жок"]),
        ("ТОО мен ЖОО", ["тоо", "мен", "жоо"]),
        ("", []),
        ("🔥🔥", []),
    ],
)
def test_a_text_falls_into_words(text: str, folds: list[str]) -> None:
    assert [word.fold for word in words(text)] == folds


@given(st.text(st.characters(codec=None), max_size=300))
def test_a_word_can_be_cut_out_of_the_text_again(text: str) -> None:
    for word in words(text):
        assert word.readings
        assert text[word.start : word.end].replace("-", "") == word.raw.replace("-", "")


def test_a_flood_is_read_to_a_limit() -> None:
    assert len(words("су " * 50_000)) == MAX_WORDS
