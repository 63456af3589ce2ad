import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.limits import clip, split_text, utf16_length

texts = st.text(
    st.sampled_from("аәқ bc.!?\n\t😀👨‍👩‍👧👍🏽é") | st.characters(exclude_categories=["Cs"]), max_size=300
)


@pytest.mark.parametrize(
    ("text", "length"), [("", 0), ("қала", 4), ("😀", 2), ("a😀b", 4), ("👨‍👩‍👧", 8), ("e\u0301", 2)]
)
def test_length_is_counted_as_telegram_counts(text: str, length: int) -> None:
    assert utf16_length(text) == length == len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("", 10, []),
        ("   \n ", 10, []),
        ("short", 10, ["short"]),
        ("x" * 4096, 4096, ["x" * 4096]),
        ("x" * 4097, 4096, ["x" * 4096, "x"]),
        ("first paragraph\n\nsecond one", 20, ["first paragraph", "second one"]),
        ("first line\nsecond line is", 20, ["first line", "second line is"]),
        ("One sentence. Another one follows", 20, ["One sentence.", "Another one follows"]),
        ("«Болды.» Сосын кетті бәрі", 16, ["«Болды.»", "Сосын кетті бәрі"]),
        ("seven words are in this one sentence", 20, ["seven words are in", "this one sentence"]),
        ("😀😀😀", 5, ["😀😀", "😀"]),
        ("aaa👍🏽", 5, ["aaa", "👍🏽"]),
        ("aaaae\u0301", 5, ["aaaa", "e\u0301"]),
        ("a👨‍👩‍👧", 8, ["a", "👨‍👩‍👧"]),
    ],
)
def test_where_a_text_is_cut(text: str, limit: int, parts: list[str]) -> None:
    assert split_text(text, limit) == parts


@given(texts, st.integers(2, 60))
def test_parts_fit_and_nothing_but_blank_space_is_lost(text: str, limit: int) -> None:
    parts = split_text(text, limit)
    assert all(part and utf16_length(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@given(texts, st.integers(1, 60))
def test_a_clipped_text_fits_and_says_so(text: str, limit: int) -> None:
    clipped = clip(text, limit)
    assert utf16_length(clipped) <= limit
    assert clipped == text or clipped.endswith("…")
    assert text.startswith(clipped.removesuffix("…"))


@pytest.mark.parametrize(
    ("text", "limit", "clipped"),
    [("қала", 4, "қала"), ("қалада", 4, "қал…"), ("a b", 2, "a…"), ("😀😀", 3, "😀…")],
)
def test_clipping(text: str, limit: int, clipped: str) -> None:
    assert clip(text, limit) == clipped


def test_impossible_limits_are_refused() -> None:
    with pytest.raises(ValueError, match="a part of 1 units"):
        split_text("text", 1)
    with pytest.raises(ValueError, match="leave no room"):
        clip("text", 0)
