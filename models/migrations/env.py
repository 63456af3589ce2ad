"""Run by alembic when `python -m models.migrations` compares the models with a database."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from models import columns
from models.tables import Base


def _type(kind: str, item: Any, written: AutogenContext) -> str | Literal[False]:
    """Write our own column types by their names, not by what they are made of."""
    if kind != "type":
        return False
    name = next((n for n in ("Id", "Json") if item is getattr(columns, n)), None)
    if isinstance(item, columns.Instant):
        name = "Instant()"
    if name is None:
        return False
    written.imports.add("from models import columns")
    return f"columns.{name}"


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=_type,
)
with context.begin_transaction():
    context.run_migrations()
