"""Expected errors: each is a type with a catalog key, so it is answered in the person's language.

Expected
├── Refused      the person may not do this, or the thing is not theirs
├── Stale        the screen is older than the thing it shows
├── Impossible   the table of moves has no such move from this state
└── Unusable     the input cannot be used: empty, too long, of the wrong kind
"""


class Expected(Exception):  # noqa: N818 - the family is named after its meaning, not its mechanism
    """Something that happens in normal use and has a kind, true answer.

    Args:
        key: catalog id of the sentence the person reads.
        args: values for its placeholders.
    """

    def __init__(self, key: str, **args: object) -> None:
        super().__init__(key)
        self.key = key
        self.args_ = args


class Refused(Expected):
    """No proof, no object: also raised when the thing does not exist, so that nothing leaks."""


class Stale(Expected):
    """The button belongs to an older state of what it shows."""


class Impossible(Expected):
    """The state of the inquiry does not allow this move."""


class Unusable(Expected):
    """What was sent cannot be used; the sentence says what can."""
