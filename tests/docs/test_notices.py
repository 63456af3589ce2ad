"""What a service plans, a door can draw; what a door can draw, some service plans."""

from handlers.notices import DRAWN
from locales import LANGUAGES, has
from tests.docs.source import Reaching

SPECIAL = {"screen", "menu"}
"""Not drawn by a notice's own function: a screen is drawn already, a menu is no message."""


def test_every_planned_notice_is_drawn_and_no_other() -> None:
    planned = Reaching({"notice": 2, "launch": 1}).through("services", "bot", "scheduler")
    assert planned.unread == set()
    assert planned.found.keys() - SPECIAL == DRAWN.keys()


def test_every_alarm_has_its_sentence_in_both_languages() -> None:
    rung = Reaching({"raise_": 0}).through("bot")
    assert {key for key in rung.found for language in LANGUAGES if not has(language, key)} == set()
    assert rung.found
