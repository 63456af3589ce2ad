"""`python -m models.migrations NAME`: write the next migration, from what the models have and it lacks.

What comes out is a draft: read it, give it a docstring, and look whether its way back keeps what it can.
"""

import re
import sys
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from models.migrations import FOLDER, head, move, revisions

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def write(name: str, folder: Path = FOLDER) -> Path:
    """Write a migration and return its file.

    Args:
        name: what it is about, in small letters: `grant_calls`.
        folder: where the migrations are.
    """
    revision = f"r{len(revisions()) + 1:04d}_{name}"
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.set_main_option("file_template", "%%(rev)s")
    with create_engine("sqlite://").begin() as connection:
        move(connection, head())
        config.attributes["connection"] = connection
        command.revision(config, message=name.replace("_", " "), autogenerate=True, rev_id=revision)
    return folder / "versions" / f"{revision}.py"


if __name__ == "__main__":
    if len(sys.argv) != 2 or not _NAME.fullmatch(sys.argv[1]):
        sys.exit("usage: python -m models.migrations NAME, for example grant_calls")
    sys.stdout.write(f"{write(sys.argv[1])}\n")
