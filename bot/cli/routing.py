"""`dauys routing report` and `dauys routing train`: how well the router does; new weights if no worse."""

from pathlib import Path

import facts
from routing import load_lexicon
from routing.corpus import examples, held_out

LEXICON = Path(facts.__file__).parent / "lexicon"


def report() -> str:
    """The shipped router on the held-out texts: accuracy, script groups, confusion, worst examples."""
    from bot.understanding import make_router
    from routing.evaluate import evaluate
    from routing.report import report as told

    return told(evaluate(make_router(), held_out()))


def train() -> str:
    """Train anew and keep the new weights only if they are no worse on the held-out texts.

    Raises:
        ModuleNotFoundError: scikit-learn, which the extra `train` brings, is not installed.
    """
    from routing.train import renew

    found = renew(load_lexicon(LEXICON), examples(), held_out())
    kept = "taken" if found.taken else "not taken: the old weights are better"
    return f"first choice {found.before.strict.value:.1%} -> {found.after.strict.value:.1%}, {kept}"
