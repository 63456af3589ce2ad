"""The commands and their arguments; each one's work is in a module of its own."""

import os
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

app = typer.Typer(
    help="Dauys: citizens ask the state in Telegram, operators answer, nothing is lost.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


_LAST_REPORT_SECONDS = 1.0


class Language(StrEnum):
    """A language of the bot."""

    KK = "kk"
    RU = "ru"


class Story(StrEnum):
    """Which of the tour's stories to play."""

    KK = "kk"
    RU = "ru"
    BOTH = "both"


def main() -> None:
    """Run the command line."""
    app()


def _moment(told: str) -> datetime:
    """An ISO date and time; typer's own formats want the seconds as well."""
    try:
        return datetime.fromisoformat(told)
    except ValueError:
        raise typer.BadParameter(f"{told!r} is not a date and time like 2026-12-11T10:00") from None


def _await(work: Coroutine[Any, Any, int]) -> None:
    """Run a command's coroutine; the exit code is what it returns."""
    from asyncio import Runner

    with _plainly(), Runner(loop_factory=_fast_loop) as runner:
        raise typer.Exit(runner.run(_completely(work)))


async def _completely(work: Coroutine[Any, Any, int]) -> int:
    """Do the work, and let the driver's threads end before their loop does.

    When SQLite cannot open a file, aiosqlite's thread reports to the loop once more without being waited
    for; to a loop that is closed by then it would show a traceback after our sentence.
    """
    import asyncio
    import threading

    try:
        return await work
    finally:
        for thread in threading.enumerate():
            if "_connection_worker_thread" in thread.name:
                await asyncio.to_thread(thread.join, _LAST_REPORT_SECONDS)


def _fast_loop() -> "AbstractEventLoop":
    """uvloop takes a fifth less of the processor; Windows has none."""
    try:
        from uvloop import new_event_loop
    except ImportError:
        import asyncio

        return asyncio.new_event_loop()
    return new_event_loop()


@contextmanager
def _plainly() -> Iterator[None]:
    """What went wrong is one plain sentence, not a traceback, unless nobody expected it."""
    try:
        yield
    except typer.Exit:
        raise
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    except BrokenPipeError:
        # Whoever read our output has gone, as `head` does: nothing is left to say, and to nobody.
        sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 - the interpreter closes it at its end
        raise typer.Exit(0) from None
    except Exception as trouble:
        from bot.cli.trouble import explained

        sentence = explained(trouble)
        if sentence is None:
            raise
        typer.echo(sentence, err=True)
        raise typer.Exit(1) from None


@app.command()
def run(
    people: Annotated[Path | None, typer.Option(hidden=True, help="The playground's people, JSON.")] = None,
) -> None:
    """Serve the bot of DAUYS_BOT_TOKEN until it is stopped."""
    from bot.lean import leanly

    with leanly():
        from bot.cli.serve import serve

    _await(serve(people))


@app.command()
def tour(
    slow: Annotated[bool, typer.Option(help="Pause between the lines, for an audience.")] = False,
    language: Annotated[Story, typer.Option(help="Whose story.")] = Story.BOTH,
) -> None:
    """Play the whole story in the terminal: the real bot over HTTP against the playground."""
    from bot.cli.tour import play

    _await(play(slow=slow, language=language.value))


@app.command()
def route() -> None:
    """Read JSON lines {"id", "text"} and write which bodies would answer, best first."""
    from bot.cli.route import stream

    with _plainly():
        raise typer.Exit(stream(sys.stdin.buffer, sys.stdout.buffer))


routing = typer.Typer(help="Look at the router, or train it anew.", no_args_is_help=True)
app.add_typer(routing, name="routing")


@routing.command()
def report() -> None:
    """Print how well the router does on the held-out texts."""
    from bot.cli.routing import report as told

    typer.echo(told(), nl=False)


@routing.command()
def examples() -> None:
    """Print what citizens chose and operators transferred, masked, as YAML for a person to read."""
    from bot.cli.routing import collected

    async def show() -> int:
        typer.echo(await collected(), nl=False)
        return 0

    _await(show())


@routing.command()
def train(
    extra: Annotated[
        Path | None,
        typer.Option("--with", exists=True, dir_okay=False, help="A read file of `dauys routing examples`."),
    ] = None,
) -> None:
    """Train the router's weights anew; they are kept only if they are no worse."""
    from bot.cli.routing import train as trained

    try:
        with _plainly():
            typer.echo(trained(extra))
    except ModuleNotFoundError as missing:
        typer.echo(f"{missing.name} is not installed: pip install -e '.[train]' brings it.", err=True)
        raise typer.Exit(1) from None


@app.command()
def deadline(
    registered: Annotated[
        datetime,
        typer.Option(
            parser=_moment, metavar="TIME", help="When it arrived, like 2026-12-11T10:00; Kazakhstan time."
        ),
    ],
    rule: Annotated[str, typer.Option(help="question, complaint, information, grant")] = "question",
    closes: Annotated[
        datetime | None, typer.Option(parser=_moment, metavar="TIME", help="When the grant call closes.")
    ] = None,
    language: Annotated[Language, typer.Option(help="Language of the explanation.")] = Language.RU,
) -> None:
    """Count a due date and explain it, as JSON."""
    from bot.cli.deadline import counted

    with _plainly():
        typer.echo(counted(registered, rule, closes, language.value))


@app.command()
def invite(
    body: Annotated[str, typer.Argument(help="Code of the body, or TRIAGE for a dispatcher.")],
    role: Annotated[str, typer.Argument(help="operator, head or dispatcher")],
    region: Annotated[str | None, typer.Option(help="Code of the region, for a body per region.")] = None,
    post_kk: Annotated[str | None, typer.Option(help="How the post is called in Kazakh.")] = None,
    post_ru: Annotated[str | None, typer.Option(help="How the post is called in Russian.")] = None,
) -> None:
    """Print a one-use link by which a person joins a body."""
    from bot.cli.invite import invite as made

    _await(made(body, role, region, post_kk, post_ru))


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A table of grant calls: XLSX, CSV or YAML.")],
    publish: Annotated[bool, typer.Option("--publish", help="Publish them at once.")] = False,
) -> None:
    """Bring grant calls in from a table: every row, or none and a list of what is wrong."""
    from bot.cli.imports import bring

    _await(bring(file, publish=publish))


@app.command()
def calendar(
    preview: Annotated[bool, typer.Option("--preview", help="Show whose dates would move.")] = False,
    approve: Annotated[
        bool, typer.Option("--approve", help="Put the files in force; people are told.")
    ] = False,
    note: Annotated[str, typer.Option(help="Why: for example the Government's order.")] = "",
) -> None:
    """Compare the calendar of the facts with the one in force; preview or approve the change."""
    from bot.cli.calendar import compare

    _await(compare(preview=preview, approve=approve, note=note))


@app.command()
def rehearse(
    start: Annotated[str, typer.Option("--from", help="The first day: 2026-11-23.")],
    end: Annotated[str, typer.Option("--to", help="The last day.")],
    full: Annotated[bool, typer.Option("--full", help="Whole messages, not only their first lines.")] = False,
) -> None:
    """Play days to come on a copy of the data: what would be sent to whom and when."""
    from bot.cli.rehearse import rehearse as played

    _await(played(_moment(start).date(), _moment(end).date(), full=full))


@app.command()
def backup(
    folder: Annotated[Path, typer.Argument(help="Where backups are kept.", file_okay=False)],
) -> None:
    """Back up everything while the bot works, prove it by restoring it, remove those that are too old."""
    from bot.cli.backup import back_up

    _await(back_up(folder))


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A backup.", dir_okay=False)],
    erasures: Annotated[
        Path | None, typer.Option(help="The ledger of erasures, if it is not beside the backup.")
    ] = None,
) -> None:
    """Bring a backup back into the empty database of DAUYS_DATABASE_URL, and erase again who was erased."""
    from bot.cli.backup import bring_back

    _await(bring_back(file, erasures))


@app.command()
def retention() -> None:
    """Tell what has outlived its period and would be emptied at the next hour; changes nothing."""
    from bot.cli.backup import outlived

    _await(outlived())


@app.command()
def migrate(
    to: Annotated[
        str, typer.Option(help="A revision to go to; an older one drops what came later.")
    ] = "head",
) -> None:
    """Bring the schema of DAUYS_DATABASE_URL up to date, or take it back before an older version runs."""
    from bot.cli.schema import migrate as migrated

    _await(migrated(to))


@app.command()
def doctor() -> None:
    """Check settings, facts, calendar, owner, database and Telegram."""
    from bot.cli.doctor import examine

    _await(examine())
