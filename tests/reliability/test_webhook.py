"""Updates by webhook: announced as soon as Telegram can hear it; and back to polling, nothing lost."""

import socket

import pytest

from bot import app
from tests.stage import Stage

SECRET = "a-secret-of-forty-letters-and-digits-1234"


def free_port() -> int:
    """A port nobody uses."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


async def test_to_the_webhook_while_telegram_is_away_and_back(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "_INTRODUCE_EVERY_SECONDS", 0.05)
    await stage.staff(1003, "operator")
    citizen, port = await stage.consented("kk"), free_port()
    polling = stage.app.settings
    hook = {"webhook_url": f"http://127.0.0.1:{port}/telegram", "webhook_port": port}
    stage.app.settings = type(polling)(
        _env_file=None,
        **polling.model_dump(exclude={"webhook_url", "webhook_port", "webhook_secret"}),
        **hook,
        webhook_secret=SECRET,
    )
    await stage.sim.fault("502", method="setWebhook", times=2)
    await stage.restart()
    await citizen.says("Зейнетақым екі айдан бері келмей жатыр")
    await citizen.taps("1 ·")
    await citizen.sees("Қабылданды")

    stage.app.settings = polling
    await stage.restart()
    await citizen.says("/my")
    await citizen.sees("Сауалдарыңыз: 1")
