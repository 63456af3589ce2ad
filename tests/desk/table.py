"""Every action of the staff, and what the routers call it."""

from typing import Any

from tests.desk.action import Action, Step
from tests.desk.as_a_head import AWAY, CALLS_OF_GRANTS, HEADS
from tests.desk.by_the_citizen import OF_CITIZENS
from tests.desk.by_word import ADMINS, COMMANDS, TYPED
from tests.desk.derived import actions, name_of
from tests.desk.with_an_answer import ANSWERS, PARTS
from tests.desk.with_an_inquiry import AT_THE_CARD

ACTIONS = (
    *AT_THE_CARD,
    *ANSWERS,
    *PARTS,
    *AWAY,
    *HEADS,
    *CALLS_OF_GRANTS,
    *ADMINS,
    *OF_CITIZENS,
    *COMMANDS,
    *TYPED,
)

_KNOWN = actions()


class AnyWorld:
    """Enough of a world to see which button an action is."""

    keys: dict[str, int] = {}

    def __getitem__(self, name: str) -> int:
        return 1


def name(action: Action) -> str:
    """What the action is called by the routers."""
    world: Any = AnyWorld()
    what = action.what(world)
    if isinstance(what, str):
        return what.split()[0]
    return f"step {what.name}" if isinstance(what, Step) else name_of(what, _KNOWN)
