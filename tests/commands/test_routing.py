"""`dauys routing`: the report is there to read, and training says what it lacks."""

from typer.testing import CliRunner

from bot.cli.main import app


def test_the_report_names_its_figures() -> None:
    told = CliRunner().invoke(app, ["routing", "report"])
    assert told.exit_code == 0
    for line in ("first choice, strict", "among the three shown", "by script", "taken for one another"):
        assert line in told.output


def test_training_without_its_extra_says_what_to_install(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    import builtins

    real = builtins.__import__

    def without(name: str, *rest: object, **more: object) -> object:
        if name == "routing.train":
            raise ModuleNotFoundError("no", name="sklearn")
        return real(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    told = CliRunner().invoke(app, ["routing", "train"])
    assert told.exit_code == 1
    assert "sklearn is not installed" in told.output
