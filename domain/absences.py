"""Who answers for a post today: its holder, or a substitute who is there."""

from collections.abc import Mapping
from typing import Final

LONGEST_CHAIN: Final = 5
"""Substitutes of substitutes; after so many steps somebody has drawn a circle."""

Away = Mapping[int, int | None]
"""Posts whose holders are away today, each with the post that stands in, if there is one."""


def answering(post: int, away: Away) -> int | None:
    """Return the post that answers for this one today; None when nobody does."""
    for _ in range(LONGEST_CHAIN):
        if post not in away:
            return post
        substitute = away[post]
        if substitute is None:
            return None
        post = substitute
    return None
