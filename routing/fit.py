"""The numerical part of training; needs the extra `train` (scikit-learn) and nothing at run time does."""

from collections import Counter
from collections.abc import Mapping, Sequence
from importlib import import_module
from math import log
from typing import Any, Final

from routing.features import share

_SEED: Final = 7
_CONSTRAINT: Final = 0.3
# A feature must have been seen so often to be kept; letters and pairs are many and say little each.
_RARE: Final = {"g": 8, "d": 4, "x": 4}
_TWICE: Final = 2
# Words and letters that stand in texts of every body alike count a fifth of those of one body alone.
_SPREAD: Final = frozenset("wpdg")
_LEAST: Final = 0.2
_TEMPERATURES: Final = tuple(step / 100 for step in range(15, 80, 2))


class Fit:
    """One linear classifier over named features."""

    def __init__(self, texts: Sequence[set[str]], classes: Sequence[str], weights: Sequence[float]) -> None:
        """Fit the classifier; `weights` say how much each text counts."""
        seen = Counter(name for text in texts for name in text)
        self.names = sorted(name for name, number in seen.items() if number >= _RARE.get(name[0], _TWICE))
        self._places = {name: place for place, name in enumerate(self.names)}
        self._says = _tellings(texts, classes, self.names)
        svm: Any = import_module("sklearn.svm")
        self._model = svm.LinearSVC(C=_CONSTRAINT, random_state=_SEED)
        self._model.fit(self.matrix(texts), list(classes), sample_weight=list(weights))

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes in the order of the columns."""
        return tuple(str(code) for code in self._model.classes_)

    @property
    def bias(self) -> list[float]:
        """What speaks for each class before anything is read."""
        return [float(value) for value in self._model.intercept_]

    def margins(self, texts: Sequence[set[str]]) -> Any:
        """Return an array of margins, one row for each text."""
        return self._model.decision_function(self.matrix(texts))

    def rows(self) -> dict[str, list[float]]:
        """Return the weights of every feature, in the order of the classes; how much it tells is in them."""
        table = self._model.coef_.T
        return {
            name: [float(value) * self._says.get(name, 1.0) for value in table[place]]
            for place, name in enumerate(self.names)
        }

    def matrix(self, texts: Sequence[set[str]]) -> Any:
        """Return the sparse matrix of texts by features."""
        sparse: Any = import_module("scipy.sparse")
        rows: list[int] = []
        columns: list[int] = []
        values: list[float] = []
        for row, text in enumerate(texts):
            known = sorted(name for name in text if name in self._places)
            numbers = Counter(name[0] for name in known)
            rows += [row] * len(known)
            columns += [self._places[name] for name in known]
            values += [share(name[0], numbers[name[0]]) * self._says.get(name, 1.0) for name in known]
        return sparse.csr_matrix((values, (rows, columns)), shape=(len(texts), len(self.names)))


def _tellings(texts: Sequence[set[str]], classes: Sequence[str], names: Sequence[str]) -> dict[str, float]:
    """How much each word and letter tells, by the entropy of the bodies it was seen with; 1 on average."""
    seen: dict[str, Counter[str]] = {name: Counter() for name in names if name[0] in _SPREAD}
    for text, code in zip(texts, classes, strict=True):
        for name in text & seen.keys():
            seen[name][code] += 1
    most = log(len(set(classes)))
    says = {name: 1.0 + _LEAST - _entropy(counts) / most for name, counts in seen.items()}
    total, times = dict.fromkeys(_SPREAD, 0.0), Counter[str]()
    for name in sorted(seen):
        number = seen[name].total()
        times[name[0]] += number
        total[name[0]] += says[name] * number
    return {name: value * times[name[0]] / total[name[0]] for name, value in says.items()}


def _entropy(counts: Counter[str]) -> float:
    number = counts.total()
    parts = (counts[code] / number for code in sorted(counts))
    return -sum(part * log(part) for part in parts)


def temperature(margins: Any, classes: Sequence[str], truth: Sequence[str]) -> float:
    """Find the temperature that makes probabilities of unseen texts honest, by their likelihood."""
    numpy: Any = import_module("numpy")
    columns = numpy.array([list(classes).index(code) for code in truth])
    best = min(
        _TEMPERATURES,
        key=lambda t: float(_loss(numpy, margins / t)[numpy.arange(len(columns)), columns].mean()),
    )
    return float(best)


def language_weights(texts: Sequence[Counter[str]], kazakh: Sequence[bool]) -> Mapping[str, float]:
    """Fit log-odds of being Kazakh for the features of language; weak ones are left out."""
    linear: Any = import_module("sklearn.linear_model")
    extraction: Any = import_module("sklearn.feature_extraction")
    vectoriser = extraction.DictVectorizer()
    table = vectoriser.fit_transform(texts)
    model = linear.LogisticRegression(C=0.3, max_iter=400, fit_intercept=False)
    model.fit(table, list(kazakh))
    names = vectoriser.get_feature_names_out()
    return {str(n): float(v) for n, v in zip(names, model.coef_[0], strict=True) if abs(v) >= 0.03}


def _loss(numpy: Any, logits: Any) -> Any:
    shifted = logits - logits.max(axis=1, keepdims=True)
    return numpy.log(numpy.exp(shifted).sum(axis=1, keepdims=True)) - shifted
