"""Measuring a router on the held-out set: how often it is right, for whom, and where it errs."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Self

from routing.corpus import Judged
from routing.router import NONE, Routed, Router

_TOP: Final = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """One judged text and what the router made of it."""

    judged: Judged
    routed: Routed

    @property
    def first(self) -> str:
        """The body proposed first."""
        return self.routed.bodies[0].code

    @property
    def right(self) -> bool:
        """Whether the first proposal is the labelled body itself."""
        return self.first == self.judged.body

    @property
    def acceptable(self) -> bool:
        """Whether the first proposal is the labelled body or one that would be right as well."""
        return self.first in (self.judged.body, *self.judged.also)

    @property
    def shown(self) -> bool:
        """Whether the labelled body is among the proposals."""
        return any(body.code == self.judged.body for body in self.routed.bodies[:_TOP])


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    good: int = 0
    all: int = 0

    @classmethod
    def of(cls, answers: Iterable[bool]) -> Self:
        """Count the true ones."""
        listed = list(answers)
        return cls(sum(listed), len(listed))

    @property
    def value(self) -> float:
        """The share between 0 and 1; 1 when there is nothing to count."""
        return self.good / self.all if self.all else 1.0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that `dauys routing report` tells, each figure with its numbers."""

    strict: Share
    acceptable: Share
    top_three: Share
    macro: float
    none_recognised: Share
    real_thrown_away: Share
    language: Share
    region: Share
    emergency_found: Share
    emergency_false: Share
    unsure: Share
    right_when_sure: Share
    by_body: Mapping[str, Share]
    by_script: Mapping[str, Share]
    by_lang: Mapping[str, Share]
    confusion: Sequence[tuple[str, str, int]]
    worst: Sequence[Outcome] = field(default=())


def evaluate(router: Router, judged: Sequence[Judged], worst: int = 20) -> Evaluation:
    """Route every judged text and count; `worst` is how many of the surest errors to keep."""
    outcomes = [Outcome(entry, router.route(entry.text)) for entry in judged]
    by_body = _grouped(outcomes, lambda outcome: outcome.judged.body)
    real = [outcome for outcome in outcomes if outcome.judged.body != NONE]
    none = [outcome for outcome in outcomes if outcome.judged.body == NONE]
    placed = [outcome for outcome in outcomes if outcome.judged.region is not None]
    danger = [outcome for outcome in outcomes if outcome.judged.emergency]
    calm = [outcome for outcome in outcomes if not outcome.judged.emergency]
    errors = [outcome for outcome in outcomes if not outcome.right]
    return Evaluation(
        strict=Share.of(outcome.right for outcome in outcomes),
        acceptable=Share.of(outcome.acceptable for outcome in outcomes),
        top_three=Share.of(outcome.shown for outcome in outcomes),
        macro=sum(share.value for share in by_body.values()) / max(len(by_body), 1),
        none_recognised=Share.of(outcome.right for outcome in none),
        real_thrown_away=Share.of(outcome.first == NONE for outcome in real),
        language=Share.of(outcome.routed.lang == outcome.judged.lang for outcome in outcomes),
        region=Share.of(outcome.routed.region == outcome.judged.region for outcome in placed),
        emergency_found=Share.of(outcome.routed.emergency is not None for outcome in danger),
        emergency_false=Share.of(outcome.routed.emergency is not None for outcome in calm),
        unsure=Share.of(outcome.routed.unsure for outcome in outcomes),
        right_when_sure=Share.of(outcome.right for outcome in outcomes if not outcome.routed.unsure),
        by_body=by_body,
        by_script=_grouped(outcomes, lambda outcome: outcome.judged.script),
        by_lang=_grouped(outcomes, lambda outcome: outcome.judged.lang),
        confusion=_confusion(errors),
        worst=sorted(errors, key=lambda outcome: -outcome.routed.bodies[0].score)[:worst],
    )


def _grouped(outcomes: Sequence[Outcome], name: Callable[[Outcome], str]) -> dict[str, Share]:
    names = sorted({name(outcome) for outcome in outcomes})
    return {key: Share.of(o.right for o in outcomes if name(o) == key) for key in names}


def _confusion(errors: Sequence[Outcome]) -> list[tuple[str, str, int]]:
    counted = Counter((outcome.judged.body, outcome.first) for outcome in errors)
    return [(*pair, number) for pair, number in counted.most_common()]
