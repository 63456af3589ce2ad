"""Training: other spellings of an example, and the same weights from the same examples."""

import random

import pytest

from routing import augment
from routing.corpus import Example
from routing.language import language
from routing.normalise import fold, readings, words


def test_a_substituted_text_has_no_kazakh_letters() -> None:
    typed = augment.substituted("Әкімдікке үш өтініш жаздық", random.Random(1))
    assert not set(typed.lower()) & set("әғқңөұүһі")


def test_latin_keeps_the_words_readable() -> None:
    for seed in range(20):
        typed = augment.latin("жарық", random.Random(seed))
        assert fold("жарық") in readings(typed)


def test_a_slip_changes_a_long_word_by_one_step() -> None:
    before = "зейнетақымды"
    after = {augment.slipped(" ".join([before] * 30), random.Random(seed)) for seed in range(3)}
    assert all(len(text.split()) == 30 for text in after)


@pytest.mark.parametrize("text", ["жұмыс таппай жүрмін", "где мои выплаты"])
def test_spellings_keep_the_language(text: str) -> None:
    before, _ = language(words(text))
    assert language(words(augment.substituted(text, random.Random(2))))[0] == before


def test_training_is_deterministic() -> None:
    pytest.importorskip("sklearn", reason="the extra `train` is not installed")
    from routing import Lexicon
    from routing.train import train

    lexicon = Lexicon.from_mapping({"A": {"t": {"kk": ["су"]}}, "B": {"t": {"kk": ["жарық"]}}})
    found = [
        Example(text, body, "kk", f"{body}/{number % 8}")
        for number in range(40)
        for text, body in ((f"су жоқ {number % 5}", "A"), (f"жарық жоқ {number % 5}", "B"))
    ]
    assert train(lexicon, found) == train(lexicon, found)
