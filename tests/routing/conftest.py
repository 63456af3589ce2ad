"""One router for all tests of this room: loading it is the slow part."""

from pathlib import Path

import pytest

from routing import Lexicon, Router, load_lexicon, load_model

FOLDER = Path(__file__).parents[2] / "facts" / "lexicon"


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon(FOLDER)


@pytest.fixture(scope="session")
def router(lexicon: Lexicon) -> Router:
    return Router(lexicon, load_model())
