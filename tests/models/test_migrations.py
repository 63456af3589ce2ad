"""Every migration goes up, down and up again; together they make exactly the schema of the models."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Column, Connection, MetaData, Table, delete, func, select, text
from sqlalchemy.exc import IntegrityError

from models import migrations
from models.columns import Id, Instant
from models.engine import Database
from models.migrations import BrokenReferenceError, UnknownRevisionError
from models.migrations.__main__ import write
from models.queries import drafts, people
from models.tables import Album, Base, Person
from tests.models.schema import definitions

BEGINNING = """
import sqlalchemy as sa
from alembic import op

revision = "r9999_next"
down_revision = "{last}"
branch_labels = None
depends_on = None

"""
NEXT = (
    BEGINNING
    + """
def upgrade() -> None:
    op.create_table("later", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade() -> None:
    op.drop_table("later")
"""
)
ANEW = (
    BEGINNING
    + """
def upgrade() -> None:
    anew = "auto" if op.get_bind().dialect.name == "postgresql" else "always"
    for name in ("people", "drafts"):
        with op.batch_alter_table(name, recreate=anew) as table:
            table.add_column(sa.Column("more", sa.Integer(), nullable=True))
"""
)
BREAKING = (
    BEGINNING
    + """
def upgrade() -> None:
    op.execute("DELETE FROM chats")
"""
)
NOW = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An empty database, once of each kind."""
    opened = Database(database_url)
    yield opened
    await opened.dispose()


async def schema(database: Database) -> dict[str, str]:
    """What the database consists of now."""
    async with database.writer.connect() as connection:
        return await connection.run_sync(definitions)


async def test_every_step_can_be_taken_back(database: Database) -> None:
    before = "base"
    for revision in migrations.revisions():
        await migrations.upgrade(database, revision)
        there = await schema(database)
        await migrations.upgrade(database, before)
        await migrations.upgrade(database, revision)
        assert await schema(database) == there, revision
        before = revision


async def test_the_way_down_leaves_nothing(database: Database) -> None:
    await migrations.upgrade(database)
    assert await migrations.upgrade(database, "base") == (migrations.head(), None)
    assert await schema(database) == {}


async def test_migrations_make_the_schema_of_the_models(database: Database) -> None:
    await migrations.upgrade(database)
    migrated = await schema(database)
    await migrations.upgrade(database, "base")
    async with database.writer.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    created = await schema(database)
    assert migrated.keys() == created.keys()
    assert {
        name: (migrated[name], created[name]) for name in created if migrated[name] != created[name]
    } == {}


async def test_alembic_finds_nothing_to_add(database: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))

    await migrations.upgrade(database)
    async with database.writer.begin() as connection:
        assert await connection.run_sync(differences) == []


async def test_a_second_time_does_nothing(database: Database) -> None:
    assert await migrations.upgrade(database) == (None, migrations.head())
    assert await migrations.upgrade(database) == (migrations.head(), migrations.head())
    assert await migrations.current(database) == migrations.head()


async def test_processes_that_start_together_migrate_once(database_url: str) -> None:
    several = [Database(database_url) for _ in range(3)]
    try:
        done = await asyncio.gather(*map(migrations.upgrade, several))
    finally:
        for database in several:
            await database.dispose()
    assert sorted(before or "" for before, _ in done) == ["", migrations.head(), migrations.head()]


async def test_a_step_back_keeps_what_was_there(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    last, ours = migrations.head(), migrations.FOLDER
    with_next = _with_next(tmp_path, NEXT.format(last=last))
    monkeypatch.setattr(migrations, "FOLDER", with_next)
    await migrations.upgrade(database)
    assert await migrations.current(database) == "r9999_next"

    monkeypatch.setattr(migrations, "FOLDER", ours)
    with pytest.raises(UnknownRevisionError, match="r9999_next"):
        await migrations.upgrade(database)

    monkeypatch.setattr(migrations, "FOLDER", with_next)
    assert await migrations.upgrade(database, last) == ("r9999_next", last)
    monkeypatch.setattr(migrations, "FOLDER", ours)
    assert await migrations.upgrade(database) == (last, last)


async def test_a_contact_leaves_the_words_and_comes_back_to_them(database: Database) -> None:
    async def said() -> list[str]:
        async with database.writing() as session:
            return list(await session.scalars(text("SELECT text FROM messages ORDER BY id")))

    await migrations.upgrade(database, "r0022_waiting_corrections")
    async with database.writing() as session:
        for kind in ("contact", "text"):
            row = f"'citizen', '{kind}', '+7701', 1, '2026-11-20 05:00:00'"
            await session.execute(
                text(f"INSERT INTO messages (author, kind, text, versions, at) VALUES ({row})")
            )
    await migrations.upgrade(database, "r0023_contacts")
    assert await said() == ["", "+7701"]
    await migrations.upgrade(database, "r0022_waiting_corrections")
    assert await said() == ["+7701", "+7701"]


async def test_a_table_made_anew_keeps_the_rows_that_point_to_it(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await migrations.upgrade(database)
    async with database.writing() as session:
        person, *_ = await people.add(session, 1001, "Айгерім", "kk", NOW)
        draft = await drafts.add(session, person.id, NOW)
        session.add(Album(person_id=person.id, group_id="a", draft_id=draft.id, created_at=NOW))
    anew = ANEW.format(last=migrations.head())
    monkeypatch.setattr(migrations, "FOLDER", _with_next(tmp_path, anew))
    await migrations.upgrade(database)
    async with database.reading() as session:
        assert await session.scalar(select(Album.draft_id)) == draft.id
        assert await session.scalar(select(Person.chat_id)) == person.chat_id
    with pytest.raises(IntegrityError):
        async with database.writing() as session:
            await session.execute(delete(Person))


async def test_a_migration_that_breaks_a_reference_is_rolled_back(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await migrations.upgrade(database)
    last = migrations.head()
    async with database.writing() as session:
        await people.add(session, 1001, "Айгерім", "kk", NOW)
    monkeypatch.setattr(migrations, "FOLDER", _with_next(tmp_path, BREAKING.format(last=last)))
    with pytest.raises((BrokenReferenceError, IntegrityError)):
        await migrations.upgrade(database)
    assert await migrations.current(database) == last
    async with database.reading() as session:
        assert await session.scalar(select(func.count(Person.id))) == 1


async def test_an_unknown_target_is_refused_before_anything_moves(database: Database) -> None:
    with pytest.raises(UnknownRevisionError, match="no_such"):
        await migrations.upgrade(database, "no_such")
    assert await migrations.current(database) is None


def test_the_next_migration_is_written_from_the_models(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "migrations"
    shutil.copytree(migrations.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrations, "FOLDER", folder)
    later = MetaData(naming_convention=Base.metadata.naming_convention)
    for table in Base.metadata.tables.values():
        table.to_metadata(later)
    Table("later", later, Column("id", Id, primary_key=True), Column("at", Instant))
    monkeypatch.setattr(Base, "metadata", later)
    made = write("later", folder).read_text(encoding="utf-8")
    assert f'down_revision = "{migrations.revisions()[-2]}"' in made.replace("'", '"')
    assert "columns.Instant()" in made and "from models import columns" in made
    assert 'op.drop_table("later")' in made.replace("'", '"')


def test_a_file_is_named_after_its_revision() -> None:
    files = {path.stem for path in (migrations.FOLDER / "versions").glob("r*.py")}
    assert files == set(migrations.revisions())
    assert len(migrations.scripts().get_heads()) == 1


def _with_next(folder: Path, next_one: str) -> Path:
    """The migrations as they will be one version later."""
    copy = folder / "migrations"
    shutil.copytree(migrations.FOLDER, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "versions" / "r9999_next.py").write_text(next_one, encoding="utf-8")
    return copy
