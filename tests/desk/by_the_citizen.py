"""What a citizen does with an inquiry of their own: the other side of the desk's buttons."""

from collections.abc import Callable

from handlers.callbacks.citizen import Own, OwnFind, OwnList, Rate
from tests.desk.action import OWN, Action, What, command
from tests.desk.world import World

STRANGERS = ("stranger", "removed", "operator", "colleague", "head", "other", "press", "dispatcher", "admin")
"""Whoever works on it is no more its citizen than anybody else."""


def own(act: str, key: str = "held") -> Callable[[World], What]:
    """A button under one's own inquiry."""
    return lambda w: Own(inquiry=w[key], act=act)


OF_CITIZENS = (
    Action(own("open"), "citizen", STRANGERS),
    Action(own("how"), "citizen", STRANGERS),
    Action(own("official"), "citizen", STRANGERS),
    Action(own("withdraw"), "citizen", STRANGERS),
    Action(own("withdraw_yes"), "citizen", STRANGERS, met=("sent and withdrawn", "approved and withdrawn")),
    Action(own("reopen", "sent"), "citizen", STRANGERS, met=("correction approved and opened again",)),
    Action(own("object", "closed"), "citizen", STRANGERS, met=("objected to and erased",)),
    Action(lambda w: Rate(inquiry=w["sent"], stars=5), "citizen", STRANGERS, alone="one mark, the last one"),
    Action(lambda w: OwnList(page=0), "citizen", ()),
    Action(lambda w: OwnFind(), "citizen", (), alone=OWN),
    Action(command("/my"), "citizen", ()),
)
