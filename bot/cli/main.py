"""The commands and their arguments; each one's work is in a module of its own."""

import asyncio
import sys
from collections.abc import Coroutine
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(
    help="Dauys: citizens ask the state in Telegram, operators answer, nothing is lost.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line."""
    app()


def _await(work: Coroutine[Any, Any, int]) -> None:
    """Run a command's coroutine; what went wrong is one plain sentence, not a traceback."""
    from bot.cli.trouble import explained

    try:
        code = asyncio.run(work)
    except KeyboardInterrupt:
        code = 130
    except Exception as trouble:
        sentence = explained(trouble)
        if sentence is None:
            raise
        typer.echo(sentence, err=True)
        code = 1
    raise typer.Exit(code)


@app.command()
def run() -> None:
    """Serve the bot of DAUYS_BOT_TOKEN until it is stopped."""
    from bot.cli.serve import serve

    _await(serve())


@app.command()
def tour(
    slow: Annotated[bool, typer.Option(help="Pause between the lines, for an audience.")] = False,
    language: Annotated[str, typer.Option(help="Whose story: kk, ru or both.")] = "both",
) -> None:
    """Play the whole story in the terminal: the real bot over HTTP against the playground."""
    from bot.cli.tour import play

    _await(play(slow=slow, language=language))


@app.command()
def route() -> None:
    """Read JSON lines {"id", "text"} and write which bodies would answer, best first."""
    from bot.cli.route import stream

    raise typer.Exit(stream(sys.stdin.buffer, sys.stdout.buffer))


@app.command()
def deadline(
    registered: Annotated[datetime, typer.Option(help="When it arrived, Kazakhstan time: 2026-12-11T10:00")],
    rule: Annotated[str, typer.Option(help="question, complaint, information, grant")] = "question",
    closes: Annotated[datetime | None, typer.Option(help="When the grant call closes.")] = None,
    language: Annotated[str, typer.Option(help="Language of the explanation: kk or ru.")] = "ru",
) -> None:
    """Count a due date and explain it, as JSON."""
    from bot.cli.deadline import counted

    try:
        typer.echo(counted(registered, rule, closes, language))
    except LookupError as unknown:
        typer.echo(str(unknown.args[0]), err=True)
        raise typer.Exit(2) from None


@app.command()
def invite(
    body: Annotated[str, typer.Argument(help="Code of the body, or TRIAGE for a dispatcher.")],
    role: Annotated[str, typer.Argument(help="operator, head, dispatcher or admin")],
    region: Annotated[str | None, typer.Option(help="Code of the region, for a body per region.")] = None,
    post_kk: Annotated[str | None, typer.Option(help="How the post is called in Kazakh.")] = None,
    post_ru: Annotated[str | None, typer.Option(help="How the post is called in Russian.")] = None,
) -> None:
    """Print a one-use link by which a person joins a body."""
    from bot.cli.invite import invite as made

    _await(made(body, role, region, post_kk, post_ru))


@app.command()
def migrate() -> None:
    """Bring the schema of DAUYS_DATABASE_URL up to date."""
    from bot.cli.serve import migrate as migrated

    _await(migrated())


@app.command()
def doctor() -> None:
    """Check settings, facts, calendar, owner, database and Telegram."""
    from bot.cli.doctor import examine

    _await(examine())


@app.command(hidden=True)
def demo(people: Annotated[Path, typer.Argument(help="JSON: Telegram id and role of each person.")]) -> None:
    """Prepare the embedded database for the playground: every body answers, its people have posts."""
    from bot.cli.demo import prepare

    _await(prepare(people))
