"""`dauys routing`: how well the router does; what people taught it; new weights if they are no worse."""

from pathlib import Path

import facts
from routing import load_lexicon
from routing.corpus import HELD_OUT, SECOND, examples, held_out, read_back

LEXICON = Path(facts.__file__).parent / "lexicon"


def report() -> str:
    """The shipped router on each held-out set: accuracy, script groups, confusion, worst examples."""
    from bot.router import make_router
    from routing.evaluate import evaluate
    from routing.report import report as told

    router = make_router()
    return "\n".join(
        f"{path.name}\n\n{told(evaluate(router, held_out(path)))}" for path in (HELD_OUT, SECOND)
    )


def train(extra: Path | None = None) -> str:
    """Train anew and keep the new weights only if they are no worse on the held-out texts.

    Args:
        extra: a file of `dauys routing examples` that a person has read, to learn from as well.

    Raises:
        ModuleNotFoundError: scikit-learn, which the extra `train` brings, is not installed.
    """
    from routing.train import renew

    taught = read_back(extra) if extra else []
    found = renew(load_lexicon(LEXICON), [*examples(), *taught], [*held_out(), *held_out(SECOND)])
    kept = "taken" if found.taken else "not taken: the old weights are better"
    return f"first choice {found.before.strict.value:.1%} -> {found.after.strict.value:.1%}, {kept}"


async def collected() -> str:
    """What citizens chose and operators transferred, as YAML for a person to read."""
    import yaml

    from bot.cli.schema import ready
    from bot.clock import SystemClock
    from bot.settings import Settings
    from bot.understanding import understand
    from models.engine import Database
    from services.examples import told

    settings = Settings()
    database = Database(settings.database_url)
    try:
        await ready(database, settings)
        async with database.reading() as session:
            rows = await told(understand(settings).work(session, SystemClock().now(), 0.0))
    finally:
        await database.dispose()
    return yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=110) if rows else ""
