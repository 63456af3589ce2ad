"""Used only by `alembic revision --autogenerate` on a developer's machine; see docs/operations.md."""
