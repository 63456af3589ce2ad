"""What a schema consists of, read from the database itself, so that two can be compared by name."""

import re

from sqlalchemy import Connection, text

_POSTGRESQL = {
    "column": """
        SELECT table_name || '.' || column_name,
               data_type || coalesce(character_maximum_length::text, '') || ' ' || is_nullable
               || coalesce(' default ' || column_default, '')
        FROM information_schema.columns WHERE table_schema = 'public'""",
    "constraint": """
        SELECT conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'""",
    "index": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
}
_SQLITE = (
    "SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
)


def definitions(connection: Connection) -> dict[str, str]:
    """Every table, column, constraint and index with its definition; alembic's own table is left out."""
    if connection.dialect.name == "sqlite":
        found = {name: _sorted(sql) for name, sql in connection.execute(text(_SQLITE))}
    else:
        found = {
            f"{kind} {name}": definition
            for kind, query in _POSTGRESQL.items()
            for name, definition in connection.execute(text(query))
        }
    return {name: definition for name, definition in found.items() if "alembic_version" not in name}


def _sorted(sql: str) -> str:
    """SQLite keeps the words of CREATE TABLE; the order of the constraints in it says nothing."""
    plain = re.sub(r"\s+", " ", sql.replace('"', "")).removesuffix(")").strip()
    columns, *constraints = re.split(r", (?=CONSTRAINT )", plain)
    return ", ".join([columns, *sorted(constraints)])
