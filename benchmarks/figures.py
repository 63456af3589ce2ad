"""The outcome of one benchmark, as the line of JSON that is printed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Value = float | int | str | bool | None

_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Figures:
    """One benchmark's figures.

    Attributes:
        name: the name under which `python -m benchmarks NAME` runs it.
        unit: unit of the main figure, which stands first.
        figures: what was measured; the main figure first.
        how: one sentence about what was done.
        baseline: what it is compared with, measured in the same run.
        ratio: the main figure divided by the baseline's.
        target: what is asked of it, in words.
        met: whether it is so.
    """

    name: str
    unit: str
    figures: Mapping[str, Value]
    how: str
    baseline: Mapping[str, Value] = field(default_factory=dict)
    ratio: float | None = None
    target: str | None = None
    met: bool | None = None

    def line(self) -> str:
        """As JSON on one line."""
        told = {
            "name": self.name,
            "figures": _rounded(self.figures),
            "baseline": _rounded(self.baseline) or None,
            "ratio": None if self.ratio is None else round(self.ratio, _DIGITS),
            "unit": self.unit,
            "target": self.target,
            "met": self.met,
            "how": self.how,
        }
        return json.dumps(told, ensure_ascii=False)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share (0 to 1) of all values does not exceed."""
    if not values:
        raise ValueError("there is nothing to take a percentile of")
    ordered = sorted(values)
    return ordered[max(0, -int(-len(ordered) * share // 1) - 1)]


def _rounded(figures: Mapping[str, Value]) -> dict[str, Value]:
    return {k: round(v, _DIGITS) if isinstance(v, float) else v for k, v in figures.items()}
