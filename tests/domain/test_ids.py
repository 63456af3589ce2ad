from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ids import ALPHABET, is_valid, new_incident, new_number, new_secret, normalise, read_number

numbers = st.builds(new_number, st.integers(2024, 2099), st.randoms(use_true_random=False))
CYRILLIC = str.maketrans("AEKLMRTUX", "АЕКЛМРТУХ")


def replaced(number: str, place: int, sign: str) -> str:
    return number[:place] + sign + number[place + 1 :]


@given(numbers)
def test_a_new_number_is_valid_and_looks_like_one(number: str) -> None:
    year, body, check = number.split("-")
    assert is_valid(number)
    assert (len(year), len(body), len(check)) == (2, 6, 1)
    assert set(body + check) <= set(ALPHABET)


def test_the_year_stands_first() -> None:
    assert new_number(2026, Random(1)).startswith("26-")
    assert new_number(2103, Random(1)).startswith("03-")


@given(numbers)
def test_no_number_spells_a_word(number: str) -> None:
    body = number.split("-")[1]
    assert not any(body[place : place + 3].isalpha() for place in range(4))


def test_no_sign_has_a_double_in_the_alphabet() -> None:
    for pair in ("0O", "1I", "2Z", "5S", "6G", "8B", "UV", "MN", "PR", "CS", "DT", "FS", "HX"):
        assert len(set(pair) & set(ALPHABET)) <= 1, pair


@given(numbers, st.data())
def test_one_wrong_sign_is_found(number: str, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([0, 1, 3, 4, 5, 6, 7, 8, 10]))
    signs = "0123456789" if place < 2 else ALPHABET
    sign = data.draw(st.sampled_from([each for each in signs if each != number[place]]))
    assert not is_valid(replaced(number, place, sign))


@given(numbers, st.data())
def test_two_exchanged_signs_are_found(number: str, data: st.DataObject) -> None:
    places = [0, 1, 3, 4, 5, 6, 7, 8, 10]
    first = data.draw(st.integers(0, len(places) - 2))
    here, there = places[first], places[first + 1]
    exchanged = replaced(replaced(number, here, number[there]), there, number[here])
    assert is_valid(exchanged) is (number[here] == number[there])


def test_every_wrong_sign_and_swap_of_one_number_is_found() -> None:
    number = new_number(2026, Random(5))
    for place in (3, 4, 5, 6, 7, 8, 10):
        wrong = [replaced(number, place, sign) for sign in ALPHABET if sign != number[place]]
        assert not any(map(is_valid, wrong))


@given(numbers, st.booleans(), st.booleans(), st.sampled_from(["", " ", "-", "–", " - ", ". "]))
def test_a_number_is_read_however_it_is_typed(number: str, small: bool, cyrillic: bool, gap: str) -> None:
    typed = number.replace("-", gap)
    typed = typed.translate(CYRILLIC) if cyrillic else typed
    typed = typed.lower() if small else typed
    assert read_number(f" № {typed} ") == number


@pytest.mark.parametrize(
    "typed",
    ["", "26", "26-K7M4XE", "26-K7M4XE-8", "26-O0I1ZZ-3", "900101300123", "менің сауалым", "٢٦-K7M4XE-9"],
)
def test_what_is_no_number_is_not_taken_for_one(typed: str) -> None:
    assert read_number(typed) is None


def test_a_valid_number_must_be_canonical() -> None:
    assert is_valid("26-K7M4XE-9")
    assert not is_valid("26-k7m4xe-9")
    assert not is_valid("26K7M4XE9")
    assert normalise("26k7m4xe9") == "26-K7M4XE-9"


def test_numbers_rarely_repeat() -> None:
    """Storing a number still has to try again on a repeat: fourteen million is not for ever."""
    random = Random(1)
    assert len({new_number(2026, random) for _ in range(10_000)}) > 9_980


def test_a_link_code_suits_telegram_and_an_incident_number_the_telephone() -> None:
    code = new_secret(Random(1))
    assert len(code) == 20
    assert code.isalnum()
    assert code.isascii()
    incident = new_incident(Random(1))
    assert len(incident) == 7
    assert set(incident.replace("-", "")) <= set(ALPHABET)
