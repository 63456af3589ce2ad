"""Routing: time per message, loading, memory, and how often it is right, beside the lexicon alone."""

import json
import subprocess
import sys
from collections.abc import Mapping
from statistics import median
from time import perf_counter

from benchmarks.figures import Figures, Value, percentile
from bot.cli.routing import LEXICON
from bot.router import make_router
from routing import Router, load_lexicon
from routing.corpus import HELD_OUT, SECOND, Judged, held_out
from routing.evaluate import Evaluation, evaluate

TARGET_MS = 3.0
TARGET_LOAD_SECONDS = 1.0
TARGET_MIB = 60.0

_LOADS = 3

HOW = (
    "every text of both held-out sets through a loaded router; `load_seconds` and `memory_mib` in a fresh "
    f"process, from nothing imported to the first text routed, median of {_LOADS}, above a bare interpreter; "
    "the baseline is the lexicon without trained weights; the ratio is that of `right_first`"
)

# A process of its own: nothing else has been imported there, so time and memory are the router's.
_CHILD = """
import json, time
def resident():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024
bare, began = resident(), time.perf_counter()
from bot.router import make_router
router = make_router()
router.route("warm")
loaded = time.perf_counter() - began
print(json.dumps({"seconds": loaded, "mib": resident() - bare}))
"""


async def measure() -> Figures:
    """Route both sets, and load the router in processes of its own."""
    router, texts = make_router(), [*held_out(HELD_OUT), *held_out(SECOND)]
    taken = _timed(router, texts)
    found, alone = evaluate(router, texts), evaluate(Router(load_lexicon(LEXICON)), texts)
    loads = [_loaded() for _ in range(_LOADS)]
    load, memory = median(one["seconds"] for one in loads), median(one["mib"] for one in loads)
    usual = median(taken)
    return Figures(
        "routing",
        "share",
        {
            "right_first": found.strict.value,
            "median_ms": usual,
            "p99_ms": percentile(taken, 0.99),
            "load_seconds": load,
            "memory_mib": memory,
            **_accuracy(found),
        },
        HOW,
        baseline={"right_first": alone.strict.value, "mean_over_bodies": alone.macro},
        ratio=found.strict.value / alone.strict.value,
        target=f"median under {TARGET_MS:g} ms, load under {TARGET_LOAD_SECONDS:g} s and {TARGET_MIB:g} MiB",
        met=usual < TARGET_MS and load < TARGET_LOAD_SECONDS and memory < TARGET_MIB,
    )


def _timed(router: Router, texts: list[Judged]) -> list[float]:
    """Milliseconds for each text, after a first round that loads what is loaded lazily."""
    router.route(texts[0].text)
    taken = []
    for judged in texts:
        began = perf_counter()
        router.route(judged.text)
        taken.append((perf_counter() - began) * 1000)
    return taken


def _accuracy(found: Evaluation) -> dict[str, Value]:
    """The groups that are asked about: spellings, languages, texts for no body, danger."""
    return {
        "among_three": found.top_three.value,
        "mean_over_bodies": found.macro,
        **{f"script_{name}": share.value for name, share in found.by_script.items()},
        **{f"language_{name}": share.value for name, share in found.by_lang.items()},
        "worst_body": min(share.value for share in found.by_body.values()),
        "no_question_found": found.none_recognised.value,
        "questions_thrown_away": found.real_thrown_away.value,
        "danger_found": found.emergency_found.value,
        "danger_false": found.emergency_false.value,
    }


def _loaded() -> Mapping[str, float]:
    done = subprocess.run([sys.executable, "-c", _CHILD], capture_output=True, check=True)
    measured: Mapping[str, float] = json.loads(done.stdout)
    return measured
