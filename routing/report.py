"""The evaluation as plain text: `python -m routing.report LEXICON_FOLDER`."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from routing.corpus import held_out
from routing.data import load_lexicon
from routing.evaluate import Evaluation, Share, evaluate
from routing.model import load_model
from routing.router import Router


def report(found: Evaluation, *, examples: bool = True) -> str:
    """Return the evaluation as lines of text; `examples` adds the surest errors with their texts."""
    lines = [*_head(found), *_groups("body", found.by_body), *_groups("script", found.by_script)]
    lines += [*_groups("language", found.by_lang), "", "taken for one another (is, taken for, times)"]
    lines += [f"  {truth:7}{taken:7}{number:4}" for truth, taken, number in found.confusion[:40]]
    if examples:
        lines += ["", "surest errors", *_worst(found)]
    return "\n".join(lines) + "\n"


def _head(found: Evaluation) -> Iterator[str]:
    yield _line("first choice, strict", found.strict)
    yield _line("first choice, also accepted", found.acceptable)
    yield _line("among the three shown", found.top_three)
    yield f"{'mean over bodies':32}{found.macro:7.1%}"
    yield _line("no-question texts recognised", found.none_recognised)
    yield _line("real questions thrown away", found.real_thrown_away)
    yield _line("language", found.language)
    yield _line("region", found.region)
    yield _line("danger noticed", found.emergency_found)
    yield _line("danger seen where is none", found.emergency_false)
    yield _line("unsure, dispatcher offered first", found.unsure)
    yield _line("right when not unsure", found.right_when_sure)


def _groups(name: str, shares: Mapping[str, Share]) -> Iterator[str]:
    yield f"\nby {name}"
    for key, share in shares.items():
        yield _line(f"  {key}", share)


def _worst(found: Evaluation) -> Iterator[str]:
    for outcome in found.worst:
        best = outcome.routed.bodies[0]
        yield f"  {outcome.judged.body} -> {best.code} {best.score:.2f}  {outcome.judged.text[:100]}"


def _line(name: str, share: Share) -> str:
    return f"{name:32}{share.value:7.1%}  {share.good}/{share.all}"


def main() -> None:
    """Print the report of the shipped model with the lexicon folder named on the command line."""
    router = Router(load_lexicon(Path(sys.argv[1])), load_model())
    sys.stdout.write(report(evaluate(router, held_out())))


if __name__ == "__main__":
    main()
