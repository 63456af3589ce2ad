"""Training: `python -m routing.train LEXICON_FOLDER`; needs the extra `train`.

Reads the written examples, adds other spellings and the lexicon's own lines, fits one linear classifier
and the language model, and writes both into `routing/data`. Never reads the held-out set for fitting.
"""

import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from routing import augment, language, ordinary
from routing.corpus import EXAMPLES, Example, Judged, examples
from routing.data import load_lexicon
from routing.evaluate import Evaluation, evaluate
from routing.features import features
from routing.fit import Fit, language_weights, temperature
from routing.lexicon import SHARED, Lexicon
from routing.model import load_model
from routing.normalise import words
from routing.router import NONE, Router
from routing.stems import SLIP_WORD
from routing.weights import FILE, quantised, save

DATA: Final = Path(__file__).parent / "data"
FOLDS: Final = 4
_SEED: Final = 20261120
_LINE_WEIGHT: Final = 0.4
_SPELLING_WEIGHT: Final = 0.5
_PART_WEIGHT: Final = 0.3
# Texts that are no question are as many kinds as there are people; the few written ones must weigh more.
# Chosen so that fewer than one real question in fifty is taken for none.
_NONE_BIAS: Final = 0.15
_OFTEN: Final = 2
# Bodies have twenty held-out texts each: one text of one body is no difference.
_MACRO_NOISE: Final = 0.002


@dataclass(frozen=True, slots=True)
class Sample:
    """One text to learn from: its features, its body, how much it counts, and the topic it belongs to."""

    names: set[str]
    body: str
    weight: float
    topic: str


@dataclass(frozen=True, slots=True)
class Renewal:
    """A training compared with what was there before; `taken` when it is no worse and stays."""

    before: Evaluation
    after: Evaluation
    taken: bool


def samples(found: Sequence[Example], lexicon: Lexicon) -> list[Sample]:
    """Turn examples into samples, each with one more spelling and a part of the same text."""
    chance = random.Random(_SEED)
    made = []
    for example in found:
        made.append(_sample(example.text, example.body, 1.0, example.topic, lexicon))
        other = _respelled(example, chance)
        made.append(_sample(other, example.body, _SPELLING_WEIGHT, example.topic, lexicon))
        if part := augment.part(example.text, chance):
            made.append(_sample(part, example.body, _PART_WEIGHT, example.topic, lexicon))
    return made


def line_samples(lexicon: Lexicon) -> list[Sample]:
    """Turn the lines of the lexicon into samples, so that the letters of its words are learned too."""
    return [
        _sample(text, topic.body, _LINE_WEIGHT, f"{topic.body}.{topic.name}", lexicon)
        for topic in lexicon.topics
        if topic.body != SHARED
        for text in sorted({line.text for line in topic.lines if not line.hint and line.text})
    ]


def train(lexicon: Lexicon, found: Sequence[Example]) -> list[str]:
    """Return the lines of a file of weights, with a temperature found on topics the fit has not seen."""
    lines = line_samples(lexicon)
    own = samples(found, lexicon)
    heat = _temperature(own, lines)
    fitted = _fit([*own, *lines])
    bias = [
        value + _NONE_BIAS * (code == NONE) for code, value in zip(fitted.classes, fitted.bias, strict=True)
    ]
    return list(quantised(fitted.classes, bias, heat, fitted.rows()))


def ordinary_words(found: Sequence[Example]) -> list[str]:
    """Return the long words that stand in several examples, so are no slips."""
    seen = Counter(fold for example in found for fold in {word.fold for word in words(example.text)})
    return sorted(fold for fold, times in seen.items() if times >= _OFTEN and len(fold) >= SLIP_WORD)


def train_language(found: Sequence[Example]) -> dict[str, float]:
    """Fit the language model on every spelling of the examples."""
    chance = random.Random(_SEED)
    texts, kazakh = [], []
    for example in found:
        for text in (
            example.text,
            augment.substituted(example.text, chance),
            augment.latin(example.text, chance),
        ):
            texts.append(Counter(set(language.features(words(text)))))
            kazakh.append(example.lang == "kk")
    return dict(language_weights(texts, kazakh))


def folds(topics: Sequence[str]) -> dict[str, int]:
    """Deal topics into folds, so that no topic is both learned from and judged by."""
    names = sorted(set(topics))
    random.Random(_SEED).shuffle(names)
    return {name: place % FOLDS for place, name in enumerate(names)}


def _temperature(own: Sequence[Sample], lines: Sequence[Sample]) -> float:
    fold = folds([sample.topic for sample in own])
    learned = [sample for sample in own if fold[sample.topic]]
    judged = [sample for sample in own if not fold[sample.topic] and sample.weight == 1.0]
    fitted = _fit([*learned, *lines])
    margins = fitted.margins([sample.names for sample in judged])
    return temperature(margins, fitted.classes, [sample.body for sample in judged])


def _fit(chosen: Sequence[Sample]) -> Fit:
    return Fit([s.names for s in chosen], [s.body for s in chosen], [s.weight for s in chosen])


def _sample(text: str, body: str, weight: float, topic: str, lexicon: Lexicon) -> Sample:
    found = words(text)
    return Sample(features(found, lexicon.find_in(found)), body, weight, topic)


def _respelled(example: Example, chance: random.Random) -> str:
    draw = chance.random()
    if example.lang == "kk" and draw < 0.25:
        return augment.latin(example.text, chance)
    if example.lang == "kk" and draw < 0.6:
        return augment.slipped(augment.substituted(example.text, chance), chance)
    return augment.slipped(example.text, chance)


def _language_lines(weights: dict[str, float]) -> list[str]:
    header = "# log-odds of Kazakh against Russian, written by python -m routing.train"
    return [header, *(f"{name}\t{weight:.2f}" for name, weight in sorted(weights.items()))]


def _write(name: str, lines: Sequence[str]) -> None:
    (DATA / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def renew(lexicon: Lexicon, found: Sequence[Example], judged: Sequence[Judged]) -> Renewal:
    """Train anew and keep the result only where it is no worse on the held-out texts.

    Writes the three files of `routing/data` and, when the new model is worse, puts the old ones back.
    Raises FileNotFoundError when there is no old model to compare with.
    """
    files = [DATA / name for name in (FILE, language.FILE, ordinary.FILE)]
    kept = {file: file.read_bytes() for file in files}
    before = evaluate(Router(lexicon, load_model()), judged)
    write_all(lexicon, found)
    after = evaluate(Router(lexicon, load_model()), judged)
    taken = after.strict.value >= before.strict.value and after.macro >= before.macro - _MACRO_NOISE
    if not taken:
        for file, content in kept.items():
            file.write_bytes(content)
        _forget()
    return Renewal(before, after, taken)


def write_all(lexicon: Lexicon, found: Sequence[Example]) -> None:
    """Train on the examples and write the weights, the language model and the list of ordinary words."""
    _write(language.FILE, _language_lines(train_language(found)))
    _write(ordinary.FILE, ["# long words of the examples, folded", *ordinary_words(found)])
    _forget()
    save(train(lexicon, found), DATA / FILE)


def _forget() -> None:
    language.forget()
    ordinary.forget()


def main() -> None:
    """Train with the lexicon folder named on the command line and write the weights beside the code."""
    write_all(load_lexicon(Path(sys.argv[1])), examples(EXAMPLES))


if __name__ == "__main__":
    main()
