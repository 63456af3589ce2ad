"""The log of `dauys run`: no secrets, no numbers of people, no alarm about a mere stop."""

import asyncio
import io
import logging
from collections.abc import Iterator

import pytest

from bot import logs


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What goes to the log, set up as the command does it."""
    text = io.StringIO()
    monkeypatch.setattr("sys.stderr", text)
    logs.configure("INFO")
    yield text


def test_tokens_and_personal_numbers_are_masked(written: io.StringIO) -> None:
    logging.getLogger("somebody").warning(
        "token %s, IIN %s", "4200000000:PLAYGROUND-token-of-dauys", "900101300123"
    )
    assert "PLAYGROUND-token" not in written.getvalue()
    assert "900101300123" not in written.getvalue()
    assert "token <token>, IIN " in written.getvalue()


@pytest.mark.parametrize(("trouble", "told"), [(asyncio.CancelledError(), False), (OSError("gone"), True)])
def test_a_connection_given_back_at_a_stop_is_no_news(
    written: io.StringIO, trouble: BaseException, told: bool
) -> None:
    logging.getLogger("sqlalchemy.pool").error("Exception during reset or similar", exc_info=trouble)
    assert ("Exception during reset" in written.getvalue()) is told
