"""The floors of the held-out set: a change that makes the router worse does not pass."""

import pytest

from routing import NONE, Router
from routing.corpus import HELD_OUT, SECOND, THIRD, examples, held_out
from routing.evaluate import Evaluation, evaluate
from routing.report import report


@pytest.fixture(scope="module", params=[HELD_OUT, SECOND, THIRD], ids=["first", "second", "third"])
def found(router: Router, request: pytest.FixtureRequest) -> Evaluation:
    return evaluate(router, held_out(request.param))


def test_the_first_choice_is_nearly_always_right(found: Evaluation) -> None:
    assert found.strict.value >= 0.93
    assert found.top_three.value >= 0.98
    assert found.macro >= 0.91


def test_no_spelling_is_left_behind(found: Evaluation) -> None:
    assert min(share.value for share in found.by_script.values()) >= 0.90


def test_no_question_is_recognised_and_real_ones_are_kept(found: Evaluation) -> None:
    assert found.none_recognised.value >= 0.90
    assert found.real_thrown_away.value < 0.02


def test_danger_and_region_and_language(found: Evaluation) -> None:
    assert found.emergency_found.value >= 0.90
    assert found.emergency_false.value <= 0.01
    assert found.region.value >= 0.95
    assert found.language.value >= 0.97


def test_unsure_answers_are_the_doubtful_ones(found: Evaluation) -> None:
    assert found.right_when_sure.value > found.strict.value
    assert found.unsure.value < 0.15


def test_the_report_names_its_figures(found: Evaluation) -> None:
    text = report(found)
    assert "first choice, strict" in text
    assert "by script" in text


def test_nothing_held_out_was_learned() -> None:
    learned = {example.text.strip().lower() for example in examples()}
    judged = [*held_out(), *held_out(SECOND), *held_out(THIRD)]
    shared = [j.text for j in judged if j.text.strip().lower() in learned and len(j.text.split()) > 3]
    assert not shared


def test_examples_are_many_for_every_body() -> None:
    numbers: dict[tuple[str, str], int] = {}
    for example in examples():
        numbers[example.body, example.lang] = numbers.get((example.body, example.lang), 0) + 1
    assert len({body for body, _ in numbers}) == 26
    assert min(numbers.values()) >= 200
    assert numbers[NONE, "kk"] + numbers[NONE, "ru"] >= 300
