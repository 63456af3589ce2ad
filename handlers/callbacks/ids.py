"""Numbers in buttons."""

from typing import Annotated

from pydantic import Field

Id = Annotated[int, Field(ge=0, lt=2**62)]
"""An id or a page in a button. What no database column holds is a forged button, and so no button of ours."""
