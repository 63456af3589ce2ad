"""The audit log is read by people: no action stands in it by its code."""

import re
from pathlib import Path

import pytest

from locales import LANGUAGES, has

SERVICES = Path(__file__).parents[2] / "services"
WRITTEN = re.compile(r'action="(\w+)"|_written_down\(work, who, "(\w+)"|"(canned_\w+)"(?= if|\)| else)')


def actions() -> set[str]:
    """Every action our services write down."""
    found = (WRITTEN.findall(path.read_text(encoding="utf-8")) for path in SERVICES.glob("*.py"))
    return {name for groups in found for group in groups for name in group if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_action_has_words(language: str) -> None:
    known = actions()
    assert {"switch", "call_dates", "link_group", "canned_written"} <= known
    assert {name for name in known if not has(language, f"audit.did.{name}")} == set()
