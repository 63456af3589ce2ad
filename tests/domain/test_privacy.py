from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.privacy import MASK, check_digit, clean_input, is_bin, is_iin, mask_iin, mask_log
from tests.domain.samples import make_bin, make_iin

randoms = st.randoms(use_true_random=False)
iins = st.builds(make_iin, randoms)
bins = st.builds(make_bin, randoms)
HIDDEN = MASK * 12
IIN = make_iin(Random(1))
BIN = make_bin(Random(1))


def changed(number: str, place: int) -> str:
    return number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]


@given(iins)
def test_a_made_iin_is_well_formed_and_no_bin(number: str) -> None:
    assert is_iin(number)
    assert not is_bin(number)


@given(bins)
def test_a_made_bin_is_well_formed_and_no_iin(number: str) -> None:
    assert is_bin(number)
    assert not is_iin(number)


@pytest.mark.parametrize("place", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11])
def test_a_wrong_digit_is_mostly_found(place: int) -> None:
    """The eleventh digit is left out: its weight is 11, so the law's own check modulo 11 cannot see it."""
    random = Random(place)
    found = [not is_iin(changed(make_iin(random), place)) for _ in range(50)]
    assert sum(found) >= 45


@pytest.mark.parametrize(
    "digits", ["", "123", "12345678901x", "000000000000", "991332512345", "990230512345"]
)
def test_what_is_no_iin(digits: str) -> None:
    assert not is_iin(digits)


def test_few_random_numbers_look_like_an_iin() -> None:
    random = Random(3)
    share = sum(is_iin(f"{random.randrange(10**12):012d}") for _ in range(20_000)) / 20_000
    assert 0.001 < share < 0.004


def test_some_numbers_are_never_issued() -> None:
    unissued = [base for base in range(10**10, 10**10 + 2000) if check_digit(f"{base:011d}") is None]
    assert unissued


@given(
    iins, st.sampled_from(["{}", "ИИН {}.", "ЖСН:{}", "{} қайда?", "Мой ИИН{}тел", "a\n{}\nb", "№{}, тел"])
)
def test_an_iin_is_hidden_at_the_same_length(number: str, frame: str) -> None:
    assert mask_iin(frame.format(number)) == frame.format(HIDDEN)


@pytest.mark.parametrize("gap", [" ", "-", "–", "\u00a0", " - ", "\u2011"])
def test_an_iin_with_spaces_or_dashes_is_hidden_too(gap: str) -> None:
    text = f"ЖСН {gap.join((IIN[:6], IIN[6:9], IIN[9:]))} қараңыз"
    hidden = f"ЖСН {gap.join((MASK * 6, MASK * 3, MASK * 3))} қараңыз"
    assert mask_iin(text) == hidden
    assert mask_iin(gap.join(IIN)) == gap.join(HIDDEN)


def test_an_iin_beside_other_numbers_is_hidden() -> None:
    other = make_iin(Random(9))
    assert mask_iin(f"{IIN} 87011234567") == f"{HIDDEN} 87011234567"
    assert mask_iin(f"{IIN}, {other}") == f"{HIDDEN}, {HIDDEN}"
    assert mask_iin(f"{IIN} {other}") == f"{HIDDEN} {HIDDEN}"


@pytest.mark.parametrize(
    "text",
    [
        BIN,
        f"БСН {BIN[:6]} {BIN[6:]}",
        f"KZ12601A{IIN}",
        f"шот KZ75 1234 5678 {IIN[:4]} {IIN[4:8]} 12",
        f"1{IIN}",
        f"{IIN}1",
        changed(IIN, 11),
        f"карта {IIN[:4]} {IIN[4:8]} {IIN[8:]} 1234",
        "eOtinish ЖТ-2026-01234567",
        "+7 701 123 45 67",
        "26-K7M4XE-9",
        "2026-11-20 18:30, 15 күн",
        "",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert mask_iin(text) == text


@given(st.text(st.sampled_from("0123456789 -aқ\n"), max_size=80))
def test_masking_keeps_length_and_is_done_once(text: str) -> None:
    once = mask_iin(text)
    assert len(once) == len(text)
    assert mask_iin(once) == once


@pytest.mark.parametrize(
    ("line", "hidden"),
    [
        ("update 5: iin 123456789012", "update 5: iin ••••••••••12"),
        ("123456 789012", "•••••• ••••12"),
        ("1234-5678-9012", "••••-••••-••12"),
        ("tel +77011234567", "tel +•••••••••67"),
        ("tel +7 (701) 123-45-67", "tel +• (•••) •••-••-67"),
        ("tel 8 701 123 45 67", "tel • ••• ••• •• 67"),
        ("card 4400123412341234", "card ••••••••••••••34"),
        ("chat -1001234567890", "chat -1001234567890"),
        ("person 5012345678", "person 5012345678"),
        ("2026-11-20 18:30:00 done in 15 ms", "2026-11-20 18:30:00 done in 15 ms"),
        ("26-K7M4XE-9", "26-K7M4XE-9"),
    ],
)
def test_what_a_log_hides(line: str, hidden: str) -> None:
    assert mask_log(line) == hidden


@given(
    st.text(st.sampled_from("0123456789 -+()x"), max_size=60), st.text("0123456789", min_size=12, max_size=12)
)
def test_no_run_of_twelve_digits_is_readable_in_a_log(around: str, digits: str) -> None:
    assert digits not in mask_log(f"{around} x{digits}x {around}")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("жол\r\nжол\rжол\u2028жол", "жол\nжол\nжол\nжол"),
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("\u202eгнидер\u202c \u200fok\u2066x\u2069", "гнидер okx"),
        ("и\u0306", "й"),
        ("\ufeffсәлем\u200b", "сәлем"),
        ("👨\u200d👩\u200d👧 1\t2", "👨\u200d👩\u200d👧 1\t2"),
        ("половина \ud83d знака", "половина  знака"),
        ("<b>&amp;_*", "<b>&amp;_*"),
    ],
)
def test_input_is_cleaned(typed: str, stored: str) -> None:
    assert clean_input(typed) == stored


@given(st.text(st.characters(), max_size=60))
def test_cleaning_twice_changes_nothing_and_the_result_can_be_stored(text: str) -> None:
    cleaned = clean_input(text)
    assert clean_input(cleaned) == cleaned
    assert cleaned.encode().decode() == cleaned
    assert "\x00" not in cleaned
