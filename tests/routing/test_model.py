"""The trained part: its file, its arithmetic, and what it must not drag in."""

import subprocess
import sys
from pathlib import Path

import pytest

from routing import NONE, Router, load_model
from routing.model import LinearModel
from routing.normalise import words
from routing.weights import Weights, quantised, save

LINES = list(quantised(("A", "B"), (0.1, -0.1), 0.5, {"wсу": (1.0, -1.0), "wжок": (0.25, 0.0)}))


def test_what_is_written_is_read_back() -> None:
    weights = Weights.read(LINES)
    assert weights.classes == ("A", "B")
    assert weights.temperature == 0.5
    assert len(weights.sums) == 2
    assert list(weights.table) == [160, 128, 255, 1]


def test_the_same_weights_give_the_same_file(tmp_path: Path) -> None:
    save(LINES, tmp_path / "one")
    save(iter(LINES), tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_another_file_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "weights.tsv"
    other.write_text("hello\n", encoding="utf-8")
    with pytest.raises(ValueError, match="weights"):
        load_model(other)


def test_margins_are_the_sums_of_the_weights() -> None:
    model = LinearModel(Weights.read(LINES))
    one, other = model.margins(words("су"), [])
    assert one == pytest.approx(0.1 + 1.0, abs=0.01)
    assert other == pytest.approx(-0.1 - 1.0, abs=0.01)


def test_many_features_do_not_run_over() -> None:
    model = LinearModel(Weights.read(quantised(("A",), (0.0,), 1.0, {f"wa{n}": (1.0,) for n in range(999)})))
    assert model._sum([255] * 700) == [700 * 127]


def test_probabilities_sum_to_one() -> None:
    scores = load_model().scores(words("су жоқ"), [])
    assert sum(scores.values()) == pytest.approx(1.0)
    assert NONE in scores


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("көшеде жарық жоқ", "AKIMAT"),
        ("Общественный фонд хочет подать заявку на государственный грант", "MCI"),
        ("университетке грантқа түстім, стипендия келмейді", "MSHE"),
        ("400 АЕК қайтарымсыз грантты қалай аламын", "MLSPP"),
        ("грант для IT-стартапа, Astana Hub", "MAI"),
        ("егінге су жетпей жатыр, канал құрғап қалды", "MWRI"),
        ("за воду тариф подняли вдвое", "MNE"),
        ("очередь на жильё с 2010 года", "MIC"),
        ("очередь в садик не двигается", "AKIMAT"),
        ("ЖСО картамды бұғаттап тастады", "MOJ"),
        ("налоговая арестовала счёт ИП", "MOF"),
        ("сәлем", NONE),
    ],
)
def test_trap_words_are_decided_by_what_stands_beside_them(router: Router, text: str, code: str) -> None:
    assert router.route(text).bodies[0].code == code


def test_understanding_needs_no_training_library_and_no_bot() -> None:
    code = (
        "import sys; from routing import load_model; load_model();"
        "sys.exit(any(name in sys.modules for name in ('sklearn', 'numpy', 'aiogram', 'sqlalchemy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
