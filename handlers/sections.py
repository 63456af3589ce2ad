"""What a person opens by a command, by mode and role: the command menu and the help at work say the same."""

from collections.abc import Collection

CITIZEN = ("new", "my", "grants", "answers", "lang", "help", "privacy", "export", "delete", "cancel")
STAFF = ("queue", "mine", "find", "answers", "away", "mode", "lang", "help", "cancel")
HEAD = ("staff", "canned", "stats", "calls")
ADMIN = ("invite", "bodies", "calls", "broadcast", "calendar", "audit", "health")


def sections(roles: Collection[str], mode: str) -> tuple[str, ...]:
    """Names of the commands a person is offered, in the order of the menu.

    Args:
        roles: the roles of the person's posts; empty for a citizen.
        mode: staff or citizen, how the person acts just now.
    """
    names: tuple[str, ...] = STAFF if mode == "staff" and roles else CITIZEN
    if mode == "staff" and "head" in roles:
        names = (*names[:3], *HEAD, *names[3:])
    if mode == "staff" and "admin" in roles:
        names = (*names, *ADMIN)
    elif roles:
        names = (*names, "mode")
    return tuple(dict.fromkeys(names))
